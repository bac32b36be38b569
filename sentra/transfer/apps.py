from django.apps import AppConfig


class TransferConfig(AppConfig):
    """Transfer: spreadsheets in, after a rehearsal, and out."""

    name = "sentra.transfer"
    label = "transfer"
    default_auto_field = "django.db.models.BigAutoField"
