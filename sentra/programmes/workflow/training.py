"""THE table of acts while a training runs: sessions, who comes to them, tests, certificates."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.programmes.models import CallState
from sentra.programmes.workflow.call import OWN


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """What the guards look at.

    `own` is whether one of the applicants' businesses is the actor's. About the session that an act is about: `come` is
    whether its day has come, `today` whether it is today's, `attended` whether anybody came. About the participant:
    `participant` is whether it has a seat, `certified` whether it has its certificate. About the training: how many
    `sessions` there are, how many of them are still `to_come`, and to how many nobody came (`unmarked`).
    """

    training: bool = True
    own: bool = False
    come: bool = False
    today: bool = False
    attended: bool = False
    participant: bool = False
    certified: bool = False
    sessions: int = 0
    to_come: int = 0
    unmarked: int = 0


_guard: MakeGuard[TrainingFacts] = guard
is_training = _guard(lambda facts: facts.training, "no_training", _("This call is no training."))
not_own = _guard(
    lambda facts: not facts.own, "own", _("Your own business applied to this call. A colleague has to do this.")
)
nobody_came = _guard(
    lambda facts: not facts.attended, "attended", _("Somebody came to this session. It can't be taken away any more.")
)
has_come = _guard(lambda facts: facts.come, "to_come", _("This session is still to come."))
is_today = _guard(lambda facts: facts.today, "not_today", _("This works only on the day of the session."))
has_seat = _guard(lambda facts: facts.participant, "no_seat", _("This application has no seat in the training."))
not_certified = _guard(
    lambda facts: not facts.certified, "certified", _("The certificate was issued already; what it says stands.")
)
was_held = _guard(lambda facts: facts.sessions > 0, "no_session", _("No session was held yet."))
none_to_come = _guard(
    lambda facts: facts.to_come == 0,
    "session_to_come",
    _("A session is still to come. Certificates follow after the last."),
)
all_marked = _guard(
    lambda facts: facts.unmarked == 0,
    "unmarked",
    _("For a session nobody is marked as present. Mark its list, or take the session away if it wasn't held."),
)


def _at(*states: CallState) -> frozenset[str]:
    return frozenset(map(str, states))


_planned = _at(CallState.CHOSEN, CallState.RUNNING)
_runs = _at(CallState.RUNNING)
_noted = _at(CallState.RUNNING, CallState.DONE)
_A = Act[TrainingFacts]
_MANAGE, _DECIDE = Permission.PROGRAMME_MANAGE, Permission.PROGRAMME_DECIDE

TRAINING = Workflow[TrainingFacts](
    [
        _A(
            "plan_session",
            _("Plan a session"),
            _planned,
            None,
            _MANAGE,
            (is_training,),
            ("on", "begins", "ends", "topic"),
        ),
        _A("change_session", _("Change the session"), _planned, None, _MANAGE, (is_training,)),
        _A("drop_session", _("Take the session away"), _planned, None, _MANAGE, (is_training, nobody_came)),
        _A("mark_list", _("Mark who is here"), _noted, None, _MANAGE, (is_training, not_own, has_come)),
        _A("attend", _("I am here"), _runs, None, OWN, (is_training, has_seat, is_today, not_certified)),
        _A("mark_tests", _("Write down the tests"), _noted, None, _MANAGE, (is_training, not_own)),
        _A(
            "certify",
            _("Issue the certificates"),
            _noted,
            None,
            _DECIDE,
            (is_training, not_own, was_held, none_to_come, all_marked),
        ),
    ]
)
