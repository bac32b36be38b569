"""Finding in the database what some claims may be about: a fixed number of questions, however many the claims.

Fuzzy finding goes by `Business.match_keys` (`matching.keys`), an indexed column that `services.derived` writes. Each
sign is looked up by itself: asking for the overlap of two long lists would have the database compare every key with
every other, or read the whole register.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection

from sentra.kernel.bulk import array_of
from sentra.registry.matching.comparison import BUSINESS, OWNER, Prepared, Score
from sentra.registry.matching.said import Said

MOST_FOR_A_KEY = 100
"""So many businesses are looked at that share a key; one that more share tells little (an office's own telephone)."""

MET = """
SELECT asker, id FROM (
    SELECT wanted.asker, wanted.key, found.id
    FROM unnest(%(keys)s::integer[], %(key_askers)s::integer[]) AS wanted (key, asker)
    CROSS JOIN LATERAL (
        SELECT id FROM registry_business WHERE match_keys @> ARRAY[wanted.key] LIMIT %(most)s
    ) AS found
) AS shared
GROUP BY asker, id
HAVING count(*) > 1 OR bool_or(key & 1 = 1)
UNION
SELECT wanted.asker, found.id
FROM unnest(%(owners)s::uuid[], %(owner_askers)s::integer[]) AS wanted (owner, asker)
CROSS JOIN LATERAL (
    SELECT id FROM registry_business WHERE owner_id = wanted.owner LIMIT %(most)s
) AS found
UNION
SELECT wanted.asker, found.id
FROM unnest(%(npwps)s::text[], %(npwp_askers)s::integer[]) AS wanted (npwp, asker)
CROSS JOIN LATERAL (
    SELECT id FROM registry_business WHERE npwp_index = wanted.npwp AND npwp_index <> '' LIMIT %(most)s
) AS found
"""

ROWS = """
SELECT business.id, business.owner_id, business.name, owner.name, business.village, business.address,
    business.commodity, business.phone, owner.phone, business.nib, owner.nik_index, business.npwp_index,
    owner.birth_date, owner.email, owner.address,
    (SELECT string_agg(name, ' ') FROM registry_product WHERE business_id = business.id)
FROM registry_business AS business
JOIN registry_owner AS owner ON owner.id = business.owner_id
WHERE business.id = ANY(%s::uuid[]) AND business.merged_into_id IS NULL AND business.standing <> 'closed'
"""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a claim is looked for by: keys, the owner that a NIK names, NPWPs."""

    keys: Sequence[int]
    owner: UUID | None = None
    npwps: Sequence[str] = ()


def told(*values: str) -> frozenset[str]:
    """Give what was told of some values."""
    return frozenset(value for value in values if value)


@dataclass(eq=False)
class Nearby:
    """A business of the register as far as it is compared."""

    id: UUID
    owner_id: UUID
    name: str
    owner: str
    village: str
    address: str
    commodity: str
    phone: str
    owner_phone: str
    nib: str | None
    nik_index: str | None
    npwp_index: str
    birth_date: date | None
    email: str
    owner_address: str
    products: str | None

    @cached_property
    def business(self) -> Prepared:
        """The business in comparable form."""
        return BUSINESS.prepare(
            {
                "nib": self.nib,
                "nik": self.nik_index,
                "npwp": told(self.npwp_index),
                "phone": self.phones,
                "name": self.name,
                "owner": self.owner,
                "village": self.village,
                "address": self.address,
                "commodity": self.commodity,
                "product": self.products,
            }
        )

    @cached_property
    def said(self) -> Said:
        """The words that the register has of it."""
        return Said.of(
            name=self.name,
            owner=self.owner,
            village=self.village,
            nik_index=self.nik_index or "",
            nib=self.nib or "",
            npwps=told(self.npwp_index),
            phones=self.phones,
        )

    @cached_property
    def person(self) -> Prepared:
        """Its owner in comparable form."""
        return OWNER.prepare(
            {
                "nik": self.nik_index,
                "npwp": told(self.npwp_index),
                "birth_date": self.birth_date,
                "phone": self.phones,
                "email": self.email,
                "name": self.owner,
                "village": self.village,
                "address": self.owner_address,
            }
        )

    @cached_property
    def phones(self) -> frozenset[str]:
        """The phones of the business and of its owner."""
        return told(self.phone, self.owner_phone)

    def same_owner(self, other: "Nearby") -> Score | None:
        """Compare two owners of whom more is the same than name and place; None where they are different or one."""
        mine = (self.npwp_index, self.birth_date, self.email)
        in_common = self.phones & other.phones or any(
            value and value == there
            for value, there in zip(mine, (other.npwp_index, other.birth_date, other.email), strict=True)
        )
        if self.owner_id == other.owner_id or not in_common:
            return None
        return OWNER.near(self.person, other.person)


def nearby(asked: Sequence[Signs], meanwhile: Callable[[], None] = lambda: None) -> list[list[Nearby]]:
    """Give for each of many the businesses that are near: they share an owner, an NPWP, a telling key or two others.

    `meanwhile` is done while the database looks for them: it must not ask it for anything.
    """
    numbered = list(enumerate(asked))
    wanted: dict[str, Any] = {
        "most": MOST_FOR_A_KEY,
        "keys": array_of(key for signs in asked for key in signs.keys),
        "key_askers": array_of(asker for asker, signs in numbered for _key in signs.keys),
        "owners": array_of(signs.owner for signs in asked if signs.owner),
        "owner_askers": array_of(asker for asker, signs in numbered if signs.owner),
        "npwps": [npwp for signs in asked for npwp in signs.npwps],
        "npwp_askers": array_of(asker for asker, signs in numbered for _npwp in signs.npwps),
    }
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as beside:
        looking = beside.submit(cursor.execute, MET, wanted)
        meanwhile()
        looking.result()
        met = cursor.fetchall()
    rows = rows_of({business_id for _asker, business_id in met})
    found: list[list[Nearby]] = [[] for _signs in asked]
    for asker, business_id in met:
        if business_id in rows:
            found[asker].append(rows[business_id])
    return found


def rows_of(business_ids: Iterable[UUID]) -> dict[UUID, Nearby]:
    """Read businesses as far as they are compared; merged and closed ones are left out."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [array_of(business_ids)])
        return {values[0]: Nearby(*values) for values in cursor.fetchall()}
