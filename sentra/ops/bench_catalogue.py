"""`make bench ONLY=catalogue SIZE=100000`: the public catalogue with so many makers and three times as many products.

Each page is asked by eight clients as fast as they are answered: at addresses that nobody asked for yet (made anew),
and one address again and again (kept).
"""

import argparse
import http.client
import sys
from collections.abc import Sequence

from sentra.ops.bench import CLIENTS, Ask, Measured, measure, weight
from sentra.ops.bench_register import filled, sentra_served

MAKERS = 100_000
HEAD = f"{'':34}{'requests':>9}{'per s':>8}{'p50 ms':>8}{'p95 ms':>8}"


def line(one: Measured) -> str:
    """Put what was measured into a line for the terminal."""
    return f"{one.name:34}{one.requests:9}{one.per_second:8.0f}{one.p50:8.1f}{one.p95:8.1f}"


def ask_all(port: int, scenes: dict[str, list[str]]) -> None:
    """Ask each kind of page at many addresses and at one, and print line by line."""
    print(f"{CLIENTS} clients, milliseconds\n{HEAD}", flush=True)
    for name, addresses in scenes.items():
        fresh = [Ask("GET", address) for address in addresses]
        print(line(measure(f"{name}, made anew", port, fresh)), flush=True)
        print(line(measure(f"{name}, kept", port, fresh[:1])), flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill, serve, ask; the status is 1 where something didn't come up or answer."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench_catalogue", description=__doc__)
    parser.add_argument("--size", type=int, default=MAKERS, help="how many makers the catalogue has")
    size = parser.parse_args(arguments).size
    try:
        with filled(size) as folder:
            from sentra.ops.bench_listing import list_all, scenes  # noqa: PLC0415 - once Django is ready

            print(f"{list_all():,} products in the catalogue", flush=True)
            with sentra_served(folder) as port:
                ask_all(port, scenes())
                page = weight(port, "/katalog/")
                print(f"first visit {sum(size for _one, size in page) / 1000:.1f} kB on the wire", flush=True)
    except (RuntimeError, OSError, http.client.HTTPException) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
