from django.apps import AppConfig

from sentra.audit.words import called, describe


class RegistryConfig(AppConfig):
    """Registry: the master register (data induk)."""

    name = "sentra.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the app's acts for the timeline."""
        from sentra.registry import acts  # noqa: PLC0415 - tables can be read only once all apps are there

        describe(
            acts=acts.ACTS,
            fields=acts.FIELDS,
            values={
                "production": called(acts.PRODUCTION),
                "paper_status": called(acts.PAPER_STATUS),
                "district": acts.say_district,
                "village": acts.say_village,
                "commodity": acts.say_commodity,
                "legal_form": acts.say_legal_form,
                "product_commodity": acts.say_commodity,
                "paper_kind": acts.say_paper_kind,
                "standing": called(acts.STANDING),
                "figures_state": called(acts.FIGURES_STATE),
                "group_kind": called(acts.GROUP_KIND),
                "group_role": called(acts.GROUP_ROLE),
            },
        )
