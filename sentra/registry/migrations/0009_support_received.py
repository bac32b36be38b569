from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("registry", "0008_owner_doubles"),
    ]

    operations = [
        migrations.AddField("support", "received", models.CharField(blank=True, default="", max_length=200), False),
        migrations.AddField("support", "value", models.PositiveBigIntegerField(null=True)),
        migrations.RemoveConstraint("support", "one_support_of_a_title"),
        migrations.AddConstraint(
            "support",
            models.UniqueConstraint(
                fields=["business", "year", "kind", "title", "received"], name="one_support_of_a_title"
            ),
        ),
    ]
