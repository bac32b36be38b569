"""The upkeep of the house, as periodic jobs: lost work gets a job again, what nobody needs any more is cleared."""

from importlib import import_module

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app

from sentra.documents.services import lookups_clear, unmade_documents_sweep
from sentra.files.services import unused_files_clear
from sentra.outbox.services import waiting_mails_sweep

FAILED_JOBS_HOURS = 30 * 24


@app.periodic(cron="*/5 * * * *")
@app.task(name="ops.sweep", queue="upkeep", queueing_lock="sweep")
def sweep(timestamp: int) -> None:
    """Give a job to each mail and each document that waits without one."""
    waiting_mails_sweep()
    unmade_documents_sweep()


@app.periodic(cron="40 19 * * *")
@app.task(name="ops.clear", queue="upkeep", queueing_lock="clear")
def clear(timestamp: int) -> None:
    """Clear, each night, sessions that ran out, look-ups that are only counted from now on, and files of no record."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    lookups_clear()
    unused_files_clear()


@app.periodic(cron="50 19 * * *")
@app.task(name="ops.clear_jobs", queue="upkeep", queueing_lock="clear_jobs", pass_context=True)
async def clear_jobs(context: JobContext, timestamp: int) -> None:
    """Forget, each night, the jobs that failed a month ago; those that succeeded are forgotten at once."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=FAILED_JOBS_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
