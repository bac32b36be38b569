"""The data sets that are read anew each time: who stands in the catalogue today, and the regency's reference data."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from sentra.insights.opendata.described import DataSet
from sentra.insights.opendata.register import Row
from sentra.insights.opendata.sets import COMMODITIES, DISTRICTS, MAKERS
from sentra.promotion.addresses import absolute, maker_path
from sentra.promotion.cached import version
from sentra.promotion.cards import name_of
from sentra.promotion.listed import makers_listed
from sentra.reference.loading import current_pack

AT_ONCE = 2000


def makers() -> Iterator[Row]:
    """Give the makers that are public at this moment."""
    pack = current_pack()
    listed = makers_listed().order_by("business__name_folded", "pk").iterator(AT_ONCE)
    for maker in listed:
        business = maker.business
        commodity = pack.commodities_by_code.get(business.commodity)
        yield [
            name_of(business),
            business.commodity,
            commodity.name.id if commodity else "",
            business.district,
            pack.district_names.get(business.district, ""),
            absolute(maker_path(maker, "id")),
        ]


def districts() -> Iterator[Row]:
    """Give the villages, each with its district."""
    pack = current_pack()
    for village in pack.villages:
        yield [village.district, pack.district_names[village.district], village.code, village.name]


def commodities() -> Iterator[Row]:
    """Give the commodities."""
    for one in current_pack().commodities:
        yield [one.code, one.name.id, one.name.en, "ya" if one.flagship else "tidak", " ".join(one.kbli)]


LIVE: Mapping[str, Callable[[], Iterator[Row]]] = {
    MAKERS.code: makers,
    DISTRICTS.code: districts,
    COMMODITIES.code: commodities,
}


def live_rows(dataset: DataSet) -> Iterator[Row]:
    """Give the rows of a live data set. Raises `KeyError` for one that isn't live."""
    return LIVE[dataset.code]()


def live_tag(dataset: DataSet) -> str:
    """Tell apart the states of a live data set: by what changed in the catalogue, or by the pack itself."""
    if dataset.code == MAKERS.code:
        return sha256(f"{dataset.code} {version()}".encode()).hexdigest()[:32]
    return sha256("\n".join(map(str, live_rows(dataset))).encode()).hexdigest()[:32]
