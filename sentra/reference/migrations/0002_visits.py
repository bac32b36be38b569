import sentra.kernel.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChecklistRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=50)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField(default=sentra.kernel.clock.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'number'), name='checklist_number_once')],
            },
        ),
    ]
