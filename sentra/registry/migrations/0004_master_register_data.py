from django.db import migrations
from django.db.models import F

from sentra.kernel.quantity import parse_quantity, write_quantity


def tell_what_was_known(apps, schema_editor):
    Business = apps.get_model("registry", "Business")
    Business.objects.exclude(registered_at=None).update(recorded_at=F("registered_at"))
    apps.get_model("registry", "LegalPaper").objects.filter(permit_id=None).update(source="imported")
    Figures = apps.get_model("registry", "Figures")
    rows = []
    for row in Figures.objects.exclude(capacity_unit="").iterator():
        row.capacity_amount, row.capacity_unit = parse_quantity(row.capacity_unit)
        rows.append(row)
    Figures.objects.bulk_update(rows, ["capacity_amount", "capacity_unit"], batch_size=500)


def say_capacity_in_words(apps, schema_editor):
    Figures = apps.get_model("registry", "Figures")
    rows = []
    for row in Figures.objects.exclude(capacity_amount=None).iterator():
        row.capacity_unit = write_quantity(row.capacity_amount, row.capacity_unit)
        rows.append(row)
    Figures.objects.bulk_update(rows, ["capacity_unit"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("registry", "0003_master_register"),
    ]

    operations = [
        migrations.RunPython(tell_what_was_known, say_capacity_in_words),
    ]
