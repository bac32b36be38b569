"""One row takes over all that hangs on another, whatever tables hang on it, and can give it all back.

The tables are found through the foreign keys that point at the row's model, so that what higher apps hang on a business
is taken over too. Where a unique rule lets only one of two rows stay (figures of the same year, products of one name),
the one of the row that stays wins, takes over what hangs on the other, and the other is written down whole.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, UniqueConstraint

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A row (`table`, `pk`) whose `column` pointed at `before` and points at `after` now."""

    table: str
    pk: str
    column: str
    before: str
    after: str


@dataclass(slots=True)
class Absorbed:
    """What was done, in its order: rows that gave way with all their values, links that were moved.

    `hanging` are the rows that hung on the row that stays when all was done.
    """

    links: list[Link] = field(default_factory=list)
    rows: list[tuple[str, Values]] = field(default_factory=list)
    hanging: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """Write it as JSON holds it."""
        return {"links": [asdict(link) for link in self.links], "rows": self.rows, "hanging": self.hanging}

    @classmethod
    def read(cls, plain: dict[str, Any]) -> "Absorbed":
        """Read what `plain` wrote."""
        links = [Link(**link) for link in plain["links"]]
        return cls(links, [(table, values) for table, values in plain["rows"]], plain["hanging"])


def absorb(kept: Model, gone: Model, *, apart: frozenset[type[Model]] = frozenset()) -> Absorbed:
    """Let `kept` take over all that hangs on `gone`; the tables `apart` are left alone. A step of an act."""
    done = Absorbed()
    _absorb(kept, gone, apart, done)
    done.hanging = hanging(kept, apart=apart)
    return done


def _absorb(kept: Model, gone: Model, apart: frozenset[type[Model]], done: Absorbed) -> None:
    for link in links_to(type(gone)):
        if link.model in apart:
            continue
        for row in link.model._base_manager.filter(**{link.name: gone}).order_by("pk"):
            winner = _winner(link, row, kept)
            if winner is None:
                link.model._base_manager.filter(pk=row.pk).update(**{link.attname: kept.pk})
                done.links.append(Link(link.model._meta.label, str(row.pk), link.attname, str(gone.pk), str(kept.pk)))
            else:
                _absorb(winner, row, apart, done)
                done.rows.append((link.model._meta.label, values_of(row)))
                link.model._base_manager.filter(pk=row.pk).delete()


def give_back(done: Absorbed) -> list[Link]:
    """Put back every row that gave way and every link that was moved; gives the links that are no more as they were."""
    for table, values in reversed(done.rows):
        restore(table, values)
    lost = []
    for link in reversed(done.links):
        rows = apps.get_model(link.table)._base_manager.filter(pk=link.pk, **{link.column: link.after})
        if not rows.update(**{link.column: link.before}):
            lost.append(link)
    return lost


def hanging(row: Model, *, apart: frozenset[type[Model]] = frozenset()) -> list[str]:
    """Name every row that hangs on one: `registry.Figures 17`."""
    found = []
    for link in links_to(type(row)):
        if link.model not in apart:
            pks = link.model._base_manager.filter(**{link.name: row}).values_list("pk", flat=True)
            found += [f"{link.model._meta.label} {pk}" for pk in pks]
    return sorted(found)


def values_of(row: Model) -> Values:
    """Give all values of a row, as JSON holds them; what the database works out by itself is left out."""
    values = {
        column.attname: column.value_from_object(row) for column in row._meta.concrete_fields if not column.generated
    }
    plain: Values = json.loads(json.dumps(values, default=str))
    return plain


def restore(table: str, values: Values) -> None:
    """Write a row as it was, with its own id, or set it back to what it was where it still stands."""
    model = apps.get_model(table)
    columns = {column.attname: column for column in model._meta.concrete_fields}
    read = {name: columns[name].to_python(value) for name, value in values.items() if name in columns}
    model(**read).save_base(raw=True)


def links_to(model: type[Model]) -> Iterator["ForeignKey[Any, Any]"]:
    """Give the foreign keys that point at a model, those that have no name there included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            link = relation.remote_field
            if isinstance(link, ForeignKey):
                yield link


def _winner(link: "ForeignKey[Any, Any]", row: Model, kept: Model) -> Model | None:
    """Give the row that hangs on `kept` already, where a unique rule lets no second one of its kind hang there."""
    for columns, condition, nulls_equal in _unique_rules(link.model):
        if link.name not in columns:
            continue
        like = {column: getattr(row, link.model._meta.get_field(column).attname) for column in columns}  # type: ignore[union-attr]
        like[link.name] = kept.pk
        rows = link.model._base_manager.filter(condition)
        if (nulls_equal or None not in like.values()) and rows.filter(pk=row.pk).exists():
            winner = rows.filter(**like).first()
            if winner is not None:
                return winner
    return None


def _unique_rules(model: type[Model]) -> Iterator[tuple[tuple[str, ...], Q, bool]]:
    """Give what must be unique in a table: the columns, the condition under which they must be, whether nulls count."""
    for column in model._meta.concrete_fields:
        if column.unique and not column.primary_key:
            yield (column.name,), Q(), False
    for together in model._meta.unique_together:
        yield tuple(together), Q(), False
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and rule.fields:
            yield tuple(rule.fields), rule.condition or Q(), rule.nulls_distinct is False
