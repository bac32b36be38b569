"""A report that is being written: saved as often as one likes, taken up on another device, then handed in."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.kernel.text import tidy
from sentra.licensing.services.common import application_lock
from sentra.licensing.services.survey import survey_lock
from sentra.people.models import User
from sentra.surveys.models import Report, ReportDraft
from sentra.surveys.queries import items_of, report_sent, sent_in_on
from sentra.surveys.reading import read_findings, typed_of
from sentra.surveys.rules import MOST_PHOTOS, problems_of_report
from sentra.surveys.services.report import report_hand_in

PDF = b"%PDF-"


@transaction.atomic
def draft_save(
    *,
    actor: User,
    application_id: UUID,
    key: UUID,
    given: Mapping[str, str],
    uploads: "Sequence[UploadedFile[bytes]]" = (),
    without: str = "",
) -> tuple[ReportDraft, list[Problem]]:
    """Save what was typed and the photographs, whole or not, with what is wrong about single photographs.

    `key` becomes the report's; `without` is the id of a photograph to take away. A draft is nobody's record yet, so
    the audit tells only of the report. Raises `NotFound`, `NotAllowed` or `Conflict` where no report is due.
    """
    application = survey_lock(actor=actor, application_id=application_id)
    taken = Report.objects.filter(key=key).exists()
    draft, _made = ReportDraft.objects.update_or_create(
        application=application,
        surveyor=actor,
        defaults={
            "key": uuid4() if taken else key,
            "data": typed_of(given, items_of(application)),
            "saved_at": clock.now(),
        },
    )
    if without:
        draft.photos.remove(*[photo for photo in draft.photos.all() if str(photo.pk) == without])
    return draft, _add_photos(actor, draft, uploads)


def _add_photos(actor: User, draft: ReportDraft, uploads: "Sequence[UploadedFile[bytes]]") -> list[Problem]:
    """Keep each photograph that can be kept; the same one sent twice stays one."""
    problems: list[Problem] = []
    known = set(draft.photos.values_list("sha256", flat=True))
    for upload in uploads:
        if len(known) >= MOST_PHOTOS:
            message = _("A report has at most %(most)s photographs. Take one away first.") % {"most": MOST_PHOTOS}
            return [*problems, Problem("photos", "too_many", message)]
        try:
            known.add(_add_photo(actor, draft, upload, known))
        except InvalidInput as error:
            problems += [
                Problem("photos", one.code, f"{tidy(upload.name or '')}: {one.message}") for one in error.problems
            ]
    return problems


def _add_photo(actor: User, draft: ReportDraft, upload: "UploadedFile[bytes]", known: set[str]) -> str:
    """Keep one photograph and give its hash. Raises `InvalidInput`."""
    beginning = upload.read(len(PDF))
    upload.seek(0)
    if beginning == PDF:
        raise InvalidInput([Problem("photos", "not_a_picture", _("This is a PDF. Please choose a photograph."))])
    photo = file_store(actor=actor, upload=upload, name=upload.name or "", field="photos")
    if photo.sha256 in known:
        photo.delete()
    else:
        draft.photos.add(photo)
    return photo.sha256


@transaction.atomic
def draft_hand_in(*, actor: User, application_id: UUID, key: UUID) -> Report:
    """Hand in what the draft holds; the drafts of the application are gone with it.

    The same report sent again is answered with the first, also while that one is still on its way. Raises
    `InvalidInput` with everything that is wrong, or `Conflict` where nothing is saved.
    """
    application = application_lock(actor, application_id)
    if sent := report_sent(actor, application_id, key):
        return sent
    draft = ReportDraft.objects.filter(application=application, surveyor=actor).first()
    if draft is None:
        raise Conflict(_("There is no report that could be handed in. Open the form again."))
    items = items_of(application)
    found, unreadable = read_findings(draft.data, items, draft.key, clock.today())
    photos = list(draft.photos.order_by("uploaded_at", "pk"))
    if unreadable:
        others = problems_of_report(found, items, clock.today(), len(photos), sent_in_on(application))
        raise InvalidInput([*unreadable, *others])
    report = report_hand_in(actor=actor, application_id=application_id, found=found, photos=photos)
    ReportDraft.objects.filter(application=application).delete()
    return report
