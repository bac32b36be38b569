from django.apps import AppConfig

from sentra.audit.words import called, describe


class LicensingConfig(AppConfig):
    """Licensing: services, applications, permits."""

    name = "sentra.licensing"
    label = "licensing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts for the timeline."""
        from sentra.licensing import acts  # noqa: PLC0415 - tables can be read only once all apps are there

        describe(
            acts=acts.ACTS,
            fields=acts.FIELDS,
            values={
                "status": called(acts.STATUS),
                "permit_status": called(acts.PERMIT_STATUS),
                "service": acts.say_service,
                "paper": acts.say_paper,
                "papers": acts.say_paper,
                "items": acts.say_item,
                "protected": acts.say_question,
                "sha256": acts.say_hash,
            },
        )
