from django.apps import AppConfig

from sentra.audit.words import describe


class ProgrammesConfig(AppConfig):
    """Programmes: calls, eligibility, the choice among applicants."""

    name = "sentra.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts, hear of reports, and show its work on the pages of a business and of a visit."""
        from sentra.programmes import acts, panels  # noqa: PLC0415 - tables can be read only once all apps are there
        from sentra.programmes.doubled import merge_looked_at  # noqa: PLC0415 - see above
        from sentra.programmes.following_up import follow_ups_due  # noqa: PLC0415 - see above
        from sentra.programmes.holdings import last_seen_by_business  # noqa: PLC0415 - see above
        from sentra.programmes.services.visits import report_heard, visits_heard  # noqa: PLC0415 - see above
        from sentra.registry.merging import ask_before_merges  # noqa: PLC0415 - see above
        from sentra.registry.panels import OWN, PROFILE, tell_with  # noqa: PLC0415 - see above
        from sentra.surveys.following import VISIT, follow_plans, follow_reports  # noqa: PLC0415 - see above
        from sentra.surveys.supervision import follow_ups_by, help_seen_by  # noqa: PLC0415 - see above

        describe(acts=acts.ACTS, fields=acts.FIELDS, values=acts.VALUES)
        follow_reports(report_heard)
        follow_plans(visits_heard)
        follow_ups_by(follow_ups_due)
        help_seen_by(last_seen_by_business)
        ask_before_merges(merge_looked_at)
        tell_with(panels.records_of)
        VISIT.register(panels.visit_panel)
        PROFILE.register(panels.profile_panel)
        PROFILE.register(panels.assets_panel)
        OWN.register(panels.own_panel)
        OWN.register(panels.own_assets_panel)
