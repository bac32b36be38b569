"""The lists that a form chooses from, as the pack has them."""

from sentra.reference.answers import Lists
from sentra.reference.loading import current_pack


def common_lists() -> Lists:
    """Give the lists that are the same for everybody."""
    pack = current_pack()
    return Lists(
        districts=frozenset(pack.district_names),
        villages=frozenset(pack.village_names),
        commodities=pack.commodities_by_code,
        kbli=frozenset(kbli.code for kbli in pack.kbli),
        paper_kinds=frozenset(kind.code for kind in pack.registry.paper_kinds),
    )
