import hashlib
import json

import django.db.models.deletion
from django.db import migrations, models


def typed(old):
    """Give an old checklist, a list of lines that fit or don't, as one section of yes-or-no questions."""
    questions = []
    for item in old["items"]:
        question = {"code": item["code"], "kind": "yes_no", "label": item["label"], "must": item.get("must", False)}
        questions.append(question | {name: item[name] for name in ("hint", "when") if item.get(name)})
    section = {"code": "umum", "title": old["title"], "questions": questions}
    return {"code": old["code"], "title": old["title"], "sections": [section], "source": old["source"]}


def revisions_of_checklists(apps, schema_editor):
    """Make a revision of each checklist that services were published with, in their order."""
    ServiceRevision = apps.get_model("licensing", "ServiceRevision")
    ChecklistRevision = apps.get_model("reference", "ChecklistRevision")
    made, numbers = {}, {}
    for revision in ServiceRevision.objects.exclude(old_checklist=None).order_by("published_at", "pk"):
        content = typed(revision.old_checklist)
        fingerprint = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        if fingerprint not in made:
            code = content["code"]
            numbers[code] = numbers.get(code, 0) + 1
            made[fingerprint] = ChecklistRevision.objects.create(
                code=code,
                number=numbers[code],
                content=content,
                fingerprint=fingerprint,
                published_at=revision.published_at,
            )
        revision.checklist = made[fingerprint]
        revision.save(update_fields=["checklist"])


class Migration(migrations.Migration):

    dependencies = [
        ('licensing', '0005_business'),
        ('reference', '0002_visits'),
    ]

    operations = [
        migrations.RenameField(model_name='servicerevision', old_name='checklist', new_name='old_checklist'),
        migrations.AddField(
            model_name='servicerevision',
            name='checklist',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.checklistrevision'),
        ),
        migrations.RunPython(revisions_of_checklists, migrations.RunPython.noop),
        migrations.RemoveField(model_name='servicerevision', name='old_checklist'),
    ]
