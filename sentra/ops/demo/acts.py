"""The acts of a story, each by the service that people use; who does it is chosen so that four eyes see it."""

from collections.abc import Callable

from sentra.licensing.models import Flag, Question
from sentra.licensing.services import automatic
from sentra.licensing.services.decide import application_grant, application_refuse, application_send_back
from sentra.licensing.services.draft import pages_save
from sentra.licensing.services.papers import paper_add
from sentra.licensing.services.permits import permit_govern
from sentra.licensing.services.submit import application_resubmit, application_submit, application_withdraw
from sentra.licensing.services.talk import (
    application_assign,
    flag_lift,
    flag_raise,
    note_write,
    question_answer,
    question_ask,
)
from sentra.licensing.services.verify import application_return, paper_check, papers_good, papers_pass
from sentra.ops.demo import texts
from sentra.ops.demo.life import Life
from sentra.ops.demo.pictures import taken_anew
from sentra.ops.demo.visits import visit, visit_report

MOST_RETURNED = 2
GIVEN_OUT = 0.6


def submit(life: Life) -> None:
    """The applicant sends the draft in."""
    application_submit(actor=life.author, application_id=life.id)


def assign(life: Life) -> None:
    """Somebody takes the application over, or the head gives it out."""
    officer = life.officer_on_duty()
    giver = life.office["kepala"] if life.rng.random() < GIVEN_OUT else officer
    application_assign(actor=giver, application_id=life.id, officer=officer, version=life.version)


def note(life: Life) -> None:
    """An officer writes a note."""
    writer = life.office["disperindag"] if life.rng.random() < 0.3 else life.officer_on_duty()
    note_write(actor=writer, application_id=life.id, text=life.rng.choice(texts.NOTES))


def ask(life: Life) -> None:
    """An officer asks the applicant something."""
    question_ask(actor=life.officer_on_duty(), application_id=life.id, text=life.rng.choice(texts.QUESTIONS))


def answer(life: Life) -> None:
    """The applicant answers."""
    question = Question.objects.get(application_id=life.id, answered_at=None)
    question_answer(
        actor=life.author, application_id=life.id, question_id=question.pk, answer=life.rng.choice(texts.REPLIES)
    )


def flag(life: Life) -> None:
    """An officer raises a flag."""
    rifle = life.story.firm.commodity == "senapan_angin"
    reason = texts.RIFLE_FLAG if rifle else life.rng.choice(texts.FLAGS)
    flag_raise(actor=life.officer_on_duty(), application_id=life.id, reason=reason)


def lift_flag(life: Life) -> None:
    """The head lifts the flag."""
    raised = Flag.objects.get(application_id=life.id, lifted_at=None)
    flag_lift(
        actor=life.office["kepala"], application_id=life.id, flag_id=raised.pk, reason=life.rng.choice(texts.LIFTS)
    )


def send_for_correction(life: Life) -> None:
    """The verifier returns one or two things, the wrong papers marked as such."""
    known = {("paper", code) for code in life.papers} | {("field", code) for code in life.typed_fields}
    known -= {("paper", code) for code in life.returned_papers} | {("field", code) for code in life.returned_fields}
    could = [(key, reasons) for key, reasons in texts.CORRECTIONS.items() if key in known]
    chosen = life.rng.sample(could, min(len(could), life.rng.randint(1, MOST_RETURNED)))
    items = {key: life.rng.choice(reasons) for key, reasons in chosen}
    for (kind, code), reason in items.items():
        if kind == "paper":
            paper_check(actor=life.verifier, application_id=life.id, code=code, good=False, remark=reason)
    application_return(
        actor=life.verifier,
        application_id=life.id,
        items=items,
        message=life.rng.choice(texts.MESSAGES),
        version=life.version,
    )
    life.returned_fields = [code for kind, code in items if kind == "field"]
    life.returned_papers = [code for kind, code in items if kind == "paper"]


def correct(life: Life) -> None:
    """The applicant answers anew what was returned, and sends it."""
    for paper in life.returned_papers:
        paper_add(actor=life.author, application_id=life.id, code=paper, upload=taken_anew(life.picture(paper)))
    pages = {
        page: {code: [f"{text}{texts.CORRECTED[code]}" for text in given] for code, given in answers.items()}
        for page, typed in life.typed.items()
        if (answers := {code: given for code, given in typed.items() if code in life.returned_fields})
    }
    pages_save(actor=life.author, application_id=life.id, given=pages)
    application_resubmit(actor=life.author, application_id=life.id)


def check(life: Life) -> None:
    """The verifier finds all papers good and passes them on."""
    checked = papers_good(actor=life.verifier, application_id=life.id, codes=life.papers)
    papers_pass(actor=life.verifier, application_id=life.id, version=checked.version)


def send_back(life: Life) -> None:
    """The head sends the application back to the verifier."""
    application_send_back(
        actor=life.office["kepala"],
        application_id=life.id,
        reason=life.rng.choice(texts.SENT_BACK),
        version=life.version,
    )


def grant(life: Life) -> None:
    """The head grants."""
    application_grant(actor=life.office["kepala"], application_id=life.id, version=life.version)


def refuse(life: Life) -> None:
    """The head refuses."""
    application_refuse(
        actor=life.office["kepala"],
        application_id=life.id,
        reason=life.rng.choice(texts.REFUSALS),
        version=life.version,
    )


def withdraw(life: Life) -> None:
    """The applicant withdraws."""
    application_withdraw(actor=life.author, application_id=life.id, reason=life.rng.choice(texts.WITHDRAWALS))


def lapse(_life: Life) -> None:
    """Nobody answered: the morning's upkeep lets it lapse."""
    automatic.corrections_lapse()


def silence(_life: Life) -> None:
    """Nobody decided: the morning's upkeep grants it by silence."""
    automatic.silence_grants()


def expire(_life: Life) -> None:
    """The permit ended: the morning's upkeep expires it."""
    automatic.permits_expire()


def suspend(life: Life) -> None:
    """The head suspends the permit."""
    _govern(life, "suspend", texts.SUSPENSIONS)


def lift_suspension(life: Life) -> None:
    """The head lifts the suspension."""
    _govern(life, "lift", texts.LIFTED)


def revoke(life: Life) -> None:
    """The head revokes the permit."""
    _govern(life, "revoke", texts.REVOCATIONS)


def _govern(life: Life, act: str, reasons: tuple[str, ...]) -> None:
    permit_govern(actor=life.office["kepala"], permit_id=life.permit().pk, act=act, reason=life.rng.choice(reasons))


def survey(life: Life) -> None:
    """The surveyor reports a place that is fit."""
    visit_report(life, fit=True)


def survey_bad(life: Life) -> None:
    """The surveyor reports a place that isn't fit."""
    visit_report(life, fit=False)


ACTS: dict[str, Callable[[Life], None]] = {
    "submit": submit,
    "assign": assign,
    "note": note,
    "ask": ask,
    "answer": answer,
    "flag": flag,
    "lift_flag": lift_flag,
    "return": send_for_correction,
    "correct": correct,
    "check": check,
    "visit": visit,
    "survey": survey,
    "survey_bad": survey_bad,
    "send_back": send_back,
    "grant": grant,
    "refuse": refuse,
    "withdraw": withdraw,
    "lapse": lapse,
    "silence": silence,
    "expire": expire,
    "suspend": suspend,
    "lift_suspension": lift_suspension,
    "revoke": revoke,
}
