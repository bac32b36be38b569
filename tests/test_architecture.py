"""The house keeps its measures: small modules, short functions, no cycles, no cutting across."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(path for path in (ROOT / "sentra").rglob("*.py") if "migrations" not in path.parts)
MOST_LINES = 400
LONGEST_FUNCTION = 50


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give all functions of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_keeps_its_measures(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    long = [one.name for one in functions(path) if (one.end_lineno or 0) - one.lineno >= LONGEST_FUNCTION]
    assert lines <= MOST_LINES
    assert long == []


def silent_functions(path: Path) -> list[str]:
    """Give the public functions and methods without a docstring; a function inside another is no public one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    places = [tree.body, *(one.body for one in classes)]
    found = [node for body in places for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [one.name for one in found if not one.name.startswith("_") and not ast.get_docstring(one)]


def test_every_public_function_of_the_product_says_what_it_is_for() -> None:
    silent = {path.name: silent_functions(path) for path in MODULES if "tests" not in path.parts}
    assert {name: names for name, names in silent.items() if names} == {}


def test_status_is_assigned_in_one_place() -> None:
    assigning = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if "tests" not in path.parts and "application.status = " in path.read_text(encoding="utf-8")
    }
    assert assigning == {"sentra/licensing/services/common.py"}


def test_no_module_imports_itself_around_a_corner() -> None:
    graph = grimp.build_graph("sentra", exclude_type_checking_imports=True, cache_dir=None)
    TopologicalSorter({one: graph.find_modules_directly_imported_by(one) for one in graph.modules}).prepare()


def test_every_notice_is_of_a_kind_that_has_a_style() -> None:
    styles = (ROOT / "frontend/src/css/parts.css").read_text(encoding="utf-8")
    used = {
        kind
        for path in (ROOT / "sentra").rglob("*.html")
        for kind in re.findall(r'<c-notice kind="(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert {kind for kind in used - {"info"} if f".notice.{kind} {{" not in styles} == set()
