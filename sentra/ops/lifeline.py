"""Lets a process end with the one that started it, also when that one was killed and could tell nobody."""

import os
import signal
import threading
import time

VARIABLE = "SENTRA_PARENT"
LOOK_SECONDS = 1.0
GRACE_SECONDS = 15.0


def end_with(parent: int) -> None:
    """Stop this process soon after `parent`, its own parent, is gone: first politely, then for sure."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()


def end_with_starter() -> None:
    """Stop this process with the `sentra serve` that started it, if one did."""
    if parent := os.environ.get(VARIABLE, ""):
        end_with(int(parent))
