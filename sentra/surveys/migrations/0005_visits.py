import django.db.models.deletion
import sentra.kernel.clock
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


def fk(to, on_delete=django.db.models.deletion.PROTECT, related_name="+", **more):
    return models.ForeignKey(on_delete=on_delete, related_name=related_name, to=to, **more)


USER = settings.AUTH_USER_MODEL
PRODUCTION = [('unknown', 'Not yet seen'), ('smooth', 'Smooth'), ('halting', 'Halting'), ('stopped', 'Stopped'), ('not_yet', 'Not yet producing')]
RECOMMENDATION = [('grant', 'Grant'), ('grant_with_advice', 'Grant, with advice'), ('refuse', 'Refuse')]
GRAVITY = [('minor', 'Minor'), ('major', 'Major'), ('critical', 'Critical')]
FINDING = [('open', 'Open'), ('done', 'Put right'), ('lapsed', 'No longer pursued')]
ID = ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID'))


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0004_visits_data'),
    ]

    operations = [
        migrations.RemoveField('report', 'results'),
        migrations.AlterField('report', 'visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='surveys.visit')),
        migrations.AlterField('report', 'application', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='survey_report', to='licensing.application')),
        migrations.AlterField('report', 'production', models.CharField(blank=True, choices=PRODUCTION, max_length=10)),
        migrations.AlterField('report', 'workers_men', models.PositiveIntegerField(null=True)),
        migrations.AlterField('report', 'workers_women', models.PositiveIntegerField(null=True)),
        migrations.AlterField('report', 'capacity', models.CharField(blank=True, max_length=200)),
        migrations.AlterField('report', 'recommendation', models.CharField(blank=True, choices=RECOMMENDATION, max_length=20)),
        migrations.AlterField('reportdraft', 'application', fk('licensing.application', on_delete=django.db.models.deletion.CASCADE, related_name='report_drafts', null=True)),
        migrations.RemoveConstraint('report', 'trouble_in_production_has_a_reason'),
        migrations.AddConstraint('report', models.CheckConstraint(condition=models.Q(('production__in', ['smooth', '']), models.Q(('production_reason', ''), _negated=True), _connector='OR'), name='trouble_in_production_has_a_reason')),
        migrations.AddConstraint('report', models.CheckConstraint(condition=Q(application__isnull=True, recommendation='') | (Q(application__isnull=False) & ~Q(recommendation='')), name='only_a_permit_survey_recommends')),
        migrations.AddConstraint('report', models.CheckConstraint(condition=Q(objection='', objected_at__isnull=True) | (~Q(objection='') & Q(objected_at__isnull=False)), name='an_objection_has_words_and_a_day')),
        migrations.AddIndex('report', models.Index(fields=['district', 'visited_on'], name='report_district_day')),
        migrations.AddIndex('report', models.Index(fields=['business', '-visited_on'], name='report_business_day')),
        migrations.AddIndex('visit', models.Index(fields=['state', 'planned_on'], name='visit_state_day')),
        migrations.AddConstraint('visit', models.CheckConstraint(condition=(Q(kind='permit', application__isnull=False) | Q(kind__in=('supervision', 'follow_up'), application__isnull=True, business__isnull=False) | (Q(kind='census', application__isnull=True, business__isnull=True) & ~Q(village=''))), name='visit_goes_somewhere')),
        migrations.AddConstraint('visit', models.UniqueConstraint(condition=Q(state='planned'), fields=('application',), name='one_planned_visit_of_an_application')),
        migrations.AddConstraint('visit', models.UniqueConstraint(condition=Q(state='planned', application__isnull=True), fields=('business',), name='one_planned_visit_of_a_business')),
        migrations.AddConstraint('reportdraft', models.UniqueConstraint(fields=('visit', 'surveyor'), name='one_draft_of_a_visit')),
        migrations.AddConstraint('reportdraft', models.CheckConstraint(condition=Q(application__isnull=True) ^ Q(visit__isnull=True), name='draft_is_about_one_thing')),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ID,
                ('role', models.CharField(choices=[('owner', 'The business'), ('team', 'The survey team')], max_length=10)),
                ('name', models.CharField(max_length=150)),
                ('signed_at', models.DateTimeField(default=sentra.kernel.clock.now)),
                ('picture', fk('files.file', null=True)),
                ('report', fk('surveys.report', on_delete=django.db.models.deletion.CASCADE, related_name='signatures')),
            ],
            options={'ordering': ['role', 'pk'], 'constraints': [models.UniqueConstraint(fields=('report', 'role'), name='one_signature_of_a_role')]},
        ),
        migrations.CreateModel(
            name='CensusRecord',
            fields=[
                ID,
                ('key', models.UUIDField(unique=True)),
                ('is_new', models.BooleanField()),
                ('at', models.DateTimeField(default=sentra.kernel.clock.now)),
                ('business', fk('registry.business', related_name='census_records')),
                ('visit', fk('surveys.visit', related_name='met')),
            ],
            options={'ordering': ['at', 'pk'], 'constraints': [models.UniqueConstraint(fields=('visit', 'business'), name='one_record_of_a_census_visit')]},
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ID,
                ('district', models.CharField(max_length=8)),
                ('question', models.CharField(max_length=50)),
                ('label', models.JSONField()),
                ('what', models.JSONField()),
                ('note', models.TextField(blank=True)),
                ('gravity', models.CharField(choices=GRAVITY, max_length=10)),
                ('found_on', models.DateField()),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=FINDING, default='open', max_length=10)),
                ('how', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('business', fk('registry.business', related_name='findings', null=True)),
                ('closed_by', fk(USER, null=True)),
                ('proof', fk('files.file', null=True)),
                ('report', fk('surveys.report', related_name='found')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['state', 'due_on'], name='finding_state_day'), models.Index(fields=['business', 'state'], name='finding_business')],
                'constraints': [
                    models.UniqueConstraint(fields=('report', 'question'), name='one_finding_of_a_question'),
                    models.CheckConstraint(condition=Q(state='open', closed_at__isnull=True, closed_on__isnull=True) | (Q(closed_at__isnull=False, closed_on__isnull=False, closed_by__isnull=False) & ~Q(how='')), name='a_closed_finding_says_how'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ID,
                ('at', models.DateTimeField(default=sentra.kernel.clock.now)),
                ('words', models.TextField()),
                ('by', fk(USER)),
                ('finding', fk('surveys.finding', on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups')),
                ('report', fk('surveys.report', null=True)),
            ],
            options={'ordering': ['at', 'pk']},
        ),
    ]
