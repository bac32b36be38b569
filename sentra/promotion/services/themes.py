"""Themes: makers that the office shows under one title for some time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.audit.services import record
from sentra.kernel.errors import Conflict, InvalidInput, Message, NotFound, Problem, named
from sentra.kernel.locks import hold
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.people.policy import Permission, require, visible_to
from sentra.promotion.models import Maker, Theme, ThemeMaker
from sentra.promotion.slugs import slug_of
from sentra.promotion.years import is_near

LONGEST = {"title": 120, "title_en": 120, "words": 2000, "words_en": 2000}
LABELS: Mapping[str, Message] = {
    "title": gettext_lazy("Title"),
    "title_en": gettext_lazy("Title in English"),
    "words": gettext_lazy("A few words about it"),
    "words_en": gettext_lazy("The same in English"),
    "from_day": gettext_lazy("First day"),
    "until_day": gettext_lazy("Last day"),
}
"""How each field of a theme is called."""
MOST_MAKERS = 60


@dataclass(frozen=True, slots=True)
class ThemeTold:
    """A theme as an officer writes it, in both languages."""

    title: str
    title_en: str
    words: str
    words_en: str
    from_day: date | None
    until_day: date | None


@transaction.atomic
def theme_make(*, actor: User, told: ThemeTold) -> Theme:
    """Begin a theme; its address stays, whatever it is called later. Raises `NotAllowed`, `InvalidInput`."""
    require(actor, Permission.PROMOTION_MANAGE)
    read = _checked(told)
    hold("promotion.theme")
    slug = slug_of(str(read["title"]), lambda slug: Theme.objects.filter(slug=slug).exists(), "tema-1")
    theme = Theme.objects.create(slug=slug, made_by=actor, **read)
    record(actor=actor, act="theme.made", record=theme, after={"theme_title": theme.title})
    return theme


@transaction.atomic
def theme_change(*, actor: User, slug: str, version: int, told: ThemeTold) -> Theme:
    """Change a theme. Raises `NotAllowed`, `NotFound`, `InvalidInput`, `Conflict` where it changed since `version`."""
    theme = _theme_lock(actor, slug)
    before = {"theme_title": theme.title, "theme_days": f"{theme.from_day} – {theme.until_day}"}
    read = _checked(told)
    if all(getattr(theme, name) == value for name, value in read.items()):
        return theme
    if version != theme.version:
        raise Conflict(
            _(
                "A colleague changed this theme while you had it open. Below is what you wrote: save it once more to "
                "put it in the place of theirs."
            )
        )
    for name, value in read.items():
        setattr(theme, name, value)
    theme.version += 1
    theme.save()
    after = {"theme_title": theme.title, "theme_days": f"{theme.from_day} – {theme.until_day}"}
    record(actor=actor, act="theme.changed", record=theme, before=before, after=after)
    return theme


def _checked(told: ThemeTold) -> dict[str, object]:
    read: dict[str, object] = {}
    problems = []
    for name, most in LONGEST.items():
        text = tidy(getattr(told, name))
        read[name] = text if name.startswith("words") else text.replace("\n", " ")
        if len(text) > most:
            problems.append(Problem(name, "too_long", _("At most %(most)s letters, please.") % {"most": most}))
    if not read["title"]:
        problems.append(Problem("title", "required", _("Please give the theme a title.")))
    empty = [name for name in ("from_day", "until_day") if getattr(told, name) is None]
    problems += [Problem(name, "required", _("Please give the day.")) for name in empty]
    if told.from_day is None or told.until_day is None:
        pass
    elif not all(is_near(day) for day in (told.from_day, told.until_day)):
        problems.append(Problem("from_day", "year", _("Please check the years.")))
    elif told.until_day < told.from_day:
        problems.append(Problem("until_day", "order", _("The last day is before the first.")))
    if problems:
        raise InvalidInput(named(problems, LABELS))
    return read | {"from_day": told.from_day, "until_day": told.until_day}


@transaction.atomic
def theme_remove(*, actor: User, slug: str) -> None:
    """Take a theme out; its makers stay in the catalogue. Raises `NotAllowed`, `NotFound`."""
    theme = _theme_lock(actor, slug)
    record(actor=actor, act="theme.removed", record=theme, before={"theme_title": theme.title})
    theme.delete()


@transaction.atomic
def theme_maker_add(*, actor: User, slug: str, business_id: UUID) -> Theme:
    """Put a maker last into a theme; one that is in it stays. Raises `NotAllowed`, `NotFound`, `InvalidInput`.

    One's own business is chosen by a colleague.
    """
    theme = _theme_lock(actor, slug)
    maker = visible_to(actor, Maker.objects.filter(business=business_id)).select_related("business__owner").first()
    if maker is None:
        raise NotFound(_("There is no such page in the catalogue."))
    if maker.business.owner.user_id == actor.pk:
        raise InvalidInput([Problem("q", "own", _("This is your own business. A colleague has to choose it."))])
    if theme.places.filter(maker=maker).exists():
        return theme
    if theme.places.count() >= MOST_MAKERS:
        message = _("At most %(most)s makers stand in a theme.") % {"most": MOST_MAKERS}
        raise InvalidInput([Problem("q", "many", message)])
    last = theme.places.aggregate(last=Max("place"))["last"]
    ThemeMaker.objects.create(theme=theme, maker=maker, place=0 if last is None else last + 1)
    record(actor=actor, act="theme.maker_added", record=theme, after={"theme_maker": maker.business.name})
    return theme


@transaction.atomic
def theme_maker_remove(*, actor: User, slug: str, business_id: UUID) -> Theme:
    """Take a maker out of a theme. Raises `NotAllowed`, `NotFound`."""
    theme = _theme_lock(actor, slug)
    place = theme.places.select_related("maker__business").filter(maker__business=business_id).first()
    if place:
        place.delete()
        name = place.maker.business.name
        record(actor=actor, act="theme.maker_removed", record=theme, before={"theme_maker": name})
    return theme


def _theme_lock(actor: User, slug: str) -> Theme:
    require(actor, Permission.PROMOTION_MANAGE)
    theme = Theme.objects.select_for_update().filter(slug=slug).first()
    if theme is None:
        raise NotFound(_("There is no such theme."))
    return theme
