"""Where a licence meets the register: the same identity check on every path, and the facts that a permit brings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sentra.licensing.models import Application, SurveySeen
from sentra.licensing.models.application import OPEN
from sentra.people.models import User
from sentra.reference.answers import saved_to
from sentra.reference.loading import current_pack
from sentra.registry.facts import BusinessFacts, FiguresFacts, OwnerFacts, PaperFacts, RegisterFacts, SeenFacts
from sentra.registry.identity import Identity, identity_check
from sentra.registry.models import Business
from sentra.registry.services.permit import register_from_permit
from sentra.registry.services.standing import process_mark


def identity_of(application: Application) -> Identity:
    """Tell whether the register already knows the owner and the business of an application, and what is doubtful."""
    columns = _columns(application)
    return identity_check(
        owner=_owner(application, columns),
        business=_business(application, columns),
        known=application.business,
    )


def list_on_register(application: Application, actor: User | None, paper: PaperFacts) -> Business:
    """Put the business of a granted application on the register, or bring its row up to date."""
    columns = _columns(application)
    facts = RegisterFacts(
        owner=_owner(application, columns),
        business=_business(application, columns),
        product_name=str(columns.get("product.name", "")),
        figures=FiguresFacts(
            workers_men=columns.get("figures.workers_men"),
            workers_women=columns.get("figures.workers_women"),
            investment=columns.get("figures.investment"),
            capacity=str(columns.get("figures.capacity", "")),
        ),
        paper=paper,
        seen=seen_before(application),
    )
    return register_from_permit(actor=actor, facts=facts, business=application.business)


def process_follow(application: Application) -> None:
    """Let the register know whether an application about a business is under way. A step of an act."""
    if application.business_id is None:
        return
    others = Application.objects.filter(business=application.business_id, status__in=OPEN).exclude(pk=application.pk)
    process_mark(business_id=application.business_id, open_now=application.is_open or others.exists())


def seen_before(application: Application) -> SeenFacts | None:
    """Give what the application's survey saw; None where there was none yet."""
    seen = SurveySeen.objects.filter(application=application).first()
    if seen is None:
        return None
    return SeenFacts(
        production=seen.production,
        seen_on=seen.seen_on,
        reason=seen.reason,
        workers_men=seen.workers_men,
        workers_women=seen.workers_women,
        capacity=seen.capacity,
        quality=seen.quality,
        readiness=seen.readiness,
    )


def _columns(application: Application) -> Mapping[str, Any]:
    return saved_to(application.revision.content, application.all_answers)


def _owner(application: Application, columns: Mapping[str, Any]) -> OwnerFacts:
    born = columns.get("owner.birth_date")
    return OwnerFacts(
        name=str(columns.get("owner.name", application.holder_name)),
        nik=str(columns.get("owner.nik", "")),
        birth_date=date.fromisoformat(born) if born else None,
        phone=str(columns.get("owner.phone", "")),
        email=str(columns.get("owner.email", "")),
        address=str(columns.get("owner.address", "")),
        user_id=application.applicant_id,
    )


def _business(application: Application, columns: Mapping[str, Any]) -> BusinessFacts:
    code = str(columns.get("business.kbli", "")) or _usual_kbli(application)
    version = max((kbli.version for kbli in current_pack().kbli if kbli.code == code), default="") if code else ""
    founded = columns.get("business.founded")
    return BusinessFacts(
        name=str(columns.get("business.name", application.business_name)),
        brand=str(columns.get("business.brand", "")),
        legal_form=str(columns.get("business.legal_form", "")),
        nib=str(columns.get("business.nib", "")),
        npwp=str(columns.get("business.npwp", "")),
        address=str(columns.get("business.address", "")),
        district=application.district,
        village=application.village,
        commodity=application.commodity,
        kbli=code,
        kbli_version=version,
        founded=date.fromisoformat(founded) if founded else None,
    )


def _usual_kbli(application: Application) -> str:
    """Give the class that fits a commodity most often where the form asked for one and the owner knew none."""
    if all(question.saves_to != "business.kbli" for question in application.revision.content.fields):
        return ""
    commodity = current_pack().commodities_by_code.get(application.commodity)
    return commodity.kbli[0] if commodity else ""
