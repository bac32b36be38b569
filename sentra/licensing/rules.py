"""What must be so before an application goes on: pure checks that return every problem at once."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem
from sentra.kernel.identifiers import nik_warnings, npwp_warnings
from sentra.licensing.answers import Answers, Lists, missing_message, place_problems, questions_asked
from sentra.reference.conditions import asked
from sentra.reference.schema import FormPage, Paper, Service

REASON_MIN = 10
REASON_MAX = 2000


def papers_asked(service: Service, answers: Answers, lists: Lists) -> list[Paper]:
    """Give the papers that the answers call for, required or not."""
    return [paper for paper in service.papers if asked(paper.when, answers, lists.commodities)]


def page_is_done(page: FormPage, answers: Answers, lists: Lists) -> bool:
    """Tell whether every question that is asked on a page, and must be, has an answer."""
    return all(
        answers.get(question.code) is not None
        for question in questions_asked(page.fields, answers, lists)
        if question.required
    )


def problems_before_submit(service: Service, answers: Answers, papers: Collection[str], lists: Lists) -> list[Problem]:
    """Tell everything that is still missing from a draft; `papers` are the codes of those uploaded."""
    problems = [
        Problem(question.code, "missing", missing_message(question))
        for question in questions_asked(service.fields, answers, lists)
        if question.required and answers.get(question.code) is None
    ]
    problems += place_problems(service.fields, answers)
    problems += [
        Problem(paper.code, "paper_missing", _("Please add the paper: %(paper)s.") % {"paper": paper.title})
        for paper in papers_asked(service, answers, lists)
        if paper.required and paper.code not in papers
    ]
    return problems


def warnings_on(service: Service, answers: Answers) -> dict[str, list[str]]:
    """Tell by field what looks odd but may be right; never a reason to refuse."""
    found: dict[str, list[str]] = {}
    for question in service.fields:
        value = answers.get(question.code)
        if value and question.type == "nik":
            found[question.code] = nik_warnings(value)
        elif value and question.type == "npwp":
            found[question.code] = npwp_warnings(value)
    return {code: warnings for code, warnings in found.items() if warnings}


def problems_of_reason(reason: str, field: str = "reason") -> list[Problem]:
    """A reason is a sentence that the applicant can act on."""
    if len(reason) < REASON_MIN:
        return [Problem(field, "too_short", _("Please give the reason in a sentence that the applicant understands."))]
    if len(reason) > REASON_MAX:
        return [Problem(field, "too_long", _("Please use at most %(most)s characters.") % {"most": REASON_MAX})]
    return []


def problems_of_correction(
    service: Service, items: Mapping[tuple[str, str], str], bad_papers: Collection[str]
) -> list[Problem]:
    """A correction names at least one field or paper, each with a reason, and every paper that was found wrong."""
    if not items:
        return [Problem("", "nothing_named", _("Mark at least one answer or paper that the applicant has to correct."))]
    known = {("field", question.code) for question in service.fields} | {
        ("paper", paper.code) for paper in service.papers
    }
    problems = [
        Problem(f"{kind}:{code}", "unknown", _("This application has no such answer or paper."))
        for kind, code in items
        if (kind, code) not in known
    ]
    for (kind, code), reason in items.items():
        problems += problems_of_reason(reason, f"{kind}:{code}")
    problems += [
        Problem(f"paper:{code}", "left_out", _("You found this paper wrong; tell the applicant what to correct."))
        for code in bad_papers
        if ("paper", code) not in items
    ]
    return problems


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give only what differs between two states, for the audit."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return {key: before.get(key) for key in keys}, {key: after.get(key) for key in keys}
