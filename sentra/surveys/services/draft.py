"""A report that is being written: saved as often as one likes, taken up on another device, then handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.kernel.text import tidy
from sentra.licensing.models import Application
from sentra.licensing.services.common import application_lock
from sentra.licensing.services.survey import survey_lock
from sentra.people.models import User
from sentra.surveys.models import Report, ReportDraft, SignatureRole, Visit
from sentra.surveys.queries import (
    asks_of_application,
    asks_of_visit,
    draft_files,
    draft_of,
    report_under,
    surveyor_now,
    visit_require,
)
from sentra.surveys.reading import read_told, typed_of
from sentra.surveys.rules import MOST_PHOTOS, Asks, problems_of_report
from sentra.surveys.services.arrival import photos_arrived
from sentra.surveys.services.common import visit_lock
from sentra.surveys.services.hand_in import application_hand_in, visit_hand_in

PDF = b"%PDF-"
LOOSE = "photos"
"""The field of the photographs that answer no question."""
Uploads = Mapping[str, "Sequence[UploadedFile[bytes]]"]


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about: an application, whose survey needs no plan, or a visit of another kind."""

    application_id: UUID | None = None
    visit_id: int | None = None


class Moved(Conflict):
    """The office gave the visit to another surveyor after the form was opened: who was there decides what counts."""

    def __init__(self, surveyor: User) -> None:
        message = _("The office gave this visit to %(name)s meanwhile. Hand your report in only if you were there.")
        super().__init__(message % {"name": surveyor})
        self.surveyor = surveyor


@transaction.atomic
def draft_save(
    *,
    actor: User,
    about: About,
    key: UUID,
    given: Mapping[str, Sequence[str]],
    uploads: Uploads | None = None,
    arrived: Mapping[str, Sequence[str]] | None = None,
    without: str = "",
) -> tuple[ReportDraft, list[Problem]]:
    """Save what was typed and the photographs, whole or not, with what is wrong about single photographs.

    `key` becomes the report's; `uploads` stand by field, and so do the keys of photographs that a phone sent before
    (`arrived`); `without` is the id of a photograph to take away. A draft is nobody's record yet, so the audit tells
    only of the report. Raises `NotFound`, `NotAllowed` or `Conflict` where no report is due, `InvalidInput` for a
    photograph that has not arrived.
    """
    subject, asks = _opened(actor, about)
    taken = Report.objects.filter(key=key).exists()
    draft = draft_of(actor, subject) or ReportDraft(
        surveyor=actor,
        application=subject if isinstance(subject, Application) else None,
        visit=subject if isinstance(subject, Visit) else None,
    )
    draft.key = uuid4() if taken else key
    draft.data = typed_of(given, asks)
    draft.saved_at = clock.now()
    draft.save()
    if without:
        draft.photos.remove(*[photo for photo in draft.photos.all() if str(photo.pk) == without])
        draft.placed = {name: [one for one in ids if one != without] for name, ids in draft.placed.items()}
    sent_before = {name: photos_arrived(actor, keys, name) for name, keys in (arrived or {}).items()}
    problems = [
        one
        for files in (uploads or {}, sent_before)
        for name, some in files.items()
        for one in _add_files(actor, draft, asks, name, some)
    ]
    draft.save(update_fields=["placed"])
    return draft, problems


def _opened(actor: User, about: About) -> tuple[Application | Visit, Asks]:
    """Lock what the report is about, and give what is asked. Raises where no report is due."""
    if about.application_id:
        application = survey_lock(actor=actor, application_id=about.application_id)
        return application, asks_of_application(application)
    visit = visit_lock(actor, about.visit_id or 0)
    visit_require(actor, visit, "hand_in")
    return visit, asks_of_visit(visit)


def _most_of(asks: Asks) -> dict[str, int | None]:
    """Give the fields that take files, each with how many; None for a signature, of which the last one counts."""
    questions = list(asks.checklist.questions) if asks.checklist else []
    most: dict[str, int | None] = {LOOSE: MOST_PHOTOS, **{f"sign-{one}": None for one in SignatureRole}}
    for one in questions:
        if one.kind in {"photo", "signature"}:
            most[f"q-{one.code}"] = one.photos_most if one.kind == "photo" else None
    return most


def _add_files(
    actor: User, draft: ReportDraft, asks: Asks, name: str, photos: "Sequence[UploadedFile[bytes] | File]"
) -> list[Problem]:
    """Keep each photograph that can be kept; the same one sent twice stays one."""
    limits = _most_of(asks)
    if name not in limits:
        return []
    problems: list[Problem] = []
    most = limits[name]
    held = {one.sha256 for one in draft_files(draft).get("" if name == LOOSE else name, ())}
    for given in photos:
        if most is not None and len(held) >= most:
            message = _("A report has at most %(most)s photographs. Take one away first.")
            if name != LOOSE:
                message = _("This question takes at most %(most)s photographs. Take one away first.")
            return [*problems, Problem(name, "too_many", message % {"most": most})]
        try:
            photo = given if isinstance(given, File) else _stored(actor, given, name)
        except InvalidInput as error:
            problems += [Problem(name, one.code, f"{tidy(given.name or '')}: {one.message}") for one in error.problems]
            continue
        if photo.sha256 in held:
            if photo is not given:
                photo.delete()
            continue
        held.add(photo.sha256)
        draft.photos.add(photo)
        if name != LOOSE:
            before = [] if most is None else draft.placed.get(name, [])
            draft.placed = {**draft.placed, name: [*before, str(photo.pk)]}
    return problems


def _stored(actor: User, upload: "UploadedFile[bytes]", name: str) -> File:
    """Keep one photograph. Raises `InvalidInput`."""
    beginning = upload.read(len(PDF))
    upload.seek(0)
    if beginning == PDF:
        raise InvalidInput([Problem(name, "not_a_picture", _("This is a PDF. Please choose a photograph."))])
    return file_store(actor=actor, upload=upload, name=upload.name or "", field=name)


@transaction.atomic
def draft_hand_in(*, actor: User, about: About, key: UUID, planned_for: int | None = None) -> Report:
    """Hand in what the draft holds; all drafts of the same visit are gone with it.

    The same report sent again is answered with the first, also while that one is still on its way. `planned_for` is
    whose visit it was as far as the actor knows. Raises `Moved` where it is another colleague's by now, `InvalidInput`
    with everything that is wrong, or `Conflict` where nothing is saved.
    """
    subject: Application | Visit
    if about.application_id:
        subject = application_lock(actor, about.application_id)
    else:
        subject = visit_lock(actor, about.visit_id or 0)
    if sent := report_under(actor, about.application_id, about.visit_id, key):
        return sent
    now = surveyor_now(subject)
    if planned_for and now and now.pk not in {planned_for, actor.pk}:
        raise Moved(now)
    draft = draft_of(actor, subject)
    if draft is None:
        raise Conflict(_("There is no report that could be handed in. Open the form again."))
    asks = asks_of_application(subject) if isinstance(subject, Application) else asks_of_visit(subject)
    told, unreadable = read_told(draft.data, asks, draft.placed, clock.today())
    loose = draft_files(draft)[""]
    if unreadable:
        wrong = {one.field for one in unreadable}
        others = problems_of_report(told, asks, clock.today(), len(loose))
        raise InvalidInput([*unreadable, *(one for one in others if one.field not in wrong)])
    if isinstance(subject, Application):
        report = application_hand_in(actor=actor, application_id=subject.pk, key=draft.key, told=told, photos=loose)
    else:
        report = visit_hand_in(actor=actor, visit_id=subject.pk, key=draft.key, told=told, photos=loose)
    subject.report_drafts.all().delete()
    return report
