"""Programmes counted month by month: against a recount over all calls, applicants, money, machines and results."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from sentra.insights.catalogue import BY_CODE
from sentra.insights.counting import Span, Values
from sentra.insights.families.programmes import PROGRAMMES, programmes
from sentra.insights.tests.recounting import Place, Recount, local, moment, months_of, told, total_of, within
from sentra.kernel import clock
from sentra.licensing.tests.making import publish
from sentra.programmes.models import Asset, Attendance, Call, Candidate, Outcome, Spending
from sentra.programmes.services.apply import Applied, candidate_apply, candidate_withdraw
from sentra.programmes.services.calls import call_begin, call_cancel, call_finish
from sentra.programmes.services.judge import paper_check
from sentra.programmes.services.money import (
    Spent,
    reimbursement_pay,
    reimbursement_verify,
    spending_record,
    spending_take_back,
)
from sentra.programmes.services.taking_part import candidate_miss, outcome_tell
from sentra.programmes.tests.making import (
    ANSWERS,
    account,
    applied,
    business,
    chosen,
    closed,
    fresh,
    head,
    judged,
    manager,
    published,
    seen,
)
from sentra.programmes.tests.making_machines import MONEY, accepted, handed, machine
from sentra.programmes.tests.making_training import here, people, planned, seated, training_begun
from sentra.registry.facts import GroupFacts
from sentra.registry.models import Business, Support
from sentra.registry.services.groups import group_save, member_add
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db

NOW = moment("2026-07-31", 12)
BUDGET: dict[str, Any] = {"budget": 10_000_000, "budget_source": "APBD", "budget_year": 2026}
PAID_BACK: dict[str, Any] = {"budget": 60_000_000, "budget_source": "APBD", "budget_year": 2026}


class Scene:
    """Businesses by their place, calls by their name."""

    def __init__(self) -> None:
        self.of: dict[int, Business] = {}
        self.calls: dict[str, Call] = {}

    def register(self) -> None:
        """Five businesses: one of a man, one elsewhere that was helped before, one of another trade."""
        publish()
        self.of = {
            1: business(1),
            2: business(2, woman=False, district="35.05.01", village="35.05.01.2001"),
            3: business(3, commodity="keripik_buah"),
            4: business(4),
            5: business(5, district="35.05.01", village="35.05.01.2001"),
        }
        Support.objects.create(business=self.of[2], year=2024, kind="training", title="Pelatihan lama")

    def open(self, name: str, places: tuple[int, ...], quota: int) -> None:
        """A market day for which some apply."""
        self.calls[name] = published(quota=quota, title=f"Bazar {name}", conditions=frozenset(), **BUDGET)
        for place in places:
            applied(self.calls[name], self.of[place])

    def candidate(self, name: str, place: int) -> Candidate:
        """The application of a business to a call."""
        return Candidate.objects.get(call=self.calls[name], business=self.of[place])

    def withdraw(self, name: str, place: int) -> None:
        """An applicant gives up."""
        candidate_withdraw(actor=account(self.of[place]), candidate_id=self.candidate(name, place).pk)

    def choose(self, name: str) -> None:
        """The head chooses."""
        chosen(closed(self.calls[name]))

    def begin(self, name: str) -> None:
        """The call runs."""
        call_begin(actor=manager(), call_id=self.calls[name].pk, version=fresh(self.calls[name]).version)

    def finish(self, name: str) -> None:
        """The call is done."""
        call_finish(actor=manager(), call_id=self.calls[name].pk, version=fresh(self.calls[name]).version)

    def spend(self, name: str, amount: int, *, back: bool = False) -> None:
        """Money is spent, maybe by mistake."""
        spent = Spent(uuid4(), clock.today(), amount, "Sewa tenda")
        made = spending_record(actor=manager(), call_id=self.calls[name].pk, spent=spent)
        if back:
            spending_take_back(
                actor=manager(), call_id=self.calls[name].pk, spending_id=made.pk, reason="Salah catat jumlah."
            )

    def tell(self, name: str, place: int, sales: str) -> None:
        """A participant tells what came of it."""
        given = {"visitors": ["120"], "sales": [sales], "orders": ["500000"], "contacts": ["4"]}
        one = self.candidate(name, place)
        outcome_tell(actor=account(self.of[place]), candidate_id=one.pk, months=0, given=given, own=True)

    def machines(self) -> None:
        """A group of two is given machines."""
        call = published("hibah_mesin", conditions=frozenset(), **{**MONEY, "quota": 1})
        facts = GroupFacts("kub", "KUB Sambel", self.of[1].district, self.of[1].village)
        group = group_save(actor=manager(), group_id=None, version=0, facts=facts)
        for place in (1, 5):
            member_add(actor=manager(), group_id=group.pk, number=self.of[place].register_number, role="member")
        papers: dict[str, Any] = {"proposal": photograph("#112233"), "pact": photograph("#332211")}
        given = Applied(ANSWERS["hibah_mesin"], papers, group.pk, [self.of[5].register_number])
        one = candidate_apply(
            actor=account(self.of[1]), call_id=call.pk, business_id=self.of[1].pk, key=uuid4(), applied=given
        )
        self._papers_fit(one, papers)
        seen(one)
        judged(closed(call), {one: 0})
        self.calls["machines"] = chosen(call)

    def hand_over(self) -> None:
        """Two machines go to the group."""
        one = self.candidate("machines", 1)
        accepted(one)
        handed(one, machine("SN-1"), machine("SN-2", value=7_000_000))

    def pay_back(self) -> None:
        """The price of a machine is paid back in part."""
        call = published("restrukturisasi", conditions=frozenset(), quota=1, **PAID_BACK)
        papers: dict[str, Any] = {"invoice": photograph("#112233"), "payment": photograph("#332211")}
        one = applied(call, self.of[4], **papers)
        call = closed(call)
        self._papers_fit(one, papers)
        seen(one)
        reimbursement_verify(actor=manager(), candidate_id=one.pk, price=80_000_000, origin="imported")
        self.calls["paid back"] = chosen(call)

    def pay(self) -> None:
        """The head pays."""
        one = self.candidate("paid back", 4)
        reimbursement_pay(actor=head(), candidate_id=one.pk, on=clock.today(), voucher="SP2D 1")

    def train(self) -> None:
        """A training for two, of whom one comes."""
        call = seated(0, others=(self.of[2], self.of[3]))
        session = planned(call)
        training_begun(call)
        here(session, people(call)[0])

    def cancel(self) -> None:
        """A call is cancelled."""
        call = fresh(self.calls["off"])
        call_cancel(actor=manager(), call_id=call.pk, version=call.version, reason="Anggaran dialihkan ke acara lain.")

    def _papers_fit(self, one: Candidate, papers: Iterable[str]) -> None:
        for code in papers:
            paper_check(actor=manager(), candidate_id=one.pk, code=code, fits=True, note="Cocok.")


@pytest.fixture
def _scene() -> None:
    """Programmes of five months."""
    made = Scene()
    days: list[tuple[str, Callable[[], object]]] = [
        ("2026-03-02", made.register),
        ("2026-03-02", lambda: made.open("first", (1, 2, 3, 4), 2)),
        ("2026-03-04", lambda: made.withdraw("first", 4)),
        ("2026-03-10", made.machines),
        ("2026-03-24", lambda: made.choose("first")),
        ("2026-04-02", lambda: made.begin("first")),
        ("2026-04-02", lambda: made.begin("machines")),
        ("2026-04-05", lambda: candidate_miss(
            actor=manager(), candidate_id=made.candidate("first", 1).pk, reason="Sakit, tidak bisa datang."
        )),
        ("2026-04-06", lambda: made.spend("first", 2_000_000)),
        ("2026-04-08", lambda: made.finish("first")),
        ("2026-04-10", lambda: made.tell("first", 3, "1.500.000")),
        ("2026-04-20", made.hand_over),
        ("2026-05-04", lambda: made.tell("first", 2, "700.000")),
        ("2026-05-04", lambda: made.open("second", (3, 1), 2)),
        ("2026-05-05", lambda: made.open("off", (4,), 2)),
        ("2026-05-06", made.cancel),
        ("2026-05-06", made.pay_back),
        ("2026-05-26", lambda: made.choose("second")),
        ("2026-06-04", lambda: made.begin("second")),
        ("2026-06-04", lambda: made.begin("paid back")),
        ("2026-06-08", lambda: made.spend("second", 900_000, back=True)),
        ("2026-06-09", lambda: made.spend("second", 300_000)),
        ("2026-06-12", made.pay),
        ("2026-06-15", made.train),
    ]  # fmt: skip
    for day, act in days:
        with clock.travel(moment(day)):
            act()


def took_part(one: Candidate) -> bool:
    """Tell whether somebody who was chosen took part indeed."""
    if one.state != "chosen":
        return False
    gives = one.call.content["gives"]
    if gives == "training" and Attendance.objects.filter(session__call=one.call).exists():
        return Attendance.objects.filter(candidate=one).exists()
    return gives != "reimbursement" or one.cost > 0


def helped_by(call: Call) -> list[Business]:
    """Give the businesses that a call helped."""
    found: dict[object, Business] = {}
    for one in call.candidates.all():
        if took_part(one):
            found |= {helped.pk: helped for helped in (one.business, *one.members.all())}
    return list(found.values())


def carried_out() -> Iterator[Call]:
    """Give the calls that ran, in the order of time."""
    yield from Call.objects.filter(state__in=["running", "done"]).order_by("ends_on", "number")


def was_helped_before(one: Business, call: Call) -> bool:
    """Tell whether the register or an earlier call knows of help."""
    if any(support.year < call.ends_on.year for support in one.supports.all()):
        return True
    order = (call.ends_on, call.number)
    return any(one in helped_by(other) for other in carried_out() if (other.ends_on, other.number) < order)


class Counting:
    """A month that is counted by looking at everything."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.parts = Recount(
            all=(), district=("district",), kind=("kind",), commodity=("commodity",),
            district_kind=("district", "kind"), district_commodity=("district", "commodity"),
        )  # fmt: skip
        self.whole = Recount(all=(), kind=("kind",))
        for one in Candidate.objects.exclude(state="withdrawn"):
            self.add(one.business, one.call, "applied", within(local(one.applied_at), span))
        for call in carried_out():
            if within(call.ends_on, span):
                self.call(call)
        for money in Spending.objects.filter(taken_back_at=None):
            of = money.candidate.business if money.candidate else None
            self.add(of, money.call, "spent", money.amount if within(money.on, span) else 0)
        for asset in Asset.objects.all():
            if within(asset.handed_on, span):
                self.add(asset.candidate.business, asset.candidate.call, "machines")
                self.add(asset.candidate.business, asset.candidate.call, "machine_value", asset.value)
        for outcome in Outcome.objects.filter(months=0):
            if within(local(outcome.told_at), span):
                self.outcome(outcome)
        for place, values in self.whole.found.items():
            self.parts.found.setdefault(place, {}).update(values)

    def add(self, of: Business | None, call: Call, name: str, many: int = 1) -> None:
        """Count something of a business in a call."""
        district, commodity = (of.district, of.commodity) if of else ("", "")
        self.parts.add(name, {"district": district, "commodity": commodity, "kind": call.kind}, many)

    def call(self, call: Call) -> None:
        """Count a call that ended."""
        self.whole.add("calls", {"kind": call.kind})
        self.whole.add("budget", {"kind": call.kind}, call.budget)
        self.whole.add("budget_spent", {"kind": call.kind}, sum(one.amount for one in kept(call)) if call.budget else 0)
        for one in call.candidates.all():
            self.add(one.business, call, "chosen", one.state in ("chosen", "absent"))
            self.add(one.business, call, "absent", one.state == "absent")
            self.add(one.business, call, "participants", took_part(one))
        for helped in helped_by(call):
            self.add(helped, call, "reached")
            self.add(helped, call, "women", helped.owner.sex == "female")
            self.add(helped, call, "men", helped.owner.sex == "male")
            self.add(helped, call, "first_time", not was_helped_before(helped, call))

    def outcome(self, outcome: Outcome) -> None:
        """Count what a participant told."""
        of, call = outcome.candidate.business, outcome.candidate.call
        self.add(of, call, "told")
        for code in ("visitors", "sales", "orders", "contacts"):
            self.add(of, call, f"told:{code}", code in outcome.answers)
            self.add(of, call, f"result:{code}", int(outcome.answers.get(code, 0)))


def recount(span: Span) -> dict[Place, Values]:
    """Count a month by looking at everything."""
    return Counting(span).parts.found


def kept(call: Call) -> list[Spending]:
    """Give what was spent of a call and not taken back."""
    return [one for one in call.spendings.all() if one.taken_back_at is None]


@pytest.mark.usefixtures("_scene")
def test_every_cell_of_every_month_is_what_a_recount_gives() -> None:
    with clock.travel(NOW):
        spans = months_of(PROGRAMMES)
        assert [span.first.month for span in spans] == [3, 4, 5, 6, 7]
        months = {span.first.month: told(programmes(span)) for span in spans}
        for span in spans:
            assert months[span.first.month] == recount(span)
    april, june, july = (total_of(months[month]) for month in (4, 6, 7))
    read = {code: one.read for code, one in BY_CODE.items() if one.family == "programmes"}
    for code, cell, value in (
        ("programmes_run", april, 2),
        ("programme_participants", april, 3),
        ("businesses_helped", april, 4),
        ("helped_first_time", april, 3),
        ("helped_women", april, 75),
        ("programme_budget_used", april, pytest.approx(100 * 2 / 55)),
        ("machines_value", april, 12_000_000),
        ("result_sales", april, 1_500_000),
        ("helped_first_time", june, 1),
        ("programme_spent", june, 20_300_000),
        ("programme_participants", july, 1),
    ):
        assert (code, read[code](cell)) == (code, value)


@pytest.mark.usefixtures("_scene")
def test_the_days_between_are_counted_by_parts_of_a_month() -> None:
    with clock.travel(moment("2026-04-07")):
        span = Span.of(clock.today(), clock.today())
        assert total_of(told(programmes(span)))["calls"] == 1
        assert span.until - span.since == timedelta(days=7)
