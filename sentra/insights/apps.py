from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Insights: the regency's figures, reports and open data, and how satisfied people are with the service."""

    name = "sentra.insights"
    label = "insights"
    default_auto_field = "django.db.models.BigAutoField"
