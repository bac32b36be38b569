from django.apps import AppConfig

from sentra.audit.words import called, describe


class ReferenceConfig(AppConfig):
    """Reference: the regency, read from its pack."""

    name = "sentra.reference"
    label = "reference"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts for the timeline."""
        from sentra.reference import acts  # noqa: PLC0415 - tables can be read only once all apps are there

        describe(acts=acts.ACTS, fields=acts.FIELDS, values={"kind": called(acts.VALUES_OF_KIND)})
