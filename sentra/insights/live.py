"""Crossing the register as it stands at this moment: any two ways to tell apart, narrowed as the register's list is.

One statement over the businesses that the officer may see. There is no past to it: for that there are the months.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Case, CharField, F, FilteredRelation, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from sentra.insights.counting import Values, added
from sentra.insights.dimensions import DIMENSIONS, DISTRICT, in_order
from sentra.insights.families.business_measures import AGES
from sentra.insights.figure import Figure, Number, Split
from sentra.insights.live_counts import TOLD, is_of_figures, names_of, of_the_figures, of_the_register
from sentra.insights.question import Question, split_in
from sentra.insights.reading import Eyes
from sentra.insights.tables import VALUE, Laying, Pairs, Table, Told, laid_out
from sentra.insights.telling import blank
from sentra.kernel import clock
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to, within
from sentra.reference.loading import current_pack
from sentra.registry.filters import RegisterFilter
from sentra.registry.finding_form import chips_of
from sentra.registry.legal import LegalStanding, has_standing
from sentra.registry.models import Business, FiguresState, Sex

COLUMNS: Mapping[str, str] = {
    "umkm": "size_umkm",
    "industry": "size_industry",
    "bps": "size_bps",
    "production": "production",
    "recorded_from": "recorded_from",
}
"""The column in which the register repeats a split; its parts are called `split:value`."""
PART_NAMES: Mapping[str, str] = {"recorded_from": "from"}


def answer_live(question: Question, actor: User) -> Table:
    """Answer a question from the register as it stands, for an officer; what is only for few is refused to others."""
    filter_ = RegisterFilter.read(QueryDict(question.narrowed))
    told = Told(scope=_scope(actor, filter_), as_of=clock.now())
    table = replace(blank(question), told=told)
    if refused := _refusal(question, actor):
        return replace(table, refused=refused)
    found = counted_live(question.figure, question.rows, question.columns, businesses_of(question, actor, filter_))
    laying = _laying(question, found)
    columns, rows, footer, has_totals = laid_out(question, laying)
    return replace(table, columns=columns, rows=rows, footer=footer, has_totals=has_totals)


def may_ask_live(actor: User) -> bool:
    """Tell whether an officer may ask the register itself."""
    return can(actor, Permission.REGISTER_READ)


def _refusal(question: Question, actor: User) -> str:
    if not may_ask_live(actor):
        return _("To read the register as it stands is not among your duties. The figures by month are open to you.")
    if is_of_figures(question.figure) and not can(actor, Permission.REGISTER_FIGURES):
        return _("What businesses told of their yearly figures is not among your duties here.")
    return ""


def businesses_of(question: Question, actor: User, filter_: RegisterFilter) -> "QuerySet[Business]":
    """Give the businesses that are counted: those the officer sees, narrowed as in the register's list."""
    seen = visible_to(actor, Business.objects.all())
    eyes = Eyes.of(actor)
    if eyes.districts is not None:
        seen = seen.filter(district__in=sorted(eyes.districts))
    if is_of_figures(question.figure):
        seen = seen.filter(within(actor, Permission.REGISTER_FIGURES))
    return filter_.narrow(seen, actor).order_by()


def counted_live(
    figure: Figure, rows: str, columns: str, businesses: "QuerySet[Business]"
) -> dict[tuple[str, str], Values]:
    """Count businesses by two axes at once; one statement."""
    known = {**of_the_register(), **of_the_figures()}
    if is_of_figures(figure):
        newest = Q(figures__state=FiguresState.ACCEPTED, figures__year=F("figures_year"))
        businesses = businesses.annotate(**{TOLD: FilteredRelation("figures", condition=newest)})
    names = sorted(names_of(figure.read))
    counted = {f"n{place}": known[name] for place, name in enumerate(names)}
    axes = {"row_key": _key_of(rows), "column_key": _key_of(columns)}
    found: QuerySet[Business, dict[str, Any]] = businesses.annotate(**axes).values(*axes).annotate(**counted)
    return {
        (row["row_key"] or "", row["column_key"] or ""): {
            name: int(row[f"n{place}"] or 0) for place, name in enumerate(names)
        }
        for row in found
    }


def _key_of(axis: str) -> Any:
    """Give the key of each business on an axis; "" where it isn't known."""
    if axis in DIMENSIONS:
        return F(axis)
    split = split_in(axis)
    if split is None:
        return Value(VALUE)
    return Case(*_parts(split.code), default=Value(""), output_field=CharField())


def _parts(split: str) -> Iterable[When]:
    """Give the parts of a split as conditions."""
    today = clock.today()
    if split == "standing":
        return [When(has_standing(one), then=Value(f"standing:{one}")) for one in LegalStanding.values]
    if split == "owner":
        sexes = {"women": Sex.FEMALE, "men": Sex.MALE}
        return [When(owner__sex=sex, then=Value(f"owner:{word}")) for word, sex in sexes.items()]
    if split == "age":
        return [
            When(
                owner__birth_date__gt=clock.months_on(today, -12 * end),
                owner__birth_date__lte=clock.months_on(today, -12 * start),
                then=Value(f"age:{code}"),
            )
            for code, (start, end) in AGES.items()
        ]
    column, name = COLUMNS[split], PART_NAMES.get(split, split)
    parts = [part.removeprefix(f"{name}:") for part in _split(split).parts]
    return [When(**{column: one}, then=Value(f"{name}:{one}")) for one in parts]


def _split(code: str) -> Split:
    found = split_in(f"split-{code}")
    if found is None:
        raise KeyError(code)
    return found


def _laying(question: Question, found: Mapping[tuple[str, str], Values]) -> Laying:
    def read(rows: Sequence[str], columns: Sequence[str]) -> Number | None:
        return question.figure.read(added(found.get((row, column), {}) for row in rows for column in columns))

    rows = _keys_of(question.rows, {row for row, _column in found}, question.figure)
    columns = _keys_of(question.columns, {column for _row, column in found}, question.figure)
    return Laying(rows, columns, read, row_totals=True, column_totals=bool(question.columns))


def _keys_of(axis: str, found: set[str], figure: Figure) -> Pairs:
    if not axis:
        return [(VALUE, str(figure.name))]
    split = split_in(axis)
    if split is None:
        return in_order(axis, found, figure.family)
    parts = [(key, str(label)) for key, label in split.parts.items()]
    return [*parts, ("", _("Not known"))] if "" in found else parts


def _scope(actor: User, filter_: RegisterFilter) -> tuple[str, ...]:
    pack, eyes = current_pack(), Eyes.of(actor)
    where = [str(pack.regency.name)] if eyes.whole and DISTRICT not in filter_.chosen else []
    if eyes.districts is not None:
        own = ", ".join(sorted(pack.district_names.get(one, one) for one in eyes.districts))
        where = [_("only your districts: %(names)s") % {"names": own}]
    return (*where, *(one.words for one in chips_of(actor, filter_)), _("present state"))
