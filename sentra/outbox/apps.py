from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Outbox: what must reach people, written with the act."""

    name = "sentra.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
