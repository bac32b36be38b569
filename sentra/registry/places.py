"""Districts with their villages, in the order of the alphabet, for a choice of places."""

from dataclasses import dataclass

from sentra.reference.loading import current_pack

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Places:
    """What two selects offer: the districts, and the villages in groups, each under the name of its district."""

    districts: Pairs
    villages: list[tuple[str, Pairs]]


def place_choices() -> Places:
    """Give every district and every village, by name."""
    pack = current_pack()
    villages: dict[str, Pairs] = {}
    for village in sorted(pack.villages, key=lambda one: one.name):
        villages.setdefault(village.district, []).append((village.code, village.name))
    districts = sorted(pack.districts, key=lambda one: one.name)
    return Places(
        [(one.code, one.name) for one in districts], [(one.name, villages.get(one.code, [])) for one in districts]
    )
