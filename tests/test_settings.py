"""The settings: one table of them, and a production that refuses to start unsafely, saying why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sentra.config.env import ROOT, Env, table, unsafe, variables

SAFE = {
    "SENTRA_MODE": "production",
    "SENTRA_SECRET_KEY": "s" * 50,
    "SENTRA_DATA_KEY": "d" * 50,
    "SENTRA_HOSTS": "sentra.example",
    "SENTRA_BASE_URL": "https://sentra.example",
    "SENTRA_MAIL_URL": "smtp://mail.sentra.example:587?tls=1",
    "SENTRA_PROXIES": "1",
    "SENTRA_SIGNING_P12": "keys/office.p12",
}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, _field in variables():
        monkeypatch.delenv(name, raising=False)


def env(monkeypatch: pytest.MonkeyPatch, **changes: str) -> Env:
    """Read the settings as a safe production with some changes has them."""
    for name, value in {**SAFE, **changes}.items():
        monkeypatch.setenv(name, value)
    return Env(_env_file=None)


def test_the_document_is_what_the_table_says() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == table()


def test_a_safe_production_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unsafe(env(monkeypatch)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SENTRA_DEBUG", "1"),
        ("SENTRA_SECRET_KEY", "demo-secret-not-for-production"),
        ("SENTRA_SECRET_KEY", "short"),
        ("SENTRA_DATA_KEY", "demo-secret-not-for-production"),
        ("SENTRA_DATA_KEY", "short"),
        ("SENTRA_DATA_KEY", "s" * 50),
        ("SENTRA_HOSTS", " , "),
        ("SENTRA_HOSTS", "sentra.example, *"),
        ("SENTRA_BASE_URL", ""),
        ("SENTRA_BASE_URL", "http://sentra.example"),
        ("SENTRA_PROXIES", "0"),
        ("SENTRA_MAIL_URL", "console://"),
    ],
)
def test_production_refuses_an_unsafe_value_and_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    faults = unsafe(env(monkeypatch, **{name: value}))
    assert len(faults) == 1
    assert name in faults[0]


def test_production_refuses_to_sign_with_the_demos_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    found = env(monkeypatch)
    found.signing_p12 = None
    assert [fault.partition(" ")[0] for fault in unsafe(found)] == ["SENTRA_SIGNING_P12"]


def test_the_demo_starts_with_nothing_set_and_is_where_its_port_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    found = Env(_env_file=None)
    assert unsafe(found) == []
    assert found.base_url == "http://127.0.0.1:8123"


def start(tmp_path: Path, **changes: str) -> "subprocess.CompletedProcess[str]":
    """Run `sentra health` with only these variables."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("SENTRA_", "DATABASE_", "PORT"))}
    wanted = {**bare, "PYTHONPATH": str(ROOT), "SENTRA_DATA_DIR": str(tmp_path), **changes}
    call = [sys.executable, "-m", "sentra", "health"]
    return subprocess.run(call, env=wanted, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_says_all_that_is_unsafe_and_starts_nothing(tmp_path: Path) -> None:
    ended = start(tmp_path, SENTRA_MODE="production", SENTRA_DEBUG="1")
    assert ended.returncode == 1
    for name in ("DEBUG", "SECRET_KEY", "DATA_KEY", "BASE_URL", "MAIL_URL", "SIGNING_P12"):
        assert f"SENTRA_{name}" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_command_names_a_value_that_cannot_be_read(tmp_path: Path) -> None:
    ended = start(tmp_path, PORT="eighty", SENTRA_WORKERS="0", SENTRA_MODE="test")
    assert ended.returncode == 1
    for name in ("PORT:", "SENTRA_WORKERS:", "SENTRA_MODE:"):
        assert name in ended.stderr
    assert "Traceback" not in ended.stderr
