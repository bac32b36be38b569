"""A register with known doubles for `make bench`: businesses of no real people, entered again as offices do it. Pure.

Each business is entered once by one office, and some of them again by others, with what happens then: old spelling,
titles, initials, legal forms, words drawn together or changed about, typing errors, a shortened name, another phone,
nothing told, a neighbouring village. Beside them stand the cases that only look the same: a second business of one
owner, a neighbour's of the same name, and people of the same name, for the names are drawn as they are borne.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from sentra.ops.demo.names import BETWEEN, HAMLETS, MEN, MEN_LATER, STREETS, WOMEN, WOMEN_LATER
from sentra.ops.demo.trades import LUCK, TRADES
from sentra.reference.pack import Pack

AGAIN = 0.45
SECOND_BUSINESS, NAMESAKE = 0.08, 0.05
TITLES_BEFORE = ("H. ", "Hj. ", "Drs. ", "Ir. ", "Pak ", "Bu ", "Ibu ", "Bapak ", "Sdr. ", "HJ ")
TITLES_AFTER = (", S.E.", ", S.Pd.", ", SE", " S.Pd", ", M.M.", ", A.Md.")
FORMS = ("UD ", "CV. ", "Toko ", "UD. ", "PT ", "IKM ", "Usaha ", "Kerajinan ", "Industri ")
OLD = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("sy", "sj"), ("kh", "ch"))
HEARD = (
    ("z", "s"),
    ("f", "p"),
    ("v", "p"),
    ("ai", "ae"),
    ("y", "i"),
    ("kh", "h"),
    ("dh", "d"),
    ("th", "t"),
    ("q", "k"),
)
NEIGHBOURS = {"a": "s", "e": "r", "i": "o", "o": "p", "u": "i", "n": "m", "t": "r", "s": "d", "k": "l", "r": "t"}
ABBREVIATIONS = (("Muhammad", "M."), ("Muhammad", "Moh."), ("Ahmad", "A."), ("Abdul", "Abd."), ("Siti", "St."))
LESS_COMMON = ("Muhammad", "Ahmad", "Abdul", "Siti", "Nur", "Sri")


@dataclass(frozen=True, slots=True)
class Entered:
    """A business as an office entered it; `entity` is the truth."""

    rec_id: str
    entity: str
    name: str
    owner: str
    address: str
    village: str
    commodity: str
    product: str
    phone: str
    nik: str
    nib: str


def register_with_doubles(pack: Pack, *, businesses: int, seed: int) -> list[Entered]:
    """Enter so many businesses, and about half of them once or twice more; the same seed gives the same register."""
    rng = Random(seed)  # noqa: S311 - invented people need no secret chance
    places = [village.code for village in pack.villages]
    names = {village.code: village.name.title() for village in pack.villages}
    entered: list[Entered] = []
    latest: Entered | None = None
    for number in range(businesses):
        latest = _business(rng, number, places, names, latest)
        entered.append(latest)
        for again in range(sum(rng.random() < AGAIN for _time in range(2))):
            entered.append(_again(rng, replace(latest, rec_id=f"{latest.entity}-{again + 1}"), places))
    rng.shuffle(entered)
    return entered


def _business(
    rng: Random, number: int, places: Sequence[str], names: dict[str, str], latest: Entered | None
) -> Entered:
    commodity = rng.choices(list(TRADES), [trade.share for trade in TRADES.values()])[0]
    trade = TRADES[commodity]
    chance = rng.random()
    owner, village, phone, nik = _person(rng, trade.women), rng.choice(places), _phone(rng), _digits(rng, 16)
    if latest and chance < SECOND_BUSINESS:
        owner, village, phone, nik = latest.owner, latest.village, latest.phone, latest.nik
    called = f"{rng.choice(('Bu', 'Pak', 'Mbak', 'Mas'))} {owner.split()[0]}"
    name = rng.choice(trade.names).format(called=called, luck=rng.choice(LUCK), village=names[village])
    if latest and SECOND_BUSINESS <= chance < SECOND_BUSINESS + NAMESAKE:
        name, village, commodity = latest.name, latest.village, latest.commodity
    return Entered(
        rec_id=f"b{number}-0",
        entity=f"b{number}",
        name=name,
        owner=owner,
        address=_address(rng),
        village=village,
        commodity=commodity,
        product=rng.choice(TRADES[commodity].products),
        phone=phone if rng.random() < 0.7 else "",
        nik=nik if rng.random() < 0.6 else "",
        nib=_digits(rng, 13) if rng.random() < 0.35 else "",
    )


def _person(rng: Random, women: float) -> str:
    """Make a name; the common ones are common."""
    first, later = (WOMEN, WOMEN_LATER) if rng.random() < women else (MEN, MEN_LATER)
    begin = [rng.choice(LESS_COMMON)] if rng.random() < 0.2 else []
    between = [rng.choice(BETWEEN)] if rng.random() < 0.15 else []
    end = [rng.choice(later)] if rng.random() < 0.85 else []
    return " ".join([*begin, rng.choice(first), *between, *end])


def _phone(rng: Random) -> str:
    return f"+62810000{rng.randint(0, 99999):05d}"


def _digits(rng: Random, count: int) -> str:
    return "9" + "".join(str(rng.randint(0, 9)) for _place in range(count - 1))


def _address(rng: Random) -> str:
    hamlet = f"Dusun {rng.choice(HAMLETS)} RT {rng.randint(1, 8):02d} RW {rng.randint(1, 6):02d}"
    return f"Jl. {rng.choice(STREETS)} No. {rng.randint(1, 90)}, {hamlet}" if rng.random() < 0.3 else hamlet


def _again(rng: Random, known: Entered, places: Sequence[str]) -> Entered:
    """Enter a business once more, as another office does it from another sheet."""
    trade = TRADES[known.commodity]
    one = replace(known, owner=_spoken(rng, known.owner, PERSON), name=_spoken(rng, known.name, FIRM))
    if rng.random() < 0.3:
        one = replace(one, address=_mistyped(rng, known.address))
    if rng.random() < 0.35:
        one = replace(one, address=rng.choice(("", re.sub(r"RT.*", "", known.address), known.address.upper())))
    if rng.random() < 0.25:
        one = replace(one, product=rng.choice(("", *trade.products)))
    if rng.random() < 0.06:
        one = replace(one, commodity=rng.choice(list(TRADES)))
    if rng.random() < 0.07:
        one = replace(one, village=rng.choice([place for place in places if place[:8] == known.village[:8]]))
    if rng.random() < 0.35:
        one = replace(one, phone=rng.choice(("", "", _phone(rng))))
    if rng.random() < 0.6:
        one = replace(one, nik="")
    if rng.random() < 0.7:
        one = replace(one, nib="")
    return one


def _spoken(rng: Random, name: str, ways: Sequence[tuple[float, Callable[[Random, str], str]]]) -> str:
    for chance, way in ways:
        if rng.random() < chance:
            name = way(rng, name) or name
    return name


def _titled(rng: Random, name: str) -> str:
    return rng.choice(TITLES_BEFORE) + name if rng.random() < 0.7 else name + rng.choice(TITLES_AFTER)


def _formed(rng: Random, name: str) -> str:
    return rng.choice(FORMS) + name


def _old(rng: Random, name: str) -> str:
    return _replaced(rng, name, OLD)


def _heard(rng: Random, name: str) -> str:
    return _replaced(rng, name, HEARD)


def _replaced(rng: Random, name: str, pairs: Sequence[tuple[str, str]]) -> str:
    fitting = [(one, other) for one, other in pairs if one in name.lower()]
    if not fitting:
        return name
    one, other = rng.choice(fitting)
    return re.sub(one, other, name, count=rng.randint(1, 2), flags=re.IGNORECASE).title()


def _shortened(rng: Random, name: str) -> str:
    for whole, short in rng.sample(ABBREVIATIONS, len(ABBREVIATIONS)):
        if whole in name:
            return name.replace(whole, short)
    first, *later = name.split()
    if not later:
        return name
    return rng.choice((first, f"{first} {later[-1][0]}.", f"{first[0]}. {' '.join(later)}"))


def _cut(rng: Random, name: str) -> str:
    words = name.split()
    return " ".join(words[1:] if rng.random() < 0.4 else words[:-1])


def _turned(rng: Random, name: str) -> str:
    words = name.split()
    rng.shuffle(words)
    return " ".join(words)


def _joined(rng: Random, name: str) -> str:
    place = rng.choice([found.start() for found in re.finditer(" ", name)] or [0])
    return name[:place] + name[place + 1 :] if place else name


def _loud(_rng: Random, name: str) -> str:
    return name.upper()


def _mistyped(rng: Random, name: str) -> str:
    """Make one typing error: a letter left out, doubled, changed about with the next, or the neighbouring key."""
    places = [found.start() for found in re.finditer(r"[a-z][a-z]", name.lower())]
    if not places:
        return name
    at = rng.choice(places)
    here = name[at]
    typed: Iterator[str] = iter((here[:0], here * 2, name[at + 1] + here, NEIGHBOURS.get(here.lower(), "x")))
    kind = rng.randrange(4)
    made = list(typed)[kind]
    return name[:at] + made + name[at + (2 if kind == 2 else 1) :]


PERSON: Sequence[tuple[float, Callable[[Random, str], str]]] = (
    (0.25, _shortened), (0.15, _old), (0.15, _heard), (0.12, _mistyped), (0.08, _turned), (0.04, _joined),
    (0.3, _titled), (0.3, _loud),
)  # fmt: skip
FIRM: Sequence[tuple[float, Callable[[Random, str], str]]] = (
    (0.1, _cut), (0.12, _old), (0.12, _heard), (0.15, _mistyped), (0.08, _turned), (0.06, _joined),
    (0.3, _formed), (0.3, _loud),
)  # fmt: skip
