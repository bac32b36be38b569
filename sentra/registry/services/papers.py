"""Legal papers from elsewhere: declared by the owner, entered or imported by an officer, checked, expired."""

import re
from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.identifiers import parse_halal, parse_nib, parse_pirt
from sentra.kernel.locks import locked
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, LegalPaper, PaperSource, PaperStanding, Product
from sentra.registry.profile import put_answers, told
from sentra.registry.services.common import (
    business_lock,
    is_own,
    require_edit,
    require_officer,
    require_words,
    write_down,
)
from sentra.registry.services.derived import refresh
from sentra.registry.services.profile import Given, read_given

ID = re.compile(r"[0-9]{1,18}")
SHAPES = {"nib": parse_nib, "pirt": parse_pirt, "halal": parse_halal}


@transaction.atomic
def paper_add(
    *,
    actor: User,
    business_id: UUID,
    given: Given,
    product: str = "",
    upload: "UploadedFile[bytes] | None" = None,
) -> LegalPaper:
    """Add a legal paper: an owner declares it, and it counts once checked; an officer's counts at once.

    `product` is the id of the one that the paper is for; "" where it is for the whole business.

    Raises `NotFound`, `NotAllowed`, `InvalidInput` (also where another business has the number).
    """
    business = business_lock(actor, business_id)
    require_edit(actor, business)
    own = is_own(actor, business)
    paper = LegalPaper(business=business, source=PaperSource.DECLARED if own else PaperSource.OFFICER)
    page = current_pack().register_page("paper")
    read = read_given(page, business, given, {})
    put_answers(page, {"paper": paper}, read.answers)
    paper.product = _product_of(business, product)
    _require_right(paper)
    if upload:
        paper.file = file_store(actor=actor, upload=upload, name=upload.name or "surat", field="file")
    paper.added_by = actor
    if not own:
        paper.checked_by, paper.checked_at = actor, clock.now()
    paper.save()
    after = told(page, read.answers)
    if paper.product:
        after["paper_product"] = paper.product.name
    write_down(actor, business, "paper_added", after=after)
    refresh([business.pk])
    return paper


def _product_of(business: Business, product: str) -> Product | None:
    """Give the product that was chosen. Raises `InvalidInput` where the business doesn't make it any more."""
    if not product:
        return None
    found = business.products.filter(pk=int(product)).first() if ID.fullmatch(product) else None
    if found is None:
        message = _("This product isn't there any more. Please choose again.")
        raise InvalidInput([Problem("product", "unknown", message)])
    return found


def _require_right(paper: LegalPaper) -> None:
    """Bring the number into the shape of its kind and the days into their order. Raises `InvalidInput`."""
    kind = current_pack().paper_kinds[paper.kind]
    problems = []
    if parse := SHAPES.get(kind.shape):
        try:
            paper.number = parse(paper.number)
        except ValueError as error:
            problems.append(Problem("number", "shape", str(error)))
    if paper.issued_on and paper.valid_until and paper.valid_until < paper.issued_on:
        problems.append(Problem("valid_until", "before", _("The last day lies before the day of issue.")))
    if paper.issued_on and paper.issued_on > clock.today():
        problems.append(Problem("issued_on", "future", _("This day hasn't come yet.")))
    other = LegalPaper.objects.filter(kind=paper.kind, number=paper.number).select_related("business").first()
    if other:
        message = _("The register has this paper already.")
        if other.business_id != paper.business_id:
            message = _("The register has this number under another business. Please check it.")
        problems.append(Problem("number", "taken", message))
    if problems:
        raise InvalidInput(problems)
    paper.issuer = paper.issuer or kind.issuer


def paper_lock(actor: User | None, paper_id: int) -> tuple[Business, LegalPaper]:
    """Lock a business by one of its papers from elsewhere. Raises `NotFound`; `Conflict` for a permit of ours."""
    business_id = LegalPaper.objects.filter(pk=paper_id).values_list("business_id", flat=True).first()
    if business_id is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    business = business_lock(actor, business_id)
    paper = business.papers.select_for_update().get(pk=paper_id)
    if paper.permit_id:
        raise Conflict(_("This permit was issued here: it is governed where the permits are."))
    return business, paper


@transaction.atomic
def paper_check(*, actor: User, paper_id: int) -> LegalPaper:
    """Say that a declared paper was looked at and is right: from now on it counts."""
    business, paper = paper_lock(actor, paper_id)
    require_officer(actor, business)
    if paper.checked_at is None:
        paper.checked_by, paper.checked_at = actor, clock.now()
        paper.save(update_fields=["checked_by", "checked_at"])
        write_down(actor, business, "paper_checked", after={"paper_kind": paper.kind, "paper_number": paper.number})
        refresh([business.pk])
    return paper


@transaction.atomic
def paper_remove(*, actor: User, paper_id: int, reason: str) -> Business:
    """Take a paper from elsewhere off the register: the owner what was declared and not yet checked, an officer any.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput` without a reason.
    """
    business, paper = paper_lock(actor, paper_id)
    require_edit(actor, business)
    if is_own(actor, business):
        if paper.counts:
            raise Conflict(_("An officer has checked this paper. Ask the office to take it away."))
    else:
        require_officer(actor, business)
    before = {"paper_kind": paper.kind, "paper_number": paper.number}
    paper.delete()
    write_down(actor, business, "paper_removed", before=before, reason=require_words(reason))
    refresh([business.pk])
    return business


def papers_expire() -> int:
    """Expire the papers from elsewhere whose last day has passed; gives how many."""
    ended = LegalPaper.objects.filter(permit_id=None, status=PaperStanding.ACTIVE, valid_until__lt=clock.today())
    return sum(_expire(paper_id) for paper_id in list(ended.values_list("pk", flat=True)))


@transaction.atomic
def _expire(paper_id: int) -> bool:
    paper = locked(LegalPaper.objects.select_related("business").filter(pk=paper_id)).get()
    if paper.status != PaperStanding.ACTIVE:
        return False
    paper.status = PaperStanding.EXPIRED
    paper.save(update_fields=["status"])
    after = {"paper_kind": paper.kind, "paper_number": paper.number, "paper_status": paper.status}
    write_down(None, paper.business, "paper_expired", before={"paper_status": PaperStanding.ACTIVE}, after=after)
    refresh([paper.business_id])
    return True


def papers_remind() -> int:
    """Remind owners with an account before a paper from elsewhere ends, on the days that the pack names."""
    today, steps = clock.today(), sorted(current_pack().regency.expiry_reminders)
    horizon = today + timedelta(days=max(steps, default=0))
    ending = LegalPaper.objects.filter(
        permit_id=None,
        status=PaperStanding.ACTIVE,
        valid_until__range=(today, horizon),
        business__owner__user__isnull=False,
        business__merged_into=None,
    )
    return sum(_remind(paper_id, steps) for paper_id in list(ending.values_list("pk", flat=True)))


@transaction.atomic
def _remind(paper_id: int, steps: list[int]) -> bool:
    """Remind once for each step, also where a day was missed."""
    paper = locked(LegalPaper.objects.select_related("business__owner__user").filter(pk=paper_id)).get()
    user = paper.business.owner.user
    left = (paper.valid_until - clock.today()).days if paper.valid_until else None
    step = next((days for days in steps if left is not None and left <= days), None)
    if user is None or step is None or (paper.reminded_days is not None and paper.reminded_days <= step):
        return False
    paper.reminded_days = step
    paper.save(update_fields=["reminded_days"])
    emit(
        kind="paper_ends",
        record=paper.business,
        to=[user],
        context={
            "business": paper.business.name,
            "paper": current_pack().paper_kinds[paper.kind].short,
            "number": paper.number,
            "left": left,
            "valid_until": str(paper.valid_until),
        },
        url=reverse("registry:own", args=[paper.business.register_number]),
    )
    return True
