"""A pytest plugin: a PostgreSQL for the tests, started before the settings are read.

Only the main process starts and stops it; the workers of xdist inherit its address, and keep their files apart.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sentra.ops import embedded, messages

LONG = ("browser", "kill", "migrates")
_running: list[embedded.EmbeddedPostgres] = []
_folders: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the database, unless `DATABASE_URL` names one, with a data folder and the translations of now.

    Each run has a server of its own, so that two runs at once don't meet. The sessions of the tests say so, and only in
    them may the audit be emptied. What `sentra serve` collected of styles and scripts may be old: it isn't used.
    """
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        own = Path(os.environ["SENTRA_DATA_DIR"]) / worker
        own.mkdir(exist_ok=True)
        os.environ["SENTRA_DATA_DIR"] = str(own)
        return
    messages.compiled()
    folder = Path(tempfile.mkdtemp(prefix="sentra-tests-"))
    folder.chmod(0o755)
    _folders.append(folder)
    os.environ["SENTRA_DATA_DIR"] = str(folder)
    static = folder / "static"
    static.mkdir()
    os.environ["SENTRA_STATIC_DIR"] = str(static)
    os.environ["PGOPTIONS"] = "-c sentra.test_database=on"
    if not os.environ.get("DATABASE_URL"):
        server = embedded.start(folder / "postgres", for_tests=True)
        _running.append(server)
        os.environ["DATABASE_URL"] = server.url


def pytest_unconfigure() -> None:
    """Stop what was started."""
    while _running:
        _running.pop().stop()
    while _folders:
        shutil.rmtree(_folders.pop(), ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that no worker is left alone with one at the end."""
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in LONG))


@pytest.fixture(autouse=True)
def _quiet_language() -> Iterator[None]:
    """Let each test begin in the language of the site."""
    from django.utils import translation  # noqa: PLC0415 - the settings are not ready when this module is read

    with translation.override("id"):
        yield


@pytest.fixture(autouse=True)
def _nothing_published_before() -> None:
    """Let each test read anew what is published: where tables were made anew, numbers begin again."""
    from sentra.licensing.models.application import (  # noqa: PLC0415 - the settings are not ready when this is read
        revision_published,
    )
    from sentra.reference.models import checklist_published  # noqa: PLC0415 - see above

    revision_published.cache_clear()
    checklist_published.cache_clear()


@pytest.fixture(autouse=True)
def _no_job_left(request: pytest.FixtureRequest, _django_db_helper: None) -> Iterator[None]:
    """Leave no job behind where a test really commits: Django empties only the tables that it made itself."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if commits or (marker and marker.kwargs.get("transaction")):
        from django.db import connection  # noqa: PLC0415 - the settings are not ready when this module is read

        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
