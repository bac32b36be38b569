from django.apps import AppConfig


class LicensingConfig(AppConfig):
    """Licensing: services, applications, permits."""

    name = "sentra.licensing"
    label = "licensing"
    default_auto_field = "django.db.models.BigAutoField"
