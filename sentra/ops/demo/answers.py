"""What an applicant fills in: the form's answers as they would be typed."""

from random import Random
from typing import Any

from sentra.ops.demo import texts
from sentra.ops.demo.businesses import Firm
from sentra.reference.schema import FormField, Service

Typed = dict[str, dict[str, list[str]]]


def typed(service: Service, firm: Firm, rng: Random, permit: str = "") -> Typed:
    """Fill every page of a service's form in, as the browser would send it."""
    known = {**_owner(firm), **_business(firm), **_special(firm, rng), **_following(firm, rng, permit)}
    return {
        page.code: {field.code: [text] for field in page.fields if (text := _text(field, known.get(field.code)))}
        for page in service.pages
    }


def _text(field: FormField, value: Any) -> str:
    if field.type == "yesno" and value is not None:
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _owner(firm: Firm) -> dict[str, Any]:
    owner = firm.owner
    return {
        "owner_name": owner.name,
        "owner_nik": owner.nik,
        "owner_born": owner.born.isoformat(),
        "owner_sex": "female" if owner.female else "male",
        "owner_phone": owner.phone,
        "owner_email": owner.email or None,
        "owner_address": firm.home,
    }


def _business(firm: Firm) -> dict[str, Any]:
    return {
        "business_name": firm.name,
        "brand": firm.brand,
        "legal_form": firm.legal_form,
        "npwp": firm.npwp,
        "founded": firm.founded.isoformat(),
        "has_nib": bool(firm.nib),
        "nib": firm.nib,
        "district": firm.district,
        "village": firm.village,
        "business_address": firm.address,
        "commodity": firm.commodity,
        "product_name": firm.product,
        "kbli": firm.kbli,
        "capacity": firm.capacity,
        "workers_men": firm.men,
        "workers_women": firm.women,
        "investment": firm.investment,
    }


def _special(firm: Firm, rng: Random) -> dict[str, Any]:
    """What only food and air rifles are asked."""
    return {
        "storage": rng.choice(texts.STORAGE),
        "storage_keeper": firm.owner.name,
        "serial_numbers": True,
        "packaging": rng.choice(("plastic", "plastic", "glass", "carton", "foil")),
        "net_weight": f"{rng.choice((100, 150, 200, 250, 500))} gram",
        "shelf_life": rng.choice((30, 60, 90, 180, 365)),
        "ingredients": rng.choice(texts.INGREDIENTS),
    }


def _following(firm: Firm, rng: Random, permit: str) -> dict[str, Any]:
    """What is asked of somebody who has a permit already."""
    change = rng.choice(("name", "address", "brand_change"))
    return {
        "permit": permit,
        "new_capacity": f"{firm.amount * 2:,} {firm.unit}".replace(",", "."),
        "new_investment": firm.investment,
        "expansion_reason": rng.choice(texts.EXPANSIONS),
        "still_producing": True,
        "changes": change,
        "new_name": f"{firm.name} Baru",
        "new_address": f"{firm.address}, sebelah utara balai dusun",
        "new_brand": f"{firm.brand or firm.name} Asli",
        "change_reason": rng.choice(texts.AMENDMENTS),
    }
