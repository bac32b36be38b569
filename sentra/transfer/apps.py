from django.apps import AppConfig

from sentra.audit.words import describe


class TransferConfig(AppConfig):
    """Transfer: spreadsheets in, after a rehearsal, and out."""

    name = "sentra.transfer"
    label = "transfer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts for the timeline, and offer the export above the lists of businesses and machines."""
        from sentra.programmes.panels import ASSETS  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.registry.panels import LIST  # noqa: PLC0415 - see above
        from sentra.transfer import acts  # noqa: PLC0415 - see above
        from sentra.transfer.panels import assets_link, export_link  # noqa: PLC0415 - see above

        describe(acts=acts.ACTS, fields=acts.FIELDS, values={"counts": acts.say_counts})
        LIST.register(export_link)
        ASSETS.register(assets_link)
