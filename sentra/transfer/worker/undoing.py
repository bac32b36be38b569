"""Undoing an import, from its last row to its first, a chunk a transaction; nothing that was built on it is touched."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, Model, OuterRef
from django.db.models.deletion import ProtectedError

from sentra.audit.models import Entry
from sentra.audit.services import Told, record, record_many
from sentra.kernel import clock
from sentra.kernel.locks import locked
from sentra.registry.models import Activity, Business, Figures, Group, GroupFigures, LegalPaper, Owner, Product, Support
from sentra.registry.services.derived import refresh
from sentra.registry.services.entries import support_key
from sentra.transfer.models import Import, ImportRow, RowOutcome, State
from sentra.transfer.worker.telling import import_tell

ROWS_AT_ONCE = 500
BUILT_ON = """
SELECT own.business_id
  FROM (SELECT business_id, min(audit_seq) AS first, array_agg(audit_seq) AS seqs
          FROM transfer_importrow
         WHERE of_id = %(of)s AND applied AND business_id IS NOT NULL AND audit_seq IS NOT NULL
         GROUP BY business_id) own
 WHERE EXISTS (SELECT 1
                 FROM audit_entry entry
                WHERE entry.record_type = %(kind)s AND entry.record_id = own.business_id::text
                  AND entry.seq > own.first AND entry.seq <> ALL (own.seqs))
 LIMIT %(most)s
"""


def built_on(import_id: UUID, most: int = 20) -> list[Business]:
    """Give some of the businesses to which something happened since the import: they stand in the way of undoing it."""
    with connection.cursor() as cursor:
        cursor.execute(BUILT_ON, {"of": import_id, "kind": Business._meta.label, "most": most})
        found = [row[0] for row in cursor.fetchall()]
    return list(Business.objects.filter(pk__in=found).order_by("register_number"))


def groups_built_on(import_id: UUID, most: int = 20) -> list[Group]:
    """Give some of the groups to which something happened since the import, as `built_on` does of businesses."""
    own: dict[str, set[int]] = defaultdict(set)
    rows = ImportRow.objects.filter(of=import_id, applied=True, business=None).exclude(audit_seq=None)
    for kept, seq in rows.values_list("kept", "audit_seq"):
        own[kept["group"]].add(seq or 0)
    told = Entry.objects.filter(record_type=Group._meta.label, record_id__in=own).values_list("record_id", "seq")
    later = {group for group, seq in told if seq > min(own[group]) and seq not in own[group]}
    return list(Group.objects.filter(pk__in=later).order_by("name_folded")[:most])


def undo(import_id: UUID) -> None:
    """Undo an import that waits for it: killed half-way it goes on there."""
    while _undo_chunk(import_id):
        pass


@transaction.atomic
def _undo_chunk(import_id: UUID) -> bool:
    imported = Import.objects.select_for_update(of=("self",)).select_related("applied_by").get(pk=import_id)
    if imported.state != State.UNDOING:
        return False
    rows = list(ImportRow.objects.filter(of=imported, applied=True).order_by("-number")[:ROWS_AT_ONCE])
    if not rows:
        _settle(imported)
        return False
    _Undoing(imported, rows).run()
    imported.done += len(rows)
    imported.save(update_fields=["done"])
    return True


def _settle(imported: Import) -> None:
    imported.state, imported.undone_at = State.UNDONE, clock.now()
    imported.version += 1
    imported.save(update_fields=["state", "undone_at", "version"])
    record(actor=imported.applied_by, act="import.undone", record=imported)
    import_tell(imported, "import_undone", imported.applied_by)


class _Undoing:
    """Undoes some rows."""

    def __init__(self, imported: Import, rows: Sequence[ImportRow]) -> None:
        self.imported = imported
        self.rows = rows
        ids = {row.business_id for row in rows if row.business_id}
        held = locked(Business.objects.select_related("owner").filter(pk__in=ids)).order_by("pk")
        self.businesses = {one.pk: one for one in held}
        self.before: dict[UUID, dict[str, Any]] = {}
        self.after: dict[UUID, dict[str, Any]] = {}
        self.gone: list[Business] = []
        self.owners: list[UUID] = []

    def run(self) -> None:
        """Give back what was, delete what was made, and tell it in the audit."""
        for row in self.rows:
            if row.kept.get("group"):
                self._group(row)
                continue
            business = self.businesses.get(row.business_id) if row.business_id else None
            if business and row.outcome == RowOutcome.NEW:
                self.gone.append(business)
                self.owners += [business.owner_id] if row.kept["owner_made"] else []
            elif business and row.outcome == RowOutcome.UPDATE:
                self._give_back(business, row)
        touched = [one for one in self.businesses.values() if one.pk in self.after or one in self.gone]
        record_many(
            actor=self.imported.applied_by,
            reason=self.imported.name,
            told=[
                Told(
                    act="register.import_undone",
                    record=one,
                    before=self.before.get(one.pk, {}),
                    after=self.after.get(one.pk, {}),
                )
                for one in touched
            ],
        )
        self._write()
        ImportRow.objects.filter(pk__in=[row.pk for row in self.rows]).update(applied=False)

    def _give_back(self, business: Business, row: ImportRow) -> None:
        before = self.before.setdefault(business.pk, {})
        after = self.after.setdefault(business.pk, {})
        for name, value in row.kept["before"].items():
            part, _dot, field = name.rpartition(".")
            if not part:
                _put(business, field, value)
                before[field], after[field] = row.kept["after"].get(name), value
            elif part == "owner":
                _put(business.owner, field, value)
            elif child := _child(business, part):
                _put(child, field, value)
                child.save()
        for kind, key in row.kept["made"]:
            if child := _child(business, key, kind):
                child.delete()

    def _group(self, row: ImportRow) -> None:
        group = Group.objects.select_for_update().filter(pk=row.kept["group"]).first()
        if group is None or (row.outcome == RowOutcome.NEW and group.memberships.exists()):
            return
        told = {name: value for name, value in row.kept["before"].items() if "." not in name}
        record(
            actor=self.imported.applied_by,
            act="register.import_undone",
            record=group,
            before={name: row.kept["after"].get(name) for name in told},
            after=told,
            reason=self.imported.name,
        )
        if row.outcome == RowOutcome.NEW:
            group.delete()
            return
        for name, value in row.kept["before"].items():
            year, _dot, field = name.rpartition(".")
            if not year:
                _put(group, field, value)
            elif figures := GroupFigures.objects.filter(group=group, year=year).first():
                _put(figures, field, value)
                figures.save()
        for _kind, year in row.kept["made"]:
            GroupFigures.objects.filter(group=group, year=year).delete()
        group.version += 1
        group.save()

    def _write(self) -> None:
        gone = {one.pk for one in self.gone}
        for business in self.businesses.values():
            if business.pk in self.after and business.pk not in gone:
                business.version += 1
                business.updated_at = clock.now()
                business.owner.save()
                business.save()
        refresh([pk for pk in self.after if pk not in gone])
        _delete(Business.objects.filter(pk__in=gone))
        still = Business.objects.filter(owner=OuterRef("pk"))
        _delete(Owner.objects.filter(pk__in=self.owners, user=None).exclude(Exists(still)))


def _delete(found: Any) -> None:
    """Delete rows; where something protects one of them, all of them stay that are protected."""
    try:
        with transaction.atomic():
            found.delete()
    except ProtectedError as error:
        protected = {_root(one) for one in error.protected_objects}
        found.exclude(pk__in=protected).delete()


def _root(row: Any) -> Any:
    return getattr(row, "business_id", None) or getattr(row, "owner_id", None)


def _put(row: Model, name: str, value: Any) -> None:
    """Give a field a value as it was kept; a NIK or NPWP that the import brought goes with its index."""
    if name in {"nik", "npwp"}:
        setattr(row, name, "")
        setattr(row, f"{name}_index", None if name == "nik" else "")
        return
    field = row._meta.get_field(name)
    setattr(row, name, field.to_python(value) if value is not None else None)  # type: ignore[union-attr]


def _child(business: Business, key: str, kind: str = "") -> Model | None:
    """Find what hangs on a business: a year's figures, a product, an activity, a paper, help that it had."""
    looks: Iterable[tuple[str, Any]] = (
        ("figures", Figures.objects.filter(business=business, year=int(key)) if key.isdigit() else None),
        ("product", Product.objects.filter(business=business, name=key)),
        ("activity", Activity.objects.filter(business=business, oss_id=key)),
        (
            "paper",
            LegalPaper.objects.filter(business=business, kind=key.partition(" ")[0], number=key.partition(" ")[2]),
        ),
    )
    for what, rows in looks:
        if rows is not None and (not kind or kind == what) and (found := rows.first()):
            return found  # type: ignore[no-any-return]
    if kind in ("", "support"):
        return next((one for one in Support.objects.filter(business=business) if support_key(one) == key), None)
    return None
