"""An operator's boundary file: it is checked, and a real map stands in the place of the tiles."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from sentra.insights.pack_check import figure_faults
from sentra.insights.tests.making_months import HERE, month, present, regency
from sentra.people.models import Role
from sentra.reference.boundaries import NAME
from sentra.reference.checking import check_pack
from sentra.reference.loading import current_pack
from sentra.registry.tests.register import of, text

PACK = Path(__file__).resolve().parents[3] / "packs" / "blitar"


def feature(code: str, row: int, col: int) -> dict[str, Any]:
    """A made-up district: a square where its tile lies."""
    west, south = 112.0 + col / 10, -8.0 - row / 10
    ring = [[west, south], [west + 0.1, south], [west + 0.1, south - 0.1], [west, south - 0.1], [west, south]]
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the pack with made-up boundaries."""
    root = tmp_path / "blitar"
    shutil.copytree(PACK, root)
    write(root, [feature(one.code, one.row, one.col) for one in current_pack().districts])
    return root


def write(root: Path, features: Any) -> None:
    """Put features into the file."""
    (root / NAME).write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def test_a_sound_file_has_no_fault(pack: Path) -> None:
    assert check_pack(pack) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda features: features.pop(), "an outline of district 35.05.22"),
        (lambda features: features.append(features[0]), "one outline of 35.05.01"),
        (lambda features: features[0]["properties"].update(code="35.06.01"), "a district of districts.csv"),
        (lambda features: features[0]["properties"].clear(), "the property code"),
        (lambda features: features[0].update(geometry=None), "a Polygon or MultiPolygon"),
        (lambda features: features[0]["geometry"].update(type="Point"), "a Polygon or MultiPolygon"),
        (lambda features: features[0]["geometry"]["coordinates"][0].pop(), "a Polygon or MultiPolygon"),
        (lambda features: features[0]["geometry"]["coordinates"][0][0].__setitem__(0, 1e9), "in degrees"),
        (lambda features: features[0]["geometry"]["coordinates"].clear(), "a Polygon or MultiPolygon"),
        (lambda features: features.__setitem__(0, 7), "a Polygon or MultiPolygon"),
    ],
)
def test_what_is_wrong_in_it_is_told(pack: Path, change: Any, expected: str) -> None:
    features = json.loads((pack / NAME).read_text(encoding="utf-8"))["features"]
    change(features)
    write(pack, features)
    assert any(one.file == NAME and expected in one.expected for one in check_pack(pack))


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"features": 3}', "\x00", "[" * 100_000])
def test_what_is_no_geojson_is_a_fault_and_no_crash(pack: Path, words: str) -> None:
    (pack / NAME).write_text(words, encoding="utf-8")
    assert [one.file for one in check_pack(pack)] == [NAME]


@pytest.mark.django_db
def test_the_map_takes_the_place_of_the_tiles(pack: Path, settings: Any) -> None:
    month(present(), regency(100, 50, legal=90))
    assert "fig-tiles" in text(of(Role.LEADER).get(reverse("insights:leader")))
    settings.SENTRA_PACK = pack
    page = text(of(Role.LEADER).get(reverse("insights:leader")))
    assert "fig-tiles" not in page
    assert page.count('class="shade-0" d="M') == len(current_pack().districts) - 2
    assert f'<a href="{reverse("insights:district", args=[HERE])}" aria-label="Kanigoro: 90,0 %"' in page


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("figure: known", "figure: knwon", "a figure of the catalogue, not knwon"),
        ("measures: [legal_share,", "measures: [promo_x,", "a figure of the catalogue"),
        ("public_figures: [known,", "public_figures: [investment,", "everybody may read"),
    ],
)
def test_figures_that_the_catalogue_does_not_know_are_told(pack: Path, old: str, new: str, expected: str) -> None:
    path = pack / "insights.yaml"
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    assert [expected in one.expected for one in figure_faults(pack)] == [True]
    assert figure_faults(PACK) == []
