"""`sentra web`: the web server alone; its processes load the program, this one needs only the settings."""

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from sentra.ops.lifeline import end_with_starter

THREADS = 4
GRACE_SECONDS = 8


def web() -> int:
    """Answer requests until stopped: processes of four threads each, replaced when one dies."""
    end_with_starter()
    env = settings.ENV
    Granian(
        "sentra.config.wsgi:application",
        address=env.listen,
        port=env.port,
        interface=Interfaces.WSGI,
        workers=env.workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        respawn_interval=1.0,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()
    return 0
