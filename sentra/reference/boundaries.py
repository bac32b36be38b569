"""Reading `boundaries.geojson`: where a regency's districts end, if its operator has the file; without it, none.

A feature collection (RFC 7946) of polygons in degrees; each feature's property `code` names its district.
"""

import json
from math import isfinite
from pathlib import Path
from typing import Any

from sentra.reference.parts import DistrictCode, Part
from sentra.reference.reading import Fault

NAME = "boundaries.geojson"
LARGEST = 20_000_000
"""More bytes than this are read by no web server; a regency at survey's detail has a tenth."""
Point = tuple[float, float]
Ring = tuple[Point, ...]
FEWEST = 4
"""A ring ends where it began: a triangle has four points."""


class Boundary(Part):
    """A district's outline: rings of longitude and latitude, outer ones and holes alike."""

    code: DistrictCode
    rings: tuple[Ring, ...]


def boundaries_read(root: Path, faults: list[Fault]) -> list[Boundary]:
    """Read the file where there is one; what is wrong becomes a fault."""
    path = root / NAME
    if not path.exists():
        return []
    try:
        if path.stat().st_size > LARGEST:
            faults.append(_fault("", f"at most {LARGEST // 1_000_000} MB; a simpler outline does"))
            return []
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        faults.append(_fault("", f"GeoJSON in UTF-8 ({error.__class__.__name__})"))
        return []
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list):
        faults.append(_fault("features", "a FeatureCollection"))
        return []
    found = [_boundary(place, feature, faults) for place, feature in enumerate(features)]
    return [one for one in found if one]


def boundary_faults(boundaries: list[Boundary], districts: list[str]) -> list[Fault]:
    """Tell which districts have no outline or two, and which outlines are of no district."""
    if not boundaries:
        return []
    codes = [one.code for one in boundaries]
    faults = [_fault("features", f"an outline of district {code}") for code in districts if code not in codes]
    faults += [
        _fault("features", f"a district of districts.csv, not {code}") for code in codes if code not in districts
    ]
    return faults + [
        _fault("features", f"one outline of {code}") for code in sorted(set(codes)) if codes.count(code) > 1
    ]


def _fault(where: str, expected: str) -> Fault:
    return Fault(NAME, 0, where, expected)


def _boundary(place: int, feature: Any, faults: list[Fault]) -> Boundary | None:
    where = f"features.{place}"
    try:
        code = feature["properties"]["code"]
        kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        polygons = {"Polygon": lambda: [coordinates], "MultiPolygon": lambda: list(coordinates)}[kind]()
        rings = tuple(_ring(ring) for polygon in polygons for ring in polygon)
        if not rings:
            raise ValueError("a polygon with at least one ring")
        return Boundary(code=code, rings=rings)
    except (KeyError, TypeError, ValueError, OverflowError):
        faults.append(_fault(where, "a feature with the property code and a Polygon or MultiPolygon in degrees"))
        return None


def _ring(ring: Any) -> Ring:
    points = tuple((float(point[0]), float(point[1])) for point in ring)
    if len(points) < FEWEST or points[0] != points[-1]:
        raise ValueError("a closed ring")
    if not all(isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90 for x, y in points):
        raise ValueError("degrees")
    return points
