from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Surveys: visits and their reports (BAP)."""

    name = "sentra.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"
