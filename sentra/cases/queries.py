"""Reading cases: officers through `visible_to`, makers what they were told of, the public what is public."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sentra.cases.filters import late
from sentra.cases.models import OPEN, Case, Complaint, ComplaintPhoto, PublicNotice, Statement
from sentra.cases.services.report import FOLLOWING
from sentra.cases.visible import cases_visible
from sentra.files.models import File
from sentra.kernel.crypto import blind_index, code_typed
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.surveys.models import Visit, VisitState

CANDIDATES = 8


def case_seen(actor: User, case_id: UUID) -> Case:
    """Give a case that an officer may see. Raises `NotFound`."""
    found = cases_visible(actor).select_related(
        "business__owner__user", "product", "assigned_to", "found_by", "closed_by", "joined_into"
    )
    case = found.filter(pk=case_id).first()
    if case is None:
        raise NotFound(_("There is no such case, or it isn't in your area."))
    return case


def case_counts(actor: User) -> tuple[int, int]:
    """Count the open cases that the actor may see, all and late ones, in one query."""
    seen = cases_visible(actor).filter(state__in=OPEN)
    row = seen.aggregate(open=Count("pk"), late=Count("pk", filter=late()))
    return row["open"], row["late"]


def case_photo(actor: User, case_id: UUID, photo_id: int) -> File:
    """Give a photograph of a report to an officer who may see the case. Raises `NotFound`."""
    seen = cases_visible(actor).filter(pk=case_id)
    photo = ComplaintPhoto.objects.select_related("file").filter(pk=photo_id, complaint__case__in=seen).first()
    if photo is None:
        raise NotFound(_("There is no such photograph."))
    return photo.file


def complaints_of(case: Case) -> "QuerySet[Complaint]":
    """Give the reports of a case with their photographs; who reported stays sealed and unread."""
    sealed = ("reporter_name", "reporter_contact", "code")
    seen = case.complaints.defer(*sealed).select_related("entered_by", "seen_in__document", "seen_in__visit")
    return seen.prefetch_related("photos")


def visits_of(case: Case) -> "QuerySet[Visit]":
    """Give the visits that look into a case, the newest first, each with its report where there is one."""
    return case.visits.select_related("surveyor", "report__document").order_by("-planned_on", "-pk")


def candidates(actor: User, case: Case) -> list[Case]:
    """Give the open cases that may be about the same problem: the same business, product or batch, within some time."""
    span = timedelta(days=current_pack().cases.reporting.same_within_days)
    same = Q(product_folded=case.product_folded)
    if case.business_id:
        same |= Q(business=case.business_id)
    if case.batch:
        same |= Q(batch__iexact=case.batch)
    near = cases_visible(actor).filter(state__in=OPEN).exclude(pk=case.pk)
    near = near.filter(same, reported_at__range=(case.reported_at - span, case.reported_at + span))
    return list(
        near.select_related("business").annotate(reports=Count("complaints")).order_by("reported_at")[:CANDIDATES]
    )


def cases_of_maker(actor: User) -> "QuerySet[Case]":
    """Give the cases about the actor's products that the actor was told of, the newest first."""
    told = Case.objects.filter(business__owner__user=actor, maker_told_at__isnull=False)
    return told.select_related("business__owner").order_by("-reported_at")


def own_case(actor: User, case_id: UUID) -> Case:
    """Give a case to the maker who was told of it. Raises `NotFound`."""
    case = cases_of_maker(actor).filter(pk=case_id).first()
    if case is None:
        raise NotFound(_("There is no such case of yours."))
    return case


def open_statement(case: Case) -> Statement | None:
    """Give the question that waits for the maker's answer."""
    return case.statements.filter(answered_at=None).first()


def followed(code: str) -> Complaint:
    """Give a report by the code that its reporter got. Raises `NotFound`."""
    index = blind_index(FOLLOWING, code_typed(code))
    found = Complaint.objects.defer("reporter_name", "reporter_contact").select_related("case").filter(code_index=index)
    complaint = found.first()
    if complaint is None:
        raise NotFound(_("There is no report with this code. Check it, letter by letter."))
    return complaint


def business_reported(number: str, officer: User | None) -> Business | None:
    """Give the business that a link named, for the report's form; to the public one that is only recorded is nobody."""
    known = Business.objects.registered() if officer is None else visible_to(officer, Business.objects.known())
    found = known.filter(register_number=number.strip().upper()) if number else known.none()
    return found.prefetch_related("products").first()


def complaints_by_business() -> Counter[UUID]:
    """Count the open cases of each business that no visit has looked into yet, for the plan of who is visited."""
    unseen = Case.objects.filter(state__in=OPEN).exclude(business=None).exclude(visits__state=VisitState.DONE)
    found = unseen.values_list("business")
    return Counter(dict(found.annotate(cases=Count("pk")).order_by()))


def notices(kind: str = "") -> "QuerySet[PublicNotice]":
    """Give the notices to the public, those that hold first, then the newest."""
    found = PublicNotice.objects.order_by(F("ended_at").desc(nulls_first=True), "-published_at", "-number")
    return found.filter(kind=kind) if kind in PublicNotice.Kind.values else found


def notices_about(business: Business) -> "QuerySet[PublicNotice]":
    """Give the notices that hold about the products of a business, the newest first."""
    return notices().filter(case__business=business, ended_at=None)


def notice_seen(number: str) -> PublicNotice:
    """Give a notice by its number. Raises `NotFound`."""
    notice = PublicNotice.objects.filter(number=number.upper()).first()
    if notice is None:
        raise NotFound(_("There is no such notice."))
    return notice


@dataclass(frozen=True, slots=True)
class StoppedProduct:
    """A product that must not be offered: by its id, or by name where its row is gone; `notice` is "" without one."""

    business: UUID
    product: int | None
    name: str
    batch: str
    notice: str


def stopped_cases() -> "QuerySet[Case]":
    """Give the cases whose product must not be offered now: a case took it out of the offer, or it is recalled."""
    recalls = PublicNotice.objects.filter(case=OuterRef("pk"), ended_at=None, kind=PublicNotice.Kind.RECALL)
    return Case.objects.filter(Q(listing_stopped=True) | Exists(recalls))


def stopped_products(businesses: Sequence[UUID] = ()) -> list[StoppedProduct]:
    """Give what must not be offered now (of some businesses), in one query: what a catalogue asks before it shows.

    That is what a case took out of the offer, and what is recalled.
    """
    found = stopped_cases().exclude(business=None)
    if businesses:
        found = found.filter(business__in=businesses)
    rows = found.values_list(
        "business", "product", "product_name", "batch", "notices__number", "notices__ended_at", "notices__kind"
    )
    stopped: dict[tuple[UUID, int | None, str, str], str] = {}
    for business, product, name, batch, number, ended, kind in rows:
        key = (business, product, name, batch)
        holds = number if number and ended is None and kind == PublicNotice.Kind.RECALL else ""
        stopped[key] = stopped.get(key) or holds
    return [StoppedProduct(*key, notice) for key, notice in stopped.items()]
