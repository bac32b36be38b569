"""What is killed in the middle is done once it is back: nothing lost, nothing doubled."""

import http.client
import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from tests.house import House, StallingMail, built, house, kill, wait_for

pytestmark = pytest.mark.kill


@pytest.fixture(scope="module")
def like() -> Iterator[Path]:
    """The house that those of these tests begin as copies of."""
    with built() as folder:
        yield folder


@pytest.fixture
def mail() -> Iterator[StallingMail]:
    """A mail server."""
    server = StallingMail()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_worker_killed_in_the_middle_of_a_mail_and_of_a_pdf(like: Path, mail: StallingMail) -> None:
    with house(like, SENTRA_MAIL_URL=f"smtp://127.0.0.1:{mail.port}") as own:
        document = own.scene("permit")["document"]
        with psycopg.connect(own.server.url) as barrier:
            barrier.execute("LOCK TABLE files_file IN SHARE ROW EXCLUSIVE MODE")
            worker = own.start("worker")
            wait_for("a mail on its way", mail.stalled.is_set)
            waiting = "SELECT 1 FROM pg_locks WHERE relation = 'files_file'::regclass AND NOT granted"
            wait_for("a PDF that is being kept", lambda: own.rows(waiting))
            kill(worker)
        assert own.rows("SELECT count(*) FROM documents_document WHERE file_id IS NOT NULL") == [(0,)]
        own.start("worker")
        unsent = "SELECT count(*) FROM outbox_mail WHERE status <> 'sent'"
        unmade = "SELECT count(*) FROM documents_document WHERE file_id IS NULL"
        wait_for("the mails", lambda: own.rows(unsent) == [(0,)])
        wait_for("the documents", lambda: own.rows(unmade) == [(0,)])
        _nothing_lost_or_doubled(own, mail)
        _is_genuine(own, document)


def _nothing_lost_or_doubled(own: House, mail: StallingMail) -> None:
    sent = [f"<{row[0]}@localhost>" for row in own.rows("SELECT id FROM outbox_mail")]
    assert sorted(mail.accepted) == sorted(sent)
    assert len(mail.abandoned) == 1
    assert mail.abandoned[0] in sent
    assert {row[0] for row in own.rows("SELECT attempts FROM outbox_mail")} == {1}
    made = own.rows("SELECT count(*), count(DISTINCT file_id) FROM documents_document")
    assert own.rows("SELECT count(*) FROM files_file WHERE media_type = 'application/pdf'") == [made[0][:1]]
    assert made[0][0] == made[0][1]
    left = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('doing', 'failed') AND queue_name <> 'upkeep'"
    wait_for("the jobs to be done with", lambda: own.rows(left) == [(0,)])


def _is_genuine(own: House, document: str) -> None:
    query = f"SELECT sha256 FROM files_file f JOIN documents_document d ON d.file_id = f.id WHERE d.id = '{document}'"
    sha256 = str(own.rows(query)[0][0])
    said = own.run("sentra", "verify", str(own.folder / "files" / sha256[:2] / sha256))
    assert "intact:   yes" in said


def free_port() -> int:
    """Give a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(own: House, method: str, path: str, session: str) -> tuple[int, str, str]:
    """Ask the web server as somebody who is signed in; gives status, place to go on, and page."""
    connection = http.client.HTTPConnection("127.0.0.1", int(own.variables["PORT"]), timeout=60)
    token = "t" * 32
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urlencode({"csrfmiddlewaretoken": token}) if method == "POST" else None
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()
    finally:
        connection.close()


def is_up(own: House, session: str) -> bool:
    """Tell whether the web server answers with the database behind it."""
    try:
        return ask(own, "GET", "/sehat/", session)[0] == 200
    except OSError:
        return False


def is_gone(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    """Tell whether a connection's server is gone."""
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return True
    return False


def test_postgresql_killed_during_a_submit_leaves_the_draft_intact_and_comes_back(like: Path) -> None:
    with house(like, PORT=str(free_port()), SENTRA_WORKERS="1") as own:
        scene = own.scene("draft")
        session, path = scene["session"], f"/permohonan/{scene['application']}/periksa/"
        draft = "SELECT status, number, answers::text, version FROM licensing_application"
        before = own.rows(draft)
        own.start("serve")
        wait_for("the web server", lambda: is_up(own, session))
        answers: list[tuple[int, str, str]] = []
        barrier = psycopg.connect(own.server.url)
        barrier.execute("SELECT 1 FROM licensing_application FOR UPDATE")
        sending = threading.Thread(target=lambda: answers.append(ask(own, "POST", path, session)))
        sending.start()
        waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%licensing_app%'"
        wait_for("a submit that waits for its turn", lambda: own.rows(waiting))
        postmaster = (own.folder / "postgres" / "cluster" / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(postmaster), signal.SIGKILL)
        wait_for("the end of the server", lambda: is_gone(barrier))
        sending.join(60)
        status, _place, page = answers[0]
        assert status == 503
        assert "Traceback" not in page
        assert "<h1" in page
        wait_for("the database", lambda: is_up(own, session))
        assert own.rows(draft) == before
        status, place, _page = ask(own, "POST", path, session)
        assert (status, place.startswith("/permohonan/")) == (302, True)
        assert own.rows("SELECT status FROM licensing_application") == [("verification",)]
