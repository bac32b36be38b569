"""Reading the audit: the story of a record in plain words, and whether its chain is whole."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.audit.chain import GENESIS, entry_hash, moment
from sentra.audit.models import Entry
from sentra.audit.words import act_words, field_words, value_words

DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Change:
    """What one field was and became."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One act as it is told."""

    at: datetime
    actor_name: str
    sentence: str
    reason: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class ChainResult:
    """Whether chains are whole; `broken` names the entries that are not what they were."""

    entries: int
    broken: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Tell whether nothing was changed."""
        return not self.broken


def timeline(record: Model) -> list[TimelineItem]:
    """Tell the story of a record, the newest act first."""
    entries = Entry.objects.filter(record_type=record._meta.label, record_id=str(record.pk)).order_by("-seq")
    return [as_told(entry) for entry in entries]


def story(records: Sequence[tuple[str, str]], most: int, *, without: Sequence[str] = ()) -> list[TimelineItem]:
    """Tell the story of several records together (type and id), the newest act first, at most so many acts.

    Acts whose code begins with one of `without` are left out: what the reader may not know.
    """
    by_type: dict[str, list[str]] = {}
    for record_type, record_id in records:
        by_type.setdefault(record_type, []).append(record_id)
    wanted = Q(pk__in=[])
    for record_type, ids in by_type.items():
        wanted |= Q(record_type=record_type, record_id__in=ids)
    entries = newest().filter(wanted)
    for prefix in without:
        entries = entries.exclude(act__startswith=prefix)
    return [as_told(entry) for entry in entries[:most]]


def as_told(entry: Entry) -> TimelineItem:
    """Tell one entry."""
    names = [*entry.before, *(name for name in entry.after if name not in entry.before)]
    changes = [
        Change(str(field_words(name)), _said(name, entry.before.get(name)), _said(name, entry.after.get(name)))
        for name in names
    ]
    actor = _("The system") if entry.actor_id is None else entry.actor_name
    return TimelineItem(entry.at, actor, str(act_words(entry.act)), _(entry.reason), changes)


def _said(name: str, value: Any) -> str:
    """Say the value of a field: in the words of its app, or else as it is."""
    say = value_words(name)
    if say is None or value is None or value == "":
        return _words(value)
    if isinstance(value, list):
        return ", ".join(str(say(one)) for one in value)
    return str(say(value))


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and DAY.fullmatch(value):
        return date_format(date.fromisoformat(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    if isinstance(value, Mapping):
        return " · ".join(_words(one) for one in value.values())
    return str(value)


def newest() -> "QuerySet[Entry]":
    """Give all acts, the newest first."""
    return Entry.objects.order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Sought:
    """Which acts somebody looks for; what is empty doesn't narrow. `since` and `until` are days, both included."""

    record_type: str = ""
    record_id: str = ""
    act: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None


def entries_found(sought: Sought, before: int = 0) -> "QuerySet[Entry]":
    """Give the acts that fit, the newest first; those older than the entry `before`, if one is named.

    Pages by the last entry seen, not by number: no counting, and new acts don't shift the pages.
    """
    entries = newest()
    last = Entry.objects.filter(pk=before).first() if before else None
    if last:
        entries = entries.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    exact = {"record_type": sought.record_type, "record_id": sought.record_id, "act": sought.act}
    entries = entries.filter(**{column: value for column, value in exact.items() if value})
    for word in sought.actor.split():
        entries = entries.filter(actor_name__icontains=word)
    if sought.since:
        entries = entries.filter(at__date__gte=sought.since)
    if sought.until:
        entries = entries.filter(at__date__lte=sought.until)
    return entries


def verify_all() -> ChainResult:
    """Compute every chain anew and compare; reads the whole table once."""
    broken: list[str] = []
    count = 0
    previous: Entry | None = None
    for entry in Entry.objects.order_by("record_type", "record_id", "seq").iterator(chunk_size=2000):
        count += 1
        same = previous and (previous.record_type, previous.record_id) == (entry.record_type, entry.record_id)
        prev_hash, seq = (previous.hash, previous.seq + 1) if previous and same else (GENESIS, 1)
        if entry.seq != seq or entry.prev_hash != prev_hash or entry.hash != entry_hash(prev_hash, _content(entry)):
            broken.append(str(entry))
        previous = entry
    return ChainResult(count, tuple(broken))


def _content(entry: Entry) -> dict[str, Any]:
    return {
        "record_type": entry.record_type,
        "record_id": entry.record_id,
        "seq": entry.seq,
        "act": entry.act,
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "at": moment(entry.at),
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
    }
