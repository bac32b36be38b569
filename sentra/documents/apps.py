from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents: numbered, signed, verifiable PDF."""

    name = "sentra.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
