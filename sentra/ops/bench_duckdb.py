"""What `make bench ONLY=figures` measures our summaries beside: DuckDB over the same tables, exported as CSV.

Runs in the environment of the bench's packages, with none of Sentra's: `python bench_duckdb.py FOLDER` loads each CSV
of a folder as a table, asks each statement of `statements.json` and prints {name: [p50, p95]} in milliseconds as JSON.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import duckdb

ASKED = 40
MOST_SECONDS = 8.0
LEAST = 3


def times(connection: "duckdb.DuckDBPyConnection", statement: str) -> list[float]:
    """Ask again and again; the first turns only warm."""
    for _turn in range(LEAST):
        connection.execute(statement).fetchall()
    taken: list[float] = []
    until = time.monotonic() + MOST_SECONDS
    while len(taken) < LEAST or (len(taken) < ASKED and time.monotonic() < until):
        begin = time.perf_counter()
        connection.execute(statement).fetchall()
        taken.append((time.perf_counter() - begin) * 1000)
    return [statistics.median(taken), statistics.quantiles(taken, n=20)[18]]


def main(folder: Path) -> None:
    """Load and ask."""
    connection = duckdb.connect()
    for path in sorted(folder.glob("*.csv")):
        connection.execute(f"CREATE TABLE {path.stem} AS SELECT * FROM read_csv_auto('{path}', header=true)")  # noqa: S608 - our own files
    statements: dict[str, str] = json.loads((folder / "statements.json").read_text())
    print(json.dumps({name: times(connection, statement) for name, statement in statements.items()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
