"""Printed editions: asking for one, letting everybody read it, taking it back, deleting it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.people.policy import Permission, can, require
from sentra.promotion.choosing import MOST_PRODUCTS, Choice, ChoiceKind, showings_chosen
from sentra.promotion.editions import gone_from
from sentra.promotion.jobs import edition_make
from sentra.promotion.models import Chapters, Edition, EditionState, Paper
from sentra.promotion.services.once import taken_before
from sentra.promotion.workflow_edition import EDITION, EditionFacts

LONGEST_TITLE, LONGEST_SUBTITLE, LONGEST_FOREWORD = 120, 160, 3000
LANGUAGES = ("id", "en")
MAKING = timedelta(minutes=15)
"""An edition that isn't there after so long may be asked for anew: its worker was lost for good."""


@dataclass(frozen=True, slots=True)
class EditionTold:
    """An edition as an officer asks for it."""

    title: str
    choice: Choice
    subtitle: str = ""
    foreword: str = ""
    language: str = "id"
    paper: str = Paper.A4
    chapters: str = Chapters.COMMODITY


def problems_of_edition(told: EditionTold, products: int) -> list[Problem]:
    """Tell all that is wrong with what is asked for; `products` is how many it would hold."""
    found = []
    if not told.title:
        found.append(Problem("title", "required", _("Give it a title: it stands on the cover.")))
    for name, text, most in (
        ("title", told.title, LONGEST_TITLE),
        ("subtitle", told.subtitle, LONGEST_SUBTITLE),
        ("foreword", told.foreword, LONGEST_FOREWORD),
    ):
        if len(text) > most:
            found.append(Problem(name, "too_long", _("At most %(most)s letters, please.") % {"most": most}))
    for name, value, known in (
        ("language", told.language, LANGUAGES),
        ("paper", told.paper, Paper.values),
        ("chapters", told.chapters, Chapters.values),
    ):
        if value not in known:
            found.append(Problem(name, "unknown", _("Please choose one from the list.")))
    if told.choice.kind != ChoiceKind.ALL and not told.choice.codes:
        found.append(Problem("choice", "required", _("Choose at least one.")))
    elif not products:
        found.append(Problem("choice", "empty", _("Nobody of this choice is public today.")))
    elif products > MOST_PRODUCTS:
        message = _("An edition holds at most %(most)s products. Choose fewer.") % {"most": MOST_PRODUCTS}
        found.append(Problem("choice", "too_many", message))
    return found


@transaction.atomic
def edition_ask(*, actor: User, key: UUID, told: EditionTold) -> Edition:
    """Ask for an edition: the worker makes it; asked for twice under the same `key` it stays one.

    Raises `NotAllowed`, `InvalidInput`, `Conflict` for a key of somebody else's.
    """
    require(actor, Permission.PROMOTION_MANAGE)
    told = EditionTold(
        title=tidy(told.title).replace("\n", " "),
        choice=told.choice,
        subtitle=tidy(told.subtitle).replace("\n", " "),
        foreword=tidy(told.foreword),
        language=told.language,
        paper=told.paper,
        chapters=told.chapters,
    )
    if problems := problems_of_edition(told, showings_chosen(told.choice).count()):
        raise InvalidInput(problems)
    if before := taken_before(Edition, key, actor):
        return before
    edition = Edition.objects.create(
        pk=key,
        title=told.title,
        subtitle=told.subtitle,
        foreword=told.foreword,
        language=told.language,
        paper=told.paper,
        chapters=told.chapters,
        choice=told.choice.kept,
        made_by=actor,
    )
    after = {"edition_title": edition.title, "edition_choice": told.choice.words}
    record(actor=actor, act="edition.ask", record=edition, before={}, after=after)
    edition_make.defer(edition_id=str(edition.pk))
    return edition


def edition_facts(edition: Edition) -> EditionFacts:
    """Gather what the guards look at."""
    return EditionFacts(
        published=edition.published_at is not None,
        all_listed=not gone_from(edition),
        waiting=edition.state == EditionState.ASKED and edition.asked_at > clock.now() - MAKING,
    )


def edition_acts(actor: User, edition: Edition) -> tuple[frozenset[str], dict[str, str]]:
    """Give the codes of what the actor may do now, and of what a guard refuses with the reason: for the buttons."""
    facts = edition_facts(edition)
    allowed = EDITION.allowed(edition.state, facts, _holds(actor))
    blocked = EDITION.blocked(edition.state, facts, _holds(actor))
    return frozenset(act.code for act in allowed), {act.code: str(problem.message) for act, problem in blocked}


def _holds(actor: User) -> Callable[[str], bool]:
    return lambda permission: can(actor, Permission(permission))


def _locked(actor: User, edition_id: UUID, version: int, code: str) -> tuple[Edition, Act[EditionFacts]]:
    """Lock an edition for an act. Raises `NotFound`, `NotAllowed`, `Conflict`."""
    seen = can(actor, Permission.PROMOTION_READ)
    edition = Edition.objects.select_for_update(of=("self",)).filter(pk=edition_id).first() if seen else None
    if edition is None:
        raise NotFound(_("There is no such edition."))
    act = EDITION.require(code, edition.state, edition_facts(edition), _holds(actor))
    if version != edition.version:
        raise Conflict(_("Somebody changed this edition meanwhile. Look at it again."))
    return edition, act


def edition_remember(actor: User, edition: Edition, act: str, after: Mapping[str, Any] | None = None) -> None:
    """Save the edition as its next version and write the act into the audit."""
    edition.version += 1
    edition.save()
    record(actor=actor, act=f"edition.{act}", record=edition, before={}, after=after or {})


@transaction.atomic
def edition_again(*, actor: User, edition_id: UUID, version: int) -> Edition:
    """Ask for an edition once more: of the same choice, with whoever is public today. Whether it is given out stays."""
    edition, act = _locked(actor, edition_id, version, "again")
    edition.state, edition.asked_at, edition.last_error = EditionState(act.target or ""), clock.now(), ""
    edition_remember(actor, edition, "again")
    edition_make.defer(edition_id=str(edition.pk))
    return edition


@transaction.atomic
def edition_publish(*, actor: User, edition_id: UUID, version: int) -> Edition:
    """Let everybody read an edition, as long as all that stands in it is public."""
    edition, _act = _locked(actor, edition_id, version, "publish")
    edition.published_at = clock.now()
    edition_remember(actor, edition, "publish")
    return edition


@transaction.atomic
def edition_take_back(*, actor: User, edition_id: UUID, version: int) -> Edition:
    """Give an edition out no longer."""
    edition, _act = _locked(actor, edition_id, version, "take_back")
    edition.published_at = None
    edition_remember(actor, edition, "take_back")
    return edition


@transaction.atomic
def edition_drop(*, actor: User, edition_id: UUID, version: int) -> None:
    """Delete an edition; its file goes with the next clearing."""
    edition, _act = _locked(actor, edition_id, version, "drop")
    record(actor=actor, act="edition.drop", record=edition, before={"edition_title": edition.title}, after={})
    edition.delete()
