"""What an answer to the survey must be; pure."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem, Problems
from sentra.reference.skm import MARKS, Skm

COMMENT = "comment"
_MARKS = {str(mark): mark for mark in MARKS}


def marks_read(skm: Skm, given: Mapping[str, str]) -> dict[str, int]:
    """Read the marks that were chosen, by element; what is missing or nonsense is left out."""
    return {one.code: _MARKS[given[one.code]] for one in skm.elements if given.get(one.code, "") in _MARKS}


def problems_of_answer(skm: Skm, marks: Mapping[str, int], comment: str) -> list[Problem]:
    """Tell what is missing or too long in an answer."""
    problems = Problems()
    for number, one in enumerate(skm.elements, start=1):
        if one.code not in marks:
            message = _("Please choose an answer to question %(number)s: %(name)s.")
            problems.add(one.code, "missing", message % {"number": number, "name": one.name})
    if len(comment) > skm.longest_comment:
        message = _("Please shorten your comment: it has %(many)s characters, at most %(most)s fit.")
        problems.add(COMMENT, "too_long", message % {"many": len(comment), "most": skm.longest_comment})
    return problems.found
