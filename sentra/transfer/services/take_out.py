"""Taking data out of the registers: who, in which form, narrowed by what; recorded before a byte leaves."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.people.models import User
from sentra.people.policy import Permission, require, visible_to
from sentra.programmes.holdings import AssetFilter, assets_seen_by
from sentra.programmes.models import Asset
from sentra.registry.columns import HEAD, USUAL, columns_for
from sentra.registry.filters import RegisterFilter
from sentra.registry.models import Business
from sentra.transfer.export.assets import ASSETS
from sentra.transfer.export.forms import FORMS, Ask, Form
from sentra.transfer.export.writing import MOST_OF_XLSX
from sentra.transfer.models import Export


@transaction.atomic
def register_export(*, actor: User, form: str, query: Mapping[str, str], as_xlsx: bool) -> tuple[Form, Ask]:
    """Prepare an export, and record it; the rows are read while they are sent.

    Raises `NotAllowed`, `NotFound` for an unknown form, `InvalidInput` where XLSX can't hold so many rows.
    """
    require(actor, Permission.REGISTER_EXPORT)
    found = FORMS.get(form)
    if found is None:
        raise NotFound(_("There is no such form."))
    if found.figures:
        require(actor, Permission.REGISTER_FIGURES)
    chosen = RegisterFilter.read(query)
    businesses = chosen.apply(visible_to(actor, Business.objects.known()), actor)
    ask = Ask(
        actor=actor,
        businesses=businesses,
        columns=columns_for(actor, dict.fromkeys((*HEAD, *(chosen.columns or USUAL)))),
        year=_number(query.get("tahun", ""), 1990, clock.today().year),
        quarter=_number(query.get("triwulan", ""), 1, 4),
    )
    rows = found.count(ask) if found.count else businesses.order_by().count()
    if as_xlsx and rows > MOST_OF_XLSX:
        raise InvalidInput([Problem("kind", "too_many", _too_many(by_business=found.count is None))])
    made = _made(actor, form, chosen.query_string(), rows)
    record(actor=actor, act="register.exported", record=made, after=_shown(made))
    return found, ask


@transaction.atomic
def assets_export(*, actor: User, query: Mapping[str, str]) -> "QuerySet[Asset]":
    """Prepare the machines of the asset register to be taken out, and record it. Raises `NotAllowed`."""
    require(actor, Permission.REGISTER_EXPORT)
    require(actor, Permission.PROGRAMME_READ)
    chosen = AssetFilter.read(query)
    assets = chosen.apply(assets_seen_by(actor))
    made = _made(actor, ASSETS, chosen.query_string(), assets.order_by().count())
    record(actor=actor, act="assets.exported", record=made, after=_shown(made))
    return assets


def _too_many(*, by_business: bool) -> str:
    if by_business:
        message = _("These are more than %(most)s businesses: too many for XLSX. Please take the file as CSV.")
    else:
        message = _("These are more than %(most)s rows: too many for XLSX. Please take the file as CSV.")
    return message % {"most": f"{MOST_OF_XLSX:,}".replace(",", ".")}


def _made(actor: User, form: str, narrowed: str, rows: int) -> Export:
    return Export.objects.create(form=form, query=narrowed[:2000], rows=rows, made_by=actor, made_at=clock.now())


def _shown(made: Export) -> dict[str, str | int]:
    return {"form": made.form, "filter": made.query, "rows": made.rows}


def _number(text: str, least: int, most: int) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 5 and least <= int(text) <= most else None
