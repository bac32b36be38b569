from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("registry", "0004_master_register_data"),
    ]

    operations = [
        migrations.AddField("figures", "workers_total", models.PositiveIntegerField(null=True)),
    ]
