from django.apps import AppConfig

from sentra.audit.words import called, describe


class SurveysConfig(AppConfig):
    """Surveys: visits and their reports (BAP)."""

    name = "sentra.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show the survey on the pages of an application, and name the app's acts for the timeline."""
        from sentra.licensing.panels import CASE, OWN  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.surveys import acts  # noqa: PLC0415 - see above
        from sentra.surveys.panels import applicant_panel, case_panel  # noqa: PLC0415 - see above

        describe(acts=acts.ACTS, fields=acts.FIELDS, values={"recommendation": called(acts.RECOMMENDATION)})
        CASE.register(case_panel)
        OWN.register(applicant_panel)
