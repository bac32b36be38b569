"""Queues and kept views, and how little the main pages ask of the database."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft
from sentra.licensing.tests.office import ELSEWHERE, case_url, of, text
from sentra.people.models import Role, SavedView
from sentra.people.tests.people import officer, owner, stranger

pytestmark = pytest.mark.django_db


def test_a_queue_shows_its_work_with_counts_and_what_is_late(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(stage_due=clock.today() - timedelta(days=2))
    page = text(of(Role.VERIFIER).get(reverse("licensing:queue")))
    assert str(application.number) in page
    assert 'class="late"' in page
    assert case_url(application) in page


def test_a_queue_is_sorted_with_the_late_ones_on_top(application: Application) -> None:
    second = application_submit(actor=stranger(), application_id=filled_draft(stranger()).pk)
    Application.objects.filter(pk=second.pk).update(stage_due=clock.today() - timedelta(days=2))
    page = text(of(Role.VERIFIER).get(reverse("licensing:queue", args=["verification"])))
    assert page.index(str(second.number)) < page.index(str(application.number))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "mbok siti"}, True),
        ({"q": "batik"}, False),
        ({"service": "tdi"}, True),
        ({"service": "iui"}, False),
        ({"district": ELSEWHERE}, False),
        ({"commodity": "sambel_pecel"}, True),
        ({"mine": "1"}, False),
        ({"late": "1"}, False),
        ({"page": "99"}, True),
        ({"page": "x", "sort": "x"}, True),
    ],
)
def test_a_queue_is_narrowed(application: Application, query: dict[str, str], found: bool) -> None:
    answer = of(Role.VERIFIER).get(reverse("licensing:queue", args=["verification"]), query)
    assert answer.status_code == 200
    assert (case_url(application) in text(answer)) is found


def test_a_queue_of_another_duty_is_not_found(application: Application) -> None:
    assert of(Role.VERIFIER).get(reverse("licensing:queue", args=["decision"])).status_code == 404
    assert of(Role.VERIFIER).get(reverse("licensing:queue", args=["nonsense"])).status_code == 404
    assert case_url(application) in text(of(Role.AUDITOR).get(reverse("licensing:queue", args=["all"])))


def test_views_are_kept_shared_and_taken_away(application: Application) -> None:
    me, colleague = of(Role.VERIFIER), of(Role.VERIFIER, name="Rina")
    save = reverse("licensing:view_save", args=["verification"])
    answer = me.post(save, {"name": "Terlambat", "late": "1", "shared": "on"})
    assert answer["Location"] == reverse("licensing:queue", args=["verification"]) + "?late=1"
    me.post(save, {"name": "Hanya saya", "mine": "1"})
    page = text(colleague.get(reverse("licensing:queue")))
    assert "Terlambat" in page
    assert "Hanya saya" not in page
    view = SavedView.objects.get(name="Terlambat")
    delete = reverse("licensing:view_delete", args=[view.pk])
    assert delete not in page
    assert colleague.post(delete).status_code == 404
    assert me.post(delete).status_code == 302
    assert not SavedView.objects.filter(pk=view.pk).exists()


def test_a_view_without_a_name_is_told_with_its_filters_kept(application: Application) -> None:
    answer = of(Role.VERIFIER).post(
        reverse("licensing:view_save", args=["verification"]), {"name": " ", "q": "batik", "shared": "on"}
    )
    assert answer.status_code == 422
    assert 'href="#view_save-name"' in text(answer)
    assert 'name="q" value="batik"' in text(answer)
    assert of(Role.VERIFIER).post(reverse("licensing:view_save", args=["decision"]), {"name": "x"}).status_code == 404


def many(count: int) -> None:
    """Many applications in the verifier's queue: copies of one that was sent in."""
    first = application_submit(actor=owner(), application_id=filled_draft(owner()).pk)
    rows = []
    for number in range(1, count):
        row = Application.objects.get(pk=first.pk)
        row.pk, row.number = None, f"P-2026-9{number:05d}"
        row.id = Application._meta.pk.get_default()
        row.assigned_to = officer(Role.VERIFIER)
        rows.append(row)
    Application.objects.bulk_create(rows)


def test_a_queue_of_sixty_asks_the_database_little(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    many(60)
    verifier = of(Role.VERIFIER)
    verifier.get(reverse("licensing:queue", args=["verification"]))
    with django_assert_max_num_queries(9):
        page = text(verifier.get(reverse("licensing:queue", args=["verification"])))
    assert page.count("data-row") == 50


def test_a_case_asks_the_database_little(
    application: Application, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    verifier = of(Role.VERIFIER)
    verifier.get(case_url(application))
    with django_assert_max_num_queries(23):
        verifier.get(case_url(application))
