"""`make bench ONLY=programmes SIZE=100000`: who of the whole register may join each kind of programme of the pack."""

import argparse
import sys
from collections.abc import Sequence

from sentra.ops.bench_register import filled

BUSINESSES = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print line by line, in a database that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench_programmes", description=__doc__)
    parser.add_argument("--size", type=int, default=BUSINESSES, help="how many businesses the register has")
    parser.add_argument("--explain", action="store_true", help="print the database's plans, too")
    options = parser.parse_args(arguments)
    with filled(options.size):
        from sentra.ops.bench_eligibility import HEAD, dress, measure  # noqa: PLC0415 - once Django is ready

        dress()
        print(HEAD, flush=True)
        for line in measure(explain=options.explain):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
