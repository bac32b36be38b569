from django.apps import AppConfig

from sentra.audit.words import called, describe


class PeopleConfig(AppConfig):
    """People: who works here and what each may do."""

    name = "sentra.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts for the timeline."""
        from sentra.people import acts  # noqa: PLC0415 - tables can be read only once all apps are there

        describe(acts=acts.ACTS, fields=acts.FIELDS, values={"role": called(acts.ROLES), "duties": acts.say_duties})
