"""Everything that is said on screen is said in Indonesian too, and nothing gets lost on the way."""

import re
from datetime import date
from pathlib import Path

import polib
import pytest
from django.template import Context, Template
from django.template.base import Lexer, TokenType
from django.utils import translation
from django.utils.formats import date_format

from sentra.ops.messages import (
    CATALOGUE,
    SENTRA,
    Message,
    Unreadable,
    collect,
    compiled,
    in_python,
    in_template,
    main,
    merged,
    read,
    untranslated,
)

THE_SAME_IN_BOTH = {
    "Sentra",
    "Administrator",
    "Auditor",
    "Demo",
    "File",
    "KBLI",
    "Menu",
    "NIB",
    "NIK",
    "NPWP",
    "Status",
    "rupiah",
}
THE_SAME_IN_BOTH |= {"%(count)s file", "%(what)s: %(reason)s", "%(title)s: %(year)s", "%(name)s, %(day)s: %(state)s"}
THE_SAME_IN_BOTH |= {"WhatsApp", "Media"}
NEVER_TRANSLATED = {
    "Sentra",
    "Bahasa Indonesia",
    "English",
    "NIB",
    "NIK",
    "NPWP",
    "KBLI",
    "PDF",
    "QR",
    "WhatsApp",
    "XLSX",
    "CSV",
    "(PDF)",
    "(ZIP)",
    "DCAT",
    "JSON",
}
PAGES = sorted(path for path in SENTRA.rglob("*.html") if "templates" in path.parts)
MARKS = ".?!:;,…"


def words(entry: polib.POEntry) -> str:
    """Give the Indonesian of an entry."""
    return str(entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr)


ENTRIES = [entry for entry in read() if words(entry)]


def bare_words(source: str) -> set[str]:
    """Give the words that a template says outside of its translation tags, as text or as an attribute that is read."""
    seen, inside = "", ""
    for token in Lexer(source).tokenize():
        first = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = "" if first == inside else inside
        elif first in {"blocktranslate", "blocktrans", "comment"} or token.contents == "block body_class":
            inside = f"end{first}"
        else:
            seen += token.contents if token.token_type == TokenType.TEXT else "\0"
    seen = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", "", seen, flags=re.DOTALL)
    read_out = re.findall(r'\s(?:title|alt|placeholder|aria-label)="([^"]*)"', seen)
    lines = [*re.sub(r"<[^>]*>", "\0", seen).split("\0"), *read_out]
    return {line.strip(" \n·") for line in lines if re.search(r"[A-Za-z]{2}", line)}


def shape(text: str) -> tuple[list[str], list[str], str, str]:
    """Give what a translation must keep: its variables, its tags, how it begins and how it ends."""
    first, last = text.strip()[:1], text.strip()[-1:]
    return (
        sorted(set(re.findall(r"%\(\w+\)s", text))),
        sorted(re.findall(r"</?\w+", text)),
        first if not first.isalnum() and first != "%" else "",
        last if last in MARKS else "",
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from django.utils.translation import gettext as _\n_('One.')", Message("One.")),
        ("from django.utils.translation import gettext_lazy as _\n_('Two '\n  'parts.')", Message("Two parts.")),
        ("from django.utils.translation import gettext_noop\ngettext_noop('Kept.')", Message("Kept.")),
        (
            "from django.utils.translation import ngettext\nngettext('%(n)s day', '%(n)s days', n)",
            Message("%(n)s day", plural="%(n)s days"),
        ),
        ("from django.utils.translation import pgettext\npgettext('sex', 'Man')", Message("Man", context="sex")),
        (
            "from django.utils.translation import npgettext_lazy as many\nmany('c', 'one', 'more', 2)",
            Message("one", "c", "more"),
        ),
        ("from django.utils import translation\ntranslation.gettext('By module.')", Message("By module.")),
    ],
)
def test_each_form_of_a_call_is_found(code: str, expected: Message) -> None:
    assert list(in_python(code, "a.py")) == [expected]


def test_a_call_of_another_function_and_a_variable_are_passed_over() -> None:
    code = "from django.utils.translation import gettext as say\n_('no')\nsay(word)\nre.gettext('no')"
    assert list(in_python(code, "a.py")) == []


def test_an_f_string_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable, match=r"a\.py:2"):
        list(in_python("from django.utils.translation import gettext as _\n_(f'{x} days')", "a.py"))


TEMPLATES = [
    ("{% translate 'One.' %}", Message("One.")),
    ('{% trans "Say \\"yes\\"" %}', Message('Say "yes"')),
    ("{% translate 'May' context 'month' as title %}", Message("May", context="month")),
    ("{% translate 'By 50%' %}", Message("By 50%%")),
    ("<c-x title=\"{% translate 'In a tag' %}\" />", Message("In a tag")),
    ("<c-x :title=\"_('In a value')\" />", Message("In a value")),
    ("{% include 'a.html' with title=_('In an argument') %}", Message("In an argument")),
    ("{{ title|default:_('In a filter') }}", Message("In a filter")),
    ("{% blocktranslate %}Hi {{ name }}, 5%{% endblocktranslate %}", Message("Hi %(name)s, 5%%")),
    ("{% blocktrans with a=b %}Of {{ a }}{% endblocktrans %}", Message("Of %(a)s")),
    ("{% blocktranslate trimmed %}\n  Two\n  lines.\n{% endblocktranslate %}", Message("Two lines.")),
    ("{% blocktranslate context 'c' asvar x %}Word{% endblocktranslate %}", Message("Word", context="c")),
    (
        "{% blocktranslate trimmed count n=n %}\n {{ n }} day\n{% plural %}\n {{ n }} days\n{% endblocktranslate %}",
        Message("%(n)s day", plural="%(n)s days"),
    ),
]


@pytest.mark.parametrize(("source", "expected"), TEMPLATES)
def test_each_form_in_a_template_is_found(source: str, expected: Message) -> None:
    assert list(in_template(source, "a.html")) == [expected]


@pytest.mark.parametrize("source", [pair[0] for pair in TEMPLATES if "c-x" not in pair[0] and "include" not in pair[0]])
def test_a_message_is_found_under_the_id_by_which_django_looks_it_up(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()

    def look_up(*parts: str | int) -> str:
        asked.add(str([part for part in parts if isinstance(part, str)][-1 if len(parts) < 3 else 0]))
        return str(parts[0])

    for name in ("gettext", "pgettext", "ngettext"):
        monkeypatch.setattr(f"django.utils.translation._trans.{name}", look_up)
    Template("{% load i18n %}" + source).render(Context({"n": 1, "name": "Siti", "b": "batik", "title": ""}))
    assert {message.text for message in in_template(source, "a.html")} <= asked


def test_what_is_commented_out_is_not_found() -> None:
    source = "{# {% translate 'no' %} #}{% comment %}{% translate 'no' %}{% endcomment %}{% translate word %}"
    assert list(in_template(source, "a.html")) == []


@pytest.mark.parametrize(
    "source",
    [
        "{% blocktranslate %}Never closed",
        "{% blocktranslate %}{% if x %}A tag inside{% endif %}{% endblocktranslate %}",
        "{% blocktranslate count n=n %}No plural{% endblocktranslate %}",
    ],
)
def test_a_broken_block_is_refused_with_its_place(source: str) -> None:
    with pytest.raises(Unreadable, match=r"a\.html:1"):
        list(in_template(source, "a.html"))


def test_a_folder_is_read_without_its_tests_and_migrations(tmp_path: Path) -> None:
    call = "from django.utils.translation import gettext as _\n_('{}')"
    for place in ("app/views.py", "app/tests/test_a.py", "app/migrations/0001.py"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(call.format("Same"), encoding="utf-8")
    (tmp_path / "app/templates").mkdir()
    (tmp_path / "app/templates/a.html").write_text("{% translate 'Same' %}", encoding="utf-8")
    (tmp_path / "app/other.html").write_text("{% translate 'Not a template' %}", encoding="utf-8")
    found = collect(tmp_path)
    assert set(found) == {("", "Same")}
    assert found["", "Same"].files == {f"{tmp_path.name}/app/views.py", f"{tmp_path.name}/app/templates/a.html"}


def test_an_update_keeps_translations_drops_what_is_gone_and_says_what_is_missing(tmp_path: Path) -> None:
    view = tmp_path / "views.py"
    view.write_text(
        "from django.utils.translation import gettext as _, ngettext\n"
        "_('Kept.'), _('New.'), ngettext('%(n)s day', '%(n)s days', 2)",
        encoding="utf-8",
    )
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Kept.", msgstr="Tetap."))
    old.append(polib.POEntry(msgid="Gone.", msgstr="Hilang."))
    old.append(polib.POEntry(msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s hari"}))
    new = merged(collect(tmp_path), old)
    assert {entry.msgid: words(entry) for entry in new} == {"%(n)s day": "%(n)s hari", "Kept.": "Tetap.", "New.": ""}
    assert untranslated(collect(tmp_path), new) == ["New."]
    assert str(merged(collect(tmp_path), new)) == str(new)


def test_a_catalogue_is_compiled_when_it_is_newer_and_left_alone_otherwise(tmp_path: Path) -> None:
    catalogue = tmp_path / "django.po"
    po = polib.POFile()
    po.append(polib.POEntry(msgid="Yes", msgstr="Ya"))
    po.save(str(catalogue))
    made = compiled(catalogue)
    assert [(entry.msgid, entry.msgstr) for entry in polib.mofile(str(made))] == [("Yes", "Ya")]
    made.write_bytes(b"left alone")
    assert compiled(catalogue).read_bytes() == b"left alone"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["django.mo", "django.po"]


def test_nothing_said_on_screen_lacks_its_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["missing"]) == 0, capsys.readouterr().out
    assert capsys.readouterr().out.endswith(" 0 without a translation\n")


def test_the_catalogue_is_what_an_update_writes() -> None:
    assert str(merged(collect(), read())) == CATALOGUE.read_text(encoding="utf-8").rstrip("\n") + "\n"


def test_translations_keep_variables_tags_and_marks() -> None:
    assert len(ENTRIES) > 5000
    changed = [one.msgid for one in ENTRIES if shape(words(one)) != shape(one.msgid_plural or one.msgid)]
    assert changed == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(SENTRA)))
def test_a_page_says_nothing_that_cant_be_translated(page: Path) -> None:
    assert bare_words(page.read_text(encoding="utf-8")) <= NEVER_TRANSLATED


def test_words_outside_of_a_translation_are_found() -> None:
    source = '<p title="Bare">{{ name }} said {% translate "this" %}</p>{% blocktranslate %}x y{% endblocktranslate %}'
    assert bare_words(source) == {"Bare", "said"}


def test_nothing_is_left_in_english() -> None:
    assert {entry.msgid for entry in ENTRIES if words(entry) == entry.msgid} <= THE_SAME_IN_BOTH


def test_django_speaks_indonesian_out_of_the_compiled_catalogue() -> None:
    compiled()
    with translation.override("id"):
        assert translation.gettext("Check papers") == "Periksa berkas"
        assert translation.gettext("We can't find this page") == "Halaman ini tidak ditemukan"
    with translation.override("en"):
        assert translation.gettext("Check papers") == "Check papers"


@pytest.mark.parametrize(("language", "written"), [("id", "24 Agustus 2026"), ("en", "24 August 2026")])
def test_a_day_is_written_out_the_same_way_in_both_languages(language: str, written: str) -> None:
    with translation.override(language):
        assert date_format(date(2026, 8, 24)) == written
        assert date_format(date(2026, 8, 24), "SHORT_DATE_FORMAT") == "24-08-2026"
