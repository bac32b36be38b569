"""The comparison: names as Indonesians write them, and what the weights make of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sentra.registry.matching.comparison import BUSINESS, OWNER, Comparison, Verdict
from sentra.registry.matching.keys import business_keys
from sentra.registry.matching.levels import (
    AS_ONE,
    Level,
    as_one,
    code_level,
    day_level,
    shared_level,
    text_level,
    words_level,
)
from sentra.registry.matching.names import Kind, words_of

ORDER = list(Level)[:-1]
"""The levels from most to least alike, without the unknown one."""


def level(one: str, other: str, kind: Kind) -> Level:
    """Compare two texts, both ways round."""
    told = words_level(words_of(one, kind), words_of(other, kind))
    assert told == words_level(words_of(other, kind), words_of(one, kind))
    return told


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        # old and new spelling
        ("Soekarno", "Sukarno", Level.SAME),
        ("Djoko Soesilo", "Joko Susilo", Level.SAME),
        ("Tjokroaminoto", "Cokroaminoto", Level.SAME),
        ("Sjamsoel Arifin", "Syamsul Arifin", Level.SAME),
        ("Chairul Anwar", "Khairul Anwar", Level.SAME),
        ("Jusuf", "Yusuf", Level.SOUND),
        ("Njoto", "Nyoto", Level.SOUND),
        ("Soelistijo", "Sulistyo", Level.SOUND),
        # heard alike
        ("Khusnul Khotimah", "Husnul Chotimah", Level.SOUND),
        ("Zainal Abidin", "Zaenal Abidin", Level.SOUND),
        ("Fitri", "Pitri", Level.SOUND),
        ("Slamet Hariyadi", "Slamet Hariadi", Level.SOUND),
        ("Fatimah", "Fatima", Level.SOUND),
        # titles
        ("Hj. Siti Aminah, S.E., M.Pd.", "SITI AMINAH", Level.SAME),
        ("Drs. H. Bambang Wibowo", "Bapak Bambang Wibowo", Level.SAME),
        ("Ir. Retno Utami SE", "Retno Utami", Level.SAME),
        # abbreviations and initials
        ("M. Yusuf", "Muhammad Yusuf", Level.SOUND),
        ("Moh. Yusuf", "Muhammad Yusuf", Level.SAME),
        ("Moh.Yusuf", "Muh. Yusuf", Level.SAME),
        ("Bambang W.", "Bambang Wibowo", Level.SOUND),
        ("Abd. Rahman", "Abdul Rahman", Level.SAME),
        # words changed about, drawn together, left out
        ("Siti Aminah", "Aminah Siti", Level.SAME),
        ("Siti Aminah", "Sitiaminah", Level.SOUND),
        ("Abdul Rahman Wahid", "Abdurrahman Wahid", Level.CLOSE),
        ("Siti Aminah", "Siti Nur Aminah", Level.PART),
        # typing errors
        ("Siti Aminah", "Siti Aminha", Level.CLOSE),
        ("Sumardi", "Sumadi", Level.CLOSE),
        # other people
        ("Siti Aminah", "Siti Rahayu", Level.OTHER),
        ("Bambang Wibowo", "Bambang Setiawan", Level.OTHER),
        ("Eko", "Eka", Level.OTHER),
        # other scripts
        ("王小明", "王小明", Level.SAME),
        ("ꦧꦠꦶꦏ꧀", "王小明", Level.OTHER),
        ("", "Siti", Level.UNKNOWN),
    ],
)
def test_names_of_people(one: str, other: str, how: Level) -> None:
    assert level(one, other, Kind.PERSON) == how


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("UD Batik Siti", "batik SITI", Level.SAME),
        ("Siti Batik", "Batik Siti", Level.SAME),
        ("CV. Makmur Jaya", "Toko Makmoer Djaja", Level.SOUND),
        ("Koperasi Tani Subur", "KUB Tani Subur", Level.SAME),
        ("Keripik Bu Siti", "Kripik Ibu Sitti", Level.SAME),
        ("Sambel Pecel Mbok Siti", "Sambal Pecel Bu Siti", Level.SAME),
        ("Batik2", "Batik 2", Level.SAME),
        ("Batik Siti 1", "Batik Siti 2", Level.OTHER),
        ("Batik Siti", "Gerabah Joko", Level.OTHER),
        ("Pecel Bu Sari", "Pecel Bu Siti", Level.SOME),
        ("Batik Tulis Sekar Jagad", "Batik Sekar Jagat", Level.PART),
        ("Sekar Jagad Collection", "Sekar Jagat Colection", Level.CLOSE),
        ("CV", "PT", Level.OTHER),
        ("王小明", "王小明", Level.SAME),
    ],
)
def test_names_of_firms(one: str, other: str, how: Level) -> None:
    assert level(one, other, Kind.FIRM) == how


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Kec. Kanigoro", "Kanigoro", Level.SAME),
        ("Ds. Tlogo Kec. Kanigoro", "Desa Tlogo, Kanigoro", Level.SAME),
        ("Dsn. Krajan RT 02 RW 03", "Dusun Krajan RT.2/RW.3", Level.SAME),
        ("Dusun Krajan RT 02 RW 03", "Krajan", Level.PART),
        ("Jl. Mawar No. 12", "Jalan Mawar 12", Level.SAME),
        ("Jl. Mawar 12", "Jl. Kenanga 12", Level.OTHER),
        ("Jl. Moestopo", "jl mustopo", Level.SAME),
    ],
)
def test_places(one: str, other: str, how: Level) -> None:
    assert level(one, other, Kind.PLACE) == how


def test_codes_and_days() -> None:
    assert text_level("9123456789012", "9123456789021") == Level.CLOSE
    assert text_level("9123456789012", "8123456789013") == Level.OTHER
    assert code_level("35.05.10", "35.05.11") == Level.OTHER
    assert shared_level({"+6281", "+6282"}, {"+6282"}) == Level.SAME
    assert shared_level({"+6281"}, set()) == Level.UNKNOWN
    assert day_level(date(1990, 5, 4), date(1990, 4, 5)) == Level.CLOSE
    assert day_level(date(1990, 5, 4), date(1990, 5, 14)) == Level.CLOSE
    assert day_level(date(1990, 5, 4), date(1971, 8, 17)) == Level.OTHER


SITI: Mapping[str, Any] = {
    "nib": "",
    "nik": "a",
    "npwp": frozenset(),
    "phone": frozenset({"+6281000000001"}),
    "name": "Sambel Pecel Bu Siti",
    "owner": "Siti Aminah",
    "village": "35.05.10.2003",
    "address": "Dusun Krajan RT 2 RW 3",
    "commodity": "sambel_pecel",
    "product": "Sambel pecel pedas",
}


def verdict(**other: Any) -> Verdict:
    """Compare Siti's business with another telling of it."""
    return BUSINESS.score(BUSINESS.prepare(SITI), BUSINESS.prepare({**SITI, **other})).verdict


def test_what_the_weights_make_of_it() -> None:
    assert verdict() == Verdict.SAME
    assert verdict(nik="", phone=frozenset(), address="", product="") == Verdict.SAME
    assert verdict(nik="", owner="Hj. St. Aminah, S.E.", name="UD Pecel Sambal Siti") == Verdict.SAME
    assert verdict(name="Batik Tulis Sekar Jagad", commodity="batik_tulis", product="Kain") == Verdict.DIFFERENT
    assert verdict(nik="", owner="Joko Susilo", phone=frozenset(), address="") == Verdict.DECIDE


def test_hard_identifiers_that_contradict_are_never_the_same() -> None:
    assert verdict(nik="b") == Verdict.DECIDE
    one = {**SITI, "nib": "1234567890123"}
    other = {**SITI, "nib": "9876543210987"}
    assert BUSINESS.score(BUSINESS.prepare(one), BUSINESS.prepare(other)).verdict != Verdict.SAME
    person = {
        "name": "Siti Aminah",
        "phone": frozenset({"1"}),
        "email": "siti@surel.example",
        "village": "35.05.10.2003",
    }
    prepared = [OWNER.prepare({"npwp": (), **person, "nik": nik}) for nik in "ab"]
    assert OWNER.score(*prepared).verdict != Verdict.SAME


def test_another_district_is_for_a_person_to_decide() -> None:
    assert verdict(village="35.05.01.2001") == Verdict.DECIDE


@pytest.mark.parametrize("comparison", [BUSINESS, OWNER])
def test_what_is_less_alike_never_weighs_more(comparison: Comparison) -> None:
    for field in comparison.fields:
        told = [field.weights[level] for level in ORDER if field.weights[level]]
        assert told == sorted(told, reverse=True)
        assert field.weights[Level.SAME] > 0 > field.weights[Level.OTHER]
        assert field.weights[Level.UNKNOWN] == 0


WORDS = some.text(max_size=30)
NAMES = some.lists(
    some.sampled_from(
        ["Siti", "Aminah", "Djoko", "M.", "H.", "Abd.", "Rahman", "Abdurrahman", "Soekarno", "Batik", "1", "2", "Jusuf"]
    ),
    max_size=5,
).map(" ".join)
KINDS = some.sampled_from(list(Kind))


@given(WORDS | NAMES, WORDS | NAMES, KINDS)
def test_two_names_are_as_one_where_their_level_says_so(one: str, other: str, kind: Kind) -> None:
    words = words_of(one, kind), words_of(other, kind)
    assert as_one(*words) == (words_level(*words) in AS_ONE)


@given(WORDS | NAMES, WORDS | NAMES, KINDS)
def test_a_comparison_is_the_same_both_ways_round(one: str, other: str, kind: Kind) -> None:
    level(one, other, kind)


@given(WORDS | NAMES, KINDS)
def test_a_name_is_the_same_as_itself(name: str, kind: Kind) -> None:
    words = words_of(name, kind)
    assert words_level(words, words._replace()) == (Level.SAME if name.strip() else Level.UNKNOWN)


RECORDS = some.fixed_dictionaries(
    {
        "nib": some.sampled_from(["", "1234567890123", "1234567890132"]),
        "nik": some.sampled_from(["", "a", "b"]),
        "npwp": some.sampled_from([frozenset(), frozenset("a"), frozenset("b")]),
        "phone": some.sampled_from([frozenset(), frozenset({"1"}), frozenset({"1", "2"})]),
        "name": NAMES,
        "owner": NAMES,
        "village": some.sampled_from(["", "35.05.10.2003", "35.05.10.2004", "35.05.01.2001"]),
        "address": NAMES,
        "commodity": some.sampled_from(["", "batik_tulis", "mebelair"]),
        "product": NAMES,
    }
)


@given(RECORDS, RECORDS)
def test_a_score_is_the_same_both_ways_round_and_none_only_where_different(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    mine, yours = BUSINESS.prepare(one), BUSINESS.prepare(other)
    score = BUSINESS.score(mine, yours)
    assert score == BUSINESS.score(yours, mine)
    assert score.bits == pytest.approx(BUSINESS.prior + sum(reason.bits for reason in score.reasons))
    assert BUSINESS.near(mine, yours) == (None if score.verdict == Verdict.DIFFERENT else score)


@given(RECORDS, RECORDS, some.sampled_from([field.name for field in BUSINESS.fields]))
def test_a_field_that_comes_to_agree_never_lowers_the_score(
    one: dict[str, Any], other: dict[str, Any], name: str
) -> None:
    agreeing = {**other, name: one[name]}
    before = BUSINESS.score(BUSINESS.prepare(one), BUSINESS.prepare(other))
    after = BUSINESS.score(BUSINESS.prepare(one), BUSINESS.prepare(agreeing))
    told = all(record[name] for record in (one, other))
    assert not told or after.bits >= before.bits - 1e-9 or words_tell_less(one, other, name)


def words_tell_less(one: dict[str, Any], other: dict[str, Any], name: str) -> bool:
    """Tell whether the name that agrees tells little by itself, as everyday words do."""
    kind = next(field.kind for field in BUSINESS.fields if field.name == name)
    return bool(kind) and words_of(one[name], kind).telling < 1


def test_the_same_business_told_otherwise_shares_a_key() -> None:
    told = {"village": "35.05.10.2003", "commodity": "sambel_pecel"}
    known = set(business_keys(name="Sambel Pecel Bu Siti", owner="Siti Aminah", phones=["+6281000000001"], **told))
    for name, owner, phones in (
        ("UD Pecel", "Hj. Sitti Aminah", []),
        ("Sambal Petjel Ibu Siti", "S. Aminah", []),
        ("Warung Makan", "Suami Siti", ["+6281000000001"]),
    ):
        assert known & set(business_keys(name=name, owner=owner, phones=phones, **told))
    assert not known & set(business_keys(name="Gerabah Joko", owner="Joko Susilo", phones=["+6281000000002"], **told))
