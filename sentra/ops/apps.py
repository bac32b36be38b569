from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Ops: the sentra command and the embedded database."""

    name = "sentra.ops"
    label = "ops"
    default_auto_field = "django.db.models.BigAutoField"
