"""Setting up: each step once for the same inputs, a clear word where something is missing."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from sentra.ops import setup


@pytest.fixture
def prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment of its own, and a project of one file."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    (tmp_path / "a.lock").write_text("one")
    return tmp_path


def test_a_step_is_done_again_only_when_its_inputs_or_its_result_changed(prefix: Path) -> None:
    lock, done = prefix / "a.lock", []

    def work() -> None:
        done.append(lock.read_text())

    setup.step("a", "Working", [lock], work)
    setup.step("a", "Working", [lock], work)
    os.utime(lock, (1, 1))
    setup.step("a", "Working", [lock], work)
    assert done == ["one"]
    lock.write_text("two")
    setup.step("a", "Working", [lock], work)
    setup.step("a", "Working", [lock], work, stands=False)
    assert done == ["one", "two", "two"]


def test_a_step_that_failed_is_done_again(prefix: Path) -> None:
    def fail() -> None:
        raise setup.SetupFailed("no network")

    with pytest.raises(setup.SetupFailed):
        setup.step("a", "Working", [prefix / "a.lock"], fail)
    assert not setup.done("a", [prefix / "a.lock"])


def test_what_a_program_says_is_shown_only_where_it_fails(capfd: pytest.CaptureFixture[str]) -> None:
    setup.run_quietly("Listing", [sys.executable, "-c", "print('noise')"])
    assert capfd.readouterr() == ("", "")
    with pytest.raises(setup.SetupFailed, match=r"Listing failed(.|\n)*the reason"):
        setup.run_quietly("Listing", [sys.executable, "-c", "raise SystemExit('the reason')"])


def test_without_chromium_an_ordinary_user_is_told_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _program: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(setup.SetupFailed, match=r"package `chromium`.*set CHROMIUM"):
        setup.browser()
    monkeypatch.setenv("CHROMIUM", "/opt/chromium")
    setup.browser()


@pytest.mark.parametrize(
    ("version", "enough"), [("v20.1.0", True), ("v24.19.0", True), ("v18.20.0", False), ("", False)]
)
def test_the_machines_node_is_used_only_where_it_is_new_enough(tmp_path: Path, version: str, enough: bool) -> None:
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho {version}\n")
    node.chmod(0o755)
    assert (setup._major(str(node)) >= setup.LEAST_NODE) is enough
