"""Adding and taking away the papers of a draft or of a correction."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.files.services import file_store
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.licensing.models import Application, ApplicationPaper, Status
from sentra.licensing.rules import papers_opened
from sentra.licensing.services.common import application_lock, holds, remember
from sentra.licensing.services.draft import correction_touch, open_correction
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.reference.lists import common_lists

MOST_FILES = 10


@transaction.atomic
def paper_add(*, actor: User, application_id: UUID, code: str, upload: "UploadedFile[bytes]") -> ApplicationPaper:
    """Add a file to a paper; the same file twice stays one.

    Raises `InvalidInput` where the file can't be taken, `Conflict` where the paper isn't open for change.
    """
    application = application_lock(actor, application_id)
    _require_open(actor, application, code)
    if application.papers.filter(code=code).count() >= MOST_FILES:
        raise InvalidInput(
            [
                Problem(
                    code,
                    "too_many",
                    _("A paper has at most %(most)s files. Take one away first.") % {"most": MOST_FILES},
                )
            ]
        )
    file = file_store(actor=actor, upload=upload, name=upload.name or "", field=code)
    same = application.papers.filter(code=code, file__sha256=file.sha256).first()
    if same:
        return same
    paper = ApplicationPaper.objects.create(application=application, code=code, file=file, added_by=actor)
    application.paper_checks.filter(code=code).delete()
    if application.status == Status.CORRECTION:
        correction_touch(application, "paper", {code})
    remember(actor, application, "paper_add", after={"paper": code, "file": file.name, "sha256": file.sha256})
    return paper


@transaction.atomic
def paper_remove(*, actor: User, application_id: UUID, paper_id: int) -> None:
    """Take a file away from a paper. Raises `NotFound` or `Conflict`."""
    application = application_lock(actor, application_id)
    paper = application.papers.select_related("file").filter(pk=paper_id).first()
    if paper is None:
        raise NotFound(_("This file is no longer there."))
    _require_open(actor, application, paper.code)
    paper.delete()
    application.paper_checks.filter(code=paper.code).delete()
    remember(actor, application, "paper_remove", before={"paper": paper.code, "sha256": paper.file.sha256})


def papers_open(application: Application) -> set[str]:
    """Give the codes of the papers that the applicant may change now."""
    known = {paper.code for paper in application.revision.content.papers}
    if application.status == Status.DRAFT:
        return known
    if application.status == Status.CORRECTION:
        return known & papers_opened(
            application.revision.content,
            open_correction(application).reasons("paper"),
            application.all_answers,
            common_lists(),
            {paper.code for paper in application.papers.all()},
        )
    return set()


def _require_open(actor: User, application: Application, code: str) -> None:
    if not holds(actor, application)(Permission.APPLICATION_OWN):
        raise NotFound(_("There is no such application, or it isn't in your area."))
    if code not in {paper.code for paper in application.revision.content.papers}:
        raise NotFound(_("This service doesn't ask for such a paper."))
    if code not in papers_open(application):
        raise Conflict(_("This paper can't be changed now. The application is already with the office."))
