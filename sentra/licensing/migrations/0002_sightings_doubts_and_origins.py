"""Keep what a survey saw, which doubt a flag stands for, what a stage had left, and what a permit began as."""

import django.db.models.deletion
from django.db import migrations, models

ORIGINS = """
WITH RECURSIVE chain AS (
    SELECT id, service AS origin FROM licensing_permit WHERE supersedes_id IS NULL
    UNION ALL
    SELECT later.id, chain.origin FROM licensing_permit later JOIN chain ON later.supersedes_id = chain.id
)
UPDATE licensing_permit SET origin = chain.origin FROM chain WHERE chain.id = licensing_permit.id
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0001_initial")]

    operations = [
        migrations.AddField("application", "stage_left", models.PositiveIntegerField(null=True)),
        migrations.AddField("flag", "doubt", models.CharField(blank=True, max_length=30), preserve_default=True),
        migrations.AddField(
            "permit", "origin", models.CharField(default="", max_length=50), preserve_default=False
        ),
        migrations.RunSQL(ORIGINS, migrations.RunSQL.noop),
        migrations.RemoveConstraint("permit", "permit_ends_after_it_begins"),
        migrations.AddConstraint(
            "permit",
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("issued_on")),
                name="permit_ends_after_it_begins",
            ),
        ),
        migrations.CreateModel(
            "SurveySeen",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("production", models.CharField(max_length=10)),
                ("reason", models.TextField(blank=True)),
                ("seen_on", models.DateField()),
                ("workers_men", models.PositiveIntegerField()),
                ("workers_women", models.PositiveIntegerField()),
                ("capacity", models.CharField(max_length=200)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="survey_seen",
                        to="licensing.application",
                    ),
                ),
            ],
        ),
    ]
