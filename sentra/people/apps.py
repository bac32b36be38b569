from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People: who works here and what each may do."""

    name = "sentra.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
