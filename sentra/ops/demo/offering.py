"""Programmes of the demo: a year of calls in every state, with applicants, points and results, made by the acts."""

from random import Random

from sentra.kernel import clock
from sentra.ops.demo.exhibiting import exhibition_pictured, exhibition_runs
from sentra.ops.demo.following_up import visits_follow
from sentra.ops.demo.machines import machines_given
from sentra.ops.demo.offers import Offers, told, version
from sentra.ops.demo.officers import Office
from sentra.ops.demo.outcomes import restructured, results_tell, sold, supported
from sentra.ops.demo.training import certificates_given, sessions_held, sessions_planned
from sentra.programmes.models import Call
from sentra.programmes.services import calls


def programmes_offer(office: Office, *, rng: Random) -> int:
    """Let the office offer programmes over a year; gives how many calls there are."""
    offers = Offers(office, rng)
    for tell in (
        _trained,
        _exhibited,
        _granted,
        _judged,
        _delayed,
        _open,
        _cancelled,
        _drafted,
        sold,
        supported,
        restructured,
        machines_given,
    ):
        tell(offers)
    results_tell(offers)
    visits_follow(offers)
    return Call.objects.count()


def _trained(offers: Offers) -> None:
    """A training that is over: what was received stands on the register."""
    call = offers.published(200, "pelatihan", "Pelatihan kemasan dan label", quota=6, lasts=2, conditions=frozenset())
    offers.applied_herself(196, call)
    offers.applied(195, call, 9)
    offers.closed(185, call)
    offers.chosen(184, call)
    offers.at(-180, lambda: sessions_planned(call, offers.trade))
    offers.ended(170, None, call)
    sessions_held(call, offers.trade, rng=offers.rng)
    offers.at(-168, lambda: calls.call_finish(actor=offers.trade, call_id=call.pk, version=version(call)))
    offers.at(-167, lambda: certificates_given(call, offers.head))


def _exhibited(offers: Offers) -> None:
    """An exhibition that runs."""
    call = offers.published(
        60,
        "pameran",
        "Pameran Produk Unggulan di Surabaya",
        place="Grand City Surabaya",
        quota=4,
        begins=58,
        lasts=5,
        conditions=frozenset({1}),
        budget=60_000_000,
        budget_source="APBD",
        budget_year=clock.today().year,
        value_each=12_000_000,
        least_women=1,
    )
    offers.applied(55, call, 7)
    offers.closed(45, call)
    offers.judged(42, call)
    offers.chosen(40, call)
    offers.at(-20, lambda: exhibition_runs(offers.trade, call))
    offers.ended(2, None, call)
    offers.at(-1, lambda: exhibition_pictured(offers.trade, call))


def _granted(offers: Offers) -> None:
    """Machinery aid whose result is out: objections may come."""
    call = offers.published(
        30,
        "hibah_mesin",
        "Bantuan mesin produksi pangan",
        quota=3,
        begins=60,
        conditions=frozenset({1, 4}),
        budget=45_000_000,
        budget_source="DAK",
        budget_year=clock.today().year,
        value_each=15_000_000,
        most_of_district=2,
    )
    offers.applied(25, call, 6)
    offers.closed(10, call)
    offers.judged(5, call)
    offers.chosen(1, call)


def _judged(offers: Offers) -> None:
    """Machinery aid that is being judged: one assessor has handed in."""
    call = offers.published(20, "hibah_mesin", "Bantuan mesin kerajinan kayu", quota=2, conditions=frozenset({1}))
    offers.applied(18, call, 5)
    offers.closed(3, call)
    offers.judged(2, call, by=1)


def _delayed(offers: Offers) -> None:
    """A market day that is closed, and whose choice takes longer than it may."""
    call = offers.published(28, "bazar", "Bazar Pekan Produk Lokal", quota=2, place="Pasar Wlingi", begins=45, lasts=2)
    offers.applied(26, call, 3)
    offers.closed(13, call)


def _open(offers: Offers) -> None:
    """Calls that take applications now."""
    offers.published(
        2, "bazar", "Bazar Hari Jadi Kabupaten Blitar", quota=30, place="Alun-alun Kanigoro", lasts=3, begins=25
    )
    call = offers.published(
        4, "pelatihan", "Pelatihan foto produk dengan ponsel", quota=15, least_women=5, least_first_timers=5
    )
    offers.applied(1, call, 4)
    offers.published(1, "pendampingan", "Pendampingan pembukuan", quota=10, begins=20)


def _cancelled(offers: Offers) -> None:
    call = offers.published(70, "bazar", "Bazar Ramadan", quota=20, begins=20)
    reason = "Lapangan dipakai untuk perbaikan jalan; bazar digabung dengan Hari Jadi."
    offers.at(-62, lambda: calls.call_cancel(actor=offers.trade, call_id=call.pk, version=version(call), reason=reason))


def _drafted(offers: Offers) -> None:
    """A call that nobody sees yet."""
    told_now = told("pameran", "Pameran Inacraft", place="Jakarta", quota=3, begins=80, lasts=5)
    offers.at(0, lambda: calls.call_write(actor=offers.trade, kind="pameran", told=told_now))
