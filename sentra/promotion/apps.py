from django.apps import AppConfig

from sentra.audit.words import describe


class PromotionConfig(AppConfig):
    """Promotion: the public catalogue, and whatever brings makers before buyers."""

    name = "sentra.promotion"
    label = "promotion"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts and follow what changes in the register."""
        from sentra.programmes.boards import OFFICERS_CALL, PUBLIC_CALL  # noqa: PLC0415 - see below
        from sentra.promotion import acts, panels_print  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.promotion.services.derived import businesses_changed  # noqa: PLC0415 - see above
        from sentra.registry.following import follow_businesses  # noqa: PLC0415 - see above
        from sentra.registry.panels import OWN, PROFILE  # noqa: PLC0415 - see above

        describe(acts=acts.ACTS, fields=acts.FIELDS, values=acts.VALUES)
        follow_businesses(businesses_changed)
        PUBLIC_CALL.register(panels_print.exhibition_panel)
        OFFICERS_CALL.register(panels_print.print_panel)
        OWN.register(panels_print.materials_panel)
        PROFILE.register(panels_print.materials_panel)
