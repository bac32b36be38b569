"""`sentra import`: rehearses, takes over, tells and reports."""

import json
from pathlib import Path

import pytest

from sentra.ops.cli import _parser
from sentra.ops.commands import COMMANDS
from sentra.registry.models import Business
from sentra.transfer.reading.reader import opened
from sentra.transfer.tests.importing import BUDI, PRODUCT_HEADER, SITI
from sentra.transfer.tests.sheets import xlsx

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> int:
    """Run the subcommand as the command line would."""
    options = _parser().parse_args(["import", *arguments])
    return COMMANDS["import"](options)


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    """A sheet of two businesses."""
    return str(xlsx(tmp_path / "data.xlsx", [PRODUCT_HEADER, SITI, BUDI]))


def test_a_dry_run_writes_nothing(sheet: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sheet, "--dry-run", "--json", "--unit", "1", "--year", "2024") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["outcomes"], told["profile"]) == ("rehearsed", {"new": 2}, "disperindag_produk")
    assert not Business.objects.exists()


def test_it_takes_over_and_reports(sheet: str, tmp_path: Path) -> None:
    report = tmp_path / "hasil.xlsx"
    assert run(sheet, "--unit", "1", "--year", "2024", "--report", str(report)) == 0
    assert Business.objects.count() == 2
    with opened(report) as table:
        assert len(list(table.rows)) == 3


def test_what_is_missing_is_asked_for(sheet: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sheet) == 1
    assert "unit" in capsys.readouterr().err


def test_a_file_that_is_none_is_a_wrong_call(tmp_path: Path, sheet: str) -> None:
    assert run(str(tmp_path / "nothing.xlsx")) == 2
    assert run(sheet, "--profile", "nothing") == 2
