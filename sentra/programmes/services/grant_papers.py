"""The papers of machinery aid, frozen when they are made: grant agreements (NPHD) and the handover record (BAST)."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from sentra.documents.contents import GrantAgreementData, HandoverData, PassingData
from sentra.documents.models import Document
from sentra.documents.services import document_create, number_next
from sentra.kernel import clock
from sentra.kernel.money import spelled
from sentra.people.models import User
from sentra.programmes.handing import SIGNERS, HandoverTold
from sentra.programmes.models import Agreement, Asset, AssetCondition, Candidate
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Group
from sentra.surveys.services.bap import PAPER_LANGUAGE


def agreement_paper(actor: User, candidate: Candidate, *, machine: str, value: int) -> Document:
    """Write the grant agreement down as a document, for the worker to render and sign. A step of an act."""
    number = _number("NPHD")
    call, choice = candidate.call, candidate.call.choices.select_related("document").first()
    terms = call.terms.agreement
    data = GrantAgreementData.model_validate(
        {
            **_head(actor, number),
            "call": call.number,
            "title": call.title,
            "decision": choice.document.number if choice else "",
            "budget_source": f"{call.budget_source} {call.budget_year or ''}".strip() if call.budget else "",
            "machine": machine,
            "value": value,
            "value_words": spelled(value),
            "receiver": _party(candidate.business, candidate.group),
            "clauses": [one.id for one in terms.clauses] if terms else [],
            "source": terms.source if terms else "",
            "agreed_on": clock.today(),
        }
    )
    return _create(actor, candidate, "grant_agreement", "Naskah Perjanjian Hibah Daerah", data.model_dump(mode="json"))


def handover_paper(
    actor: User, candidate: Candidate, agreement: Agreement, told: HandoverTold, assets: Sequence[Asset]
) -> Document:
    """Write the handover down as a document, with its photographs and signatures. A step of an act."""
    number, pack = _number("BAST"), current_pack()
    photos = [(photo, asset.number) for asset, one in zip(assets, told.machines, strict=True) for photo in one.photos]
    total = sum(one.value for one in assets)
    signed = [(who, signature) for who in SIGNERS if (signature := getattr(told, who))]
    with translation.override(PAPER_LANGUAGE):
        data = HandoverData.model_validate(
            {
                **_head(actor, number),
                "agreement": agreement.document.number,
                "agreed_on": clock.local_day(agreement.agreed_at),
                "call": candidate.call.number,
                "title": candidate.call.title,
                "receiver": _party(candidate.business, candidate.group),
                "machines": [_machine(one, [place for place, (_id, of) in enumerate(photos) if of == one.number])
                             for one in assets],
                "total": total,
                "total_words": spelled(total),
                "handed_on": told.handed_on,
                "where": _where(pack.village_names, pack.district_names, told.place),
                "photos": [photo for photo, _of in photos],
                "captions": [of for _photo, of in photos],
                "signatures": [{"role": who, "name": one.name, "file": one.file} for who, one in signed],
            }
        )  # fmt: skip
    return _create(actor, candidate, "handover", "Berita Acara Serah Terima", data.model_dump(mode="json"))


def passing_paper(actor: User, asset: Asset) -> Document:
    """Write down on which terms a machine is passed on to the business that holds it now. A step of an act."""
    number, candidate = _number("NPHD-P"), asset.candidate
    terms = candidate.call.terms.agreement
    first = Agreement.objects.filter(candidate=candidate).select_related("document").first()
    with translation.override(PAPER_LANGUAGE):
        data = PassingData.model_validate(
            {
                **_head(actor, number),
                "agreement": first.document.number if first else "",
                "handover": asset.handover.document.number,
                "call": candidate.call.number,
                "title": candidate.call.title,
                "machine": _machine(asset, []),
                "value_words": spelled(asset.value),
                "receiver": _party(asset.business, asset.group),
                "clauses": [one.id for one in terms.clauses] if terms else [],
                "source": terms.source if terms else "",
                "passed_on": clock.today(),
            }
        )
    return _create(actor, asset, "asset_passing", "Perjanjian Pengalihan Mesin Hibah", data.model_dump(mode="json"))


def _number(series: str) -> str:
    year = clock.today().year
    return f"{series}/{number_next(series=series.lower(), year=year):04d}/{current_pack().regency.code}/{year}"


def _head(actor: User, number: str) -> dict[str, Any]:
    head = current_pack().regency.letterhead
    return {
        "letterhead": head.model_dump(exclude={"place"}),
        "number": number,
        "place": head.place,
        "signer": {"name": actor.name, "position": actor.position, "id_number": actor.employee_number},
        "base_url": settings.SENTRA_BASE_URL,
    }


def _party(business: Business, group: Group | None) -> dict[str, str]:
    pack = current_pack()
    return {
        "name": business.owner.name,
        "business": business.name,
        "number": business.register_number,
        "group": group.name if group else "",
        "address": business.address,
        "village": pack.village_names.get(business.village, ""),
        "district": pack.district_names.get(business.district, ""),
    }


def _where(villages: dict[str, str], districts: dict[str, str], village: str) -> str:
    return f"{villages.get(village, '')}, Kecamatan {districts.get(village[:8], '')}"


def _machine(asset: Asset, photos: Sequence[int]) -> dict[str, Any]:
    return {
        "number": asset.number,
        "what": asset.what,
        "brand": asset.brand,
        "type": asset.type,
        "serial": asset.serial,
        "year_made": asset.year_made,
        "condition": str(AssetCondition(asset.condition).label),
        "value": asset.value,
        "photos": list(photos),
    }


def _create(actor: User, about: Candidate | Asset, kind: str, title: str, data: dict[str, Any]) -> Document:
    return document_create(
        kind=kind,
        number=data["number"],
        title=title,
        template=kind,
        data=data,
        record_type=about._meta.label,
        record_id=str(about.pk),
        signer=actor,
        signer_name=actor.name,
        signer_position=actor.position,
        issued_at=clock.now(),
    )
