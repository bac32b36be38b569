"""`make bench ONLY=figures SIZE=100000`: the leaders' figures, beside raw SQL and beside DuckDB, in one run.

A synthetic register gets ten years of history: businesses recorded over ten years, figures of ten years for each, and
120 months of summaries. One month is counted by the jobs' own functions, which is timed; the others repeat it, for
reading doesn't ask what stands in a cell. Then each question of the leaders' page is asked of the summaries (as the
page asks), of PostgreSQL over the base tables, and of DuckDB over the same tables exported, by one client each.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from sentra.ops.bench_register import PYTHON, SIZES, Times, asker, filled, rivals, sentra_served

HEAD = f"{'one client, milliseconds':38}{'ours':>16}{'raw SQL':>18}{'DuckDB':>18}\n{'':38}" + "     p50      p95" * 3


def line(name: str, times: Sequence[Times | None]) -> str:
    """Put what was measured into a line for the terminal."""
    return f"{name:38}" + "".join(f"{one.p50:8.1f} {one.p95:8.1f}" if one else f"{'–':>17}" for one in times)


def times(ask: Callable[[], object]) -> Times:
    """Ask again and again."""
    return Times.of(lambda _turn: ask())


def timed(what: str, do: Callable[[], object]) -> None:
    """Do something once and print how long it took."""
    begin = time.monotonic()
    do()
    print(f"{what:38}{time.monotonic() - begin:8.1f} s", flush=True)


def duckdb_times(folder: Path, statements: dict[str, str]) -> dict[str, Times]:
    """Ask DuckDB all statements over the exported tables, in an environment of its own."""
    rivals()
    (folder / "statements.json").write_text(json.dumps(statements))
    script = Path(__file__).with_name("bench_duckdb.py")
    answer = subprocess.run([str(PYTHON), str(script), str(folder)], capture_output=True, text=True, check=True)
    return {name: Times(*times) for name, times in json.loads(answer.stdout).items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill, count, ask; the status is 1 where something didn't come up or answer."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench_figures", description=__doc__)
    parser.add_argument("--size", type=int, help="how many businesses the register has")
    size = parser.parse_args(arguments).size
    try:
        for each in [size] if size else SIZES:
            run(each)
    except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
        print(getattr(error, "stderr", "") or error, file=sys.stderr)
        return 1
    return 0


def run(size: int) -> None:
    """Measure a register of one size."""
    with filled(size) as folder:
        from sentra.insights.services.count import month_count, month_look_back  # noqa: PLC0415 - once Django is ready
        from sentra.kernel import clock  # noqa: PLC0415 - as above
        from sentra.ops.bench_history import QUESTIONS, exported, history_write, leaders_session  # noqa: PLC0415 - as above

        month: date = clock.today().replace(day=1)
        timed("ten years of records, written", history_write)
        timed("the open month, counted", lambda: month_count(month))
        timed("a past month, as known today", lambda: month_look_back(clock.months_on(month, -13)))
        exported(folder)
        in_duckdb = duckdb_times(folder, {question.name: question.duckdb for question in QUESTIONS})
        print(HEAD, flush=True)
        for question in QUESTIONS:
            ours = times(partial(question.ours, month))
            raw = times(question.ask_raw)
            print(line(question.name, (ours, raw, in_duckdb[question.name])), flush=True)
        with sentra_served(folder) as port:
            page = asker(port, leaders_session())
            print(
                line("the leaders' page, whole", (times(partial(page, "/petugas/angka/")), None, None)),
                flush=True,
            )


if __name__ == "__main__":
    sys.exit(main())
