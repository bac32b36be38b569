"""The `sentra` command: what each subcommand says and with which status it ends."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from sentra.licensing.tests.making import publish
from sentra.ops import cli, prepare, processes
from sentra.ops.health import findings
from sentra.outbox.models import Mail, MailStatus
from sentra.outbox.services import emit
from sentra.people.models import Role, User
from sentra.people.tests.people import owner

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PACK = str(Path(settings.SENTRA_PACK))


@pytest.fixture(autouse=True)
def _process_as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Undo what the command sets for its own process: its signals and its log."""
    monkeypatch.setattr("logging.config.dictConfig", lambda _settings: None)
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_wrong_call_has_status_two() -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["no-such-command"])
    assert ended.value.code == 2


def test_a_good_pack_passes_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", PACK]) == 0
    assert capsys.readouterr().out == f"{PACK}: no fault\n"


def test_a_pack_that_is_none_fails_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(tmp_path)]) == 1
    assert "regency.yaml" in capsys.readouterr().out


@pytest.mark.django_db
def test_what_is_no_file_and_no_document_of_ours_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(tmp_path / "none.pdf")]) == 2
    strange = tmp_path / "strange.pdf"
    strange.write_bytes(b"not a document")
    assert cli.main(["verify", str(strange)]) == 1
    assert "signed:   no" in capsys.readouterr().out


@pytest.mark.parametrize("at_once", ["", "1"])
def test_who_reads_may_go_away(monkeypatch: pytest.MonkeyPatch, at_once: str) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", at_once)
    call = [sys.executable, "-m", "sentra", "check", PACK]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as said:
        assert said.stdout
        assert said.stderr
        said.stdout.close()
        assert said.stderr.read() == b""
    assert said.returncode == cli.STOPPED + signal.SIGPIPE


def test_another_pipe_that_breaks_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_command: str, _options: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(cli, "run", broken)
    with pytest.raises(BrokenPipeError):
        cli.main(["check", PACK])


@pytest.mark.django_db
def test_an_administrator_is_made_once(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["createadmin", "--name", "Rini", "--email", "rini@example.id", "--password", "kopi-pahit-di-blitar"]
    assert cli.main(call) == 0
    assert User.objects.get(email="rini@example.id").duties.get().role == Role.ADMINISTRATOR
    assert cli.main(call) == 1
    assert capsys.readouterr().err


@pytest.mark.django_db
def test_demo_data_are_refused_beside_people(capsys: pytest.CaptureFixture[str]) -> None:
    owner()
    assert cli.main(["demo"]) == 1
    assert "already holds data" in capsys.readouterr().err


@pytest.mark.django_db
@override_settings(SENTRA_DEMO=False)
def test_demo_data_are_refused_in_production(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo"]) == 1
    assert "production" in capsys.readouterr().err
    with pytest.raises(RuntimeError, match="never built in production"):
        prepare.demo_fill()
    assert not User.objects.exists()


def test_a_taken_port_is_told_before_anything_is_started() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            processes.CannotServe, match=rf"127\.0\.0\.1:{port}: Address already in use.*PORT={port + 1}"
        ):
            processes.require_port("127.0.0.1", port, patience=0)


def test_one_serve_alone_uses_a_data_folder(tmp_path: Path) -> None:
    with processes.the_only_one(tmp_path, "http://127.0.0.1:1") as crashed:
        assert not crashed
        with (
            pytest.raises(processes.CannotServe, match=r"already running.*http://127\.0\.0\.1:1"),
            processes.the_only_one(tmp_path, "http://127.0.0.1:2"),
        ):
            pass
    with processes.the_only_one(tmp_path, "http://127.0.0.1:2") as crashed:
        assert not crashed


@pytest.mark.django_db
def test_health_names_a_worker_that_is_missing_and_mail_that_was_given_up() -> None:
    publish()
    with transaction.atomic():
        emit(kind="application_lapsed", record=owner(), to=[owner()], context={"number": "P-1"})
    Mail.objects.update(status=MailStatus.FAILED)
    found = {one.name: one for one in findings()}
    assert {name for name, one in found.items() if one.works} == {
        "database",
        "migrations",
        "pack",
        "disk",
        "audit",
        "jobs",
    }
    assert "none runs" in found["worker"].detail
    assert found["mail"].detail.startswith("0 waiting, 1 given up")


def test_translations_are_compiled_before_anything_can_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(cli, "compiled", lambda: done.append("compiled"))
    monkeypatch.setattr("django.setup", lambda: done.append("set up"))
    cli.main(["check", PACK])
    assert done == ["compiled", "set up"]
