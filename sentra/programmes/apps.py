from django.apps import AppConfig

from sentra.audit.words import describe


class ProgrammesConfig(AppConfig):
    """Programmes: calls, eligibility, the choice among applicants."""

    name = "sentra.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts, and show its work on the page of a business."""
        from sentra.programmes import acts, panels  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.registry.panels import OWN, PROFILE  # noqa: PLC0415 - see above

        describe(acts=acts.ACTS, fields=acts.FIELDS, values=acts.VALUES)
        PROFILE.register(panels.profile_panel)
        OWN.register(panels.own_panel)
