"""The register's filter beside a slow and simple reading of the same words, row by row."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as some
from pytest_django import DjangoDbBlocker

from sentra.kernel import clock
from sentra.kernel.text import tidy
from sentra.people.models import Role, User
from sentra.people.policy import visible_to
from sentra.people.tests.people import officer
from sentra.registry.columns import COLUMNS
from sentra.registry.filters import CHOICES, Listed, Missing, RegisterFilter
from sentra.registry.legal import HELD, LegalStanding, legal_standing
from sentra.registry.models import (
    Business,
    Figures,
    FiguresState,
    Group,
    GroupKind,
    Membership,
    Production,
    Standing,
    Support,
)
from sentra.registry.sorts import SORTS, Slice, slice_of
from sentra.registry.tests.register import HERE, THERE, known, owner_of

ROWS = 120
YEAR = 2026
NOBODY = "00000000-0000-4000-8000-000000000000"

FILTERS = some.builds(
    RegisterFilter,
    words=some.text(max_size=40).map(lambda text: tidy(text).replace("\n", " ")),
    chosen=some.dictionaries(some.sampled_from(CHOICES), some.text(max_size=20).map(tidy).filter(bool)),
    mine=some.booleans(),
    only=some.lists(some.uuids().map(str), max_size=3, unique=True).map(tuple),
    sort=some.sampled_from(["", *SORTS]),
    columns=some.sets(some.sampled_from(sorted(COLUMNS))).map(
        lambda codes: tuple(one for one in COLUMNS if one in codes)
    ),
)


@given(FILTERS)
def test_a_filter_comes_back_out_of_its_query_string(chosen: RegisterFilter) -> None:
    assert RegisterFilter.read(QueryDict(chosen.query_string())) == chosen


@given(FILTERS, some.sampled_from([*CHOICES, "q", "mine", "only"]))
def test_taking_a_part_away_leaves_the_others(chosen: RegisterFilter, key: str) -> None:
    left = chosen.without(key)
    assert key not in left.chosen
    assert {**left.chosen, **chosen.chosen} == dict(chosen.chosen)
    assert (left.sort, left.columns) == (chosen.sort, chosen.columns)


def row_made(rng: Random, number: int, today: date, reader: User, group: Group) -> None:
    """A business of chance, with what hangs on it."""
    licensed = rng.random() < 0.5
    production = rng.choice(Production.values)
    pin = rng.random() < 0.5
    business = known(
        f"Usaha {rng.choice('abc')} {number}",
        products=["Produk"] if rng.random() < 0.6 else [],
        owner=owner_of(phone=rng.choice(["", "+6281200000001"]), nik_index=rng.choice([None, f"{number:064d}"])),
        district=rng.choice([HERE, THERE]),
        village=rng.choice(["", f"{HERE}.2003"]),
        commodity=rng.choice(["", "batik_tulis", "gula_kelapa"]),
        kbli=(kbli := rng.choice(["", "13134", "10721"])),
        kbli_version="2020" if kbli else "",
        nib=rng.choice([None, f"{number:013d}"]),
        phone=rng.choice(["", "+6281200000002"]),
        address=rng.choice(["", "Dusun Krajan"]),
        latitude=-8.1 if pin else None,
        longitude=112.2 if pin else None,
        standing=rng.choice(Standing.values),
        production=production,
        production_seen_on=None if production == Production.UNKNOWN else today,
        registered_at=clock.now() if rng.random() < 0.5 else None,
        recorded_at=clock.now() - timedelta(days=rng.randrange(30)),
        licensed=licensed,
        licensed_until=today + timedelta(days=rng.choice([-1, 0, 1, 90, 91, 500]))
        if licensed and rng.random() < 0.8
        else None,
        in_process=rng.random() < 0.3,
        size_umkm=rng.choice(["", "micro", "small"]),
        size_industry=rng.choice(["", "small"]),
        size_bps=rng.choice(["", "micro"]),
        tags=rng.choice([[], ["pameran"], ["pameran", "ekspor"]]),
        assigned_to=rng.choice([None, reader]),
    )
    if rng.random() < 0.5:
        year, state = rng.choice([YEAR - 1, YEAR]), rng.choice(FiguresState.values)
        Figures.objects.create(business=business, year=year, state=state, return_reason="Mohon dicek.")
    if rng.random() < 0.4:
        Support.objects.create(
            business=business, year=rng.choice([2024, 2025]), kind=rng.choice(Support.Kind.values), title="B"
        )
    if rng.random() < 0.4:
        Membership.objects.create(group=group, business=business, until=rng.choice([None, today]))


@pytest.fixture(scope="module")
def reader(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """An officer of all districts, before a register of chance that holds a merged record too."""
    with django_db_blocker.unblock(), transaction.atomic():
        user = officer(Role.DISPERINDAG)
        group = Group.objects.create(kind=GroupKind.KUB, name="KUB", name_folded="kub", district=HERE)
        rng = Random(7)
        for number in range(ROWS):
            row_made(rng, number, clock.today(), user, group)
        first = Business.objects.order_by("pk")[0]
        known("Usaha a sama", merged_into=first)
        yield user
        transaction.set_rollback(True)


def has_figures(business: Business, year: int) -> bool:
    """Tell whether a year's figures were told and not returned."""
    return any(one.year == year and one.state != FiguresState.RETURNED for one in business.figures.all())


def in_group(business: Business, value: str) -> bool:
    """Tell whether a business is in a group now."""
    groups = {str(one.group_id) for one in business.memberships.all() if one.until is None}
    return bool(groups) if value == "any" else not groups if value == "none" else value in groups


def lacks(business: Business, what: str) -> bool:
    """Tell whether something is not known of a business."""
    return {
        "phone": not business.phone and not business.owner.phone,
        "pin": business.latitude is None,
        "nib": business.nib is None,
        "nik": business.owner.nik_index is None,
        "kbli": not business.kbli,
        "figures": not has_figures(business, clock.today().year - 1),
        "product": not business.products.all(),
        "address": not business.address,
    }.get(what, False)


def is_year(value: str) -> bool:
    """Tell whether a value is a year."""
    return len(value) == 4 and value.isascii() and value.isdecimal() and value[0] in "12"


def is_kbli(value: str) -> bool:
    """Tell whether a value is a code or its beginning."""
    return 2 <= len(value) <= 5 and value.isascii() and value.isdecimal()


SLOW: Mapping[str, Callable[[Business, str], bool]] = {
    "district": lambda one, value: one.district == value,
    "village": lambda one, value: one.village == value,
    "commodity": lambda one, value: one.commodity == value,
    "kbli": lambda one, value: is_kbli(value) and one.kbli.startswith(value),
    "legal": lambda one, value: legal_standing(one) == value or (value == "valid" and legal_standing(one) in HELD),
    "listed": lambda one, value: value in Listed and one.is_registered == (value == Listed.REGISTERED),
    "umkm": lambda one, value: one.size_umkm == value,
    "industry": lambda one, value: one.size_industry == value,
    "bps": lambda one, value: one.size_bps == value,
    "production": lambda one, value: one.production == value,
    "figures_of": lambda one, value: is_year(value) and has_figures(one, int(value)),
    "figures_lack": lambda one, value: is_year(value) and not has_figures(one, int(value)),
    "group": in_group,
    "missing": lacks,
    "tag": lambda one, value: value in one.tags,
    "standing": lambda one, value: value == "all" or one.standing == value,
}


def was_helped(business: Business, kind: str, year: str) -> bool:
    """Tell whether the history of programmes is as it is asked for."""
    if (kind and kind not in (*Support.Kind, "any", "none")) or (year and not is_year(year)):
        return False
    given = [one for one in business.supports.all() if not year or str(one.year) == year]
    if kind == "none":
        return not given
    return any(kind in ("", "any", one.kind) for one in given)


def fits(business: Business, chosen: RegisterFilter, reader: User) -> bool:
    """Read a filter slowly, on one business."""
    asked = dict(chosen.chosen)
    kind, year = asked.pop("support", ""), asked.pop("support_year", "")
    return (
        business.merged_into_id is None
        and ("standing" in asked or business.standing != Standing.CLOSED)
        and all(SLOW[key](business, value) for key, value in asked.items())
        and (not (kind or year) or was_helped(business, kind, year))
        and (not chosen.mine or business.assigned_to_id == reader.pk)
        and (not chosen.only or str(business.pk) in chosen.only)
    )


VALUES: Mapping[str, list[str]] = {
    "district": [HERE, THERE],
    "village": [f"{HERE}.2003"],
    "commodity": ["batik_tulis", "gula_kelapa"],
    "kbli": ["13134", "13", "10", "1", "1x"],
    "legal": [*LegalStanding.values, "valid"],
    "listed": Listed.values,
    "umkm": ["micro", "small"],
    "industry": ["small"],
    "bps": ["micro"],
    "production": Production.values,
    "figures_of": [str(YEAR - 1), str(YEAR), "20"],
    "figures_lack": [str(YEAR - 1), str(YEAR), "99999"],
    "group": ["any", "none", NOBODY],
    "missing": Missing.values,
    "tag": ["pameran", "ekspor"],
    "standing": [*Standing.values, "all"],
    "support": [*Support.Kind.values, "any", "none"],
    "support_year": ["2024", "2025"],
}
CHOSEN = some.dictionaries(some.sampled_from(CHOICES), some.none(), max_size=3).flatmap(
    lambda keys: some.fixed_dictionaries({key: some.sampled_from([*VALUES[key], "nonsens"]) for key in keys})
)


def all_rows() -> list[Business]:
    """Read the whole register with all that hangs on it."""
    return list(
        Business.objects.select_related("owner").prefetch_related("figures", "products", "supports", "memberships")
    )


@settings(max_examples=250, deadline=None)
@given(chosen=CHOSEN, mine=some.booleans(), sort=some.sampled_from(["", "name", "newest", "district", "ends"]))
def test_the_filter_finds_what_a_slow_reading_finds(
    reader: User, chosen: dict[str, str], mine: bool, sort: str
) -> None:
    wanted = RegisterFilter(chosen=chosen, mine=mine, sort=sort)
    found = wanted.apply(visible_to(reader, Business.objects.all()), reader)
    expected = {one.pk for one in all_rows() if fits(one, wanted, reader)}
    keys = [one.pk for one in found]
    assert len(keys) == len(set(keys))
    assert set(keys) == expected


@pytest.mark.django_db
def test_each_single_value_finds_what_a_slow_reading_finds(reader: User) -> None:
    rows = all_rows()
    for key, values in VALUES.items():
        for value in values:
            wanted = RegisterFilter(chosen={key: value})
            found = {one.pk for one in wanted.apply(Business.objects.all(), reader)}
            assert found == {one.pk for one in rows if fits(one, wanted, reader)}, (key, value)


@pytest.mark.django_db
def test_only_the_ticked_are_found_and_nonsense_finds_none(reader: User) -> None:
    some_ids = tuple(str(one.pk) for one in all_rows()[:5])
    for only in (some_ids, (*some_ids[:1], "x"), ("x",), (NOBODY,)):
        wanted = RegisterFilter(only=only)
        found = {one.pk for one in wanted.apply(Business.objects.all(), reader)}
        assert found == {one.pk for one in all_rows() if fits(one, wanted, reader)}


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["name", "newest", "district", "ends"])
@pytest.mark.parametrize("size", [1, 7, 50])
def test_pages_go_through_everything_once_and_back_again(reader: User, sort: str, size: int) -> None:
    found = RegisterFilter(sort=sort, chosen={"standing": "all"}).apply(Business.objects.all(), reader)
    expected = [one.pk for one in found]
    pages: list[Slice[Business]] = []
    cursor = ""
    while not pages or cursor:
        pages.append(slice_of(found, sort, cursor, size))
        cursor = pages[-1].next
    assert [row.pk for page in pages for row in page.rows] == expected
    assert pages[0].previous == ""
    back, cursor = [pages[-1]], pages[-1].previous
    while cursor:
        back.insert(0, slice_of(found, sort, cursor, size))
        cursor = back[0].previous
    assert [row.pk for page in back for row in page.rows][-len(expected) + size :] == expected[size:]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor", [">", "<", ">x", ">W10", ">WyJhIiwgImIiXQ", ">WzEsMl0", ">" + "A" * 9999, "x", "> ", ">bnVsbA"]
)
def test_a_cursor_out_of_thin_air_leads_to_the_first_page(reader: User, cursor: str) -> None:
    for sort in ("name", "newest", "district", "ends"):
        found = RegisterFilter(sort=sort).apply(Business.objects.all(), reader)
        assert [one.pk for one in slice_of(found, sort, cursor).rows] == [one.pk for one in slice_of(found, sort).rows]
