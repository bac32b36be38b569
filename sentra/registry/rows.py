"""The rows of the register's list, drawn in one go: a loop of a template takes ten times as long for fifty of them."""

from dataclasses import dataclass
from datetime import date
from html import escape

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sentra.kernel.tones import tone_of
from sentra.people.models import User
from sentra.registry.columns import HEAD, Column
from sentra.registry.found import Found
from sentra.registry.legal import legal_standing
from sentra.registry.models import Business, Standing

ANY_NUMBER = "IKM-0000-000000"
"""Stands for the number in an address: to build an address anew for every row costs more than to read the row."""

ROW = (
    '<tr><td>{tick}<a class="number" href="{address}" data-row>{number}</a></td>'
    '<td><strong>{name}</strong>{standing}<br><span class="muted small">{owner}</span></td>{cells}</tr>'
)
TICK = (
    '<label class="tick"><input type="checkbox" form="ticked" name="only" value="{id}" aria-label="{tick} {name}" '
    "data-tick></label>"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row as it is written, under an escaped label; a `state` makes it a badge, a `note` stands beside."""

    label: str
    text: str
    number: bool = False
    state: str = ""
    note: str = ""

    def drawn(self) -> str:
        """Draw the cell; on a narrow screen its label stands before it."""
        text, number = escape(self.text), ' class="number"' if self.number else ""
        if self.state:
            text = f'<span class="badge {tone_of(self.state)}">{text}</span>'
        if self.note:
            text += f' <span class="muted small">{escape(self.note)}</span>'
        return f'<td data-label="{self.label}"{number}>{text}</td>'


def rows_drawn(actor: User, found: Found, *, ticks: bool) -> SafeString:
    """Draw a page of businesses as rows of a table, with boxes where the reader can do something to many."""
    columns = [(column, escape(str(column.label))) for column in found.columns if column.code not in HEAD]
    address, tick = reverse("registry:business", args=[ANY_NUMBER]), _("Tick") if ticks else ""
    return SafeString("".join(_row(actor, one, columns, address, tick) for one in found.page.rows))


def _row(actor: User, business: Business, columns: list[tuple[Column, str]], address: str, tick: str) -> str:
    name, number, standing = escape(business.name), escape(business.register_number), ""
    if business.standing != Standing.ACTIVE:
        standing = f' <span class="badge calm">{escape(business.get_standing_display())}</span>'
    return ROW.format(
        tick=TICK.format(id=business.pk, tick=escape(tick), name=name) if tick else "",
        address=address.replace(ANY_NUMBER, number),
        number=number,
        name=name,
        standing=standing,
        owner=escape(business.owner.name),
        cells="".join(_cell(actor, business, column, label).drawn() for column, label in columns),
    )


def _cell(actor: User, business: Business, column: Column, label: str) -> Cell:
    value = column.value(business, actor)
    if column.code == "legal":
        until = business.licensed_until
        return Cell(label, str(value), state=legal_standing(business), note=_day(until) if until else "")
    if column.code == "production":
        return Cell(label, str(value), state=business.production)
    if isinstance(value, int) and column.code != "figures_year":
        return Cell(label, intcomma(value), number=True)
    if isinstance(value, date):
        return Cell(label, _day(value))
    return Cell(label, "–" if value in (None, "") else str(value))


def _day(day: date) -> str:
    return date_format(day, "j M Y")
