"""Yearly figures of a group: told, corrected, and only by who governs the group and may read figures."""

import pytest
from django.test import Client
from django.urls import reverse

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.registry.models import Group, GroupFigures
from sentra.registry.services.group_figures import group_figures_save
from sentra.registry.services.groups import group_dissolve
from sentra.registry.tests.making import trade_officer
from sentra.registry.tests.test_groups import founded

pytestmark = pytest.mark.django_db
TOLD = {
    "units": ["12"],
    "workers": ["1.250"],
    "investment": ["40.000.000"],
    "capacity": ["2,5 ton per bulan"],
    "production_value": ["300.000.000"],
}


def said(group: Group, year: int = 2025, **changes: list[str]) -> GroupFigures:
    """Tell a year's figures."""
    version = Group.objects.get(pk=group.pk).version
    given = {**TOLD, **changes}
    return group_figures_save(actor=trade_officer(), group_id=group.pk, year=year, version=version, given=given)


def test_figures_are_told_once_a_year_and_corrected() -> None:
    group = founded()
    first = said(group)
    assert (first.units, first.workers, first.capacity) == (12, 1250, "2,5 ton per bulan")
    assert said(group, workers=["1.300"]).pk == first.pk
    entries = Entry.objects.filter(act="group.figures_told").order_by("seq")
    assert [entry.after.get("group_figures_workers") for entry in entries] == [1250, 1300]
    assert entries[1].before == {"group_figures_workers": 1250}


def test_the_same_figures_twice_change_nothing() -> None:
    group = founded()
    said(group)
    before = Group.objects.get(pk=group.pk).version
    said(group)
    assert Group.objects.get(pk=group.pk).version == before
    assert Entry.objects.filter(act="group.figures_told").count() == 1


def test_what_can_t_be_is_refused() -> None:
    group = founded()
    empty: dict[str, list[str]] = {code: [] for code in TOLD}
    for changes, field in (
        (empty, "units"),
        ({"workers": ["banyak"]}, "workers"),
        ({"raw_material_value": ["400.000.000"]}, "raw_material_value"),
    ):
        with pytest.raises(InvalidInput) as refused:
            said(group, 2025, **changes)
        assert refused.value.problems[0].field == field
    with pytest.raises(NotFound):
        said(group, clock.today().year + 1)
    assert not GroupFigures.objects.exists()


def test_only_who_governs_the_group_tells_its_figures() -> None:
    group = founded()
    for actor, refused in (
        (officer(Role.AUDITOR), NotAllowed),
        (officer(Role.HEAD), NotAllowed),
        (trade_officer("35.05.01"), NotFound),
    ):
        with pytest.raises(refused):
            group_figures_save(actor=actor, group_id=group.pk, year=2025, version=1, given=TOLD)


def test_a_stale_page_and_a_dissolved_group_are_refused() -> None:
    group = founded()
    said(group)
    with pytest.raises(Conflict):
        group_figures_save(actor=trade_officer(), group_id=group.pk, year=2025, version=1, given=TOLD)
    group_dissolve(actor=trade_officer(), group_id=group.pk, version=2, reason="Tidak ada kegiatan.")
    with pytest.raises(Conflict):
        said(group)


def test_the_page_shows_what_was_typed_and_the_group_s_page_what_was_saved(client: Client) -> None:
    group = founded()
    client.force_login(trade_officer())
    address = reverse("registry:group_figures", args=[group.pk, 2025])
    wrong = client.post(address, {"version": "1", "units": "12", "workers": "banyak"})
    assert wrong.status_code == 422
    assert "banyak" in wrong.content.decode()
    stale = client.post(address, {"version": "9", "units": "77"})
    assert stale.status_code == 409
    assert 'value="77"' in stale.content.decode()
    assert client.post(address, {"version": "1", "units": "1200"}).status_code == 302
    shown = client.get(reverse("registry:group", args=[group.pk])).content.decode()
    assert "1.200" in shown
    assert "None" not in shown
    client.force_login(officer(Role.COUNTER))
    assert "1.200" not in client.get(reverse("registry:group", args=[group.pk])).content.decode()
