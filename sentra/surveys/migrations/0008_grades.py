from django.db import migrations

BATCH = 1000


def register_knows_the_grades(apps, schema_editor):
    """Let the register, and applications still under way, know how the newest reports graded."""
    Report = apps.get_model("surveys", "Report")
    Business = apps.get_model("registry", "Business")
    Seen = apps.get_model("licensing", "SurveySeen")
    graded = Report.objects.exclude(quality=None, readiness=None).select_related("application")
    grades, seen = {}, []
    for report in graded.order_by("visited_on", "handed_in_at").iterator(BATCH):
        business = report.business_id or (report.application.business_id if report.application else None)
        if business:
            before = grades.get(business, (None, None))
            told = (report.quality, report.readiness)
            grades[business] = tuple(now if now is not None else was for now, was in zip(told, before, strict=True))
        if report.application_id:
            seen.append((report.application_id, report.quality, report.readiness))
    changed = list(Business.objects.filter(pk__in=grades).only("pk"))
    for business in changed:
        business.quality, business.readiness = grades[business.pk]
    Business.objects.bulk_update(changed, ["quality", "readiness"], batch_size=BATCH)
    for application, quality, readiness in seen:
        Seen.objects.filter(application=application).update(quality=quality, readiness=readiness)


class Migration(migrations.Migration):

    dependencies = [
        ("surveys", "0007_problem_product"),
        ("registry", "0011_grades_and_sex"),
        ("licensing", "0007_grades_seen"),
    ]

    operations = [migrations.RunPython(register_knows_the_grades, migrations.RunPython.noop)]
