from django.db import migrations

KEPT = ("owner_id", "name", "query", "shared", "created_at")


def move_down(apps, schema_editor):
    Moved = apps.get_model("people", "SavedView")
    views = apps.get_model("licensing", "SavedView").objects.all()
    Moved.objects.bulk_create(
        Moved(page=f"queue:{view.queue}", **{name: getattr(view, name) for name in KEPT}) for view in views
    )


def move_back(apps, schema_editor):
    """A name was unique among all queues before: of two of one name only one goes back."""
    Before = apps.get_model("licensing", "SavedView")
    views = apps.get_model("people", "SavedView").objects.filter(page__startswith="queue:")
    Before.objects.bulk_create(
        (
            Before(queue=view.page.removeprefix("queue:"), query=view.query[:1000], **{
                name: getattr(view, name) for name in KEPT if name != "query"
            })
            for view in views
        ),
        ignore_conflicts=True,
    )
    views.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("licensing", "0003_submitted_by"),
        ("people", "0002_savedview"),
    ]

    operations = [
        migrations.RunPython(move_down, move_back),
        migrations.DeleteModel(name="SavedView"),
    ]
