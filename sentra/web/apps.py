from django.apps import AppConfig


class WebConfig(AppConfig):
    """Web: base pages, components, styles, home, errors."""

    name = "sentra.web"
    label = "web"
