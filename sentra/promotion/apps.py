from django.apps import AppConfig

from sentra.audit.words import describe


class PromotionConfig(AppConfig):
    """Promotion: the public catalogue, and whatever brings makers before buyers."""

    name = "sentra.promotion"
    label = "promotion"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts, follow what changes in the register, and show its work on the pages of lower apps."""
        from sentra.programmes.boards import OFFICERS_CALL, PUBLIC_CALL  # noqa: PLC0415 - see below
        from sentra.promotion import acts, panels, panels_print  # noqa: PLC0415 - tables can be read only once all are there
        from sentra.promotion.joined import merge_prepared  # noqa: PLC0415 - see above
        from sentra.promotion.services.derived import businesses_changed  # noqa: PLC0415 - see above
        from sentra.registry.following import follow_businesses  # noqa: PLC0415 - see above
        from sentra.registry.merging import ask_before_merges  # noqa: PLC0415 - see above
        from sentra.registry.panels import OWN, PROFILE, tell_with  # noqa: PLC0415 - see above

        describe(acts=acts.ACTS, fields=acts.FIELDS, values=acts.VALUES)
        follow_businesses(businesses_changed)
        ask_before_merges(merge_prepared)
        tell_with(panels.records_of)
        PUBLIC_CALL.register(panels_print.exhibition_panel)
        OFFICERS_CALL.register(panels_print.print_panel)
        OWN.register(panels.own_panel)
        OWN.register(panels_print.materials_panel)
        PROFILE.register(panels.profile_panel)
        PROFILE.register(panels_print.materials_panel)
