from django.apps import AppConfig

from sentra.audit.words import describe


class OutboxConfig(AppConfig):
    """Outbox: what must reach people, written with the act."""

    name = "sentra.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts for the timeline."""
        from sentra.outbox import acts  # noqa: PLC0415 - tables can be read only once all apps are there

        describe(acts=acts.ACTS)
