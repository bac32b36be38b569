"""`make bench ONLY=long`: a CSV of a million rows of 25 columns from end to end; that takes an hour and a half."""

import argparse
import sys
from collections.abc import Sequence

from sentra.ops.bench_register import filled

ROWS = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print line by line, in a database that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench_long", description=__doc__)
    parser.add_argument("--size", type=int, default=ROWS, help="how many rows the sheet has")
    size = parser.parse_args(arguments).size
    with filled(0) as folder:
        from sentra.ops.bench_importing import TITLE, measure_long  # noqa: PLC0415 - as in `bench_transfer`

        print(TITLE, flush=True)
        for line in measure_long(folder, size):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
