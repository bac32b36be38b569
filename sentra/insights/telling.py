"""The words around a table: of where and when it tells, and what has to be known beside it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sentra.insights.dimensions import DIMENSIONS
from sentra.insights.models import Month, Seen
from sentra.insights.question import MONTH, TIMES, YEAR, Question, is_additive, split_in
from sentra.insights.reading import Eyes
from sentra.insights.tables import SHARE_DIGITS, Table
from sentra.reference.loading import current_pack


def blank(question: Question) -> Table:
    """Give the table of a question before its rows."""
    figure = question.figure
    row_name, column_name = axis_name(question.rows), axis_name(question.columns)
    by = [one for one in (row_name, column_name) if one]
    shares = {"row": _("share of the row"), "column": _("share of the column"), "total": _("share of the whole")}
    axes = _(" and ").join(one if one.isupper() else one[:1].lower() + one[1:] for one in by)
    caption = _("%(figure)s by %(axes)s") % {"figure": figure.name, "axes": axes}
    share = shares.get(question.share, "")
    return Table(
        question=question,
        caption=f"{caption}, {share}" if share else caption,
        row_name=row_name,
        column_name=column_name,
        unit=f"% ({share})" if share else figure.unit.label,
        digits=SHARE_DIGITS if share else figure.digits,
        source=figure.source,
    )


def axis_name(axis: str) -> str:
    """Name an axis; "" for none."""
    if split := split_in(axis):
        return str(split.name)
    if axis in DIMENSIONS:
        return str(DIMENSIONS[axis].name)
    return {MONTH: _("Month"), YEAR: _("Year")}.get(axis, "")


def scope_of(question: Question, eyes: Eyes, months: Sequence[date]) -> tuple[str, ...]:
    """Say of what the table tells: where, of which goods, when, known when."""
    pack = current_pack()
    told = []
    if question.districts:
        told.append(", ".join(pack.district_names[one] for one in question.districts))
    elif eyes.whole:
        told.append(str(pack.regency.name))
    if eyes.districts is not None:
        own = ", ".join(sorted(pack.district_names.get(one, one) for one in eyes.districts))
        told.append(_("only your districts: %(names)s") % {"names": own})
    if question.commodities:
        told.append(", ".join(str(pack.commodities_by_code[one].name) for one in question.commodities))
    if months:
        told.append(_when(question, months))
    told.append(_("as known today") if question.seen == Seen.TODAY else _("as known then"))
    return tuple(told)


def _when(question: Question, months: Sequence[date]) -> str:
    first, last = (date_format(one, "F Y") for one in (months[0], months[-1]))
    if _is_over_time(question):
        return first if first == last else f"{first} – {last}"
    return _("at the end of %(month)s") % {"month": last}


def notes_of(question: Question, months: Sequence[date], counted: Mapping[date, Month], *, rest: bool) -> Iterator[str]:
    """Say what has to be known beside the table."""
    used = months if _is_over_time(question) else months[-1:]
    yield from _of_the_months([counted[one] for one in used if one in counted], len(used))
    if rest:
        yield _("“Not known” is what the register can't tell yet; together with it the parts make the whole.")
    if "kbli" in (question.rows, question.columns):
        yield _(
            "Businesses without a KBLI are in no row. Codes that several versions of the KBLI share stand together."
        )
    if question.share and not question.figure.flow and _is_over_time(question):
        yield _("What is counted on a day doesn't add up over months: shares over months can't be told.")
    if not is_additive(question.figure):
        yield _("Totals are worked out anew from all that was counted; they are no sum of the rows.")


def _of_the_months(used: Sequence[Month], asked: int) -> Iterator[str]:
    if len(used) < asked:
        many = asked - len(used)
        yield ngettext("%(many)s month was not counted.", "%(many)s months were not counted.", many) % {"many": many}
    later = [one for one in used if one.counted_later]
    if later:
        span = " – ".join(dict.fromkeys(date_format(one.first, "M Y") for one in (later[0], later[-1])))
        yield _("%(span)s: counted later, from the days that the records tell.") % {"span": span}
    if used and used[-1].closed_at is None:
        month = date_format(used[-1].first, "F Y")
        yield _("%(month)s isn't over yet: it is counted up to now.") % {"month": month}


def _is_over_time(question: Question) -> bool:
    return question.figure.flow or bool({question.rows, question.columns} & set(TIMES))
