"""Surveys: planning a visit, and reporting what was seen."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

from sentra.files.models import File
from sentra.kernel import clock
from sentra.ops.demo import texts
from sentra.ops.demo.chance import drawn
from sentra.ops.demo.life import Life
from sentra.ops.demo.listing import new_id
from sentra.reference.checklist_answers import failed, needs_note
from sentra.reference.checklists import Question
from sentra.surveys.queries import asks_of_application
from sentra.surveys.rules import Asks, Signed, VisitTold
from sentra.surveys.services.hand_in import application_hand_in
from sentra.surveys.services.plan import visit_plan

POOR = 0.08
SEEN = {"power": (900, 1300, 2200, 3500), "price": (58_000_000, 62_000_000)}
"""Numbers that are only believable from a list, by question."""
PRODUCTION = (("smooth", 0.74), ("halting", 0.18), ("stopped", 0.03), ("not_yet", 0.05))
TEAM = ("Sumardi", "Erna Rohmah", "Didik Purnomo", "Nanik Hidayah")


def visit(life: Life) -> None:
    """The surveyor plans a visit for one of the next days."""
    planned = clock.today() + timedelta(days=life.rng.randint(1, 3))
    visit_plan(actor=life.surveyor, application_id=life.id, surveyor=life.surveyor, planned_on=planned)


def visit_report(life: Life, *, fit: bool) -> None:
    """The surveyor hands the report in, with photographs and what the checklist asks."""
    application = life.application()
    asks = asks_of_application(application)
    told = _told(life, asks, fit=fit)
    application_hand_in(actor=life.surveyor, application_id=life.id, key=new_id(life.rng), told=told)


def _told(life: Life, asks: Asks, *, fit: bool) -> VisitTold:
    rng, firm = life.rng, life.story.firm
    production = drawn(rng, PRODUCTION) if fit else "not_yet"
    answers, notes = answered(rng, asks, fit=fit, photo=life.workplace)
    advised = fit and (rng.random() < 0.25 or any_failed(asks, answers))
    reason = rng.choice(texts.ADVICE) if advised else "" if fit else rng.choice(texts.NOT_READY)
    return VisitTold(
        visited_on=clock.today(),
        team=rng.sample(TEAM, rng.randint(1, 2)),
        answers=answers,
        notes=notes,
        findings=rng.choice(texts.FINDINGS) if fit else rng.choice(texts.NOT_READY),
        production=production,
        production_reason=rng.choice(texts.TROUBLES.get(production, ("",))),
        workers_men=firm.men,
        workers_women=firm.women,
        capacity=firm.capacity,
        recommendation="grant_with_advice" if advised else "grant" if fit else "refuse",
        recommendation_reason=reason,
        signatures=[Signed("owner", firm.owner.name)] if rng.random() < 0.8 else [],
    )


def any_failed(asks: Asks, answers: Mapping[str, Any]) -> bool:
    """Tell whether a place with such answers can't be recommended without more."""
    return bool(asks.checklist and failed(asks.checklist, answers, asks.facts))


def answered(rng: Random, asks: Asks, *, fit: bool, photo: File) -> tuple[dict[str, Any], dict[str, str]]:
    """Answer a checklist: a place that isn't fit fails its second point that must be so, others some small ones."""
    answers: dict[str, Any] = {}
    notes: dict[str, str] = {}
    questions = list(asks.checklist.questions) if asks.checklist else []
    must = [one.code for one in questions if one.must]
    broken = set() if fit or not must else {must[1 % len(must)]}
    for question in questions:
        if question not in asks.questions(answers):
            continue
        answers[question.code] = _answer(rng, question, broken=question.code in broken, photo=photo)
        if needs_note(question, answers[question.code]):
            notes[question.code] = rng.choice(texts.NOT_READY if question.code in broken else texts.ADVICE)
    return answers, notes


def _answer(rng: Random, question: Question, *, broken: bool, photo: File) -> Any:
    if question.kind == "yes_no":
        poor = broken or (not question.must and rng.random() < POOR)
        return "no" if poor else "yes"
    if question.kind in {"grade", "choice"}:
        levels = len(question.possible)
        chosen = question.possible[min(int(rng.expovariate(1.3)), levels - 1)]
        return [chosen] if question.several else chosen
    if question.code in SEEN:
        return str(rng.choice(SEEN[question.code]))
    if question.kind == "number":
        least, most = int(question.least or 0), int(question.most or 10)
        return str(rng.randint(max(least, most // 3), most))
    if question.kind == "photo":
        return [str(photo.pk)]
    if question.kind == "place":
        return {
            "lat": round(-8.1 + rng.uniform(-0.12, 0.12), 6),
            "lon": round(112.2 + rng.uniform(-0.2, 0.2), 6),
            "accuracy": 8,
        }
    return {"name": "Siti", "file": ""} if question.kind == "signature" else rng.choice(texts.ADVICE)
