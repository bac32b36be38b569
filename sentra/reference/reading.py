"""Reading a pack's files with the line of every value, so that a fault can be pointed at."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in a pack: where, and what was expected. `line` counts from 1; 0 for the file as a whole."""

    file: str
    line: int
    field: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field or '(file)'}: {self.expected}"


@dataclass(slots=True)
class Source:
    """A file as it was read: its values, and the line of each."""

    name: str
    value: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)

    def line(self, loc: Sequence[str | int]) -> int:
        """Give the line of a value, or of the nearest one around it."""
        place = tuple(loc)
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, loc: Sequence[str | int], expected: str) -> Fault:
        """Make a fault at a value."""
        return Fault(self.name, self.line(loc), ".".join(str(step) for step in loc), expected)


if TYPE_CHECKING:
    Loader = yaml.SafeLoader
else:  # by libyaml, where PyYAML was built with it: each process reads the whole pack before its first page
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Strict(Loader):
    """YAML in which `yes` and `no` are words, not truths: they are answers and language here."""


_Strict.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Strict.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


def read_yaml(root: Path, name: str, faults: list[Fault]) -> Source:
    """Read a YAML file; what can't be read becomes a fault and an empty source."""
    source = Source(name)
    try:
        text = (root / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.append(Fault(name, 0, "", "this file is missing"))
        return source
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(name, 0, "", f"a readable file in UTF-8 ({error.__class__.__name__})"))
        return source
    try:
        loader = _Strict(text)
        node = loader.get_single_node()
        if node is not None:
            _note_lines(node, (), source.lines, name, faults)
            source.value = loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.append(
            Fault(name, mark.line + 1 if mark else 0, "", f"valid YAML ({getattr(error, 'problem', '') or 'broken'})")
        )
    return source


def _note_lines(node: yaml.Node, loc: Loc, lines: dict[Loc, int], name: str, faults: list[Fault]) -> None:
    lines[loc] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                faults.append(
                    Fault(name, key.start_mark.line + 1, ".".join(map(str, (*loc, key.value))), "each key only once")
                )
            seen.add(key.value)
            _note_lines(value, (*loc, key.value), lines, name, faults)
            lines[(*loc, key.value)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            _note_lines(value, (*loc, place), lines, name, faults)


def read_csv(root: Path, name: str, columns: Sequence[str], faults: list[Fault]) -> Source:
    """Read a CSV file with a header; row n of the values stands on line n + 2."""
    source = Source(name, value=[])
    try:
        text = (root / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.append(Fault(name, 0, "", "this file is missing"))
        return source
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(name, 0, "", f"a readable file in UTF-8 ({error.__class__.__name__})"))
        return source
    reader = csv.DictReader(io.StringIO(text))
    header = reader.fieldnames or []
    for missing in [column for column in columns if column not in header]:
        faults.append(Fault(name, 1, missing, "a column of this name"))
    for unknown in [column for column in header if column not in columns]:
        faults.append(Fault(name, 1, str(unknown), f"one of the columns {', '.join(columns)}"))
    for place, row in enumerate(reader):
        source.lines[(place,)] = reader.line_num
        if None in row or None in row.values():
            faults.append(Fault(name, reader.line_num, "", f"{len(header)} values in a row"))
            continue
        source.value.append(row)
        source.lines[(len(source.value) - 1,)] = reader.line_num
    return source


def validate(source: Source, kind: Any, value: Any, loc: Loc, faults: list[Fault]) -> Any:
    """Read a value into its type; None, with a fault for each thing that is wrong, where it doesn't fit."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        for wrong in error.errors():
            place = (*loc, *(step for step in wrong["loc"] if not _is_tag(step)))
            faults.append(source.fault(place, wrong["msg"].removeprefix("Value error, ")))
        return None


def _is_tag(step: str | int) -> bool:
    """Pydantic names the branch of a union in a location; that is no place in the file."""
    return isinstance(step, str) and ("[" in step or step in {"bool", "str", "constrained-str"})


def each(source: Source, kind: type[BaseModel], faults: list[Fault]) -> Iterator[tuple[int, Any]]:
    """Read a list item by item, so that one faulty item doesn't hide the others."""
    if not isinstance(source.value, list):
        if source.value is not None or not any(fault.file == source.name for fault in faults):
            faults.append(source.fault((), "a list"))
        return
    for place, value in enumerate(source.value):
        item = validate(source, kind, value, (place,), faults)
        if item is not None:
            yield place, item


def text_columns(row: Mapping[str, str], name: str) -> dict[str, str]:
    """Fold the columns `name_id` and `name_en` of a CSV row into one bilingual value."""
    return {"id": row.get(f"{name}_id", ""), "en": row.get(f"{name}_en", "")}
