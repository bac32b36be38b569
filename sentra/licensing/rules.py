"""What must be so before an application goes on: pure checks that return every problem at once."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Message, Problem
from sentra.kernel.identifiers import nik_warnings, npwp_warnings
from sentra.licensing.models.permit import PermitStatus
from sentra.reference.answers import (
    Answers,
    Lists,
    missing_message,
    permit_refusal,
    place_problems,
    questions_asked,
)
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
        Problem(question.code, "not_to_be_followed", permit_refusal(answers[question.code], lists))
        for question in service.fields
        if question.type == "permit" and answers.get(question.code) not in {None, *lists.permits}
    ]
    problems += [
        Problem(paper.code, "paper_missing", _("Please add the paper: %(paper)s.") % {"paper": paper.title})
        for paper in papers_asked(service, answers, lists)
        if paper.required and paper.code not in papers
    ]
    return problems


def follow_problem(service: Service, number: str, standing: str, valid_until: date | None) -> Message | None:
    """Tell why a permit can't be followed by this service today; None where it can.

    An expansion or amendment changes a valid permit; a renewal prolongs one that ends soon or has ended.
    """
    if standing == PermitStatus.SUSPENDED:
        return _("%(number)s is suspended. Ask the office to lift the suspension first.") % {"number": number}
    if standing in {PermitStatus.REVOKED, PermitStatus.SUPERSEDED}:
        told = {"number": number, "standing": PermitStatus(standing).label.lower()}
        return _("%(number)s is no longer worth anything: %(standing)s.") % told
    if service.kind != "renewal":
        if standing == PermitStatus.EXPIRED:
            return _("%(number)s has expired. Renew it first.") % {"number": number}
        return None
    if valid_until is None:
        return _("%(number)s has no end, so it needs no renewal.") % {"number": number}
    opens = valid_until - timedelta(days=service.renewal_opens_days or 0)
    if opens > clock.today():
        return _("%(number)s can be renewed from %(day)s.") % {"number": number, "day": date_format(opens)}
    return None


def fields_opened(service: Service, named: Collection[str], answers: Answers, lists: Lists) -> set[str]:
    """Give the questions that a correction opens: those it names, and what their new answers bring along.

    A village is chosen with its district; a question that is asked only now must be answered.
    """
    places = {question.code for question in service.fields if question.type in {"district", "village"}}
    brought = {
        question.code
        for question in questions_asked(service.fields, answers, lists)
        if question.required and answers.get(question.code) is None
    }
    return {*named, *brought, *(places if places & set(named) else ())}


def papers_opened(
    service: Service, named: Collection[str], answers: Answers, lists: Lists, uploaded: Collection[str]
) -> set[str]:
    """Give the papers that a correction opens: those it names, and those that are asked only now."""
    brought = {paper.code for paper in papers_asked(service, answers, lists) if paper.required} - set(uploaded)
    return {*named, *brought}


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
