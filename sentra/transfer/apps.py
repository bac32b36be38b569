from django.apps import AppConfig

from sentra.audit.words import describe


class TransferConfig(AppConfig):
    """Transfer: spreadsheets in, after a rehearsal, and out."""

    name = "sentra.transfer"
    label = "transfer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts for the timeline."""
        from sentra.transfer import acts  # noqa: PLC0415 - tables can be read only once all apps are there

        describe(acts=acts.ACTS, fields=acts.FIELDS, values={"counts": acts.say_counts})
