import django.db.models.deletion
import sentra.kernel.clock
import sentra.kernel.crypto
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0002_transfer'),
        ('registry', '0006_finding'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=20)),
                ('query', models.TextField(blank=True)),
                ('rows', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField(default=sentra.kernel.clock.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=150)),
                ('begun_at', models.DateTimeField(default=sentra.kernel.clock.now)),
                ('state', models.CharField(choices=[('columns', 'Columns to check'), ('rehearsing', 'Being rehearsed'), ('rehearsed', 'Rehearsed'), ('applying', 'Being taken over'), ('applied', 'Taken over'), ('undoing', 'Being undone'), ('undone', 'Undone')], default='columns', max_length=12)),
                ('profile', models.CharField(blank=True, max_length=50)),
                ('plan', models.JSONField(default=dict)),
                ('manner', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('problem', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('rows_total', models.PositiveIntegerField(null=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('applied_through', models.PositiveIntegerField(default=0)),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('applied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('begun_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.file')),
                ('result', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.file')),
            ],
            options={
                'ordering': ['-begun_at'],
            },
        ),
        migrations.CreateModel(
            name='KnownColumns',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(max_length=20)),
                ('header', models.CharField(max_length=64)),
                ('fields', models.JSONField(default=dict)),
                ('settled_at', models.DateTimeField(default=sentra.kernel.clock.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'header'), name='one_understanding_of_a_header')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('outcome', models.CharField(choices=[('new', 'New'), ('update', 'Update'), ('unchanged', 'Unchanged'), ('duplicate', 'To decide'), ('refused', 'Refused')], max_length=10)),
                ('label', models.CharField(blank=True, max_length=200)),
                ('place', models.CharField(blank=True, max_length=13)),
                ('faults', models.JSONField(default=list)),
                ('differences', models.JSONField(default=list)),
                ('candidates', models.JSONField(default=list)),
                ('decided_new', models.BooleanField(default=False)),
                ('applied', models.BooleanField(default=False)),
                ('audit_seq', models.PositiveIntegerField(null=True)),
                ('kept', sentra.kernel.crypto.EncryptedJSON(blank=True, default=dict)),
                ('business', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.business')),
                ('decided_same', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.business')),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='transfer.import')),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['of', 'outcome', 'number'], name='import_row_outcome')],
                'constraints': [models.UniqueConstraint(fields=('of', 'number'), name='one_row_of_a_number')],
            },
        ),
    ]
