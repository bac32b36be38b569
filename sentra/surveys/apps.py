from django.apps import AppConfig

from sentra.audit.words import describe


class SurveysConfig(AppConfig):
    """Surveys: visits and their reports (BAP)."""

    name = "sentra.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show visits on the pages of an application and of a business, and name the app's acts for the timeline."""
        from sentra.licensing.panels import CASE, OWN  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.registry import panels as register  # noqa: PLC0415 - see above
        from sentra.surveys import acts, panels  # noqa: PLC0415 - see above

        describe(acts=acts.ACTS, fields=acts.FIELDS, values=acts.VALUES)
        CASE.register(panels.case_panel)
        OWN.register(panels.applicant_panel)
        register.PROFILE.register(panels.business_panel)
        register.OWN.register(panels.owner_panel)
        register.ACTS.register(panels.plan_panel)
        register.tell_with(panels.records_of)
