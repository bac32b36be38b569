"""`make bench ONLY=print SIZE=500`: how long print editions of so many products take, and how heavy they are."""

import argparse
import resource
import sys
import time
from collections.abc import Sequence

from sentra.ops.bench_register import filled

PRODUCTS = 500
PHOTOGRAPHS = 40
BUSINESSES = 3_000
HEAD = f"{'':34}{'seconds':>9}{'CPU s':>8}{'MB':>8}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print line by line, in a database that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench_print", description=__doc__)
    parser.add_argument("--size", type=int, default=PRODUCTS, help="how many products an edition holds")
    parser.add_argument("--photographs", type=int, default=PHOTOGRAPHS, help="how many different photographs they have")
    options = parser.parse_args(arguments)
    with filled(max(BUSINESSES, options.size * 4)):
        from sentra.ops.bench_print_scene import editions, shared_milliseconds, stage  # noqa: PLC0415 - once it's ready

        many = stage(options.size, options.photographs)
        print(
            f"{many} products of the catalogue with {options.photographs} different photographs\n\n{HEAD}", flush=True
        )
        for name, make in editions():
            begin, used = time.perf_counter(), _used()
            weight = make()
            seconds, cpu = time.perf_counter() - begin, _used() - used
            print(f"{name:34}{seconds:9.1f}{cpu:8.1f}{weight / 1_000_000:8.1f}", flush=True)
        print(f"\na picture to share{'':16}{shared_milliseconds():9.0f} ms (drawn)", flush=True)
    return 0


def _used() -> float:
    """Give the processor's time of this process so far, all threads together."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
