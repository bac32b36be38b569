"""Who imports is told how the work in the background ended, where it waits, and that it stopped."""

from pathlib import Path

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from sentra.kernel.errors import Conflict
from sentra.outbox.models import Mail
from sentra.outbox.queries import notices_of, shown
from sentra.people.models import User
from sentra.registry.models import Business
from sentra.transfer.models import Import, State
from sentra.transfer.services.acts import import_go_on, import_take_over, import_undo
from sentra.transfer.services.begin import import_begin, understood_again
from sentra.transfer.services.settle import Answers, import_settle
from sentra.transfer.tests.importing import (
    BUDI,
    PRODUCT_HEADER,
    SITI,
    begun,
    disperindag,
    fresh,
    rehearsed,
    settled,
    taken_over,
)
from sentra.transfer.tests.sheets import Rows, xlsx
from sentra.transfer.worker.rehearsal import rehearse
from sentra.transfer.worker.stopped import stopped_tell
from sentra.transfer.worker.taking_over import take_over
from sentra.transfer.worker.undoing import undo

pytestmark = pytest.mark.django_db
TWO: Rows = [PRODUCT_HEADER, SITI, BUDI]


def told(user: User | None = None) -> list[str]:
    """Give the kinds of what somebody was told, the newest last."""
    notices = notices_of(user or disperindag()).order_by("pk")
    return list(notices.values_list("event__kind", flat=True))


def no_jobs() -> None:
    """Let every job be gone, as after the last of its tries."""
    ProcrastinateJob.objects.filter(task_name__startswith="transfer.").update(status="failed")


def test_each_work_tells_its_end_with_a_way_to_the_import(tmp_path: Path) -> None:
    imported = taken_over(tmp_path, TWO)
    import_undo(actor=disperindag(), import_id=imported.pk, version=imported.version)
    undo(imported.pk)
    assert told() == ["import_rehearsed", "import_applied", "import_undone"]
    first = notices_of(disperindag()).order_by("pk")[0]
    assert first.event.url == f"/petugas/impor/{imported.pk}/"
    assert "data.xlsx" in shown(first).subject
    assert "2 baru" in shown(first).summary
    assert not Mail.objects.exists()


def test_a_rehearsal_that_waits_for_an_answer_says_so(tmp_path: Path) -> None:
    rows = [["Nama Usaha", "Desa", "Kecamatan", "NIB", "Tanggal NIB"]]
    rows += [[f"Usaha {n}", "Jaten", "Wonodadi", f"{n:013}", "03/04/2024"] for n in (1, 2)]
    rehearse(settled(begun(tmp_path, rows)).pk)
    assert told() == ["import_asks"]


def test_a_rehearsal_that_lost_its_job_goes_back_to_its_columns(tmp_path: Path) -> None:
    imported = settled(begun(tmp_path, TWO))
    assert stopped_tell() == 0
    no_jobs()
    assert stopped_tell() == 1
    assert stopped_tell() == 0
    assert (fresh(imported).state, told()) == (State.COLUMNS, ["import_stopped"])
    again = settled(fresh(imported))
    rehearse(again.pk)
    assert (fresh(again).state, fresh(again).problem) == (State.REHEARSED, {})


def test_what_stopped_half_way_can_be_gone_on_with(tmp_path: Path) -> None:
    imported = rehearsed(tmp_path, TWO)
    import_take_over(actor=disperindag(), import_id=imported.pk, version=imported.version)
    with pytest.raises(Conflict):
        import_go_on(actor=disperindag(), import_id=imported.pk, version=fresh(imported).version)
    no_jobs()
    assert stopped_tell() == 1
    client = Client()
    client.force_login(disperindag())
    address = f"/petugas/impor/{imported.pk}/"
    page = client.get(address).content.decode()
    assert f"{address}lanjutkan/" in page
    assert "every 2s" not in page
    assert client.post(f"{address}lanjutkan/", {"version": fresh(imported).version}).status_code == 302
    assert stopped_tell() == 0
    assert "every 2s" in client.get(address).content.decode()
    take_over(imported.pk)
    assert (fresh(imported).state, Business.objects.count()) == (State.APPLIED, 2)


def test_the_operators_command_works_without_a_job_and_tells_nobody(tmp_path: Path) -> None:
    imported = import_begin(actor=None, path=xlsx(tmp_path / "data.xlsx", TWO), name="data.xlsx")
    answers = Answers(mapping=understood_again(imported).recognised.mapping, unit=1, year=2024)
    import_settle(actor=None, import_id=imported.pk, version=imported.version, answers=answers)
    assert stopped_tell() == 0
    rehearse(imported.pk)
    assert Import.objects.get().state == State.REHEARSED
    assert told() == []
