"""The catalogue holds together: codes are there once, families are counted, officers of districts are told all."""

import pytest
from django.urls import reverse

from sentra.config.env import ROOT
from sentra.insights.catalogue import FIGURES, SPLITS
from sentra.insights.catalogue.page import figures_page
from sentra.insights.families import FAMILIES, business_measures, cases, licensing, programmes, promotion, supervision
from sentra.insights.figure import Figure
from sentra.insights.reading import PLACES

COUNTED = {
    "businesses": set(business_measures.CUTS),
    "licensing": {*licensing.CUTS, *licensing.BY_STAGE},
    "supervision": set(supervision.CUTS),
    "programmes": set(programmes.CUTS),
    "promotion": set(promotion.CUTS),
    "cases": set(cases.CUTS),
}
FOR_ALL_ALONE = {"programmes_run", "programme_budget", "programme_budget_used"}
"""What belongs to no district: of whom some districts are seen, these aren't told."""
LEADING = [figure for figure in FIGURES if figure.leads_to]


def test_codes_are_there_once_and_every_family_has_figures() -> None:
    codes = [one.code for one in FIGURES]
    assert len(set(codes)) == len(codes)
    splits = [one.code for one in SPLITS]
    assert len(set(splits)) == len(splits)
    counted = {one.code for one in FAMILIES}
    assert {one.family for one in FIGURES} == counted == set(COUNTED)
    assert {one.family for one in SPLITS} <= counted


@pytest.mark.parametrize("figure", FIGURES, ids=[one.code for one in FIGURES])
def test_a_figure_is_counted_by_its_cuts_and_for_officers_of_districts(figure: Figure) -> None:
    counted = COUNTED[figure.family]
    assert set(figure.cuts) <= counted
    if figure.family != "businesses" and figure.code not in FOR_ALL_ALONE:
        plain = {one for one in figure.cuts if one not in PLACES | {"all"} and not one.startswith("district_")}
        assert {f"district_{one}" for one in plain} <= set(figure.cuts)


@pytest.mark.parametrize("figure", LEADING, ids=[one.code for one in LEADING])
def test_the_list_behind_a_figure_is_there(figure: Figure) -> None:
    assert reverse(figure.leads_to.partition("?")[0])


def test_the_page_of_the_documentation_is_what_the_catalogue_says() -> None:
    assert (ROOT / "docs" / "figures.md").read_text(encoding="utf-8") == figures_page(), (
        "Please run: python -m sentra.ops.figures > docs/figures.md"
    )
