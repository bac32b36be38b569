"""Searching the register: stems, beginnings, numbers, typing errors, and what is meant to break it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.registry.filters import RegisterFilter
from sentra.registry.found import Found, businesses_found
from sentra.registry.models import SearchWord
from sentra.registry.search import may_be_often, meant
from sentra.registry.services.words import words_count, words_learn
from sentra.registry.tests.register import known, owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register() -> None:
    known("Keripik Nanas Barokah", products=["Keripik nanas"], owner=owner_of("Tumini Rahayu", phone="+6281234567890"))
    known("Sambel Pecel Mbok Siti", products=["Sambel pecel"], nib="1234567890123", phone="+6285712345678")
    known("Batik Tulis Sekar Jagad", products=["Kain batik"], owner=owner_of("Soekarno Wibowo"))
    known("Kerajinan Batok Kelapa", owner=owner_of("Pemilik Kerajinan"))
    words_count()


def found(words: str) -> Found:
    """Search as an officer of all districts."""
    return businesses_found(officer(Role.AUDITOR), RegisterFilter.read({"q": words}))


def names(words: str) -> list[str]:
    """Give the names of what words find, as they were typed."""
    result = found(words)
    return [] if result.corrected else [row.name for row in result.page.rows]


KERIPIK, PECEL, BATIK, BATOK = (
    "Keripik Nanas Barokah",
    "Sambel Pecel Mbok Siti",
    "Batik Tulis Sekar Jagad",
    "Kerajinan Batok Kelapa",
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("keripik", [KERIPIK]),
        ("KERIPIK nanas", [KERIPIK]),
        ("nanas keripik", [KERIPIK]),
        ("ker", [BATOK, KERIPIK]),
        ("keri", [KERIPIK]),
        ("kerip", [KERIPIK]),
        ("keripi", [KERIPIK]),
        ("kerajinan", [BATOK]),
        ("kerajin", [BATOK]),
        ("tumini", [KERIPIK]),
        ("mbok si", [PECEL]),
        ("kanigoro batik", [BATIK]),
        ("batik keripik", []),
        ("IKM-3505-000002", [PECEL]),
        ("ikm 3505 2", [PECEL]),
        ("ikm 3505 9", []),
        ("000003", [BATIK]),
        ("3", [BATIK]),
        ("1234567890123", [PECEL]),
        ("1234 5678 90123", [PECEL]),
        ("9234567890123", []),
        ("081234567890", [KERIPIK]),
        ("+62 812-3456-7890", [KERIPIK]),
        ("085712345678", [PECEL]),
        ("089999999999", []),
        ("…", []),
    ],
)
def test_words_find(words: str, expected: list[str]) -> None:
    assert names(words) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kripik", "keripik"),
        ("keripki", "keripik"),
        ("sambal pecel", "sambel pecel"),
        ("batik tulsi", "batik tulis"),
        ("sukarno", "soekarno"),
        ("keripik", ""),
        ("kerip", ""),
        ("xyzzy", ""),
        ("bat", ""),
        ("1234567890124", ""),
        ("", ""),
        ("…", ""),
    ],
)
def test_what_was_meant_is_guessed_from_the_words_of_the_register(typed: str, expected: str) -> None:
    assert meant(typed) == expected


def test_a_misspelt_search_shows_what_was_probably_meant_and_says_so() -> None:
    result = found("kripik")
    assert (result.corrected, result.meant, result.count) == (True, "keripik", 1)
    assert result.page.rows[0].name == KERIPIK


def test_a_guess_that_finds_nothing_either_is_only_offered() -> None:
    result = found("kripik batik")
    assert (result.corrected, result.meant, result.count) == (False, "keripik batik", 0)


def test_the_best_match_comes_first() -> None:
    known("Toko Batik")
    known("Batik", owner=owner_of("Orang Lain"))
    known("Usaha Lain", owner=owner_of("Batik Suryani"))
    known("Usaha Jauh", products=["batik"])
    assert names("batik") == ["Batik", BATIK, "Toko Batik", "Usaha Lain", "Usaha Jauh"]


def test_words_that_a_great_many_match_are_answered_from_a_tenth_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, most in (("MOST_WITH_WORDS", 1), ("FEW", 1), ("MOST_RANKED", 3)):
        monkeypatch.setattr(f"sentra.registry.found.{limit}", most)
    mills = [known(f"Gilingan {place:02d}", products=["Tepung tapioka"]) for place in range(24)]
    tenth = {one.pk for one in mills if one.register_number.endswith("7")}
    assert len(tenth) > 1
    words_count()
    assert meant("tapioak") == "tapioka"  # so that the words are known, with how often each is used
    assert may_be_often("tapioka", 10)
    assert may_be_often("gilingan tapi", 10)
    assert not may_be_often("tapioka", 1000)
    assert not may_be_often("tapioka barokah", 10)
    assert not may_be_often("tapioka tidakada", 10)
    result = found("tapioka")
    assert result.more
    assert {row.pk for row in result.page.rows} <= tenth
    first, *_others = found("gilingan 13").page.rows
    assert first.name == "Gilingan 13"


@pytest.mark.parametrize(
    "hostile",
    [
        "'; :* & | !",
        "' OR 1=1 --",
        "\\",
        "a:*b",
        "()",
        "!!!",
        "<->",
        "a & ",
        "%",
        "_",
        "\x00keripik",
        "a" * 10_000,
        "1e5 0x1f 2.5e",
    ],
)
def test_hostile_words_break_nothing(hostile: str) -> None:
    assert found(hostile).count >= 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some.text(max_size=60))
def test_whatever_is_typed_is_answered(words: str) -> None:
    assert found(words).count >= 0


def test_words_are_learned_once_and_counted() -> None:
    assert SearchWord.objects.get(word="keripik").businesses == 1
    assert SearchWord.objects.get(word="kanigoro").businesses == 4
    assert not SearchWord.objects.filter(word__regex="[0-9]").exists()
    fresh = known("Gerabah Penataran")
    assert words_learn(fresh.updated_at) == 2
    assert words_learn(fresh.updated_at) == 0
    assert meant("gerbah") == "gerabah"
