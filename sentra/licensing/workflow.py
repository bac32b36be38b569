"""THE table of acts on an application and on a permit: act, from, to, who, guards, what it asks for.

Source of the four-eyes guards: the regency's own rule, which its pack may relax (`regency.yaml: relaxed`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Problem
from sentra.kernel.workflow import Act, Workflow
from sentra.licensing.models.application import OPEN, WORKING, Status
from sentra.licensing.models.permit import PermitStatus
from sentra.people.policy import Permission

NEXT = "next"
"""A target that the service decides: the stage that follows the present one."""


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What the guards look at; person ids are those of users, None for the system itself."""

    actor: int | None = None
    applicant: int | None = None
    entered_by: int | None = None
    submitted_by: int | None = None
    verified_by: int | None = None
    surveyed_by: int | None = None
    open_flags: int = 0
    papers_unchecked: int = 0
    papers_bad: int = 0
    survey_owed: bool = False
    overdue: bool = False
    lapsed: bool = False
    deemed_granted: bool = False
    may_do_two_stages: bool = False
    may_verify_own_entry: bool = False


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """What the guards on a permit look at."""

    past_its_end: bool = False


Guard = Callable[[ApplicationFacts], Problem | None]


def own_entry(facts: ApplicationFacts) -> bool:
    """Tell whether the actor entered the application or sent it in, or is the applicant."""
    return facts.actor is not None and facts.actor in {facts.entered_by, facts.submitted_by, facts.applicant}


def second_stage(facts: ApplicationFacts, stage: Status) -> bool:
    """Tell whether the actor already did another stage of the same application."""
    others = {Status.VERIFICATION: facts.verified_by, Status.SURVEY: facts.surveyed_by}
    return facts.actor is not None and facts.actor in {by for other, by in others.items() if other != stage}


def not_own_entry(facts: ApplicationFacts) -> Problem | None:
    """Nobody verifies or decides what they entered themselves."""
    if own_entry(facts) and not (facts.may_verify_own_entry and facts.actor != facts.applicant):
        return Problem("", "own_entry", _("You entered this application yourself. A colleague has to do this."))
    return None


def not_own_application(facts: ApplicationFacts) -> Problem | None:
    """Nobody surveys their own business, whatever a pack relaxes."""
    if facts.actor is not None and facts.actor == facts.applicant:
        return Problem("", "own_application", _("This is your own application. A colleague has to do this."))
    return None


def _first_stage_of(stage: Status) -> Guard:
    def guard(facts: ApplicationFacts) -> Problem | None:
        if second_stage(facts, stage) and not facts.may_do_two_stages:
            return Problem(
                "",
                "second_stage",
                _("You already did another stage of this application. A colleague has to do this."),
            )
        return None

    return guard


not_second_for_verification = _first_stage_of(Status.VERIFICATION)
not_second_for_survey = _first_stage_of(Status.SURVEY)
not_second_for_decision = _first_stage_of(Status.DECISION)
SURVEY_GUARDS = (not_own_application, not_second_for_survey)


def no_open_flag(facts: ApplicationFacts) -> Problem | None:
    """A flag blocks the decision until it is lifted."""
    if facts.open_flags:
        return Problem("", "flagged", _("A flag blocks the decision. Lift it first, with a reason."))
    return None


def all_papers_good(facts: ApplicationFacts) -> Problem | None:
    """Papers are passed when each was looked at and found good."""
    if facts.papers_bad:
        return Problem("", "papers_bad", _("Some papers were found wrong. Return the application for correction."))
    if facts.papers_unchecked:
        return Problem("", "papers_unchecked", _("Look at every paper first, and say whether it is good."))
    return None


def correction_ran_out(facts: ApplicationFacts) -> Problem | None:
    """Only an unanswered correction lapses."""
    return None if facts.lapsed else Problem("", "not_lapsed", _("The applicant still has time to answer."))


def silence_counts(facts: ApplicationFacts) -> Problem | None:
    """Deemed granted (fiktif positif, PP 28/2025): only where the service says so, and the term has passed."""
    if facts.deemed_granted and facts.overdue:
        return None
    return Problem("", "not_deemed", _("The term has not passed, or this service isn't granted by silence."))


def a_survey_is_owed(facts: ApplicationFacts) -> Problem | None:
    """A survey after an instant grant is done once."""
    return None if facts.survey_owed else Problem("", "no_survey_owed", _("No survey is waiting for this."))


_A = Act[ApplicationFacts]
_open = frozenset(map(str, OPEN))
_working = frozenset(map(str, WORKING))


def _at(*statuses: Status) -> frozenset[str]:
    return frozenset(map(str, statuses))


APPLICATION = Workflow[ApplicationFacts](
    [
        _A("submit", _("Send in"), _at(Status.DRAFT), NEXT, Permission.APPLICATION_OWN),
        _A(
            "resubmit",
            _("Send the correction"),
            _at(Status.CORRECTION),
            Status.VERIFICATION,
            Permission.APPLICATION_OWN,
        ),
        _A("withdraw", _("Withdraw"), _open, Status.WITHDRAWN, Permission.APPLICATION_OWN, asks=("reason",)),
        _A("answer", _("Answer a question"), _open, None, Permission.APPLICATION_OWN, asks=("answer",)),
        _A(
            "check_paper",
            _("Check papers"),
            _at(Status.VERIFICATION),
            None,
            Permission.APPLICATION_VERIFY,
            (not_own_entry, not_second_for_verification),
        ),
        _A(
            "pass_papers",
            _("Papers are complete"),
            _at(Status.VERIFICATION),
            NEXT,
            Permission.APPLICATION_VERIFY,
            (not_own_entry, not_second_for_verification, all_papers_good),
        ),
        _A(
            "return",
            _("Return for correction"),
            _at(Status.VERIFICATION),
            Status.CORRECTION,
            Permission.APPLICATION_VERIFY,
            (not_own_entry, not_second_for_verification),
            ("items",),
        ),
        _A(
            "survey",
            _("Report the survey"),
            _at(Status.SURVEY),
            NEXT,
            Permission.APPLICATION_SURVEY,
            SURVEY_GUARDS,
            ("report",),
        ),
        _A(
            "survey_later",
            _("Report the survey after the grant"),
            _at(Status.GRANTED),
            None,
            Permission.APPLICATION_SURVEY,
            (a_survey_is_owed, *SURVEY_GUARDS),
            ("report",),
        ),
        _A(
            "grant",
            _("Grant"),
            _at(Status.DECISION),
            Status.GRANTED,
            Permission.APPLICATION_DECIDE,
            (not_own_entry, not_second_for_decision, no_open_flag),
        ),
        _A(
            "refuse",
            _("Refuse"),
            _at(Status.DECISION),
            Status.REFUSED,
            Permission.APPLICATION_DECIDE,
            (not_own_entry, not_second_for_decision, no_open_flag),
            ("reason",),
        ),
        _A(
            "send_back",
            _("Send back to the verifier"),
            _at(Status.DECISION),
            Status.VERIFICATION,
            Permission.APPLICATION_DECIDE,
            (not_own_entry,),
            ("reason",),
        ),
        _A("ask", _("Ask the applicant"), _working, None, Permission.APPLICATION_ASSIGN, asks=("text",)),
        _A(
            "note",
            _("Write a note"),
            frozenset(map(str, Status)) - {"draft"},
            None,
            Permission.APPLICATION_NOTE,
            asks=("text",),
        ),
        _A("assign", _("Assign"), _open, None, Permission.APPLICATION_ASSIGN, asks=("officer",)),
        _A("flag", _("Raise a flag"), _open, None, Permission.APPLICATION_FLAG, asks=("reason",)),
        _A("unflag", _("Lift a flag"), _open, None, Permission.APPLICATION_FLAG, asks=("reason",)),
        _A(
            "lapse",
            _("Lapse"),
            _at(Status.CORRECTION),
            Status.LAPSED,
            Permission.APPLICATION_AUTOMATIC,
            (correction_ran_out,),
        ),
        _A(
            "grant_at_once",
            _("Grant at once"),
            _at(Status.VERIFICATION),
            Status.GRANTED,
            Permission.APPLICATION_AUTOMATIC,
            (no_open_flag,),
        ),
        _A(
            "deem",
            _("Deem granted"),
            _working,
            Status.GRANTED,
            Permission.APPLICATION_AUTOMATIC,
            (silence_counts, no_open_flag),
        ),
    ]
)


def ended(facts: PermitFacts) -> Problem | None:
    """A permit expires after its last day."""
    return None if facts.past_its_end else Problem("", "not_ended", _("The permit has not ended."))


_P = Act[PermitFacts]
_alive = frozenset({str(PermitStatus.ACTIVE), str(PermitStatus.SUSPENDED)})
_active = frozenset({str(PermitStatus.ACTIVE)})
_followed = frozenset({str(PermitStatus.ACTIVE), str(PermitStatus.EXPIRED)})

PERMIT = Workflow[PermitFacts](
    [
        _P(
            "suspend",
            _("Suspend"),
            _active,
            PermitStatus.SUSPENDED,
            Permission.PERMIT_GOVERN,
            asks=("reason",),
        ),
        _P(
            "lift",
            _("Lift the suspension"),
            frozenset({str(PermitStatus.SUSPENDED)}),
            PermitStatus.ACTIVE,
            Permission.PERMIT_GOVERN,
            asks=("reason",),
        ),
        _P("revoke", _("Revoke"), _alive, PermitStatus.REVOKED, Permission.PERMIT_GOVERN, asks=("reason",)),
        _P("expire", _("Expire"), _alive, PermitStatus.EXPIRED, Permission.APPLICATION_AUTOMATIC, (ended,)),
        _P("supersede", _("Replace"), _followed, PermitStatus.SUPERSEDED, Permission.APPLICATION_AUTOMATIC),
    ]
)


def next_status(status: str, stages: tuple[str, ...]) -> Status:
    """Tell which stage of a service follows a status; after the last one an application is granted."""
    order = [Status.VERIFICATION, Status.SURVEY, Status.DECISION]
    later = order if status == Status.DRAFT else order[order.index(Status(status)) + 1 :]
    return next((stage for stage in later if stage in stages), Status.GRANTED)
