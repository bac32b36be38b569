from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """Reference: the regency, read from its pack."""

    name = "sentra.reference"
    label = "reference"
    default_auto_field = "django.db.models.BigAutoField"
