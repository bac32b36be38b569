"""`make bench ONLY=transfer`: importing and exporting 100,000 rows of 25 columns, beside django-import-export.

`make bench ONLY=long`: a CSV of a million rows from end to end; that takes an hour and a half.
"""

import argparse
import sys
from collections.abc import Sequence

from sentra.ops.bench_register import filled

ROWS = 100_000
ROWS_OF_LONG = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print line by line, in a database that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench_transfer", description=__doc__)
    parser.add_argument("--size", type=int, help="how many rows the sheet has")
    parser.add_argument("--long", action="store_true", help="one long CSV from end to end, and nothing else")
    options = parser.parse_args(arguments)
    size = options.size or (ROWS_OF_LONG if options.long else ROWS)
    with filled(0) as folder:
        from sentra.ops.bench_importing import (  # noqa: PLC0415 - tables are there once Django is ready
            TITLE,
            measure,
            measure_long,
        )

        print(TITLE, flush=True)
        for line in (measure_long if options.long else measure)(folder, size):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
