"""Taking data out of the register: who, in which form, narrowed by what; recorded before a byte leaves."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.people.models import User
from sentra.people.policy import Permission, require, visible_to
from sentra.registry.columns import HEAD, USUAL, columns_for
from sentra.registry.filters import RegisterFilter
from sentra.registry.models import Business
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
    rows = businesses.order_by().count()
    if as_xlsx and rows > MOST_OF_XLSX:
        message = _("These are more than %(most)s businesses: too many for XLSX. Please take the file as CSV.")
        raise InvalidInput([Problem("kind", "too_many", message % {"most": f"{MOST_OF_XLSX:,}".replace(",", ".")})])
    ask = Ask(
        actor=actor,
        businesses=businesses,
        columns=columns_for(actor, dict.fromkeys((*HEAD, *(chosen.columns or USUAL)))),
        year=_number(query.get("tahun", ""), 1990, clock.today().year),
        quarter=_number(query.get("triwulan", ""), 1, 4),
    )
    made = Export.objects.create(
        form=form, query=chosen.query_string()[:2000], rows=rows, made_by=actor, made_at=clock.now()
    )
    record(
        actor=actor,
        act="register.exported",
        record=made,
        after={"form": form, "filter": made.query, "rows": rows},
    )
    return found, ask


def _number(text: str, least: int, most: int) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 5 and least <= int(text) <= most else None
