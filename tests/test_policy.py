"""Who sees what: `visible_to` against a simple and slow answer, for every kind of person."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.licensing.models import Application, ServiceRevision
from sentra.people.models import Duty, Role, User
from sentra.people.policy import GRANTS, Permission, can, districts_of, visible_to
from sentra.people.tests.people import person

DISTRICTS = ("35.05.01", "35.05.02", "35.05.03", "")
PEOPLE = ("Siti", "Joko", "Petugas")
DUTIES = some.dictionaries(
    some.sampled_from(list(Role)), some.sets(some.sampled_from(DISTRICTS[:3]), max_size=2), max_size=3
)


@pytest.fixture(scope="module")
def applications(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[list[Application]]:
    """An application of each applicant in each district, entered by each."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        revision = ServiceRevision.objects.create(service="x", number=1, definition={}, fingerprint="x")
        made = [
            Application.objects.create(
                revision=revision, service="x", applicant=person(one), entered_by=person(by), district=district
            )
            for one in PEOPLE[:2]
            for by in PEOPLE
            for district in DISTRICTS
        ]
        yield made
        Application.objects.all().delete()
        revision.delete()
        User.objects.all().delete()


def sees(actor: User, duties: dict[Role, set[str]], application: Application) -> bool:
    """Tell slowly whether somebody may see an application."""
    if application.applicant_id == actor.pk:
        return True
    reading = {role: where for role, where in duties.items() if Permission.APPLICATION_READ in GRANTS[role]}
    if not actor.is_active or not reading:
        return False
    if any(not where or application.district in where for where in reading.values()):
        return True
    return application.entered_by_id == actor.pk


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(duties=DUTIES, name=some.sampled_from(PEOPLE), active=some.booleans())
@pytest.mark.django_db
def test_somebody_sees_exactly_the_own_and_what_the_duty_covers(
    applications: list[Application], duties: dict[Role, set[str]], name: str, active: bool
) -> None:
    actor = person(name)
    Duty.objects.filter(user=actor).delete()
    Duty.objects.bulk_create(Duty(user=actor, role=role, districts=sorted(where)) for role, where in duties.items())
    User.objects.filter(pk=actor.pk).update(is_active=active)
    actor.refresh_from_db()
    seen = set(visible_to(actor, Application.objects.all()).values_list("pk", flat=True))
    assert seen == {one.pk for one in applications if sees(actor, duties, one)}


@settings(max_examples=60, deadline=None)
@given(duties=DUTIES, permission=some.sampled_from(list(Permission)), district=some.sampled_from(DISTRICTS[:3]))
@pytest.mark.django_db
def test_what_somebody_can_do_is_where_the_duties_reach(
    duties: dict[Role, set[str]], permission: Permission, district: str
) -> None:
    actor = person("Petugas")
    actor.__dict__["duties_held"] = [Duty(user=actor, role=role, districts=list(to)) for role, to in duties.items()]
    where = districts_of(actor, permission)
    expected = permission == Permission.APPLICATION_OWN or where is None or district in where
    assert can(actor, permission, district) is expected
    assert can(actor, permission) is (permission == Permission.APPLICATION_OWN or where is None or bool(where))


def test_an_auditor_changes_nothing_and_a_leader_reads_no_application() -> None:
    changing = {
        permission
        for permission in Permission
        if permission.value.rpartition(".")[2] in {"enter", "verify", "survey", "decide", "note", "assign", "flag"}
    } | {Permission.PERMIT_GOVERN, Permission.PEOPLE_MANAGE, Permission.REFERENCE_EDIT, Permission.NIK_READ}
    assert not changing & GRANTS[Role.AUDITOR]
    assert Permission.APPLICATION_READ not in GRANTS[Role.LEADER]
    assert Permission.APPLICATION_READ not in GRANTS[Role.ADMINISTRATOR]


def test_nobody_holds_what_only_the_system_does() -> None:
    assert not [role for role in Role if Permission.APPLICATION_AUTOMATIC in GRANTS[role]]


def test_nobody_and_who_left_can_do_nothing() -> None:
    assert not can(None, Permission.WORKSPACE)
    assert not can(User(name="Pergi", is_active=False), Permission.APPLICATION_OWN)
