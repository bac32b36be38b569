"""A report comes in: by the public form or written down by an officer. Each opens a case; an officer joins doubles."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.cases.models import Case, Complaint, ComplaintPhoto
from sentra.cases.rules import Report, problems_of_report
from sentra.cases.services.common import case_remember
from sentra.cases.services.tell import tell_case_officer
from sentra.documents.services import number_next
from sentra.files.services import photo_store
from sentra.kernel import clock
from sentra.kernel.crypto import blind_index, readable_code
from sentra.kernel.errors import InvalidInput, Problem
from sentra.kernel.locks import hold
from sentra.kernel.text import fold
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar
from sentra.registry.models import Business, Product
from sentra.surveys.models import Report as SurveyReport

CODE_LENGTH = 10
FOLLOWING = "case"
"""The purpose under which the codes of reporters are hashed."""


@transaction.atomic
def product_report(
    *,
    actor: User | None,
    key: UUID,
    report: Report,
    photos: Sequence["UploadedFile[bytes]"] = (),
    business: Business | None = None,
    product: Product | None = None,
    seen_in: SurveyReport | None = None,
) -> Complaint:
    """Take a report of a problem product in; it opens a case and gets the code by which the reporter follows it.

    `actor` is the officer who writes it down, None for the public form; `seen_in` the report of the visit on which an
    officer saw it. Sent twice (the same `key`) it stays one
    report. Raises `InvalidInput` with all that is wrong, `NotAllowed`.
    """
    if actor is not None:
        require(actor, Permission.CASE_ENTER)
    hold(f"complaint:{key}")
    before = Complaint.objects.select_related("case").filter(key=key).first()
    if before:
        return before
    _require_right(report, photos)
    case = _case_open(report, business, product)
    complaint = Complaint.objects.create(
        case=case,
        key=key,
        way=Complaint.Way.OFFICER if actor else Complaint.Way.PUBLIC,
        entered_by=actor,
        seen_in=seen_in,
        **_code(),
        product_name=report.product_name,
        maker_name=report.maker_name,
        kind=report.kind,
        happened=report.happened,
        bought_at=report.bought_at,
        bought_on=report.bought_on,
        batch=report.batch,
        reporter_name=report.reporter_name,
        reporter_contact=report.reporter_contact,
        has_reporter=bool(report.reporter_name or report.reporter_contact),
        reported_at=case.reported_at,
    )
    _photos_keep(actor, complaint, photos)
    case_remember(actor, case, "report", after={"case_state": case.state, "case_product": case.product_name})
    tell_case_officer(case, "case_reported")
    return complaint


def _require_right(report: Report, photos: Sequence["UploadedFile[bytes]"]) -> None:
    pack = current_pack()
    problems = problems_of_report(
        report,
        kinds=[kind.code for kind in pack.cases.kinds],
        districts=pack.district_names,
        today=clock.today(),
    )
    most = pack.cases.reporting.most_photos
    if len(photos) > most:
        message = _("Please choose at most %(most)s photographs.") % {"most": most}
        problems.append(Problem("photos", "too_many", message))
    if problems:
        raise InvalidInput(problems)


def _case_open(report: Report, business: Business | None, product: Product | None) -> Case:
    now = clock.now()
    return Case.objects.create(
        number=_number(clock.local_day(now)),
        kind=report.kind,
        business=business,
        product=product,
        product_name=product.name if product else report.product_name,
        product_folded=fold(product.name if product else report.product_name),
        maker_name=report.maker_name,
        batch=report.batch,
        district=business.district if business else report.district,
        reported_at=now,
        answer_due=working_calendar().add(clock.local_day(now), current_pack().cases.reporting.first_answer_days),
    )


def _number(today: date) -> str:
    """Take the next number of a case: `KP-3505-2026-000012`."""
    regency = current_pack().regency.code.replace(".", "")
    return f"KP-{regency}-{today.year}-{number_next(series='case', year=today.year):06d}"


def _code() -> dict[str, str]:
    code = readable_code(CODE_LENGTH)
    return {"code": code, "code_index": blind_index(FOLLOWING, code)}


def _photos_keep(actor: User | None, complaint: Complaint, photos: Sequence["UploadedFile[bytes]"]) -> None:
    for upload in photos:
        file = photo_store(actor=actor, upload=upload, field="photos")
        ComplaintPhoto.objects.create(complaint=complaint, file=file)
