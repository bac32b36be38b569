"""The grant agreement (NPHD): the head makes it, the receiver accepts it here or signs it on paper."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.kernel.money import rupiah
from sentra.kernel.text import tidy
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.programmes.granting import agreement_of, grant_facts
from sentra.programmes.handing import LONGEST_NAME
from sentra.programmes.models import Agreement, Candidate
from sentra.programmes.rules import MOST_MONEY
from sentra.programmes.services.common import candidate_locked, candidate_remember, holds
from sentra.programmes.services.grant_papers import agreement_paper
from sentra.programmes.services.tell import tell_call_officers, tell_candidate
from sentra.programmes.workflow import GRANT, GrantFacts

LONGEST_MACHINE = 300


def grant_require(actor: User, candidate: Candidate, code: str) -> Act[GrantFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    return GRANT.require(code, candidate.call.state, grant_facts(actor, candidate), holds(actor, candidate))


def _agreement(candidate: Candidate) -> Agreement:
    found = agreement_of(candidate)
    if found is None:
        raise Conflict(_("There is no grant agreement yet. The head makes it."))
    return found


def _require_shown(agreement: Agreement | None, shown: str) -> None:
    """Refuse to go on from a page that showed another agreement than the one that stands. Raises `Conflict`."""
    if shown != (agreement.document.number if agreement else ""):
        raise Conflict(_("A new agreement was made while you had the page open. Read it, then decide."))


@transaction.atomic
def agreement_make(*, actor: User, candidate_id: UUID, machine: str, value: int | None, shown: str) -> Agreement:
    """Make the grant agreement with who was chosen; as long as it isn't accepted, a new one takes its place.

    `value` in whole rupiah, at most what was promised. `shown` is the number of the agreement that the page showed, ""
    where there was none: so a form that is sent twice makes one.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    candidate = candidate_locked(actor, candidate_id)
    grant_require(actor, candidate, "agree")
    before = agreement_of(candidate)
    _require_shown(before, shown)
    machine = tidy(machine).replace("\n", " ")
    if problems := _problems(candidate, machine, value):
        raise InvalidInput(problems)
    agreement = before or Agreement(candidate=candidate)
    agreement.machine, agreement.value = machine, value or 0
    agreement.agreed_by, agreement.agreed_at = actor, clock.now()
    agreement.document = agreement_paper(actor, candidate, machine=machine, value=value or 0)
    agreement.save()
    after = {"agreement": agreement.document.number, "asset_what": machine, "asset_value": agreement.value}
    candidate_remember(actor, candidate, "agree", after=after)
    tell_candidate(candidate, "call_agreement", machine=machine)
    return agreement


def _problems(candidate: Candidate, machine: str, value: int | None) -> list[Problem]:
    found = []
    if not machine:
        found.append(Problem("machine", "missing", _("Please say which machine is given.")))
    elif len(machine) > LONGEST_MACHINE:
        message = _("Please use at most %(most)s characters.") % {"most": LONGEST_MACHINE}
        found.append(Problem("machine", "too_long", message))
    if value is None or not 0 < value <= MOST_MONEY:
        found.append(Problem("value", "impossible", _("Please give an amount in rupiah.")))
    elif candidate.call.budget and candidate.cost and value > candidate.cost:
        message = _("This is more than was promised: %(promised)s.") % {"promised": rupiah(candidate.cost)}
        found.append(Problem("value", "promised", message))
    return found


@transaction.atomic
def agreement_accept(*, actor: User, candidate_id: UUID, name: str, read: bool, shown: str) -> Agreement:
    """Accept the grant agreement for one's own business: it was read, and holds.

    `shown` is the number of the agreement that the page showed: nobody accepts one that was made since.

    Raises `NotFound`, `Conflict`, `InvalidInput`.
    """
    candidate = candidate_locked(actor, candidate_id, own=True)
    grant_require(actor, candidate, "accept")
    agreement = _agreement(candidate)
    _require_shown(agreement, shown)
    problems, name = problems_of_name(name), tidy(name)
    if not read:
        message = _("Please tick that you have read the agreement and agree.")
        problems.append(Problem("read", "missing", message))
    if problems:
        raise InvalidInput(problems)
    _accepted(actor, agreement, name)
    candidate_remember(actor, candidate, "accept", after={"agreement": agreement.document.number, "agreement_by": name})
    call, business = candidate.call, candidate.business.name
    tell_call_officers(call, "call_agreement_accepted", [call.in_charge], business=business, name=name)
    return agreement


@transaction.atomic
def agreement_accept_on_paper(
    *, actor: User, candidate_id: UUID, name: str, shown: str, scan: "UploadedFile[bytes] | None" = None
) -> Agreement:
    """Record that the receiver signed the grant agreement on paper, maybe with a picture of it.

    `shown` is the number of the agreement that the page showed.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    candidate = candidate_locked(actor, candidate_id)
    grant_require(actor, candidate, "accept_on_paper")
    agreement = _agreement(candidate)
    _require_shown(agreement, shown)
    problems, name = problems_of_name(name), tidy(name)
    if problems:
        raise InvalidInput(problems)
    if scan:
        agreement.scan = file_store(actor=actor, upload=scan, name=scan.name or "nphd", field="scan")
    agreement.on_paper = True
    _accepted(actor, agreement, name)
    after = {"agreement": agreement.document.number, "agreement_by": name}
    candidate_remember(actor, candidate, "accept_on_paper", after=after)
    return agreement


def problems_of_name(name: str) -> list[Problem]:
    """Tell what is wrong with the name of who accepts an agreement."""
    name = tidy(name)
    if not name or "\n" in name:
        return [Problem("name", "missing", _("Please give the name of who signs."))]
    if len(name) > LONGEST_NAME:
        return [Problem("name", "too_long", _("Please use at most %(most)s characters.") % {"most": LONGEST_NAME})]
    return []


def _accepted(actor: User, agreement: Agreement, name: str) -> None:
    agreement.accepted_at, agreement.accepted_by, agreement.accepted_name = clock.now(), actor, name
    agreement.save()
