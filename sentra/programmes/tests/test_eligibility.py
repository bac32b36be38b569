"""Who may join a programme, and why: each kind of condition, one by one and in the whole register."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, get_args

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pydantic import TypeAdapter

from sentra.programmes.asking import WANTED
from sentra.programmes.eligible import ROWS, Missed, Share, counted, rows_that_fit
from sentra.programmes.facts import Facts, facts_of
from sentra.programmes.judging import COMBINED, JUDGES, asked, explained, fits, judge, key_of, may_be_lifted
from sentra.programmes.tests.registers import (
    COMMODITIES,
    HERE,
    PAPERS,
    THERE,
    TODAY,
    register_of_chance,
)
from sentra.reference.needs import AllOf, AnyOf, Leaf, Need, Not
from sentra.registry.models import Business, Support

READ: Callable[[Any], Need] = TypeAdapter(Need).validate_python
LATER, BEFORE = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
KINDS = {get_args(kind.model_fields["needs"].annotation)[0] for kind in (*get_args(Leaf), AllOf, AnyOf, Not)}
REGISTERED = {"needs": "registered"}
LICENSED = {"needs": "licensed"}
PAPER = {"needs": "paper", "kinds": ["nib", "tdi"]}
MICRO = {"needs": "size", "scale": "umkm", "sizes": ["micro", "small"]}
QUALITY = {"needs": "grade", "of": "quality", "least": 60}
FULL = {"needs": "complete", "parts": ["product", "photo", "pin", "phone", "address", "materials"]}
MISSING = "Still missing"
VALID = "A licence that is valid today"
FILLED = frozenset(FULL["parts"])
NIB, TDI = "Business identification number (NIB)", "Industry Registration Certificate"


def test_every_kind_of_condition_is_judged_worded_and_asked_of_the_database() -> None:
    assert set(JUDGES) | set(COMBINED) == KINDS
    assert set(WANTED) == KINDS
    assert set(ROWS) == KINDS
    assert {need["needs"] for need, _facts, _has in MET} == KINDS
    assert {need["needs"] for need, _facts, _has, _mend in NOT_MET} == KINDS


MET: list[tuple[dict[str, Any], Facts, str]] = [
    (REGISTERED, Facts(registered=True), "On the register"),
    (LICENSED, Facts(licensed=True), "A licence without an end"),
    (LICENSED, Facts(licensed=True, licensed_until=TODAY), "A licence until 25 November 2026"),
    (PAPER, Facts(papers={"nib": None, "halal": None}), NIB),
    (PAPER, Facts(papers={"tdi": TODAY, "nib": BEFORE}), TDI),
    ({"needs": "production", "states": ["smooth", "halting"]}, Facts(production="halting"), "Halting"),
    ({"needs": "commodity", "commodities": ["batik_tulis"]}, Facts(commodity="batik_tulis"), "Hand-drawn batik"),
    ({"needs": "district", "districts": [HERE]}, Facts(district=HERE), "Kanigoro"),
    (MICRO, Facts(sizes={"umkm": "small", "industry": ""}), "Small"),
    ({"needs": "years", "least": 2}, Facts(founded=date(2024, 11, 25)), "In business since 25 November 2024"),
    ({"needs": "figures", "within_years": 1}, Facts(figures_year=2025), "Accepted figures of 2025"),
    (QUALITY, Facts(quality=60), "60%"),
    ({"needs": "no_case", "gravities": ["grave"]}, Facts(cases=frozenset({"minor", ""})), "None is open"),
    ({"needs": "no_finding", "gravities": ["critical"]}, Facts(findings=frozenset({"major"})), "None is open"),
    ({"needs": "not_helped", "kinds": ["machine"], "within_years": 1}, Facts(), "No such help so far"),
    (
        {"needs": "not_helped", "kinds": ["machine"], "within_years": 1},
        Facts(helped={"machine": 2024, "training": 2026}),
        "Machine or tool (2024)",
    ),
    ({"needs": "member", "kinds": ["kub"]}, Facts(groups=frozenset({"kub"})), "Joint business (KUB)"),
    (FULL, Facts(filled=FILLED), "All filled in"),
    ({"needs": "all", "of": [REGISTERED, QUALITY]}, Facts(registered=True, quality=80), "On the register; 80%"),
    ({"needs": "any", "of": [REGISTERED, QUALITY]}, Facts(quality=80), "80%"),
    ({"needs": "not", "of": QUALITY}, Facts(), "Not graded yet"),
]
NOT_MET: list[tuple[dict[str, Any], Facts, str, str]] = [
    (REGISTERED, Facts(), "Not on the register yet", "apply"),
    (REGISTERED, Facts(closed=True), "Closed", ""),
    (LICENSED, Facts(), "No licence", "apply"),
    (LICENSED, Facts(licensed=True, licensed_until=BEFORE), "The licence ended on 24 November 2026", "renew"),
    (PAPER, Facts(papers={"halal": None}), "No such paper", "paper"),
    (PAPER, Facts(papers={"nib": BEFORE}), f"Ended: {NIB}", "renew"),
    (PAPER, Facts(expired=frozenset({"tdi"})), f"Ended: {TDI}", "renew"),
    (PAPER, Facts(unchecked={"nib": LATER}), f"Not checked yet: {NIB}", ""),
    ({"needs": "production", "states": ["smooth"]}, Facts(), "Not yet seen", "visit"),
    ({"needs": "commodity", "commodities": ["batik_tulis"]}, Facts(), "Not told yet", "profile"),
    ({"needs": "district", "districts": [THERE]}, Facts(district=HERE), "Kanigoro", ""),
    (MICRO, Facts(sizes={"umkm": "", "bps": "micro"}), "The figures don't tell yet", "figures"),
    (MICRO, Facts(sizes={"umkm": "medium"}), "Medium", ""),
    ({"needs": "years", "least": 2}, Facts(), "Not told yet", "profile"),
    ({"needs": "years", "least": 2}, Facts(founded=date(2024, 11, 26)), "In business since 26 November 2024", ""),
    ({"needs": "figures", "within_years": 1}, Facts(), "No accepted figures", "figures"),
    ({"needs": "figures", "within_years": 1}, Facts(figures_year=2024), "Accepted figures of 2024", "figures"),
    (QUALITY, Facts(readiness=100), "Not graded yet", "visit"),
    (QUALITY, Facts(quality=59), "59%", "visit"),
    ({"needs": "no_case", "gravities": ["serious", "grave"]}, Facts(cases=frozenset({"grave"})), "Open: Grave", "case"),
    ({"needs": "no_finding", "gravities": ["minor"]}, Facts(findings=frozenset({"minor"})), "Open: Minor", "finding"),
    (
        {"needs": "not_helped", "kinds": ["capital", "machine"], "within_years": 1},
        Facts(helped={"machine": 2025, "capital": 2020}),
        "Capital (2020), Machine or tool (2025)",
        "",
    ),
    ({"needs": "member", "kinds": ["kub"]}, Facts(), "In no group", "group"),
    ({"needs": "member", "kinds": ["kub"]}, Facts(groups=frozenset({"sentra"})), "Sentra", "group"),
    (FULL, Facts(filled=FILLED - {"pin"}), f"{MISSING}: place on the map", "pin"),
    (FULL, Facts(filled=FILLED - {"photo"}), f"{MISSING}: photographs of products", "photo"),
    ({"needs": "complete", "parts": ["photo"]}, Facts(), f"{MISSING}: photographs of products", "product"),
    ({"needs": "complete", "parts": ["phone", "pin"]}, Facts(), f"{MISSING}: telephone, place on the map", "profile"),
    ({"needs": "all", "of": [QUALITY, MICRO]}, Facts(), "Not graded yet; The figures don't tell yet", "visit"),
    ({"needs": "any", "of": [MICRO, QUALITY]}, Facts(sizes={"umkm": "large"}), "Large; Not graded yet", "visit"),
    ({"needs": "not", "of": QUALITY}, Facts(quality=80), "80%", ""),
]  # fmt: skip


@pytest.mark.parametrize(("need", "facts", "has"), MET)
def test_a_condition_that_is_met_says_what_meets_it(need: dict[str, Any], facts: Facts, has: str) -> None:
    with translation.override("en"):
        judgement = judge(READ(need), facts, TODAY)
        assert (judgement.met, judgement.mend, str(judgement.has)) == (True, "", has)


@pytest.mark.parametrize(("need", "facts", "has", "mend"), NOT_MET)
def test_a_condition_that_is_not_met_says_what_is_there_and_what_mends_it(
    need: dict[str, Any], facts: Facts, has: str, mend: str
) -> None:
    with translation.override("en"):
        judgement = judge(READ(need), facts, TODAY)
        assert (judgement.met, judgement.mend, str(judgement.has)) == (False, mend, has)


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (LICENSED, VALID),
        (PAPER, f"A valid paper: {NIB} or {TDI}"),
        ({"needs": "production", "states": ["smooth"]}, "Production at the last visit: Smooth"),
        ({"needs": "district", "districts": [HERE]}, "Lies in Kanigoro"),
        (MICRO, "Size (UMKM): Micro or Small"),
        ({"needs": "years", "least": 1}, "In business since 25 November 2025 or longer"),
        ({"needs": "figures", "within_years": 1}, "Accepted yearly figures of 2025 or later"),
        (QUALITY, "Quality of the product: at least 60%"),
        (
            {"needs": "no_case", "gravities": ["minor", "serious", "grave"]},
            "No open case about a product of this gravity: Minor, Serious or Grave",
        ),
        ({"needs": "no_finding", "gravities": ["major"]}, "No open finding of a visit of this gravity: Major"),
        ({"needs": "not_helped", "kinds": ["training"], "within_years": 0}, "No such help since 2026: Training"),
        ({"needs": "member", "kinds": ["sentra"]}, "Member of a group: Sentra"),
        ({"needs": "complete", "parts": ["pin", "phone"]}, "Filled in on the profile: place on the map, telephone"),
        ({"needs": "all", "of": [LICENSED, QUALITY]}, f"All of these: {VALID}; Quality of the product: at least 60%"),
        ({"needs": "not", "of": {"needs": "any", "of": [LICENSED]}}, f"Not this: One of these: {VALID}"),
    ],
)  # fmt: skip
def test_a_condition_says_what_it_asks(need: dict[str, Any], words: str) -> None:
    with translation.override("en"):
        assert str(judge(READ(need), Facts(), TODAY).wanted) == words


def test_words_are_put_together_in_the_language_of_whoever_reads_them() -> None:
    judgement = judge(READ(MICRO), Facts(sizes={"umkm": "medium"}), TODAY)
    assert str(judgement.has) == "Menengah"
    with translation.override("en"):
        assert str(judgement.has) == "Medium"


def test_a_day_that_a_year_lacks_is_the_last_of_its_month() -> None:
    need = READ({"needs": "years", "least": 1})
    assert judge(need, Facts(founded=date(2027, 2, 28)), date(2028, 2, 29)).met
    assert not judge(need, Facts(founded=date(2027, 3, 1)), date(2028, 2, 29)).met


def test_a_lift_opens_one_condition_for_one_business_and_stays_seen() -> None:
    conditions = [READ(one) for one in (REGISTERED, LICENSED, MICRO)]
    facts = Facts(registered=True, sizes={"umkm": "micro"})
    assert not fits(conditions, facts, TODAY)
    assert fits(conditions, facts, TODAY, {key_of(READ(LICENSED))})
    told = explained(conditions, facts, TODAY, {key_of(READ(LICENSED))})
    assert [one.need for one in told] == conditions
    assert [(one.met, one.lifted, one.passes) for one in told] == [
        (True, False, True),
        (False, True, True),
        (True, False, True),
    ]
    assert not fits(conditions, replace(facts, sizes={}), TODAY, {key_of(READ(LICENSED))})


def test_the_key_of_a_condition_does_not_hang_on_how_it_was_written() -> None:
    assert key_of(READ(MICRO)) == '{"needs":"size","scale":"umkm","sizes":["micro","small"]}'
    assert key_of(READ(dict(reversed(MICRO.items())))) == key_of(READ(MICRO))
    assert [may_be_lifted(READ(one)) for one in (REGISTERED, MICRO)] == [False, True]


def test_the_register_is_asked_for_even_where_no_condition_says_so() -> None:
    assert asked([READ(MICRO)]) == (READ(REGISTERED), READ(MICRO))
    assert not fits([], Facts(), TODAY)
    assert not fits([READ({"needs": "not", "of": REGISTERED})], Facts(), TODAY)


def one_or_more(*values: str) -> some.SearchStrategy[list[str]]:
    """Some of the given words, each once."""
    return some.lists(some.sampled_from(values), min_size=1, max_size=3, unique=True)


def leaf(needs: str, **parts: some.SearchStrategy[Any]) -> some.SearchStrategy[Need]:
    """A single condition of a kind."""
    return some.fixed_dictionaries({"needs": some.just(needs), **parts}).map(READ)


LEAVES = some.one_of(
    leaf("registered"),
    leaf("licensed"),
    leaf("paper", kinds=one_or_more(*PAPERS)),
    leaf("production", states=one_or_more("smooth", "halting", "stopped", "not_yet", "unknown")),
    leaf("commodity", commodities=one_or_more(*COMMODITIES)),
    leaf("district", districts=one_or_more(HERE, THERE)),
    leaf(
        "size",
        scale=some.sampled_from(["umkm", "industry", "bps"]),
        sizes=one_or_more("micro", "small", "medium", "large"),
    ),
    leaf("years", least=some.sampled_from([1, 2, 3])),
    leaf("figures", within_years=some.sampled_from([1, 2, 3])),
    leaf("grade", of=some.sampled_from(["quality", "readiness"]), least=some.sampled_from([0, 60, 100])),
    leaf("no_case", gravities=one_or_more("minor", "serious", "grave")),
    leaf("no_finding", gravities=one_or_more("minor", "major", "critical")),
    leaf("not_helped", kinds=one_or_more(*Support.Kind.values), within_years=some.sampled_from([0, 1, 3])),
    leaf("member", kinds=one_or_more("sentra", "kub")),
    leaf("complete", parts=one_or_more(*FULL["parts"])),
)


def trees(depth: int) -> some.SearchStrategy[Need]:
    """Conditions of chance, nested so deep at most."""
    if depth == 0:
        return LEAVES
    part = trees(depth - 1)
    several = some.lists(part, min_size=1, max_size=3).map(lambda parts: tuple(parts))
    return some.one_of(
        LEAVES,
        several.map(lambda parts: AllOf(needs="all", of=parts)),
        several.map(lambda parts: AnyOf(needs="any", of=parts)),
        part.map(lambda one: Not(needs="not", of=one)),
    )


CONDITIONS = some.lists(trees(3), max_size=4)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=some.integers(0, 2**32), size=some.integers(1, 36), asked_of=some.lists(CONDITIONS, min_size=6, max_size=6))
def test_the_database_finds_and_counts_what_judging_one_by_one_does(
    seed: int, size: int, asked_of: list[list[Need]]
) -> None:
    with transaction.atomic():
        register_of_chance(Random(seed), size)
        facts = facts_of(Business.objects.all())
        assert len(facts) == size
        for conditions in asked_of:
            fitting = {pk for pk, one in facts.items() if fits(conditions, one, TODAY)}
            found = Business.objects.filter(rows_that_fit(conditions, TODAY))
            assert set(found.values_list("pk", flat=True)) == fitting
            opposite = Business.objects.filter(~rows_that_fit(conditions, TODAY))
            assert set(opposite.values_list("pk", flat=True)) == facts.keys() - fitting
            check_counted(conditions, list(facts.values()))
        transaction.set_rollback(True)


def check_counted(conditions: list[Need], facts: list[Facts]) -> None:
    """Count again, one by one."""
    told = [(one.district, explained(conditions, one, TODAY)) for one in facts]
    whole, districts = Share(), dict[str, Share]()
    for district, judgements in told:
        for share in (whole, districts.setdefault(district, Share())):
            share.add(1, fitting=all(one.met for one in judgements))
    found = counted(Business.objects.all(), conditions, TODAY)
    assert (found.whole, found.districts) == (whole, districts)
    failing = [[place for place, one in enumerate(judgements) if not one.met] for _district, judgements in told]
    assert list(found.missed) == [
        Missed(need, sum(place in one for one in failing), sum(one == [place] for one in failing))
        for place, need in enumerate(asked(conditions))
    ]


FACTS = some.builds(
    Facts,
    licensed=some.booleans(),
    papers=some.dictionaries(some.sampled_from(PAPERS), some.none()),
    commodity=some.sampled_from(["", *COMMODITIES]),
    founded=some.sampled_from([None, date(2015, 2, 1)]),
    quality=some.none() | some.integers(0, 100),
    registered=some.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(facts=FACTS, conditions=CONDITIONS)
def test_who_is_not_on_the_register_never_fits_and_all_else_can_be_lifted(facts: Facts, conditions: list[Need]) -> None:
    lifted = {key_of(one) for one in (READ(REGISTERED), *conditions)}
    assert fits(conditions, facts, TODAY, lifted) == facts.registered
