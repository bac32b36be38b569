from django.apps import AppConfig


class WebConfig(AppConfig):
    """Web: base pages, components, home, errors."""

    name = "sentra.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
