"""The families of figures: what is counted together, and how."""

from sentra.insights.counting import Family
from sentra.insights.families.businesses import BUSINESSES
from sentra.insights.families.cases import CASES
from sentra.insights.families.licensing import LICENSING
from sentra.insights.families.programmes import PROGRAMMES
from sentra.insights.families.promotion import PROMOTION
from sentra.insights.families.supervision import SUPERVISION

FAMILIES: tuple[Family, ...] = (BUSINESSES, LICENSING, SUPERVISION, PROGRAMMES, PROMOTION, CASES)
