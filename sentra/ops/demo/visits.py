"""Surveys: planning a visit, and reporting what was seen."""

from datetime import timedelta
from random import Random

from sentra.kernel import clock
from sentra.ops.demo import texts
from sentra.ops.demo.chance import drawn
from sentra.ops.demo.life import Life
from sentra.ops.demo.listing import new_id
from sentra.reference.lists import common_lists
from sentra.reference.schema import CheckItem
from sentra.surveys.rules import Findings, items_asked
from sentra.surveys.services.plan import visit_plan
from sentra.surveys.services.report import report_hand_in

PRODUCTION = (("smooth", 0.74), ("halting", 0.18), ("stopped", 0.03), ("not_yet", 0.05))
TEAM = ("Sumardi", "Erna Rohmah", "Didik Purnomo", "Nanik Hidayah")


def visit(life: Life) -> None:
    """The surveyor plans a visit for one of the next days."""
    planned = clock.today() + timedelta(days=life.rng.randint(1, 3))
    visit_plan(actor=life.surveyor, application_id=life.id, surveyor=life.surveyor, planned_on=planned)


def visit_report(life: Life, *, fit: bool) -> None:
    """The surveyor hands the report in, with a photograph."""
    application = life.application()
    checklist = application.revision.survey_checklist
    asked = items_asked(checklist, application.all_answers, common_lists().commodities) if checklist else []
    found = _found(life, asked, fit=fit)
    report_hand_in(actor=life.surveyor, application_id=life.id, found=found, photos=[life.workplace])


def _found(life: Life, asked: list[CheckItem], *, fit: bool) -> Findings:
    rng, firm = life.rng, life.story.firm
    production = drawn(rng, PRODUCTION) if fit else "not_yet"
    advised = fit and rng.random() < 0.25
    reason = rng.choice(texts.ADVICE) if advised else "" if fit else rng.choice(texts.NOT_READY)
    return Findings(
        key=new_id(rng),
        visited_on=clock.today(),
        team=rng.sample(TEAM, rng.randint(1, 2)),
        results=_results(rng, asked, fit=fit),
        findings=rng.choice(texts.FINDINGS) if fit else rng.choice(texts.NOT_READY),
        production=production,
        production_reason=rng.choice(texts.TROUBLES.get(production, ("",))),
        workers_men=firm.men,
        workers_women=firm.women,
        capacity=firm.capacity,
        recommendation="grant_with_advice" if advised else "grant" if fit else "refuse",
        recommendation_reason=reason,
    )


def _results(rng: Random, asked: list[CheckItem], *, fit: bool) -> dict[str, dict[str, str]]:
    """Answer the checklist: a place that isn't fit fails its second point that must be so."""
    must = [item.code for item in asked if item.must]
    failed = set() if fit else {must[1 % len(must)]}
    results = {}
    for item in asked:
        poor = item.code in failed or (not item.must and rng.random() < 0.08)
        note = rng.choice(texts.NOT_READY if item.code in failed else texts.ADVICE) if poor else ""
        results[item.code] = {"result": "not_ok" if poor else "ok", "note": note}
    return results
