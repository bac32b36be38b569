from django.apps import AppConfig

from sentra.audit.words import describe


class InsightsConfig(AppConfig):
    """Insights: the regency's figures, reports and open data, and how satisfied people are with the service."""

    name = "sentra.insights"
    label = "insights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts, lead from ended applications to the survey, from the register's list to figures."""
        from sentra.insights import acts, skm_acts, skm_panels  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.licensing.panels import CASE, OWN, TRACKED  # noqa: PLC0415 - see above

        describe(acts=acts.ACTS, fields=acts.FIELDS, values={})
        describe(acts=skm_acts.ACTS, fields=skm_acts.FIELDS, values=skm_acts.VALUES)
        OWN.register(skm_panels.ask_panel)
        TRACKED.register(skm_panels.ask_panel)
        CASE.register(skm_panels.counter_panel)
        from sentra.insights.panels import explore_link  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.registry.panels import LIST  # noqa: PLC0415 - see above

        LIST.register(explore_link)
