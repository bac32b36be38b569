"""The catalogue of translations: collects what is said on screen, tells what lacks a translation, makes the .mo.

`python -m sentra.ops.messages update|missing|compile` needs neither Django's settings nor the gettext programs.
"""

import argparse
import ast
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.template.base import Lexer, Token, TokenType
from django.utils.text import unescape_string_literal
from django.utils.translation import trim_whitespace

SENTRA = Path(__file__).resolve().parents[1]
CATALOGUE = SENTRA / "locale" / "id" / "LC_MESSAGES" / "django.po"
NOT_FOR_USERS = {"tests", "migrations", "node_modules", "built"}
HEADERS = {
    "Project-Id-Version": "Sentra",
    "Language": "id",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
# Each function with the places of its context, its message and its plural among the arguments.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
STRING = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
MARKED = re.compile(r"(?<!\w)_\(\s*" + STRING + r"\s*\)")
LITERAL = re.compile(STRING)
CONTEXT = re.compile(r"\scontext\s+" + STRING)


class Unreadable(Exception):
    """A message can't be collected; says where it stands and what to write instead."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """What is said on screen, in English; `context` and `plural` are "" where there is none."""

    text: str
    context: str = ""
    plural: str = ""


@dataclass(slots=True)
class Found:
    """A message with its plural, and the files that say it."""

    plural: str = ""
    files: set[str] = field(default_factory=set)


Collected = dict[tuple[str, str], Found]


def in_python(source: str, name: str) -> Iterator[Message]:
    """Give the messages of a module; functions count under the name they were imported by.

    A variable is passed over, for its words are marked where they stand. Raises `Unreadable` for an f-string, which
    no catalogue can know.
    """
    tree = ast.parse(source, filename=name)
    aliases = _aliases(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or (function := _function(node.func, aliases)) is None:
            continue
        places = FUNCTIONS[function]
        if any(isinstance(argument, ast.JoinedStr) for argument in node.args):
            raise Unreadable(f"{name}:{node.lineno}: an f-string can't be translated; use %(name)s and a mapping")
        context, text, plural = ("" if place is None else _literal(node, place) for place in places)
        if text:
            yield Message(text, context or "", plural or "")


def _aliases(tree: ast.Module) -> dict[str, str]:
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {
        name.asname or name.name: name.name
        for node in imports
        if node.module == "django.utils.translation"
        for name in node.names
        if name.name in FUNCTIONS
    }


def _function(called: ast.expr, aliases: dict[str, str]) -> str | None:
    if isinstance(called, ast.Name):
        return aliases.get(called.id)
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "translation":
        return called.attr if called.attr in FUNCTIONS else None
    return None


def _literal(call: ast.Call, place: int) -> str | None:
    argument = call.args[place] if place < len(call.args) else None
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def in_template(source: str, name: str) -> Iterator[Message]:
    """Give the messages of a template, under the msgid by which Django will look them up.

    Raises `Unreadable` for a block that isn't closed or holds a tag.
    """
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        first = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK else ""
        if first == "comment":
            _skip_comment(tokens)
        elif first in {"translate", "trans"}:
            yield from _translate(token)
        elif first in {"blocktranslate", "blocktrans"}:
            yield _block(token, tokens, name)
        if token.token_type != TokenType.COMMENT:
            yield from (Message(_constant(literal)) for literal in MARKED.findall(token.contents))


def _constant(literal: str) -> str:
    """Read a string of a template. Django doubles the percent signs before it looks a constant up."""
    return unescape_string_literal(literal).replace("%", "%%")


def _skip_comment(tokens: Iterator[Token]) -> None:
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents == "endcomment":
            return


def _context(token: Token) -> str:
    found = CONTEXT.search(token.contents)
    return unescape_string_literal(found[1]) if found else ""


def _translate(token: Token) -> Iterator[Message]:
    words = token.contents.split(maxsplit=1)
    literal = LITERAL.match(words[1]) if len(words) == 2 else None
    if literal:
        yield Message(_constant(literal[1]), _context(token))


def _block(token: Token, tokens: Iterator[Token], name: str) -> Message:
    options = token.split_contents()
    trimmed = "trimmed" in options
    text, end = _until_tag(tokens, trimmed=trimmed)
    plural = ""
    if "count" in options and end == "plural":
        plural, end = _until_tag(tokens, trimmed=trimmed)
    if end != f"end{options[0]}" or ("count" in options) != bool(plural):
        raise Unreadable(f"{name}:{token.lineno}: {options[0]} holds the tag {end!r}, or lacks its plural or its end")
    return Message(text, _context(token), plural)


def _until_tag(tokens: Iterator[Token], *, trimmed: bool) -> tuple[str, str]:
    """Join text and variables up to the next tag as Django does; gives the message and that tag."""
    said = ""
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            said += token.contents.replace("%", "%%")
        elif token.token_type == TokenType.VAR:
            said += f"%({token.contents})s"
        else:
            return (trim_whitespace(said) if trimmed else said), token.contents.strip()
    return said, ""


def collect(folder: Path = SENTRA) -> Collected:
    """Give every message of a folder's modules and templates, by context and text. Raises `Unreadable`."""
    collected: Collected = {}
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if NOT_FOR_USERS & set(inner.parts) or not path.is_file():
            continue
        reader = in_python if path.suffix == ".py" else in_template if _is_template(inner) else None
        if reader is None:
            continue
        name = f"{folder.name}/{inner.as_posix()}"
        for message in reader(path.read_text(encoding="utf-8"), name):
            found = collected.setdefault((message.context, message.text), Found())
            found.plural = found.plural or message.plural
            found.files.add(name)
    return collected


def _is_template(path: Path) -> bool:
    return "templates" in path.parts and path.suffix in {".html", ".txt"}


def read(catalogue: Path = CATALOGUE) -> polib.POFile:
    """Give the catalogue as it is written; an empty one where there is none."""
    return polib.pofile(str(catalogue)) if catalogue.exists() else polib.POFile()


def merged(collected: Collected, old: polib.POFile) -> polib.POFile:
    """Make the new catalogue: what is said now, sorted, with the translations that the old one had.

    References name files without lines and no header has a date, so that a diff shows only what was changed.
    """
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata = dict(HEADERS)
    for (context, text), found in sorted(collected.items(), key=lambda item: (item[0][1], item[0][0])):
        before = known.get((context, text))
        translated = _translation(before) if before else ""
        words = (
            {"msgid_plural": found.plural, "msgstr_plural": {0: translated}} if found.plural else {"msgstr": translated}
        )
        new.append(
            polib.POEntry(
                msgid=text,
                msgctxt=context or None,
                occurrences=[(name, "") for name in sorted(found.files)],
                flags=["python-format"] if "%(" in text else [],
                **words,
            )
        )
    return new


def _translation(entry: polib.POEntry) -> str:
    """Give the translation of an entry; Indonesian has one form for all numbers."""
    words: str = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
    return words


def untranslated(collected: Collected, catalogue: polib.POFile) -> list[str]:
    """Give what is said on screen and has no translation."""
    known = {(entry.msgctxt or "", entry.msgid): _translation(entry) for entry in catalogue if not entry.obsolete}
    return sorted(text for (context, text) in collected if not known.get((context, text)))


def compiled(catalogue: Path = CATALOGUE) -> Path:
    """Make the .mo beside a catalogue where it is older or missing; gives its path.

    It takes its place at once, so that a process that starts meanwhile reads the old or the new one, never half.
    """
    target = catalogue.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= catalogue.stat().st_mtime:
        return target
    handle, half = tempfile.mkstemp(dir=target.parent, suffix=".new")
    os.close(handle)
    read(catalogue).save_as_mofile(half)
    Path(half).chmod(0o644)
    Path(half).replace(target)
    return target


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `update`, `missing` or `compile`; the status is 1 where something lacks a translation or can't be read."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.messages", description="The Indonesian translation")
    parser.add_argument("act", choices=["update", "missing", "compile"])
    act = parser.parse_args(arguments).act
    if act == "compile":
        compiled()
        return 0
    try:
        collected = collect()
    except Unreadable as fault:
        print(fault, file=sys.stderr)
        return 1
    if act == "update":
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        merged(collected, read()).save(str(CATALOGUE))
    missing = untranslated(collected, read())
    for text in missing:
        print(repr(text))
    print(f"{len(collected)} messages, {len(missing)} without a translation")
    return 1 if missing and act == "missing" else 0


if __name__ == "__main__":
    sys.exit(main())
