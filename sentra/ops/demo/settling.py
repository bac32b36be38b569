"""What is left of the past when it is over: mails that went out, notices that were read, views that officers keep."""

from datetime import timedelta

from django.db import connection
from django.db.models import F, Q

from sentra.kernel import clock
from sentra.ops.demo import texts
from sentra.ops.demo.officers import Office
from sentra.outbox.jobs import MOST_ATTEMPTS, deliver_mail
from sentra.outbox.models import Mail, MailStatus, Notice
from sentra.people.saved import view_save

READ_AFTER = timedelta(days=6)
REGISTER_VIEWS = (
    ("disperindag", "Izin segera berakhir", "legal=expiring&sort=ends", True),
    ("disperindag", "Tercatat, belum berizin", "listed=recorded&legal=none", True),
)
VIEWS = (
    ("verifikator", "Terlambat hari ini", "verification", "late=1", True),
    ("verifikator", "SPP-IRT terbaru", "verification", "service=spp_irt&sort=newest", False),
    ("surveyor", "Kunjungan saya", "survey", "mine=1", False),
    ("kepala", "Senapan angin", "all", "commodity=senapan_angin", True),
)


def mails_settle() -> None:
    """Let all mails have been sent at once, and take their jobs away; the newest failed, for somebody to try again."""
    Mail.objects.update(status=MailStatus.SENT, attempts=1, sent_at=F("made_at"))
    newest = Mail.objects.order_by("-made_at", "-pk").values("pk")[:1]
    Mail.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).update(
        status=MailStatus.FAILED, attempts=MOST_ATTEMPTS, sent_at=None, last_error=texts.MAIL_FAULT
    )
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = %s", [deliver_mail.name])


def notices_settle() -> None:
    """Let older notices have been read, and some of the newer ones."""
    old = Q(at__lt=clock.now() - READ_AFTER)
    Notice.objects.filter(old).update(read_at=F("at") + timedelta(hours=2))


def views_keep(office: Office) -> None:
    """Let officers keep some views of their queues and of the register, some of them shared."""
    for key, name, queue, query, shared in VIEWS:
        view_save(actor=office[key], page=f"queue:{queue}", name=name, query=query, shared=shared)
    for key, name, query, shared in REGISTER_VIEWS:
        view_save(actor=office[key], page="register", name=name, query=query, shared=shared)
