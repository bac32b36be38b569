"""Legal standing and certificates as buyers see them: what holds today, each with how to check it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from sentra.kernel import clock
from sentra.kernel.identifiers import format_pirt
from sentra.licensing.models import Permit
from sentra.reference.loading import current_pack
from sentra.reference.register import PaperKind
from sentra.registry.models import LegalPaper, PaperSource, PaperStanding, Product


@dataclass(frozen=True, slots=True)
class Seal:
    """A paper that holds today: what it is, its number and who gave it; `code` leads to the check of a permit of ours.

    `number` is "" where it is nobody's business but the owner's.
    """

    kind: str
    short: str
    title: str
    number: str
    issuer: str
    until: date | None
    code: str = ""
    licence: bool = False


def certificate_kinds() -> dict[str, PaperKind]:
    """Give the kinds of papers that say something of a product, by code: P-IRT, halal and so on."""
    return {code: kind for code, kind in current_pack().paper_kinds.items() if not kind.licence}


def papers_valid() -> "QuerySet[LegalPaper]":
    """Give the papers that count and hold today."""
    counts = Q(source__in=[PaperSource.ISSUED, PaperSource.IMPORTED]) | Q(checked_at__isnull=False)
    runs = Q(valid_until=None) | Q(valid_until__gte=clock.today())
    return LegalPaper.objects.filter(counts, runs, status=PaperStanding.ACTIVE)


def seals_of(business_id: UUID, product: Product | None = None) -> list[Seal]:
    """Give what holds for a business, or for a product of it with what holds for all; two queries, licences first."""
    of_it = Q(product=None) | Q(product=product) if product else Q(product=None)
    papers = list(papers_valid().filter(of_it, business=business_id))
    permits = Permit.objects.filter(pk__in=[one.permit_id for one in papers if one.permit_id])
    codes = dict(permits.values_list("pk", "document__code")) if any(one.permit_id for one in papers) else {}
    found = [_seal(one, codes) for one in papers if one.kind in current_pack().paper_kinds]
    return sorted(found, key=lambda one: (not one.licence, not one.code, one.short))


def certificates_of(business_ids: Collection[UUID]) -> dict[UUID, list[tuple[int | None, str]]]:
    """Give the short names of the certificates of many businesses, each with the product that it is for; one query."""
    kinds = certificate_kinds()
    rows = papers_valid().filter(business__in=business_ids, kind__in=kinds).order_by("kind", "pk")
    found: dict[UUID, list[tuple[int | None, str]]] = {}
    for business, product, kind in rows.values_list("business", "product", "kind"):
        found.setdefault(business, []).append((product, kinds[kind].short))
    return found


def shorts_for(certificates: Iterable[tuple[int | None, str]], product_id: int) -> list[str]:
    """Give the short names that hold for a product, each once."""
    return list(dict.fromkeys(short for product, short in certificates if product in (None, product_id)))


def _seal(paper: LegalPaper, codes: dict[UUID, str]) -> Seal:
    kind = current_pack().paper_kinds[paper.kind]
    code = codes.get(paper.permit_id, "") if paper.permit_id else ""
    number = "" if kind.licence and not code else paper.number
    return Seal(
        kind=kind.code,
        short=kind.short,
        title=str(kind.title),
        number=format_pirt(number) if kind.shape == "pirt" and number.isdigit() else number,
        issuer=paper.issuer or kind.issuer,
        until=paper.valid_until,
        code=code,
        licence=kind.licence,
    )
