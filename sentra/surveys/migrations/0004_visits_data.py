from django.db import migrations
from django.db.models import Q

ANSWERS = {"ok": "yes", "not_ok": "no", "not_applicable": "not_applicable"}
WAITING = Q(status="survey") | Q(status="granted", survey_owed=True)


def visits_know_where(apps, schema_editor):
    """Say of each visit where it went, with which checklist, and which of an application counts."""
    Visit = apps.get_model("surveys", "Visit")
    Application = apps.get_model("licensing", "Application")
    waiting = set(Application.objects.filter(WAITING).values_list("pk", flat=True))
    counted = set()
    visits = Visit.objects.select_related("application__revision").order_by("-planned_at", "-pk")
    for visit in visits.iterator():
        application = visit.application
        visit.district, visit.village = application.district, application.village
        visit.revision_id = application.revision.checklist_id
        visit.state = "planned" if application.pk in waiting and application.pk not in counted else "cancelled"
        counted.add(application.pk)
        visit.save()


def reports_are_typed(apps, schema_editor):
    """Carry each report over: its lines become typed answers with notes, and it gets the visit that it is of."""
    Report = apps.get_model("surveys", "Report")
    Visit = apps.get_model("surveys", "Visit")
    for report in Report.objects.select_related("application__revision").iterator():
        application = report.application
        report.answers = {code: ANSWERS[given["result"]] for code, given in report.results.items()}
        report.notes = {code: given["note"] for code, given in report.results.items() if given.get("note")}
        report.district, report.village = application.district, application.village
        report.commodity = application.commodity
        visit = Visit.objects.filter(application=application).order_by("-planned_at", "-pk").first()
        if visit is None:
            visit = Visit(
                kind="permit",
                application=application,
                district=application.district,
                village=application.village,
                planned_on=report.visited_on,
                surveyor=report.surveyor,
                planned_by=report.surveyor,
                planned_at=report.handed_in_at,
                revision_id=application.revision.checklist_id,
            )
        visit.state = "done"
        visit.save()
        report.visit = visit
        report.save()


def drafts_are_typed(apps, schema_editor):
    """Carry over what is being written: `item-` and `note-` fields become those of the questions."""
    for draft in apps.get_model("surveys", "ReportDraft").objects.iterator():
        typed = {}
        for name, text in draft.data.items():
            part, dash, code = name.partition("-")
            if dash and part == "item":
                typed[f"q-{code}"] = ANSWERS.get(text, "")
            else:
                typed[f"n-{code}" if dash and part == "note" else name] = text
        draft.data = typed
        draft.save()


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0003_visits'),
    ]

    operations = [
        migrations.RunPython(visits_know_where, migrations.RunPython.noop),
        migrations.RunPython(reports_are_typed, migrations.RunPython.noop),
        migrations.RunPython(drafts_are_typed, migrations.RunPython.noop),
    ]
