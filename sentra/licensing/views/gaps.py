"""What is still missing from an application, each with the page where it is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.kernel.errors import Message, Problem
from sentra.licensing.models import Application
from sentra.licensing.shown import Section


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, in words, and the address where it is given."""

    message: Message
    address: str


def gaps_of(application: Application, sections: Sequence[Section], missing: Sequence[Problem]) -> list[Gap]:
    """Tell what is missing page by page; of a page that was not begun only that, not each of its questions."""
    found: list[Gap] = []
    on_pages: set[str] = set()
    for section in sections:
        codes = [line.question.code for line in section.lines]
        here = [problem for problem in missing if problem.field in codes]
        on_pages.update(problem.field for problem in here)
        address = reverse("licensing:page", args=[application.pk, section.page.code])
        if len(here) > 1 and len(here) == sum(line.question.required for line in section.lines):
            found.append(Gap(_("Please answer this page: %(page)s") % {"page": section.page.title}, address))
        else:
            found += [Gap(problem.message, f"{address}#id_{problem.field}") for problem in here]
    papers = [problem for problem in missing if problem.field not in on_pages]
    return found + [Gap(one.message, reverse("licensing:paper", args=[application.pk, one.field])) for one in papers]
