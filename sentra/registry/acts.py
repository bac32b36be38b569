"""What is done to the register, in the words of the timeline."""

from django.utils.translation import gettext_lazy as _

from sentra.reference.loading import current_pack
from sentra.registry.models import FiguresState, GroupKind, Membership, PaperStanding, Production, Standing

ACTS = {
    "register.listed": _("put the business on the register"),
    "register.updated": _("brought the register up to date"),
    "register.recorded": _("recorded the business"),
    "register.record_updated": _("brought the record up to date"),
    "register.paper_status": _("changed what a paper of the business is worth"),
    "register.production": _("recorded what a survey saw"),
    "register.merged": _("merged another record into this one"),
    "register.merged_away": _("merged this record into another one"),
    "register.unmerged": _("undid a merge: this record stands for itself again"),
    "register.unmerged_away": _("undid a merge: this record is back"),
    "register.not_same": _("said that another record is not the same business"),
    "register.owners_merged": _("found that two owners are one person"),
    "register.owners_parted": _("undid a merge of two owners"),
    "register.owners_not_same": _("said that the owner is not the same person as another"),
    "register.edited": _("changed what the register says"),
    "register.item_added": _("added something that the business makes or uses"),
    "register.item_changed": _("changed something that the business makes or uses"),
    "register.item_removed": _("took away something that the business made or used"),
    "register.activity_added": _("added a KBLI class"),
    "register.activity_removed": _("took a KBLI class away"),
    "register.activity_main": _("marked another KBLI class as the main one"),
    "register.photo_added": _("added a photograph"),
    "register.photo_changed": _("changed a photograph of a product"),
    "register.photo_removed": _("took a photograph away"),
    "register.figures_told": _("told the figures of a year"),
    "register.figures_accepted": _("accepted the figures of a year"),
    "register.figures_returned": _("returned the figures of a year"),
    "register.paper_added": _("added a legal paper"),
    "register.paper_checked": _("checked a legal paper and found it right"),
    "register.paper_removed": _("took a legal paper off the register"),
    "register.paper_expired": _("noted that a legal paper has expired"),
    "register.standing": _("noted how the business stands"),
    "register.moved": _("moved the business to another place"),
    "register.owner_changed": _("noted a new owner"),
    "register.group_joined": _("took the business into a group"),
    "register.group_left": _("let the business leave a group"),
    "register.secret_read": _("read protected data in full"),
    "group.founded": _("founded the group"),
    "group.changed": _("changed what is known of the group"),
    "group.member_added": _("took a business in"),
    "group.member_left": _("let a business leave"),
    "group.dissolved": _("dissolved the group"),
    "group.figures_told": _("told the figures of a year"),
    "register.assigned": _("gave the business to an officer"),
    "register.tagged": _("tagged the business"),
    "register.untagged": _("took a tag off the business"),
    "register.told": _("sent the owner a message"),
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
    "supports": _("Help received"),
    "activities": _("KBLI of the activities"),
    "seen_on": _("Seen on"),
    "workers_men": _("Men at work"),
    "workers_women": _("Women at work"),
    "capacity": _("Capacity"),
    "pin": _("Place on the map"),
    "owner_name": _("Owner"),
    "owner_nik": _("NIK"),
    "owner_birth_date": _("Birth date"),
    "owner_phone": _("Telephone of the owner"),
    "owner_email": _("E-mail of the owner"),
    "owner_address": _("Home address"),
    "item": _("What"),
    "product_name": _("Product"),
    "product_commodity": _("Kind of product"),
    "product_description": _("Description"),
    "product_packaging": _("Packaging"),
    "product_unit": _("Sold by the"),
    "product_price_from": _("Price from"),
    "product_price_to": _("Price up to"),
    "machine_name": _("Machine or tool"),
    "machine_count": _("How many"),
    "machine_year": _("Year bought"),
    "machine_capacity": _("Capacity of the machine"),
    "material_name": _("Raw material"),
    "material_origin": _("Where it comes from"),
    "paper_kind": _("Kind of paper"),
    "paper_number": _("Number of the paper"),
    "paper_product": _("Product"),
    "paper_issuer": _("Issued by"),
    "paper_issued_on": _("Issued on"),
    "paper_valid_until": _("Valid until"),
    "year": _("Year"),
    "figures_state": _("State of the figures"),
    "figures_workers_men": _("Men at work"),
    "figures_workers_women": _("Women at work"),
    "figures_investment": _("Investment"),
    "figures_capacity": _("Capacity"),
    "figures_production_amount": _("Production in the year"),
    "figures_production_value": _("Value of production"),
    "figures_raw_material_value": _("Value of materials"),
    "figures_export_share": _("Exported part (percent)"),
    "figures_export_countries": _("Countries of export"),
    "standing": _("Standing"),
    "since": _("Since"),
    "group": _("Group"),
    "group_role": _("In the group"),
    "group_kind": _("Kind of group"),
    "group_figures_units": _("Businesses"),
    "group_figures_workers": _("Workers"),
    "group_figures_investment": _("Investment"),
    "group_figures_capacity": _("Capacity"),
    "group_figures_production_value": _("Value of production"),
    "group_figures_raw_material_value": _("Value of materials"),
    "trade": _("Trade"),
    "contact": _("Contact"),
    "business": _("Business"),
    "assigned_to": _("Assigned to"),
    "tags": _("Tags"),
    "subject": _("Subject"),
}
SIZES = {"micro": _("Micro"), "small": _("Small"), "medium": _("Medium"), "large": _("Large")}
PRODUCTION = dict(Production.choices)
STANDING = dict(Standing.choices)
FIGURES_STATE = {"untold": _("not told yet"), **dict(FiguresState.choices)}
GROUP_KIND = dict(GroupKind.choices)
GROUP_ROLE = dict(Membership.Role.choices)
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


def say_size(code: str) -> str:
    """Say a class of a size scale in words; "" for none."""
    return str(SIZES.get(code, code))


def say_paper_kind(code: str) -> str:
    """Say a kind of legal paper by its name."""
    kind = current_pack().paper_kinds.get(code)
    return str(kind.title) if kind else str(code)


def say_reason(code: str) -> str:
    """Say why a business has no permit, in the words of the census; what somebody wrote freely as it is."""
    fields = current_pack().register_page("census").fields
    choices = next((field.choices for field in fields if field.saves_to == "business.why_no_permit"), ())
    return next((str(choice.label) for choice in choices if choice.value == code), str(code))
