"""`make bench ONLY=transfer`: importing and exporting 100,000 rows of 25 columns, beside django-import-export."""

import argparse
import sys
from collections.abc import Sequence

from sentra.ops.bench_register import filled

ROWS = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print line by line, in a database that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench_transfer", description=__doc__)
    parser.add_argument("--size", type=int, default=ROWS, help="how many rows the sheet has")
    size = parser.parse_args(arguments).size
    with filled(0) as folder:
        from sentra.ops.bench_importing import TITLE, measure  # noqa: PLC0415 - tables are there once Django is ready

        print(TITLE, flush=True)
        for line in measure(folder, size):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
