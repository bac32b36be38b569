from django.apps import AppConfig

from sentra.audit.words import called, describe


class CasesConfig(AppConfig):
    """Cases: problem products, from a report to its end."""

    name = "sentra.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts, let its terms follow the days off, and show its work on the page of a business."""
        from sentra.cases import acts  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.cases.panels import (  # noqa: PLC0415 - see above
            application_panel,
            own_panel,
            permit_panel,
            profile_panel,
            visit_panel,
        )
        from sentra.cases.queries import complaints_by_business  # noqa: PLC0415 - see above
        from sentra.cases.services.terms import case_terms_recount  # noqa: PLC0415 - see above
        from sentra.cases.services.visits import report_heard  # noqa: PLC0415 - see above
        from sentra.licensing import panels as permits  # noqa: PLC0415 - see above
        from sentra.reference.following import follow_calendar  # noqa: PLC0415 - see above
        from sentra.registry.panels import OWN, PROFILE  # noqa: PLC0415 - see above
        from sentra.surveys.following import VISIT, follow_reports  # noqa: PLC0415 - see above
        from sentra.surveys.supervision import complaints_from  # noqa: PLC0415 - see above

        describe(
            acts=acts.ACTS,
            fields=acts.FIELDS,
            values={
                "case_state": called(acts.STATES),
                "case_gravity": called(acts.GRAVITIES),
                "case_conclusion": called(acts.CONCLUSIONS),
                "case_verdict": called(acts.VERDICTS),
                "case_measure": called(acts.MEASURES),
                "case_kind": acts.say_kind,
                "case_authority": acts.say_authority,
            },
        )
        follow_calendar(case_terms_recount)
        complaints_from(complaints_by_business)
        follow_reports(report_heard)
        VISIT.register(visit_panel)
        PROFILE.register(profile_panel)
        OWN.register(own_panel)
        permits.CASE.register(application_panel)
        permits.PERMIT.register(permit_panel)
