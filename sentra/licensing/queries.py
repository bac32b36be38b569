"""Every read of licensing for screens, always through what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from sentra.documents.models import Document
from sentra.kernel import clock
from sentra.kernel.crypto import code_typed, same
from sentra.kernel.errors import NotFound
from sentra.kernel.text import Text, fold, tidy
from sentra.licensing.models import (
    Application,
    ApplicationPaper,
    Permit,
    ServiceRevision,
    StageSpell,
    Status,
)
from sentra.licensing.models.application import WORKING, revision_published
from sentra.licensing.queues import Queue, in_queue
from sentra.licensing.visible import applications_visible
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.reference.loading import current_pack
from sentra.reference.schema import Service
from sentra.registry.queries import register_counts


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """What the home page tells everybody; aggregates only."""

    businesses: int
    permits: int
    applications_this_year: int
    median_working_days: int | None
    flagship: list[tuple[Text, int]]

    @property
    def most(self) -> int:
        """The largest of the flagship counts, for drawing."""
        return max((count for _name, count in self.flagship), default=0)


def public_figures() -> PublicFigures:
    """Count what the regency may tell everybody: four queries; a commodity of fewer than three firms is not shown."""
    year = clock.today().year
    spells = StageSpell.objects.filter(
        status__in=WORKING, application__status=Status.GRANTED, application__decided_at__year=year
    ).exclude(working_days=None)
    days: dict[UUID, int] = {}
    for application, spent in spells.values_list("application_id", "working_days"):
        days[application] = days.get(application, 0) + (spent or 0)
    counts = register_counts()
    return PublicFigures(
        businesses=counts.businesses,
        permits=Permit.objects.filter(issued_on__year=year).count(),
        applications_this_year=Application.objects.filter(submitted_at__year=year).count(),
        median_working_days=round(median(days.values())) if days else None,
        flagship=[
            (commodity.name, counts.by_commodity.get(commodity.code, 0))
            for commodity in current_pack().commodities
            if commodity.flagship and counts.by_commodity.get(commodity.code, 0) >= 3
        ],
    )


def services() -> list[Service]:
    """Give the newest revision of each service, in the order of the pack."""
    newest = ServiceRevision.objects.order_by("service", "-number").distinct("service").values_list("pk", flat=True)
    return sorted((revision_published(pk).content for pk in newest), key=lambda service: service.order)


def service(code: str) -> Service:
    """Give the newest revision of one service. Raises `NotFound`."""
    newest = ServiceRevision.objects.filter(service=code).order_by("-number").values_list("pk", flat=True).first()
    if newest is None:
        raise NotFound(_("There is no such service."))
    return revision_published(newest).content


def services_found(words: str) -> list[Service]:
    """Give the services whose title, summary or use of a commodity holds every word."""
    wanted = fold(words).split()
    commodities = " ".join(f"{one.name.id} {one.name.en}" for one in current_pack().commodities)

    def text_of(one: Service) -> str:
        general = commodities if one.kind in {"new", "registration"} else ""
        return fold(f"{one.short} {one.title.id} {one.title.en} {one.summary.id} {one.summary.en} {general}")

    return [one for one in services() if all(word in text_of(one) for word in wanted)]


def applications_of(actor: User) -> "QuerySet[Application]":
    """Give the actor's own applications, the newest first, with what their list shows."""
    return (
        Application.objects.filter(applicant=actor)
        .select_related("revision", "permit")
        .annotate(
            open_questions=Count("questions", filter=Q(questions__answered_at=None), distinct=True),
        )
        .order_by("-created_at")
    )


def application_seen(actor: User, application_id: UUID) -> Application:
    """Give one application with all that its page shows. Raises `NotFound` outside of what the actor may see."""
    application = (
        applications_visible(actor)
        .select_related(
            "revision", "applicant", "entered_by", "assigned_to", "verified_by", "surveyed_by", "decided_by"
        )
        .select_related("previous_permit")
        .prefetch_related(
            Prefetch("papers", ApplicationPaper.objects.select_related("file")),
            "paper_checks",
            "corrections__asked_by",
            "questions__asked_by",
            "spells",
        )
        .filter(pk=application_id)
        .first()
    )
    if application is None:
        raise NotFound(_("There is no such application, or it isn't in your area."))
    return application


def permit_of(application: Application) -> Permit | None:
    """Give the permit that an application became, with its document."""
    return Permit.objects.filter(application=application).select_related("document__file", "supersedes").first()


def paper_seen(actor: User, paper_id: int) -> ApplicationPaper:
    """Give a paper whose application the actor may see. Raises `NotFound`."""
    paper = (
        ApplicationPaper.objects.select_related("file", "application")
        .filter(pk=paper_id, application__in=applications_visible(actor))
        .first()
    )
    if paper is None:
        raise NotFound(_("There is no such file, or it isn't in your area."))
    return paper


def tracked(number: str, word: str) -> Application:
    """Find an application by its number and the word that only the applicant has.

    Raises `NotFound`, the same for a wrong number as for a wrong word, so that numbers can't be tried out.
    """
    application = Application.objects.select_related("revision").filter(number=tidy(number[:30]).upper()).first()
    if application is None or not same(application.tracking_word, tidy(word[:30]).upper()):
        raise NotFound(_("Number and word don't belong together. Both stand on your receipt."))
    return application


def permits_of(actor: User) -> "QuerySet[Permit]":
    """Give the actor's own permits, the newest first."""
    return (
        Permit.objects.filter(application__applicant=actor)
        .select_related("application__revision", "business", "document")
        .order_by("-issued_on")
    )


def permit_seen(actor: User, permit_id: UUID) -> Permit:
    """Give a permit that the actor may see. Raises `NotFound`."""
    permit = (
        visible_to(actor, Permit.objects.all())
        .select_related("application__revision", "business__owner", "document__file", "signer", "supersedes")
        .filter(pk=permit_id)
        .first()
    )
    if permit is None:
        raise NotFound(_("There is no such permit, or it isn't in your area."))
    return permit


@dataclass(frozen=True, slots=True)
class Verified:
    """What the public page found: a document of ours, and the permit that it is; a survey report is none."""

    document: Document | None = None
    permit: Permit | None = None


def verified(text: str) -> Verified:
    """Find a document for the public page, by the code of its QR, or a permit by its number."""
    wanted = tidy(text[:80])
    permits = Permit.objects.select_related("document", "business", "application__revision")
    if permit := permits.filter(document__code=code_typed(wanted)).first():
        return Verified(permit.document, permit)
    if document := Document.objects.filter(code=code_typed(wanted)).first():
        return Verified(document)
    permit = permits.filter(number__iexact=wanted).first()
    return Verified(permit.document, permit) if permit else Verified()


def most_urgent(actor: User, own: Sequence[Queue], most: int) -> list[Application]:
    """Give the applications of the actor's queues whose term ends first."""
    waiting = Q(pk__in=[])
    for queue in own:
        waiting |= Q(pk__in=in_queue(actor, queue).filter(paused_since=None).exclude(stage_due=None).values("pk"))
    return list(
        Application.objects.filter(waiting).select_related("revision", "assigned_to").order_by("stage_due", "pk")[:most]
    )
