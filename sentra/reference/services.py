"""Writing the reference rows: from the pack, and by an administrator."""

import hashlib
import json
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.reference.acts import VALUES_OF_KIND
from sentra.reference.checklists import Checklist
from sentra.reference.following import calendar_change
from sentra.reference.models import ChecklistRevision, District, Holiday, Village
from sentra.reference.pack import Pack
from sentra.reference.queries import checklist_newest


@transaction.atomic
def pack_load(*, pack: Pack) -> None:
    """Bring the rows in line with the pack, what an officer edited stays; publish the checklists that changed."""
    District.objects.bulk_create(
        [District(code=one.code, name=one.name, row=one.row, col=one.col) for one in pack.districts],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "row", "col"],
    )
    Village.objects.bulk_create(
        [Village(code=one.code, name=one.name, district_id=one.district) for one in pack.villages],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "district"],
    )
    with calendar_change(None):
        _holidays_load(pack)
    for checklist in pack.checklists:
        _checklist_publish(checklist)


def _checklist_publish(checklist: Checklist) -> None:
    """Publish a checklist that changed since the last time as a new revision."""
    content = checklist.model_dump(mode="json")
    fingerprint = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    last = checklist_newest(checklist.code)
    if last is None or last.fingerprint != fingerprint:
        number = last.number + 1 if last else 1
        ChecklistRevision.objects.create(code=checklist.code, number=number, content=content, fingerprint=fingerprint)


def _holidays_load(pack: Pack) -> None:
    edited = set(Holiday.objects.filter(edited=True).values_list("day", flat=True))
    Holiday.objects.filter(edited=False).exclude(day__in=[one.day for one in pack.holidays]).delete()
    Holiday.objects.bulk_create(
        [
            Holiday(day=one.day, name=one.name, kind=one.kind, estimated=one.estimated, source=one.source)
            for one in pack.holidays
            if one.day not in edited
        ],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["name", "kind", "estimated", "source"],
    )


@transaction.atomic
def holiday_save(*, actor: User, day: date, name: str, kind: str = "national") -> Holiday:
    """Add a day off, or name one anew. Raises `NotAllowed`, `InvalidInput`."""
    require(actor, Permission.REFERENCE_EDIT)
    name = tidy(name).replace("\n", " ")[:150]
    if not name:
        raise InvalidInput([Problem("name", "missing", _("Please give the day a name."))])
    if kind not in VALUES_OF_KIND:
        raise InvalidInput([Problem("kind", "unknown", _("Please choose one from the list."))])
    known = Holiday.objects.filter(day=day).first()
    told = {"name": name, "kind": kind, "estimated": False, "edited": True, "cancelled": False, "source": actor.name}
    with calendar_change(actor):
        holiday, made = Holiday.objects.update_or_create(day=day, defaults=told)
    record(
        actor=actor,
        act="reference.holiday_add" if made else "reference.holiday_change",
        record=holiday,
        before={"name": known.name, "kind": known.kind, "cancelled": known.cancelled} if known else {},
        after={"day": day.isoformat(), "name": name, "kind": kind, "cancelled": False},
    )
    return holiday


@transaction.atomic
def holiday_cancel(*, actor: User, day: date) -> Holiday:
    """Make a day off a working day again; terms count it at once. Raises `NotAllowed`, `NotFound`."""
    require(actor, Permission.REFERENCE_EDIT)
    holiday = Holiday.objects.select_for_update().filter(day=day, cancelled=False).first()
    if holiday is None:
        raise NotFound(_("This day is no day off."))
    holiday.cancelled = holiday.edited = True
    with calendar_change(actor):
        holiday.save(update_fields=["cancelled", "edited"])
    record(actor=actor, act="reference.holiday_cancel", record=holiday, before={"day": day.isoformat()})
    return holiday
