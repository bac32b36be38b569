"""What a buyer looks for: read from the address of the page, so that it can be sent on and kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.kernel.money import parse_rupiah
from sentra.kernel.text import fold, tidy
from sentra.promotion.certificates import certificate_kinds, papers_valid
from sentra.promotion.models import Showing
from sentra.promotion.search import LONGEST_WORDS, NOTHING, found_by
from sentra.promotion.slugs import slug_of
from sentra.reference.loading import current_pack
from sentra.registry.sorts import Readers, Sort, moment_read

LONGEST_VALUE = 60
MOST_RUPIAH = 10**12
READ: Readers = {
    "match": int,
    "first_shown_at": moment_read,
    "price_from": int,
    "id": int,
}
SORTS: Mapping[str, Sort] = {
    "cocok": Sort(_("Best match first"), ("match", "name_folded", "id")),
    "baru": Sort(_("Newest first"), ("first_shown_at", "id"), down=True),
    "murah": Sort(_("Lowest price first"), ("price_from", "id")),
    "mahal": Sort(_("Highest price first"), ("price_from", "id"), down=True),
    "nama": Sort(_("By name"), ("name_folded", "id")),
}
"""The orders by the words of the address."""
PRICED = ("murah", "mahal")


def district_slugs() -> dict[str, str]:
    """Give the code of each district by the slug of its name."""
    return {slug_of(one.name, lambda _slug: False): one.code for one in current_pack().districts}


def district_slug(code: str) -> str:
    """Give the slug of a district, by which its page is found; "" where nobody knows it."""
    name = current_pack().district_names.get(code)
    return slug_of(name, lambda _slug: False) if name else ""


def controlled_codes() -> list[str]:
    """Give the commodities of which no price is shown."""
    return [one.code for one in current_pack().commodities if one.controlled]


@dataclass(frozen=True, slots=True)
class CatalogueFilter:
    """What is looked for among the products; values that nobody knows find nothing and break nothing.

    `district` is the slug of its name. Prices are in whole rupiah. `sort` is "" for what suits.
    """

    words: str = ""
    commodity: str = ""
    district: str = ""
    certificate: str = ""
    price_from: int | None = None
    price_to: int | None = None
    sort: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "CatalogueFilter":
        """Read what stands in an address."""

        def value(key: str, most: int = LONGEST_VALUE) -> str:
            return tidy(query.get(key, "")[:most]).replace("\n", " ")

        sort = value("urut")
        return cls(
            words=value("q", LONGEST_WORDS),
            commodity=value("komoditas"),
            district=value("kecamatan"),
            certificate=value("sertifikat"),
            price_from=_rupiah(value("harga_dari")),
            price_to=_rupiah(value("harga_sampai")),
            sort=sort if sort in SORTS else "",
        )

    def query_string(self) -> str:
        """Write what is looked for as the query string of an address."""
        pairs = {
            "q": self.words,
            "komoditas": self.commodity,
            "kecamatan": self.district,
            "sertifikat": self.certificate,
            "harga_dari": "" if self.price_from is None else str(self.price_from),
            "harga_sampai": "" if self.price_to is None else str(self.price_to),
            "urut": self.sort,
        }
        return urlencode({key: value for key, value in pairs.items() if value})

    @property
    def order(self) -> str:
        """The order that counts; one by match is none without words."""
        if self.sort and not (self.sort == "cocok" and not self.words):
            return self.sort
        return "cocok" if self.words else "baru"

    @property
    def by_price(self) -> bool:
        """Tell whether prices narrow or sort it, so that what has none isn't found."""
        return self.order in PRICED or self.price_from is not None or self.price_to is not None

    def with_words(self, words: str) -> "CatalogueFilter":
        """Give the same with other words."""
        return replace(self, words=words)

    def without(self, name: str) -> "CatalogueFilter":
        """Give the same without one of its parts; the prices go together."""
        if name == "price":
            return replace(self, price_from=None, price_to=None)
        parts: dict[str, Any] = {name: ""}
        return replace(self, **parts)

    def narrow(self, showings: "QuerySet[Showing]") -> "QuerySet[Showing]":
        """Narrow showings, which the caller has from the gate, in whatever order."""
        for condition in self._conditions():
            showings = showings.filter(condition)
        return showings

    def arrange(self, showings: "QuerySet[Showing]") -> "QuerySet[Showing]":
        """Bring showings into the order."""
        if self.order == "cocok":
            showings = showings.annotate(match=_match(fold(self.words)))
        return SORTS[self.order].sorted(showings)

    def _conditions(self) -> Iterable[Q]:
        if self.commodity:
            yield Q(commodity=self.commodity)
        if self.district:
            code = district_slugs().get(self.district)
            yield Q(district=code) if code else NOTHING
        if self.certificate:
            yield _has_certificate(self.certificate)
        if self.by_price:
            yield Q(price_from__isnull=False) & ~Q(commodity__in=controlled_codes())
        if self.price_from is not None:
            yield Q(price_from__gte=self.price_from) | Q(product__price_to__gte=self.price_from)
        if self.price_to is not None:
            yield Q(price_from__lte=self.price_to)
        if self.words:
            yield found_by(self.words)


def _has_certificate(kind: str) -> Q:
    """Narrow showings to those with a valid certificate, of the product itself or of all that its maker makes."""
    if kind not in certificate_kinds():
        return NOTHING
    of_it = Q(product=None) | Q(product=OuterRef("product"))
    return Q(Exists(papers_valid().filter(of_it, kind=kind, business=OuterRef("maker__business"))))


def _rupiah(text: str) -> int | None:
    amount = parse_rupiah(text)
    return None if amount is None else min(amount, MOST_RUPIAH)


def _match(said: str) -> Case:
    """Tell how well a product matches what was said: 0 is its very name, 3 what only stands somewhere on its page."""
    return Case(
        When(name_folded=said, then=Value(0)),
        When(name_folded__startswith=said, then=Value(1)),
        When(name_folded__contains=said, then=Value(2)),
        default=Value(3),
    )


def orders(chosen: CatalogueFilter) -> list[tuple[str, Promise]]:
    """Give the orders that can be chosen: by match only where there are words."""
    return [(code, sort.label) for code, sort in SORTS.items() if code != "cocok" or chosen.words]


MAKER_SORT = Sort(_("By name"), ("name_folded", "id"))
"""Makers stand by name; `name_folded` is that of the business."""


def by_name() -> F:
    """Give the name by which makers are sorted."""
    return F("business__name_folded")
