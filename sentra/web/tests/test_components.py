"""Components that are drawn past their template look as if they were not."""

from django.template import engines
from django.template.loader import render_to_string
from django_cotton.compiler_regex import CottonCompiler


def drawn(template: str, **context: object) -> str:
    """Draw a template as a file would be: with its components."""
    return str(engines["django"].from_string(CottonCompiler().process(template)).render(context))


def test_an_icon_is_what_its_template_says() -> None:
    assert drawn('<c-icon name="arrow-right" />') == render_to_string("cotton/icon.html", {"name": "arrow-right"})


def test_an_icon_whose_name_is_worked_out_is_drawn_each_time() -> None:
    icons = [drawn('<c-icon name="{{ one }}" />', one=name) for name in ("pin", "flag")]
    assert icons == [render_to_string("cotton/icon.html", {"name": name}) for name in ("pin", "flag")]
