import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

def fk(to, on_delete=django.db.models.deletion.PROTECT, related_name="+", **more):
    return models.ForeignKey(on_delete=on_delete, related_name=related_name, to=to, **more)


KINDS = [('permit', 'Permit survey'), ('supervision', 'Periodic supervision'), ('follow_up', 'Follow-up'), ('census', 'Field census')]
STATES = [('planned', 'Planned'), ('done', 'Done'), ('cancelled', 'Cancelled')]


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0002_report_drafts'),
        ('files', '0002_transfer'),
        ('documents', '0002_lookups_cleared'),
        ('licensing', '0006_visits'),
        ('reference', '0002_visits'),
        ('registry', '0010_fewer_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField('visit', 'kind', models.CharField(choices=KINDS, default='permit', max_length=12), preserve_default=False),
        migrations.AddField('visit', 'state', models.CharField(choices=STATES, default='planned', max_length=10)),
        migrations.AddField('visit', 'business', fk('registry.business', related_name='visits', null=True)),
        migrations.AddField('visit', 'district', models.CharField(default='', max_length=8), preserve_default=False),
        migrations.AddField('visit', 'village', models.CharField(blank=True, max_length=13, default=''), preserve_default=False),
        migrations.AddField('visit', 'revision', fk('reference.checklistrevision', null=True)),
        migrations.AddField('visit', 'reasons', models.JSONField(default=list)),
        migrations.AddField('visit', 'cancelled_reason', models.TextField(blank=True, default=''), preserve_default=False),
        migrations.AlterField('visit', 'application', fk('licensing.application', on_delete=django.db.models.deletion.CASCADE, related_name='visits', null=True)),
        migrations.AddField('report', 'visit', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report', to='surveys.visit')),
        migrations.AddField('report', 'business', fk('registry.business', related_name='survey_reports', null=True)),
        migrations.AddField('report', 'district', models.CharField(default='', max_length=8), preserve_default=False),
        migrations.AddField('report', 'village', models.CharField(blank=True, default='', max_length=13), preserve_default=False),
        migrations.AddField('report', 'commodity', models.CharField(blank=True, default='', max_length=50), preserve_default=False),
        migrations.AddField('report', 'visited_time', models.TimeField(null=True)),
        migrations.AddField('report', 'latitude', models.FloatField(null=True)),
        migrations.AddField('report', 'longitude', models.FloatField(null=True)),
        migrations.AddField('report', 'accuracy', models.PositiveIntegerField(null=True)),
        migrations.AddField('report', 'answers', models.JSONField(default=dict), preserve_default=False),
        migrations.AddField('report', 'notes', models.JSONField(default=dict)),
        migrations.AddField('report', 'quality', models.PositiveSmallIntegerField(null=True)),
        migrations.AddField('report', 'readiness', models.PositiveSmallIntegerField(null=True)),
        migrations.AddField('report', 'objection', models.TextField(blank=True, default=''), preserve_default=False),
        migrations.AddField('report', 'objected_at', models.DateTimeField(null=True)),
        migrations.AddField('reportdraft', 'visit', fk('surveys.visit', on_delete=django.db.models.deletion.CASCADE, related_name='report_drafts', null=True)),
        migrations.AddField('reportdraft', 'placed', models.JSONField(default=dict)),
    ]
