from django.apps import AppConfig

from sentra.audit.words import called, describe


class LicensingConfig(AppConfig):
    """Licensing: services, applications, permits."""

    name = "sentra.licensing"
    label = "licensing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts for the timeline, and let its terms follow the days off."""
        from sentra.licensing import acts  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.licensing.services.terms import terms_recount  # noqa: PLC0415 - see above
        from sentra.reference.following import follow_calendar  # noqa: PLC0415 - see above

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
        follow_calendar(terms_recount)
