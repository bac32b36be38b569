"""What officers type into the pages of a call: nonsense is put aside or named, and never breaks a page."""

import pytest
from django.test import Client
from django.urls import reverse

from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.models import Assessment
from sentra.programmes.services.calls import assessor_name
from sentra.programmes.tests.making import applied, business, closed, judged, manager, published
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db

NONSENSE = ["", "-1", "1.5", "101", "000010000", "9" * 5000, "٣x", "\x00"]


@pytest.mark.parametrize("weight", NONSENSE)
def test_a_weight_that_is_none_is_the_calls_own(weight: str, client: Client) -> None:
    call = published("hibah_mesin", conditions=frozenset())
    candidate = applied(call, business(), proposal=photograph("#112233"), pact=photograph("#332211"))
    judged(closed(call), {candidate: 0})
    client.force_login(manager())
    code = call.terms.criteria[0].code
    told = client.get(reverse("programmes:ranking", args=[call.pk]), {code: weight})
    assert told.status_code == 200
    assert not told.context["changed"]


@pytest.mark.parametrize("points", NONSENSE)
def test_points_that_no_level_gives_are_named_and_not_kept(points: str, client: Client) -> None:
    call = published("hibah_mesin", conditions=frozenset())
    candidate = applied(call, business(), proposal=photograph("#112233"), pact=photograph("#332211"))
    assessor = officer(Role.SURVEYOR, name="Penilai C")
    assessor_name(actor=manager(), call_id=call.pk, assessor=assessor)
    closed(call)
    client.force_login(assessor)
    given = {f"points-{one.code}": points for one in call.terms.criteria}
    told = client.post(reverse("programmes:judge", args=[candidate.pk]), given)
    assert told.status_code == 422
    assert set(told.context["problems"]) == set(given)
    assert not Assessment.objects.exists()
