"""Writing down what a business is: section by section of its profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.people.models import User
from sentra.reference.answers import Answers, read_page
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.schema import FormPage
from sentra.registry.models import Business, Owner
from sentra.registry.profile import Difference, answers_of, differences, open_questions, put_answers, rows_of, told
from sentra.registry.services.common import business_lock, require_edit, write_down
from sentra.registry.services.derived import derive_owner, refresh

SECTIONS = ("identity", "owner", "contact", "place", "pin", "market")
Given = Mapping[str, Sequence[str]]


class ChangedMeanwhile(Conflict):
    """Somebody changed the same section meanwhile; `found` shows both versions."""

    def __init__(self, found: Sequence[Difference], version: int) -> None:
        super().__init__(_("Somebody changed this while you were writing. Both versions stand below: choose."))
        self.found = tuple(found)
        self.version = version


@dataclass(frozen=True, slots=True)
class Read:
    """A page as it was sent: the answers that could be read."""

    page: FormPage
    answers: Answers


def section_page(code: str) -> FormPage:
    """Give the page of a section. Raises `NotFound`."""
    if code not in SECTIONS:
        raise NotFound(_("There is no such page."))
    return current_pack().register_page(code)


def read_given(page: FormPage, business: Business, given: Given, before: Answers) -> Read:
    """Read the open questions of a page. Raises `Conflict` where none is open, `InvalidInput` with every problem."""
    questions = open_questions(page, business)
    if not questions:
        raise Conflict(_("What the permit states changes by an amendment: apply for one."))
    read, problems = read_page(questions, given, before, common_lists())
    if problems:
        raise InvalidInput(problems)
    return Read(page, read)


@transaction.atomic
def section_save(*, actor: User, business_id: UUID, version: int, section: str, given: Given) -> Business:
    """Save a section of a profile.

    Raises `NotFound`, `NotAllowed`, `InvalidInput`, and `ChangedMeanwhile` where the section was changed since
    `version`: nothing of another's is overwritten unseen. The same content sent twice changes nothing.
    """
    business = business_lock(actor, business_id)
    require_edit(actor, business)
    page, rows = section_page(section), rows_of(business)
    before = answers_of(page, rows)
    read = read_given(page, business, given, before)
    changed = {code for code, value in read.answers.items() if value != before[code]}
    if not changed:
        return business
    if version != business.version:
        raise ChangedMeanwhile(differences(page, read.answers, before), business.version)
    _require_free(business, page, read.answers)
    put_answers(page, rows, read.answers)
    derive_owner(business.owner)
    business.owner.updated_at = clock.now()
    business.owner.save()
    was = {code: before[code] for code in changed}
    became = {code: read.answers[code] for code in changed}
    write_down(actor, business, "edited", before=told(page, was), after=told(page, became))
    refresh(_of_owner(business))
    return business


def _of_owner(business: Business) -> list[UUID]:
    """Give all businesses of an owner: each is found by the owner's name."""
    return list(business.owner.businesses.values_list("pk", flat=True))


def _require_free(business: Business, page: FormPage, answers: Answers) -> None:
    """Refuse an identifier that the register has under another: one NIB is one business, one NIK one person."""
    columns = {str(question.saves_to): question.code for question in page.fields}
    problems = []
    nib = answers.get(columns.get("business.nib", ""))
    other = Business.objects.filter(nib=nib).exclude(pk=business.pk).first() if nib else None
    if other:
        message = _("The register has this NIB under %(number)s, %(name)s.")
        told_where = {"number": other.register_number, "name": other.name}
        problems.append(Problem(columns["business.nib"], "nib_of_another", message % told_where))
    nik = answers.get(columns.get("owner.nik", ""))
    known = Owner.objects.filter(nik_index=blind_index("nik", nik)).exclude(pk=business.owner_id) if nik else None
    if known and known.exists():
        message = _("The register has this NIK under another owner. If it is the same person, merge the two records.")
        problems.append(Problem(columns["owner.nik"], "nik_of_another", message))
    if problems:
        raise InvalidInput(problems)
