"""Every event is told in both languages, out of what the services really give, and with dates as people write them."""

import ast
from pathlib import Path

import pytest
from django.template.loader import get_template

from sentra.outbox.wording import require_wording, wording

SENTRA = Path(__file__).resolve().parents[1] / "sentra"
TEXTS = sorted(SENTRA.glob("*/templates/notices/*.txt"))
KINDS = sorted({path.name.split(".")[0] for path in TEXTS})
GIVEN_TO_ALL = {"number", "service_id", "service_en", "business"}
GIVEN_TO_HOLDERS = {"permit", "valid_until"}
GIVEN_TO_IMPORTERS = {"name", "state", "new", "update", "unchanged", "duplicate", "refused"}
GIVEN_OF_CASES = {"number", "product", "maker"}
GIVEN_OF_CALLS = {"title", "business"}
GIVEN_OF_ASSETS = {"number", "what", "business"}
HELPERS = {
    "tell_maker": GIVEN_OF_CASES,
    "tell_case_officer": GIVEN_OF_CASES,
    "tell_officers_of_case": GIVEN_OF_CASES,
    "tell_candidate": GIVEN_OF_CALLS,
    "tell_candidates": GIVEN_OF_CALLS,
    "tell_call_officers": {"title", "number"},
    "tell_asset_holder": GIVEN_OF_ASSETS,
    "tell_asset_officers": GIVEN_OF_ASSETS,
    "tell_page_owner": {"business"},
    "tell_curators": {"business"},
    "tell_applicant": GIVEN_TO_ALL,
    "tell_officers": GIVEN_TO_ALL,
    "tell_holder": GIVEN_TO_ALL | GIVEN_TO_HOLDERS,
    "import_tell": GIVEN_TO_IMPORTERS,
}
"""What each helper gives to every template, beside what a call of it gives."""
SAMPLES: dict[str, object] = {
    "number": "P-2026-000123",
    "service_id": "Tanda Daftar Industri",
    "service_en": "Industrial registration",
    "business": "Batik <Sari> & Rekan",
    "count": 12,
    "left": 3,
    "amount": 1_500_000,
    "deemed": True,
    **dict.fromkeys(("until", "due", "day", "valid_until"), "2026-11-24"),
}


def told() -> dict[str, set[str]]:
    """Read the services: which kinds are told, and the names of what each gives to its templates."""
    found: dict[str, set[str]] = {}
    for path in [*SENTRA.glob("*/services/*.py"), *SENTRA.glob("transfer/worker/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "emit":
                found |= emitted(node)
                continue
            if node.func.id not in HELPERS or len(node.args) < 2:
                continue
            given = {word.arg for word in node.keywords if word.arg} | HELPERS[node.func.id]
            for kind in kinds_of(node.args[1]):
                found[kind] = found.get(kind, given) & given
    return found


def emitted(call: ast.Call) -> dict[str, set[str]]:
    """Give the kind that is told without a helper, where kind and context stand in the call itself."""
    named = {one.arg: one.value for one in call.keywords}
    kind, context = named.get("kind"), named.get("context")
    if not isinstance(kind, ast.Constant) or not isinstance(context, ast.Dict):
        return {}
    return {str(kind.value): {str(key.value) for key in context.keys if isinstance(key, ast.Constant)}}


def kinds_of(argument: ast.expr) -> list[str]:
    """Give the kinds that an argument may name; `f"permit_{act}"` names one for each act on a permit."""
    if isinstance(argument, ast.Constant):
        return [str(argument.value)]
    if isinstance(argument, ast.JoinedStr):
        return [f"permit_{act}" for act in ("suspend", "lift", "revoke", "expire")]
    return []


def test_every_kind_that_is_told_has_words_and_the_other_way_round() -> None:
    assert sorted(told()) == KINDS
    for kind in KINDS:
        require_wording(kind)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_says_everything_it_has_a_place_for(kind: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = get_template(f"notices/{kind}.{language}.txt").template.engine  # type: ignore[attr-defined]
    monkeypatch.setattr(engine, "string_if_invalid", "UNKNOWN %s")
    data = {name: SAMPLES.get(name, f"<{name}> & co") for name in told()[kind]}
    words = wording(kind, language, data, "/permohonan/1/")
    assert "UNKNOWN" not in words.subject + words.text
    assert words.subject
    assert words.summary
    assert words.text.endswith("/permohonan/1/")
    assert not any(mark in words.subject + words.text for mark in ("{", "}", "&amp;", "2026-11-24", "None", "\n\n\n"))


@pytest.mark.parametrize(("language", "written"), [("id", "24 Agustus 2026"), ("en", "24 August 2026")])
def test_a_date_is_written_as_people_write_it(language: str, written: str) -> None:
    data = {**SAMPLES, "until": "2026-08-24"}
    assert written in wording("application_returned", language, data, "").text


def test_one_is_told_as_one() -> None:
    assert "There is one thing to correct" in wording("application_returned", "en", {**SAMPLES, "count": 1}, "").text
    assert wording("late_work", "en", {"count": 1, "numbers": "P-1"}, "").subject == "One application is late"
    assert wording("permit_ends", "en", {"left": 1, "permit": "1"}, "").subject == "Permit 1 ends in 1 day"
    assert wording("permit_ends", "id", {"left": 0, "permit": "1"}, "").subject == "Izin 1 berakhir hari ini"
