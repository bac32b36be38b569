"""What `sentra health` looks at: each part with what it found, worst things named."""

import shutil
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max, Q
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

from sentra.audit.queries import verify_all
from sentra.kernel import clock
from sentra.ops.prepare import migrations_behind
from sentra.outbox.models import Mail, MailStatus
from sentra.reference.checking import check_pack

LEAST_FREE = 500 * 1024 * 1024
SILENT_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it works, and what was found."""

    name: str
    works: bool
    detail: str


def findings() -> list[Finding]:
    """Look at everything; what needs tables that aren't there yet is left out."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return [Finding("database", False, str(error).strip()), _disk()]
    behind = migrations_behind()
    state = f"{behind} to be applied; run `sentra migrate`" if behind else "all applied"
    found = [
        Finding("database", True, "answers"),
        Finding("migrations", behind == 0, state),
        _pack(),
        _disk(),
    ]
    return found if behind else [*found, _audit(), _worker(), _jobs(), _mail()]


def _pack() -> Finding:
    faults = check_pack(settings.SENTRA_PACK)
    return Finding("pack", not faults, f"{settings.SENTRA_PACK}: {len(faults)} faults")


def _disk() -> Finding:
    free = shutil.disk_usage(settings.SENTRA_DATA_DIR).free
    return Finding("disk", free > LEAST_FREE, f"{free // 1024 // 1024} MB free")


def _audit() -> Finding:
    chain = verify_all()
    return Finding("audit", chain.ok, f"{chain.entries} entries, {'unbroken' if chain.ok else 'BROKEN'}")


def _worker() -> Finding:
    last = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    if last is None:
        return Finding("worker", False, "none runs: mail and documents wait; run `sentra serve` or `sentra worker`")
    silence = clock.now() - last
    return Finding("worker", silence < SILENT_AFTER, f"last sign of life {silence.total_seconds():.0f} s ago")


def _jobs() -> Finding:
    """Tell of jobs that failed for good, and of those whose worker is gone; the next worker does the latter again."""
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gte=clock.now() - SILENT_AFTER)
    waiting = ProcrastinateJob.objects.filter(status="todo").exclude(scheduled_at__gt=clock.now()).count()
    failed = ProcrastinateEvent.objects.filter(type="failed", at__gte=clock.now() - timedelta(days=1)).count()
    stalled = ProcrastinateJob.objects.filter(status="doing").filter(~Q(worker__in=alive) | Q(worker=None)).count()
    told = f"{waiting} waiting, {stalled} stalled, {failed} failed within a day"
    return Finding("jobs", not failed and not stalled, told)


def _mail() -> Finding:
    waiting = Mail.objects.filter(status=MailStatus.WAITING).count()
    given_up = Mail.objects.filter(status=MailStatus.FAILED).count()
    return Finding("mail", not given_up, f"{waiting} waiting, {given_up} given up (/petugas/pengiriman/)")
