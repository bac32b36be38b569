"""The tables of the register, a file for each noun."""

from sentra.registry.models.business import (
    LEGAL_END,
    SEARCH_CONFIGURATION,
    TENTH,
    Activity,
    Business,
    Machine,
    Product,
    Production,
    ProductPhoto,
    RawMaterial,
    RecordedFrom,
    Standing,
    Support,
)
from sentra.registry.models.figures import EARLIEST_YEAR, Figures, FiguresSource, FiguresState
from sentra.registry.models.groups import Group, GroupFigures, GroupKind, Membership
from sentra.registry.models.matching import UNDO_WITHIN, MatchRun, Merge, OwnerMerge, OwnerPair, Pair, PairState
from sentra.registry.models.owner import Owner, Ownership, Sex
from sentra.registry.models.papers import LegalPaper, PaperSource, PaperStanding
from sentra.registry.models.words import SearchWord

__all__ = [
    "EARLIEST_YEAR",
    "LEGAL_END",
    "SEARCH_CONFIGURATION",
    "TENTH",
    "UNDO_WITHIN",
    "Activity",
    "Business",
    "Figures",
    "FiguresSource",
    "FiguresState",
    "Group",
    "GroupFigures",
    "GroupKind",
    "LegalPaper",
    "Machine",
    "MatchRun",
    "Membership",
    "Merge",
    "Owner",
    "OwnerMerge",
    "OwnerPair",
    "Ownership",
    "Pair",
    "PairState",
    "PaperSource",
    "PaperStanding",
    "Product",
    "ProductPhoto",
    "Production",
    "RawMaterial",
    "RecordedFrom",
    "SearchWord",
    "Sex",
    "Standing",
    "Support",
]
