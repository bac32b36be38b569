from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Registry: the master register (data induk)."""

    name = "sentra.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
