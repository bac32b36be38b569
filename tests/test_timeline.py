"""Every act that anything records is told in words, and so is every field that it names."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from sentra.audit.models import Entry
from sentra.audit.queries import as_told
from sentra.audit.words import acts_described, called, describe, fields_described
from sentra.cases.workflow import CASE
from sentra.licensing.workflow import APPLICATION, PERMIT
from sentra.registry.services.permit import SHOWN

SENTRA = Path(__file__).resolve().parents[1] / "sentra"
SOURCES = [path for path in SENTRA.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
PREFIXES = {
    "remember": "application.",
    "write_down": "register.",
    "case_remember": "case.",
    "remember_visit": "visit.",
} | {
    "call_remember": "call.",
    "candidate_remember": "candidate.",
    "asset_remember": "asset.",
    "maker_remember": "maker.",
    "campaign_remember": "campaign.",
    "edition_remember": "edition.",
    "issue_remember": "issue.",
}
"""The steps that record for their app: they take the act third, without its prefix."""
RECORDING = {"record", "audit_record", "first_entry", "Told", *PREFIXES}
WORKED_OUT = {
    "application.": set(APPLICATION.acts),
    "permit.": set(PERMIT.acts),
    "register.": set(),
    "case.": set(CASE.acts),
    "call.": set(),
    "candidate.": {"reject_objection", "uphold_objection"},
    "visit.": set(),
    "asset.": set(),
    "maker.": {"return", "hide", "take_out", "put_in", "show_product"},
    "campaign.": set(),
    "edition.": set(),
    "issue.": set(),
    "skm.": {"publish", "withhold", "done"},
}
"""Acts whose code is put together where they are recorded: all acts of the table that it comes from."""


def recordings() -> Iterator[tuple[Path, ast.Call]]:
    """Give every call that writes into the audit, with its module."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDING:
                yield path, node


def act_of(call: ast.Call) -> ast.expr | None:
    """Give what a recording says the act is."""
    named = next((one.value for one in call.keywords if one.arg == "act"), None)
    return named or (call.args[2] if len(call.args) > 2 else None)


def codes_of(expression: ast.expr, prefix: str) -> set[str]:
    """Give the act codes that an expression can have."""
    if isinstance(expression, ast.Constant):
        return {f"{prefix}{expression.value!s}"}
    if isinstance(expression, ast.IfExp):
        return codes_of(expression.body, prefix) | codes_of(expression.orelse, prefix)
    begin = prefix
    if isinstance(expression, ast.JoinedStr) and isinstance(expression.values[0], ast.Constant):
        begin = str(expression.values[0].value)
    return {f"{begin}{code}" for code in WORKED_OUT[begin]}


def fields_of(call: ast.Call) -> set[str]:
    """Give the fields that a recording names in `before` and `after`."""
    given = [one.value for one in call.keywords if one.arg in {"before", "after"}]
    keys = [key for value in given if isinstance(value, ast.Dict) for key in value.keys]
    return {str(key.value) for key in keys if isinstance(key, ast.Constant)}


def test_every_act_that_is_recorded_has_words() -> None:
    used: set[str] = set()
    for _path, call in recordings():
        expression = act_of(call)
        if expression is not None:
            used |= codes_of(expression, PREFIXES.get(call.func.id, ""))  # type: ignore[attr-defined]
    assert len(used) > 40
    assert used - acts_described() == set()


def test_every_act_of_the_tables_has_words() -> None:
    known = {f"{prefix}{code}" for prefix, codes in WORKED_OUT.items() for code in codes}
    assert known - acts_described() == set()


def test_every_field_that_is_recorded_has_words() -> None:
    named = {field for _path, call in recordings() for field in fields_of(call)}
    named |= {*SHOWN, "owner", "nik", "npwp", "answers", "relaxed_own_entry", "relaxed_two_stages"}
    assert named - fields_described() == set()


def test_no_two_apps_describe_the_same_act_differently() -> None:
    with pytest.raises(ValueError, match="describe the same"):
        describe(acts={"user.sign_up": "something else"})


def test_a_value_without_a_label_is_said_as_it_is() -> None:
    say = called({"a": "Anna"})
    assert [say("a"), say("b")] == ["Anna", "b"]


def told(act: str, before: dict[str, object], after: dict[str, object]) -> list[tuple[str, str, str]]:
    """Tell an entry in English: label, before, after."""
    entry = Entry(act=act, actor_name="Siti", at=datetime(2026, 5, 4, tzinfo=UTC), before=before, after=after)
    with translation.override("en"):
        return [(change.label, change.before, change.after) for change in as_told(entry).changes]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("status", "verification", "Papers are being checked"),
        ("permit_status", "suspended", "Suspended"),
        ("production", "halting", "Halting"),
        ("recommendation", "grant_with_advice", "Grant, with advice"),
        ("role", "verifier", "Verifier"),
        ("duties", {"verifier": ["35.05.10"], "head": []}, "Verifier (35.05.10), Head of office"),
        ("paper", "ktp", "Photograph of the owner's identity card"),
        ("papers", ["ktp", "deed"], "Photograph of the owner's identity card, Deed of establishment"),
        ("protected", "owner_nik", "NIK (identity number)"),
        ("service", "tdi", "Industry registration (TDI)"),
        ("district", "35.05.10", "Kanigoro"),
        ("legal_form", "cv", "CV (partnership)"),
        ("kind", "cuti_bersama", "collective leave (cuti bersama)"),
        ("good", True, "yes"),
        ("sha256", "0123456789abcdef", "0123456789ab…"),
        (
            "items",
            [{"kind": "paper", "code": "ktp", "reason": "Buram."}],
            "Photograph of the owner's identity card: Buram.",
        ),
        ("status", "unheard_of", "unheard_of"),
        ("name", "2026-13-45", "2026-13-45"),
        ("brand", None, ""),
    ],
)
def test_a_value_is_told_in_words(field: str, value: object, said: str) -> None:
    assert told("application.submit", {}, {field: value})[0][2] == said


def test_a_day_is_told_as_a_date() -> None:
    assert "May" in told("application.visit_plan", {}, {"planned_on": "2026-05-04"})[0][2]
    with translation.override("id"):
        entry = Entry(act="application.submit", actor_name="Siti", at=datetime(2026, 5, 4, tzinfo=UTC))
        assert as_told(entry).sentence != "application.submit"
