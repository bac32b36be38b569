from django.apps import AppConfig

from sentra.audit.words import describe


class InsightsConfig(AppConfig):
    """Insights: the regency's figures, reports and open data, and how satisfied people are with the service."""

    name = "sentra.insights"
    label = "insights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts, and lead from ended applications to the survey."""
        from sentra.insights import skm_acts, skm_panels  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.licensing.panels import CASE, OWN, TRACKED  # noqa: PLC0415 - see above

        describe(acts=skm_acts.ACTS, fields=skm_acts.FIELDS, values=skm_acts.VALUES)
        OWN.register(skm_panels.ask_panel)
        TRACKED.register(skm_panels.ask_panel)
        CASE.register(skm_panels.counter_panel)
