"""Two records side by side: what each says in every field, how alike that is, and what can be chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.kernel.errors import Message
from sentra.kernel.identifiers import format_phone
from sentra.kernel.text import fold, mask
from sentra.registry import acts
from sentra.registry.matching.comparison import BUSINESS, OWNER, likelihood
from sentra.registry.matching.levels import LEVEL_WORDS, Level
from sentra.registry.models import Business, OwnerPair, Pair, PairState
from sentra.registry.services.absorb import links_to
from sentra.registry.services.merge import CHOICES, has_told
from sentra.registry.services.one_person import two_accounts, two_niks
from sentra.registry.services.pairs import APART

TONES = {Level.SAME: "good", Level.SOUND: "good", Level.CLOSE: "info", Level.PART: "info", Level.OTHER: "bad"}

LABELS: Mapping[str, Message] = {
    "name": gettext_lazy("Name"),
    "owner": gettext_lazy("Owner"),
    "nib": gettext_lazy("NIB"),
    "npwp": gettext_lazy("NPWP"),
    "village": gettext_lazy("Place"),
    "address": gettext_lazy("Address"),
    "pin": gettext_lazy("Pin on the map"),
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
    "website": gettext_lazy("Website"),
    "commodity": gettext_lazy("Kind of product"),
    "kbli": gettext_lazy("KBLI"),
    "brand": gettext_lazy("Brand"),
    "legal_form": gettext_lazy("Legal form"),
    "founded": gettext_lazy("In business since"),
    "standing": gettext_lazy("Standing"),
    "production": gettext_lazy("Production"),
    "markets": gettext_lazy("Markets"),
    "export_countries": gettext_lazy("Countries of export"),
    "why_no_permit": gettext_lazy("Why it has no permit"),
    "assigned_to": gettext_lazy("Assigned to"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a value; `differs` where the other value hasn't it."""

    word: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One field of two records: on each side what it says, and the record's id.

    `choose` where both say something, and not the same.
    """

    name: str
    label: Message
    sides: tuple[tuple[list[Part], str], tuple[list[Part], str]]
    level: str
    tone: str
    choose: bool


@dataclass(frozen=True, slots=True)
class Hanging:
    """How many rows of a table hang on each."""

    label: str
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Two records side by side; `percent` is how likely they are the same."""

    percent: int
    rows: list[Row]
    hanging: list[Hanging]
    owners_differ: bool
    two_niks: bool
    two_accounts: bool
    kept: str


def percent_of(pair: Pair | OwnerPair) -> int:
    """Say in percent how likely two are the same; never 100, for a person decides."""
    return min(99, round(100 * likelihood(pair.score)))


def beside(pair: Pair) -> Beside:
    """Put the two of a pair side by side."""
    one, other = pair.one, pair.other
    levels = {field: Level(level) for field, level, _bits in pair.reasons}
    rows = [
        _row(name, label, one, other, levels.get(name))
        for name, label in LABELS.items()
        if has_told(one, name) or has_told(other, name)
    ]
    return Beside(
        percent=percent_of(pair),
        rows=rows,
        hanging=_hanging(one, other),
        owners_differ=one.owner_id != other.owner_id,
        two_niks=two_niks(one.owner, other.owner),
        two_accounts=two_accounts(one.owner, other.owner),
        kept=str(usually_kept(one, other).pk),
    )


def usually_kept(one: Business, other: Business) -> Business:
    """Give the record that stays unless the officer says otherwise: the registered one, else the older."""
    return min((one, other), key=lambda business: (not business.is_registered, business.recorded_at))


def reasons_of(pair: Pair | OwnerPair) -> list[tuple[Message, Message, str]]:
    """Give what speaks for and against two being the same: field, level and tone, what tells most first."""
    labels = {field.name: field.label for field in (OWNER if isinstance(pair, OwnerPair) else BUSINESS).fields}
    told = sorted(pair.reasons, key=lambda reason: -abs(reason[2]))
    known = [(field, Level(level)) for field, level, _bits in told if level != Level.UNKNOWN]
    return [(labels[field], LEVEL_WORDS[level], TONES.get(level, "")) for field, level in known]


def _row(name: str, label: Message, one: Business, other: Business, level: Level | None) -> Row:
    said = SAID.get(name, _plain(name))
    return compared_row(
        name,
        label,
        ((said(one), str(one.pk)), (said(other), str(other.pk))),
        level,
        both=has_told(one, name) and has_told(other, name),
        differ=any(getattr(one, column) != getattr(other, column) for column in CHOICES[name]),
    )


def compared_row(
    name: str,
    label: Message,
    sides: tuple[tuple[str, str], tuple[str, str]],
    level: Level | None,
    *,
    both: bool,
    differ: bool,
) -> Row:
    """Put what two records say in a field side by side, each with the record's id.

    `both` where both say something, `differ` where it isn't the same.
    """
    (mine, my_id), (yours, your_id) = sides
    equal = mine == yours if level is None else level == Level.SAME
    shown = level if level not in {None, Level.UNKNOWN} else Level.SAME if equal and mine else None
    return Row(
        name=name,
        label=label,
        sides=((_parts(mine, yours), my_id), (_parts(yours, mine), your_id)),
        level=str(LEVEL_WORDS[shown]) if shown and both else "",
        tone=TONES.get(shown, "") if shown and both else "",
        choose=both and differ,
    )


def _parts(text: str, beside: str) -> list[Part]:
    there = set(fold(beside).split())
    return [Part(word, bool(beside) and not set(fold(word).split()) <= there) for word in text.split()]


def _plain(name: str) -> Callable[[Business], str]:
    return lambda business: str(getattr(business, name) or "")


def _owner(business: Business) -> str:
    owner = business.owner
    return f"{owner.name} · NIK {mask(owner.nik)}" if owner.nik else owner.name


def _place(business: Business) -> str:
    return ", ".join(
        filter(
            None, [acts.say_village(business.village) if business.village else "", acts.say_district(business.district)]
        )
    )


SAID: Mapping[str, Callable[[Business], str]] = {
    "owner": _owner,
    "npwp": lambda business: mask(business.npwp),
    "village": _place,
    "phone": lambda business: format_phone(business.phone) if business.phone else "",
    "pin": lambda business: f"{business.latitude}, {business.longitude}" if business.has_pin else "",
    "commodity": lambda business: acts.say_commodity(business.commodity) if business.commodity else "",
    "kbli": lambda business: f"{business.kbli} ({business.kbli_version})" if business.kbli else "",
    "legal_form": lambda business: acts.say_legal_form(business.legal_form) if business.legal_form else "",
    "founded": lambda business: date_format(business.founded) if business.founded else "",
    "standing": lambda business: str(business.get_standing_display()),
    "production": lambda business: str(business.get_production_display()),
    "why_no_permit": lambda business: acts.say_reason(business.why_no_permit) if business.why_no_permit else "",
    "assigned_to": lambda business: business.assigned_to.name if business.assigned_to else "",
}


def _hanging(one: Business, other: Business) -> list[Hanging]:
    """Count what hangs on each, table by table."""
    found = []
    for link in links_to(Business):
        model: type[Model] = link.model
        if model in APART or model is Business:
            continue
        counts = [model._base_manager.filter(**{link.name: business}).count() for business in (one, other)]
        if any(counts):
            found.append(Hanging(str(HUNG.get(model._meta.label) or model._meta.verbose_name_plural), *counts))
    return found


HUNG: Mapping[str, Any] = {
    "registry.LegalPaper": gettext_lazy("Papers"),
    "registry.Figures": gettext_lazy("Years of figures"),
    "registry.Product": gettext_lazy("Products"),
    "registry.Machine": gettext_lazy("Machines"),
    "registry.RawMaterial": gettext_lazy("Raw materials"),
    "registry.Activity": gettext_lazy("KBLI classes"),
    "registry.Membership": gettext_lazy("Memberships in groups"),
    "registry.Ownership": gettext_lazy("Earlier owners"),
    "registry.Support": gettext_lazy("Help received"),
    "licensing.Permit": gettext_lazy("Permits"),
}


def state_words(pair: Pair | OwnerPair) -> str:
    """Say what became of a pair that was decided, and by whom."""
    if pair.state == PairState.OPEN or pair.decided_at is None:
        return ""
    by = pair.decided_by.name if pair.decided_by else _("The system")
    return _("%(name)s, %(day)s: %(state)s") % {
        "name": by,
        "day": date_format(pair.decided_at, "j F Y H:i"),
        "state": pair.said,
    }
