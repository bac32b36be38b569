"""THE catalogue: every figure that Sentra tells, defined once.

Pages, reports, open data and `docs/figures.md` are drawn from it.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from sentra.insights.catalogue.businesses import BUSINESS_FIGURES, BUSINESS_SPLITS
from sentra.insights.catalogue.cases import CASE_FIGURES, CASE_SPLITS
from sentra.insights.catalogue.licensing import LICENSING_FIGURES
from sentra.insights.catalogue.programmes import PROGRAMME_FIGURES, PROGRAMME_SPLITS
from sentra.insights.catalogue.promotion import PROMOTION_FIGURES, PROMOTION_SPLITS
from sentra.insights.catalogue.supervision import SUPERVISION_FIGURES, SUPERVISION_SPLITS
from sentra.insights.figure import Figure, Split, Words

FIGURES: tuple[Figure, ...] = (
    *BUSINESS_FIGURES,
    *LICENSING_FIGURES,
    *SUPERVISION_FIGURES,
    *PROGRAMME_FIGURES,
    *PROMOTION_FIGURES,
    *CASE_FIGURES,
)
SPLITS: tuple[Split, ...] = (*BUSINESS_SPLITS, *SUPERVISION_SPLITS, *PROGRAMME_SPLITS, *PROMOTION_SPLITS, *CASE_SPLITS)
FAMILIES: Mapping[str, Words] = {
    "businesses": gettext_lazy("Businesses"),
    "licensing": gettext_lazy("Licensing"),
    "supervision": gettext_lazy("Supervision"),
    "programmes": gettext_lazy("Programmes"),
    "promotion": gettext_lazy("Promotion"),
    "cases": gettext_lazy("Problem products"),
}
"""The families of figures, in the order in which they are told."""
BY_CODE: Mapping[str, Figure] = {one.code: one for one in FIGURES}
SPLIT_BY_CODE: Mapping[str, Split] = {one.code: one for one in SPLITS}
