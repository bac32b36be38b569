"""What is done to the register, in the words of the timeline."""

from django.utils.translation import gettext_lazy as _

from sentra.reference.loading import current_pack
from sentra.registry.models import PaperStanding, Production

ACTS = {
    "register.listed": _("put the business on the register"),
    "register.updated": _("brought the register up to date"),
    "register.recorded": _("recorded the business"),
    "register.record_updated": _("brought the record up to date"),
    "register.paper_status": _("changed what a paper of the business is worth"),
    "register.production": _("recorded what a survey saw"),
}
FIELDS = {
    "name": _("Name"),
    "brand": _("Brand"),
    "legal_form": _("Legal form"),
    "nib": _("NIB"),
    "npwp": _("NPWP"),
    "nik": _("NIK"),
    "owner": _("Owner"),
    "address": _("Address"),
    "district": _("District"),
    "village": _("Village"),
    "commodity": _("Kind of product"),
    "kbli": _("KBLI"),
    "kbli_version": _("Version of the KBLI"),
    "permit": _("Permit"),
    "paper_status": _("What the paper is worth"),
    "number": _("Number"),
    "production": _("Production"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "website": _("Website"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "founded": _("In business since"),
    "markets": _("Markets"),
    "export_countries": _("Countries of export"),
    "why_no_permit": _("Why it has no permit"),
    "years": _("Figures of the year"),
    "papers": _("Papers"),
    "products": _("Products"),
    "activities": _("KBLI of the activities"),
    "seen_on": _("Seen on"),
    "workers_men": _("Men at work"),
    "workers_women": _("Women at work"),
    "capacity": _("Capacity"),
}
PRODUCTION = dict(Production.choices)
PAPER_STATUS = dict(PaperStanding.choices)


def say_district(code: str) -> str:
    """Say a district by its name."""
    return current_pack().district_names.get(code, str(code))


def say_village(code: str) -> str:
    """Say a village by its name."""
    return current_pack().village_names.get(code, str(code))


def say_commodity(code: str) -> str:
    """Say a commodity by its name."""
    commodity = current_pack().commodities_by_code.get(code)
    return str(commodity.name) if commodity else str(code)


def say_legal_form(value: str) -> str:
    """Say a legal form as the forms of the pack do."""
    fields = (field for service in current_pack().services for field in service.fields)
    forms = next((field.choices for field in fields if field.saves_to == "business.legal_form"), ())
    return next((str(choice.label) for choice in forms if choice.value == value), str(value))
