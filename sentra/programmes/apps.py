from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Programmes: calls, eligibility, the choice among applicants."""

    name = "sentra.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"
