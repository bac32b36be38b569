from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit: acts that nobody can change."""

    name = "sentra.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
