"""The pages of figures: part of the table in `tests/pages.py`."""

from sentra.people.policy import Permission
from tests.making import DISTRICT
from tests.page_rules import ELSEWHERE, NOT_FOUND, PUBLIC, Kind, Page, Rule, duty

FIGURES = duty(Permission.FIGURES_READ)


def _of_district(kind: Kind) -> int | None:
    return FIGURES.turned(kind) or (None if kind.here else NOT_FOUND)


def _of_another(kind: Kind) -> int | None:
    return FIGURES.turned(kind) or (NOT_FOUND if kind.here else None)


HERE, THERE = Rule(Permission.FIGURES_READ, _of_district), Rule(Permission.FIGURES_READ, _of_another)

FIGURES_PAGES: list[Page] = [
    Page("insights:leader", FIGURES, get=200),
    Page("insights:licensing", FIGURES, get=200),
    Page("insights:district", HERE, get=200, at={"code": DISTRICT}),
    Page("insights:district", THERE, get=200, at={"code": ELSEWHERE}),
    Page("insights:commodity", FIGURES, get=200, at={"code": "batik_tulis"}),
    Page("insights:commodity", FIGURES, get=404, at={"code": "emas"}),
    Page("insights:public", PUBLIC, get=200),
    Page("insights:reports", FIGURES, get=200),
    Page("insights:report_new", FIGURES, post=422),
    Page("insights:report_file", FIGURES, get=404, at={"report_id": "00000000-0000-0000-0000-000000000001"}),
]
