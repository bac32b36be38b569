"""Districts with their villages, in the order of the alphabet, for a choice of places."""

from dataclasses import dataclass

from sentra.reference.loading import current_pack
from sentra.reference.schema import District, Village


@dataclass(frozen=True, slots=True)
class DistrictPlaces:
    """A district with its villages."""

    district: District
    villages: tuple[Village, ...]


def place_choices() -> list[DistrictPlaces]:
    """Give every district with its villages, by name."""
    pack = current_pack()
    villages: dict[str, list[Village]] = {}
    for village in sorted(pack.villages, key=lambda one: one.name):
        villages.setdefault(village.district, []).append(village)
    districts = sorted(pack.districts, key=lambda one: one.name)
    return [DistrictPlaces(one, tuple(villages.get(one.code, ()))) for one in districts]
