"""Yearly figures: pre-filled from the year before, sent in, returned with a reason, accepted."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import held_in
from sentra.reference.loading import current_pack
from sentra.registry.models import EARLIEST_YEAR, Business, Figures, FiguresSource, FiguresState
from sentra.registry.profile import answers_of, put_answers, told
from sentra.registry.services.common import business_lock, is_own, require_words, write_down
from sentra.registry.services.derived import refresh
from sentra.registry.services.profile import Given, read_given
from sentra.registry.workflow import FIGURES, OWN, UNTOLD

CARRIED_OVER = (
    "workers_men", "workers_women", "investment", "capacity_amount", "capacity_unit", "production_amount",
    "production_value", "raw_material_value", "export_share", "export_countries",
)  # fmt: skip


def holds_figures(actor: User, business: Business) -> Callable[[str], bool]:
    """Give the test of what the actor holds over the figures of a business."""

    in_district = held_in(actor, business.district)
    return lambda permission: is_own(actor, business) if permission == OWN else in_district(permission)


def figures_of(business: Business, year: int) -> Figures:
    """Give a year's figures, or new ones pre-filled from the year before that isn't saved. Raises `NotFound`."""
    if not EARLIEST_YEAR <= year <= clock.today().year:
        raise NotFound(_("There are no figures of this year."))
    found = business.figures.filter(year=year).first()
    if found:
        return found
    figures = Figures(business=business, year=year)
    last = business.figures.filter(year__lt=year).order_by("-year").first()
    for column in CARRIED_OVER if last else ():
        setattr(figures, column, getattr(last, column))
    return figures


def state_of(figures: Figures) -> str:
    """Tell where a year's figures stand, also where nobody told them yet."""
    return UNTOLD if figures.pk is None else figures.state


def require_telling(actor: User, business: Business, year: int) -> None:
    """Refuse who may not tell a year's figures now. Raises `NotAllowed`, `Conflict`."""
    holds = holds_figures(actor, business)
    FIGURES.require("submit" if holds(OWN) else "enter", state_of(figures_of(business, year)), None, holds)


@transaction.atomic
def figures_save(*, actor: User, business_id: UUID, year: int, version: int, given: Given) -> Figures:
    """Tell a year's figures: the owner's wait for an officer, an officer's are accepted at once.

    Raises `NotFound`, `NotAllowed`, `InvalidInput`; `Conflict` where the state doesn't allow it or somebody told them
    meanwhile.
    """
    business = business_lock(actor, business_id)
    figures = figures_of(business, year)
    before_state = state_of(figures)
    holds = holds_figures(actor, business)
    act = FIGURES.require("submit" if holds(OWN) else "enter", before_state, None, holds)
    page = current_pack().register_page("figures")
    before = answers_of(page, {"figures": figures}) if figures.pk else {}
    read = read_given(page, business, given, before)
    if figures.pk and version != figures.version:
        raise Conflict(_("Somebody told these figures while you were writing. Look at them again, then decide."))
    put_answers(page, {"figures": figures}, read.answers)
    _require_consistent(figures)
    figures.version += 1 if figures.pk else 0
    figures.state = FiguresState(act.target or "")
    figures.source = FiguresSource.OWNER if holds(OWN) else FiguresSource.OFFICER
    figures.submitted_by, figures.submitted_at, figures.return_reason = actor, clock.now(), ""
    accepted = figures.state == FiguresState.ACCEPTED
    figures.decided_by, figures.decided_at = (actor, clock.now()) if accepted else (None, None)
    figures.save()
    after = {"year": year, "figures_state": figures.state, **told(page, read.answers)}
    was = {"figures_state": before_state, **told(page, before)} if before else {}
    write_down(actor, business, "figures_told", before=was, after=after)
    refresh([business.pk])
    return figures


def _require_consistent(figures: Figures) -> None:
    value, materials = figures.production_value, figures.raw_material_value
    if value is not None and materials is not None and materials > value > 0:
        message = _("The materials are worth more than what was made of them. Please check both values.")
        raise InvalidInput([Problem("raw_material_value", "above", message)])


@transaction.atomic
def figures_accept(*, actor: User, business_id: UUID, year: int, version: int) -> Figures:
    """Accept what an owner told; the size classes follow. Raises `Conflict` where it changed since `version`."""
    business = business_lock(actor, business_id)
    figures = _decided(actor, business, year, version, "accept")
    figures.return_reason = ""
    figures.save()
    after = {"year": year, "figures_state": figures.state}
    write_down(actor, business, "figures_accepted", before={"figures_state": FiguresState.SUBMITTED}, after=after)
    refresh([business.pk])
    return figures


@transaction.atomic
def figures_return(*, actor: User, business_id: UUID, year: int, version: int, reason: str) -> Figures:
    """Return figures with a reason; the owner is told, and they count no more. Raises `InvalidInput`, `Conflict`."""
    business = business_lock(actor, business_id)
    before = figures_of(business, year)
    figures = _decided(actor, business, year, version, "return")
    figures.return_reason = reason = require_words(reason)
    figures.save()
    after = {"year": year, "figures_state": figures.state}
    was = {"figures_state": state_of(before)}
    write_down(actor, business, "figures_returned", before=was, after=after, reason=reason)
    refresh([business.pk])
    if business.owner.user:
        emit(
            kind="figures_returned",
            record=business,
            to=[business.owner.user],
            context={"business": business.name, "year": year, "reason": reason},
            url=reverse("registry:figures", args=[business.register_number, year]),
        )
    return figures


def _decided(actor: User, business: Business, year: int, version: int, code: str) -> Figures:
    figures = figures_of(business, year)
    act = FIGURES.require(code, state_of(figures), None, holds_figures(actor, business))
    if version != figures.version:
        raise Conflict(_("These figures were told anew while you had them open. Look at them again, then decide."))
    figures.state = FiguresState(act.target or "")
    figures.decided_by, figures.decided_at = actor, clock.now()
    figures.version += 1
    return figures
