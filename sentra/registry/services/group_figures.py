"""Yearly figures of a sentra or a joint business, as an officer writes them down."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.reference.answers import read_page
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.schema import FormPage
from sentra.registry.models import EARLIEST_YEAR, Group, GroupFigures
from sentra.registry.profile import answers_of, put_answers, told
from sentra.registry.services.groups import group_lock
from sentra.registry.services.profile import Given


def figures_page() -> FormPage:
    """Give the page of questions."""
    return current_pack().register_page("group_figures")


def group_figures_of(actor: User, group: Group, year: int) -> GroupFigures:
    """Give a year's figures of a group, or new ones that aren't saved.

    Raises `NotAllowed` for who may not both govern the group and read figures, `NotFound` for a year that can't be
    told yet.
    """
    for permission in (Permission.REGISTER_EDIT, Permission.REGISTER_FIGURES):
        require(actor, permission, group.district)
    if not EARLIEST_YEAR <= year <= clock.today().year:
        raise NotFound(_("There are no figures of this year."))
    return group.figures.filter(year=year).first() or GroupFigures(group=group, year=year)


@transaction.atomic
def group_figures_save(*, actor: User, group_id: UUID, year: int, version: int, given: Given) -> GroupFigures:
    """Tell a year's figures of a group, or correct them; the same figures sent twice change nothing.

    `version` is the group's as the page showed it. Raises `NotFound`, `NotAllowed`, `InvalidInput`, and `Conflict`
    where the group was dissolved or changed since.
    """
    group = group_lock(actor, group_id, version)
    figures = group_figures_of(actor, group, year)
    if group.dissolved_on:
        raise Conflict(_("This group was dissolved."))
    page, rows = figures_page(), {"group_figures": figures}
    before = answers_of(page, rows)
    answers, problems = read_page(page.fields, given, before, common_lists())
    if problems:
        raise InvalidInput(problems)
    if answers == before and figures.pk:
        return figures
    put_answers(page, rows, answers)
    _require_right(page, figures)
    figures.save()
    group.version += 1
    group.save(update_fields=["version"])
    changed = {code for code, value in answers.items() if value != before[code]}
    was = told(page, {code: before[code] for code in changed if before[code] is not None})
    became = told(page, {code: answers[code] for code in changed})
    record(actor=actor, act="group.figures_told", record=group, before=was, after={"year": year, **became})
    return figures


def _require_right(page: FormPage, figures: GroupFigures) -> None:
    """Refuse figures that say nothing, or that can't be. Raises `InvalidInput`."""
    if all(value is None for value in answers_of(page, {"group_figures": figures}).values()):
        first = page.fields[0].code
        raise InvalidInput([Problem(first, "missing", _("Please give at least one figure."))])
    value, materials = figures.production_value, figures.raw_material_value
    if value and materials and materials > value:
        message = _("The materials are worth more than what was made of them. Please check both values.")
        raise InvalidInput([Problem("raw_material_value", "above", message)])
