from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files: uploads, cleaned and kept private."""

    name = "sentra.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
