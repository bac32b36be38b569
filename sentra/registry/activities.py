"""The KBLI classes that a business works in, each once, and the finding of classes in the pack's list."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentra.kernel.text import fold
from sentra.reference.loading import current_pack
from sentra.reference.schema import Kbli
from sentra.registry.hung import may_have
from sentra.registry.models import Activity, Business

MOST_FOUND = 30


@dataclass(frozen=True, slots=True)
class ActivityTold:
    """A class of a business; `main` is the one that its permits state, `oss` one that comes from OSS."""

    kbli: str
    version: str
    title: str
    main: bool
    oss: bool
    closed: bool

    @property
    def removable(self) -> bool:
        """Tell whether it may be taken away by hand."""
        return not self.oss and not (self.main and self.closed)

    @property
    def may_be_main(self) -> bool:
        """Tell whether it may become the main one."""
        return not self.main and not self.closed


def activities_of(business: Business) -> Sequence[ActivityTold]:
    """Give the classes of a business, the main one first; what supports a permit is closed once it is registered."""
    main = (business.kbli, business.kbli_version)
    titles: dict[tuple[str, str], str] = {main: ""} if business.kbli else {}
    oss = set()
    for activity in business.activities.all() if may_have(business, Activity) else ():
        key = (activity.kbli, activity.kbli_version)
        titles[key] = titles.get(key) or activity.title
        if activity.oss_id:
            oss.add(key)
    known: dict[tuple[str, str], str] = {(one.code, one.version): str(one.title) for one in current_pack().kbli}
    return [
        ActivityTold(*key, title or known.get(key, ""), key == main, key in oss, business.is_registered)
        for key, title in titles.items()
    ]


def kbli_found(words: str) -> list[Kbli]:
    """Give the classes of which the code begins with the words, or in whose title each occurs; the newest first."""
    wanted = fold(words).split()
    found = [
        one
        for one in current_pack().kbli
        if wanted
        and all(one.code.startswith(word) or word in fold(f"{one.title.id} {one.title.en}") for word in wanted)
    ]
    return sorted(found, key=lambda one: (-int(one.version), one.code))[:MOST_FOUND]


def kbli_usual(business: Business) -> list[Kbli]:
    """Give the classes that are usual for what a business makes."""
    commodity = current_pack().commodities_by_code.get(business.commodity)
    return [one for one in current_pack().kbli if commodity and one.code in commodity.kbli]
