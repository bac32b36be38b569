"""The forms that offices use, as data: the files of `transfer/profiles`, read into types and checked."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from sentra.kernel.text import Text, Words, fold

FOLDER = Path(__file__).resolve().parents[1] / "profiles"
SHARED = frozenset({"fields.yaml", "words.yaml"})
IGNORED = "ignored"

Kind = Literal[
    "text", "name", "count", "money", "amount", "percent", "year", "date", "nik", "nib", "npwp", "phone", "email",
    "kbli", "place", "goods", "legal_form", "paper_kind", "paper_status", "degrees", "ignored",
]  # fmt: skip
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Part(BaseModel):
    """What all parts of the profiles share: nothing unknown is accepted, nothing changes after it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldOf(Part):
    """A field of the register that a column can fill; `names` are what offices call it, folded."""

    code: Code
    kind: Kind
    label: Text
    names: tuple[Words, ...]


class Profile(Part):
    """A form of an office: each header as it is written there, with the field that it fills.

    `about`: each row is about a business, about a sentra (`group`), or about one business that is asked for.
    """

    code: Code
    title: Text
    source: Words
    about: Literal["business", "group", "one_business"] = "business"
    columns: tuple[tuple[Words, Code], ...] = Field(min_length=2)

    @property
    def by_header(self) -> dict[str, str]:
        """The field of each header, folded."""
        return {fold(header): field for header, field in self.columns}


class Meanings(Part):
    """What words in cells mean: a code with the words for it; those for kinds of product are the regency's (pack)."""

    legal_forms: dict[Code, tuple[Words, ...]]
    papers: dict[Code, tuple[Words, ...]]
    paper_states: dict[Code, tuple[Words, ...]]
    supports: dict[Code, tuple[Words, ...]]


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


@cache
def fields() -> dict[str, FieldOf]:
    """Give all fields by code."""
    return {one.code: one for one in TypeAdapter(list[FieldOf]).validate_python(_read("fields.yaml"))}


def is_ignored(code: str) -> bool:
    """Tell whether a field is one that the register doesn't keep."""
    return code == IGNORED or (code in fields() and fields()[code].kind == IGNORED)


@cache
def names() -> dict[str, str]:
    """Give the field of each name that offices use, folded."""
    return {fold(name): one.code for one in fields().values() for name in one.names}


@cache
def profiles() -> dict[str, Profile]:
    """Give all profiles by code. Raises `ValueError` where one fills a field that doesn't exist."""
    found = [
        Profile.model_validate(_read(path.name)) for path in sorted(FOLDER.glob("*.yaml")) if path.name not in SHARED
    ]
    for profile in found:
        if unknown := {field for _header, field in profile.columns} - set(fields()) - {IGNORED}:
            raise ValueError(f"{profile.code}: {sorted(unknown)} are no fields")
    return {one.code: one for one in found}


@cache
def meanings() -> Meanings:
    """Give what words in cells mean."""
    return Meanings.model_validate(_read("words.yaml"))
