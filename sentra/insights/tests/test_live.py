"""Crossing the register as it stands: as a slow recount gives it, only what one may see, in one statement."""

from collections import Counter

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from sentra.insights.explored import answered
from sentra.insights.figure import Figure
from sentra.insights.live import counted_live
from sentra.insights.question import Question, columns_of, figures_offered, rows_of
from sentra.insights.tables import Table
from sentra.insights.tests.counted import counted_register, some_businesses
from sentra.people.models import Role, User
from sentra.people.policy import GRANTS, Permission
from sentra.people.tests.people import officer
from sentra.registry.models import Business
from sentra.registry.tests.register import HERE, THERE

pytestmark = pytest.mark.django_db


def asked(query: str, actor: User | None = None) -> Table:
    """Answer a query about the present state."""
    return answered(Question.read(QueryDict(f"kini=1&{query}")), actor or officer(Role.DISPERINDAG))


def test_two_splits_against_each_other_are_what_a_recount_gives() -> None:
    made = some_businesses()
    table = asked("baris=split-owner&kolom=split-umkm")
    women = {"f": "owner:women", "m": "owner:men", "": ""}
    recount: Counter[tuple[str, str]] = Counter(
        (women[str(one.owner.sex)[:1].lower()], f"umkm:{one.size_umkm}" if one.size_umkm else "") for one in made
    )
    for row in table.rows:
        for column, value in zip(table.columns, row.values, strict=True):
            assert value == recount[row.key, column.key]
    assert table.footer is not None
    assert table.footer.total == len(made)


def test_money_and_workers_are_added_up_of_the_newest_figures() -> None:
    some_businesses()
    table = asked("ukuran=investment&baris=district")
    assert {one.key: one.values[0] for one in table.rows} == {HERE: 0, THERE: 18000}
    workers = asked("ukuran=workers&baris=split-umkm&kolom=split-owner")
    assert workers.footer is not None
    assert workers.footer.total == 22


@pytest.mark.parametrize("figure", figures_offered(live=True), ids=lambda one: one.code)
def test_the_present_state_is_the_open_month_as_counted(figure: Figure) -> None:
    counted_register()
    code = figure.code
    live = asked(f"ukuran={code}&baris=commodity")
    month = answered(Question.read(QueryDict(f"ukuran={code}&baris=commodity")), officer(Role.DISPERINDAG))
    assert [(one.key, one.values) for one in live.rows] == [(one.key, one.values) for one in month.rows]


def test_everything_can_be_crossed_with_everything_in_one_statement() -> None:
    some_businesses()
    figure = Question().figure
    for rows in rows_of(figure, live=True):
        for columns in columns_of(figure, rows, live=True):
            with CaptureQueriesContext(
                connection,
            ) as asked_for:
                found = counted_live(figure, rows, columns, Business.objects.order_by())
            assert len(asked_for) == 1
            assert sum(int(str(values["known"])) for values in found.values()) == 12


def test_it_is_narrowed_as_the_list_is() -> None:
    made = some_businesses()
    table = asked("baris=commodity&legal=valid&district=35.05.10")
    assert table.footer is not None
    assert table.footer.values == (sum(one.licensed and one.district == HERE for one in made),)
    assert asked("baris=commodity&legal=nonsense").rows == ()


def test_one_sees_the_own_districts_alone() -> None:
    some_businesses()
    table = asked("baris=district", officer(Role.DISPERINDAG, [THERE], name="Wonodadi"))
    assert [(one.key, one.values) for one in table.rows] == [(THERE, (4,))]
    assert not asked(f"baris=district&district={HERE}", officer(Role.DISPERINDAG, [THERE], name="Wonodadi")).rows


def test_who_does_not_read_the_register_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    some_businesses()
    monkeypatch.setitem(GRANTS, Role.LEADER, frozenset({Permission.WORKSPACE, Permission.FIGURES_READ}))
    leader = officer(Role.LEADER)
    assert asked("baris=district", leader).refused
    assert not asked("baris=district", officer(Role.AUDITOR)).refused
    refused = asked("baris=district&ukuran=investment", leader)
    assert refused.refused
    assert not refused.rows
