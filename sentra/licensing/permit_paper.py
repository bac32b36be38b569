"""What stands on a permit: its number, its last day, its words."""

from datetime import date
from typing import Any

from django.conf import settings

from sentra.documents.contents import PermitData
from sentra.kernel.text import Text
from sentra.licensing.models import Application, Permit
from sentra.people.models import User
from sentra.reference.answers import saved_to
from sentra.reference.conditions import asked
from sentra.reference.loading import current_pack
from sentra.reference.schema import Service
from sentra.registry.models import Business

MOST_PRODUCTS = 5
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def permit_number(service: Service, regency: str, seq: int, day: date) -> str:
    """Write the number of a permit in the service's own format."""
    return service.numbering.format.format(
        seq=f"{seq:0{service.numbering.width}d}",
        year=day.year,
        month_roman=ROMAN[day.month - 1],
        regency=regency,
        service=service.short,
    )


def last_day(service: Service, issued_on: date, previous: Permit | None) -> date | None:
    """Tell the last day of a new permit.

    An amendment or expansion keeps the end of the permit that it changes. A renewal before the end runs on from there,
    so that nobody loses days by being early; a later one runs from its issue (SOP of the office).
    """
    if service.kind in {"amendment", "expansion"} and previous is not None:
        return previous.valid_until
    if service.validity_years is None:
        return None
    former_end = previous.valid_until if service.kind == "renewal" and previous else None
    return _years_later(max(issued_on, former_end or issued_on), service.validity_years)


def _years_later(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if leap_day else day.replace(year=day.year + years)


def permit_data(
    application: Application,
    business: Business,
    number: str,
    issued_on: date,
    valid_until: date | None,
    signer: User | None,
    *,
    deemed: bool,
) -> dict[str, Any]:
    """Freeze everything that the permit prints, so that a later printing says the same.

    What the business is called and where it lies comes from the register, which the application has just brought up to
    date: an amendment that asks for the brand alone still prints all.
    """
    service, previous, pack = application.revision.content, application.previous_permit, current_pack()
    head, answers = pack.regency.letterhead, {**application.all_answers, "commodity": business.commodity}
    return PermitData(
        letterhead={"lines": head.lines, "office": head.office, "address": head.address, "contact": head.contact},
        title=permit_title(service, previous),
        service=service.title,
        number=number,
        replaces=previous.number if previous else "",
        **_of_business(business),
        capacity=_capacity(application, business),
        issued_on=issued_on,
        valid_until=valid_until,
        conditions=[
            condition.text
            for condition in service.conditions
            if asked(condition.when, answers, pack.commodities_by_code)
        ],
        legal_basis=list(service.standard.legal_basis),
        place=head.place,
        signer={
            "name": signer.name if signer else head.office,
            "position": signer.position if signer else "",
            "id_number": signer.employee_number if signer else "",
        },
        deemed=deemed,
        base_url=settings.SENTRA_BASE_URL,
    ).model_dump(mode="json")


def permit_title(service: Service, previous: Permit | None) -> Text:
    """Give the title of a permit; one that follows another also says what the first one was."""
    titles = {one.code: one.permit_title for one in current_pack().services}
    first = titles.get(previous.origin) if previous else None
    if first is None:
        return service.permit_title
    return Text(id=f"{service.permit_title.id}: {first.id}", en=f"{service.permit_title.en}: {first.en}")


def _of_business(business: Business) -> dict[str, Any]:
    pack = current_pack()
    commodity = pack.commodities_by_code.get(business.commodity)
    classes = {f"{one.version} {one.code}": one.title for one in pack.kbli}
    return {
        "holder": business.owner.name,
        "business": business.name,
        "brand": business.brand,
        "nib": business.nib or "",
        "register_number": business.register_number,
        "address": business.address,
        "district": pack.district_names.get(business.district, ""),
        "village": pack.village_names.get(business.village, ""),
        "commodity": commodity.name if commodity else None,
        "products": list(business.products.order_by("pk").values_list("name", flat=True)[:MOST_PRODUCTS]),
        "kbli": business.kbli,
        "kbli_title": classes.get(f"{business.kbli_version} {business.kbli}"),
    }


def _capacity(application: Application, business: Business) -> str:
    """Give the capacity that the application states, or else the newest one on the register."""
    stated = saved_to(application.revision.content, application.all_answers).get("figures.capacity")
    known = business.figures.exclude(capacity_amount=None, capacity_unit="").order_by("-year").first()
    return str(stated or (known.capacity if known else ""))
