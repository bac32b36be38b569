from django.apps import AppConfig

from sentra.audit.words import called, describe


class LicensingConfig(AppConfig):
    """Licensing: services, applications, permits."""

    name = "sentra.licensing"
    label = "licensing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts, let its terms follow the days off, and show its work on the page of a business."""
        from sentra.licensing import acts  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.licensing.business_panels import (  # noqa: PLC0415 - see above
            apply_panel,
            profile_panel,
            records_of,
        )
        from sentra.licensing.services.terms import terms_recount  # noqa: PLC0415 - see above
        from sentra.reference.following import follow_calendar  # noqa: PLC0415 - see above
        from sentra.registry.panels import ACTS, OWN, PROFILE, tell_with  # noqa: PLC0415 - see above

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
        PROFILE.register(profile_panel)
        OWN.register(profile_panel)
        OWN.register(apply_panel)
        ACTS.register(apply_panel)
        tell_with(records_of)
