"""What stands on a permit: its number, its last day, its words."""

from datetime import date
from typing import Any

from django.conf import settings

from sentra.documents.contents import PermitData
from sentra.licensing.answers import saved_to
from sentra.licensing.models import Application, Permit
from sentra.people.models import User
from sentra.reference.conditions import asked
from sentra.reference.loading import current_pack
from sentra.reference.schema import Service
from sentra.registry.models import Business

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
    """Tell the last day of a new permit; an amendment keeps the end of the permit that it changes."""
    if service.kind in {"amendment", "expansion"} and previous is not None:
        return previous.valid_until
    if service.validity_years is None:
        return None
    year = issued_on.year + service.validity_years
    leap_day = (issued_on.month, issued_on.day) == (2, 29)
    return date(year, 3, 1) if leap_day else issued_on.replace(year=year)


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
    """Freeze everything that the permit prints, so that a later printing says the same."""
    pack, service = current_pack(), application.revision.content
    columns = saved_to(service, application.all_answers)
    commodities = {commodity.code: commodity for commodity in pack.commodities}
    commodity = commodities.get(business.commodity)
    head = pack.regency.letterhead
    conditions = [
        condition.text
        for condition in service.conditions
        if asked(condition.when, application.all_answers, commodities)
    ]
    return PermitData(
        letterhead={"lines": head.lines, "office": head.office, "address": head.address, "contact": head.contact},
        title=service.permit_title,
        service=service.title,
        number=number,
        holder=business.owner.name,
        business=business.name,
        brand=business.brand,
        address=business.address,
        district=next((one.name for one in pack.districts if one.code == business.district), ""),
        village=next((one.name for one in pack.villages if one.code == business.village), ""),
        commodity=commodity.name if commodity else None,
        kbli=business.kbli,
        capacity=str(columns.get("figures.capacity", "")),
        issued_on=issued_on,
        valid_until=valid_until,
        conditions=conditions,
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
