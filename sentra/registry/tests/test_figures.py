"""Yearly figures: pre-filled, sent in, returned, accepted; the size classes follow; nobody else reads them."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.outbox.models import Notice
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, stranger
from sentra.reference.loading import current_pack
from sentra.registry.dossier import dossier, story_of
from sentra.registry.models import Business, Figures, FiguresState
from sentra.registry.rules import size_classes
from sentra.registry.services.figures import figures_accept, figures_of, figures_return, figures_save
from sentra.registry.tests.making import registered, trade_officer

TOLD = {
    "workers_men": ["2"],
    "workers_women": ["20"],
    "investment": ["1.500.000.000"],
    "capacity": ["1.250,5 kg per bulan"],
    "production_value": ["3.000.000.000"],
    "raw_material_value": ["900.000.000"],
    "export_share": ["12,5"],
}


def last_year() -> int:
    """The year whose figures are asked for."""
    return clock.today().year - 1


@pytest.mark.django_db
def test_the_owner_tells_an_officer_accepts_and_the_sizes_follow() -> None:
    business = registered()
    told = figures_save(actor=owner(), business_id=business.pk, year=last_year(), version=0, given=TOLD)
    assert told.state == FiguresState.SUBMITTED
    assert told.capacity_amount == Decimal("1250.5")
    assert told.capacity_unit == "kg per bulan"
    business.refresh_from_db()
    assert business.size_umkm == "micro"
    figures_accept(actor=trade_officer(), business_id=business.pk, year=last_year(), version=told.version)
    business.refresh_from_db()
    assert business.figures_year == clock.today().year
    Figures.objects.filter(year=clock.today().year).delete()
    figures_return(
        actor=trade_officer(),
        business_id=business.pk,
        year=last_year(),
        version=told.version + 1,
        reason="Terlalu besar.",
    )
    told = figures_save(actor=owner(), business_id=business.pk, year=last_year(), version=told.version + 2, given=TOLD)
    figures_accept(actor=trade_officer(), business_id=business.pk, year=last_year(), version=told.version)
    business.refresh_from_db()
    sizes = (business.size_umkm, business.size_industry, business.size_bps)
    assert sizes == ("small", "medium", "medium")
    assert business.figures_year == last_year()


@pytest.mark.django_db
def test_a_return_tells_the_owner_why_and_opens_the_form_again() -> None:
    business = registered()
    told = figures_save(actor=owner(), business_id=business.pk, year=last_year(), version=0, given=TOLD)
    reason = "Nilai bahan baku lebih besar dari biasanya."
    asked: dict[str, Any] = {"business_id": business.pk, "year": last_year(), "version": told.version}
    with pytest.raises(InvalidInput):
        figures_return(actor=trade_officer(), reason="x", **asked)
    figures_return(actor=trade_officer(), reason=reason, **asked)
    assert Figures.objects.get(year=last_year()).return_reason == reason
    assert Notice.objects.get(user=owner()).event.data["reason"] == reason
    assert figures_save(actor=owner(), given=TOLD, **{**asked, "version": told.version + 1}).return_reason == ""


@pytest.mark.django_db
def test_an_officer_s_figures_are_accepted_at_once_and_then_closed_to_the_owner() -> None:
    business = registered()
    told = figures_save(actor=trade_officer(), business_id=business.pk, year=last_year(), version=0, given=TOLD)
    assert told.state == FiguresState.ACCEPTED
    with pytest.raises(Conflict):
        figures_save(actor=owner(), business_id=business.pk, year=last_year(), version=told.version, given=TOLD)


@pytest.mark.django_db
def test_figures_are_told_by_nobody_else_and_for_no_other_year() -> None:
    business = registered()
    asked: dict[str, Any] = {"business_id": business.pk, "version": 0, "given": TOLD}
    with pytest.raises(NotAllowed):
        figures_save(actor=officer(Role.COUNTER), year=last_year(), **asked)
    with pytest.raises(NotFound):
        figures_save(actor=stranger(), year=last_year(), **asked)
    for year in (clock.today().year + 1, 1200):
        with pytest.raises(NotFound):
            figures_save(actor=owner(), year=year, **asked)


@pytest.mark.django_db
def test_what_was_told_meanwhile_is_not_overwritten() -> None:
    business = registered()
    asked: dict[str, Any] = {"business_id": business.pk, "year": last_year()}
    figures_save(actor=owner(), version=0, given=TOLD, **asked)
    with pytest.raises(Conflict):
        figures_save(actor=trade_officer(), version=0, given={**TOLD, "workers_men": ["9"]}, **asked)
    with pytest.raises(Conflict):
        figures_accept(actor=trade_officer(), version=9, **asked)


@pytest.mark.django_db
def test_more_materials_than_product_is_refused_on_its_field() -> None:
    business = registered()
    given = {**TOLD, "raw_material_value": ["4.000.000.000"], "export_share": ["101"]}
    with pytest.raises(InvalidInput) as refused:
        figures_save(actor=owner(), business_id=business.pk, year=last_year(), version=0, given=given)
    assert [one.field for one in refused.value.problems] == ["export_share"]
    given["export_share"] = ["10"]
    with pytest.raises(InvalidInput) as refused:
        figures_save(actor=owner(), business_id=business.pk, year=last_year(), version=0, given=given)
    assert [one.field for one in refused.value.problems] == ["raw_material_value"]


@pytest.mark.django_db
def test_a_new_year_begins_with_the_last_one() -> None:
    business = registered()
    Figures.objects.update(year=last_year() - 1)
    begun = figures_of(business, last_year())
    assert begun.pk is None
    assert (begun.workers_women, begun.investment, begun.capacity) == (2, 5_000_000, "40 kg")


@pytest.mark.django_db
def test_figures_are_hidden_from_who_may_not_read_them(client: object) -> None:
    business = registered()
    figures_save(actor=owner(), business_id=business.pk, year=last_year(), version=0, given=TOLD)
    seen = Business.objects.get(pk=business.pk)
    for actor, sees in ((officer(Role.COUNTER), False), (officer(Role.HEAD), True), (owner(), True)):
        assert bool(dossier(actor, seen).years) == sees
        told = [change.after for item in story_of(actor, seen) for change in item.changes]
        assert any("3000000000" in one or "3.000.000.000" in one for one in told) == sees
    client.force_login(officer(Role.COUNTER))  # type: ignore[attr-defined]
    page = client.get(reverse("registry:business", args=[business.register_number]))  # type: ignore[attr-defined]
    assert page.status_code == 200
    assert "3.000.000.000" not in page.content.decode()


AMOUNTS = some.one_of(some.none(), some.integers(0, 10**12))


@given(workers=some.one_of(some.none(), some.integers(0, 5000)), investment=AMOUNTS, value=AMOUNTS)
def test_the_classes_follow_the_scales(workers: int | None, investment: int | None, value: int | None) -> None:
    figures = Figures(workers_men=workers, investment=investment, production_value=value)
    sizes = size_classes(figures, current_pack().registry.sizes)
    order = ["", "micro", "small", "medium", "large"]
    assert {sizes.umkm.code, sizes.industry.code, sizes.bps.code} <= set(order)
    assert (sizes.umkm.code == "") == (not value and investment is None)
    assert (sizes.industry.code == "") == (workers is None or investment is None)
    assert (sizes.bps.code == "") == (not workers)
    assert all(one.reason for one in (sizes.umkm, sizes.industry, sizes.bps))
    larger = Figures(workers_men=(workers or 0) + 200, investment=investment, production_value=(value or 0) + 10**11)
    bigger = size_classes(larger, current_pack().registry.sizes)
    assert order.index(bigger.bps.code) >= order.index(sizes.bps.code)
    assert bigger.umkm.code == "large"


@pytest.mark.parametrize(
    ("workers", "investment", "code"),
    [
        (19, 999_999_999, "small"),
        (19, 1_000_000_000, "medium"),
        (20, 1, "medium"),
        (20, 15_000_000_000, "medium"),
        (20, 15_000_000_001, "large"),
    ],
)
def test_the_industry_s_limits_are_those_of_the_regulation(workers: int, investment: int, code: str) -> None:
    figures = Figures(workers_men=workers, investment=investment)
    assert size_classes(figures, current_pack().registry.sizes).industry.code == code
