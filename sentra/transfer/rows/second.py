"""The process that reads rows beside the one that works with the database: `python -m sentra.transfer.rows.second`.

It is told once how the sheet is to be read, then some rows at a time, and answers each time what they say. It asks no
database, and ends with whoever started it: then nothing more comes in.
"""

import os
import pickle
import sys
from contextlib import suppress

import django


def main() -> int:
    """Read what comes in until nothing does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.config.settings")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else is said must not stand among the answers
    django.setup()
    from sentra.transfer.rows.entries import RowReader  # noqa: PLC0415 - can be read only once Django is ready
    from sentra.transfer.rows.knowledge import current_knowledge  # noqa: PLC0415 - as above

    asked = sys.stdin.buffer
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        plan, manner = pickle.load(asked)  # noqa: S301 - from the process that started this one
        reader = RowReader(plan, manner, current_knowledge())
        while True:
            rows = pickle.load(asked)  # noqa: S301 - as above
            pickle.dump([reader.read(row) for row in rows], answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
