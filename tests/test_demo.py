"""The demo is whole, honest and the same each time."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.db import connection, transaction
from django.db.models import Count, Q
from pytest_django import DjangoDbBlocker

from sentra.audit.queries import verify_all
from sentra.cases.filters import late as cases_late
from sentra.cases.models import Case, PublicNotice, Statement
from sentra.documents.models import Counter, Document
from sentra.kernel import clock
from sentra.kernel.identifiers import parse_nib, parse_nik, parse_phone
from sentra.licensing.filters import late
from sentra.licensing.models import Application, Flag, Note, Permit, PermitStatus, Question, Status
from sentra.licensing.models.application import CLOSED
from sentra.licensing.queues import QUEUES
from sentra.licensing.services.publish import services_publish
from sentra.ops.demo.build import BUSINESSES, DEMO_ACCOUNTS, DemoSummary, demo_build, demo_exists, demo_plan
from sentra.ops.demo.businesses import Firm
from sentra.ops.demo.names import UNREACHABLE
from sentra.ops.demo.officers import PASSWORD
from sentra.ops.demo.photographs import PAINTERS, VARIANTS, painted
from sentra.ops.demo.trades import TRADES
from sentra.outbox.models import Mail, MailStatus, Notice
from sentra.people.models import Role, SavedView, User
from sentra.programmes.models import Asset, Call, CallState, Candidate, Choice, Outcome, Verification
from sentra.programmes.ranking import chosen_again
from sentra.programmes.services.money import spent_of
from sentra.programmes.sessions import standings
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.looking import weaknesses
from sentra.promotion.models import PageReport, Theme
from sentra.promotion.pictures import look_at
from sentra.promotion.studio import page_figures
from sentra.reference.loading import current_pack
from sentra.reference.services import pack_load
from sentra.registry.legal import LegalStanding, has_standing
from sentra.registry.models import Business, Figures, LegalPaper, Owner, PaperStanding, Product, ProductPhoto, Support
from sentra.surveys.models import Report, Visit

pytestmark = pytest.mark.django_db

SHARE = 0.12
DAY = date(2026, 11, 25)
TEXT_COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'jsonb')
"""

SIXTEEN_DIGITS = """
    SELECT DISTINCT found[1] FROM "{table}", regexp_matches("{column}"::text, '([0-9]{{16}})', 'g') found
"""


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DemoSummary]:
    """A small demo, built once for all tests of this module and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        pack_load(pack=current_pack())
        services_publish(pack=current_pack())
        yield demo_build(share=SHARE)
        transaction.set_rollback(True)


def niks() -> set[str]:
    """All NIK that the demo knows."""
    found = set(Owner.objects.values_list("nik", flat=True)) - {""}
    return found | {one.sealed["owner_nik"] for one in Application.objects.all() if one.sealed.get("owner_nik")}


def test_the_same_day_makes_the_same_demo() -> None:
    one, again = (demo_plan(pack=current_pack(), today=DAY, share=0.2) for _time in range(2))
    assert one == again
    assert one != demo_plan(pack=current_pack(), today=DAY + timedelta(days=1), share=0.2)


def test_the_whole_demo_covers_the_regency() -> None:
    plan = demo_plan(pack=current_pack(), today=DAY)
    firms: list[Firm] = [one.firm for one in plan.listed]
    assert BUSINESSES - 200 < len(firms) < BUSINESSES
    assert {firm.district for firm in firms} == {district.code for district in current_pack().districts}
    assert {firm.commodity for firm in firms} == set(TRADES) == {one.code for one in current_pack().commodities}
    assert {firm.village for firm in firms} <= {village.code for village in current_pack().villages}
    women = sum(firm.owner.female for firm in firms) / len(firms)
    assert 0.4 < women < 0.65
    assert len({firm.owner.nik for firm in firms if firm.owner.nik}) == sum(1 for firm in firms if firm.owner.nik)
    applications = sum(2 if story.follow else 1 for story in plan.stories)
    assert 270 <= applications <= 330


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 3, 14), date(2028, 2, 29)])
def test_any_day_makes_a_demo_of_the_past(day: date) -> None:
    plan = demo_plan(pack=current_pack(), today=day, share=0.2)
    assert all(one.since < day and (one.seen_on is None or one.seen_on < day) for one in plan.listed)
    assert all(plan.calendar.is_working(story.start) and story.start < day for story in plan.stories)


def test_nobody_real_is_in_it() -> None:
    plan = demo_plan(pack=current_pack(), today=DAY, share=0.2)
    for firm in (one.firm for one in plan.listed):
        assert not firm.owner.nik or parse_nik(firm.owner.nik)[12] == "9"
        assert not firm.owner.phone or parse_phone(firm.owner.phone).startswith(UNREACHABLE)
        assert not firm.owner.email or firm.owner.email.endswith(".example")
        assert not firm.nib or parse_nib(firm.nib).startswith("9999")


def test_the_register_is_full_and_goes_on_counting(demo: DemoSummary) -> None:
    assert demo_exists()
    assert Business.objects.count() == demo.businesses == round(BUSINESSES * SHARE)
    assert Counter.objects.get(series="register").last == demo.businesses
    assert Business.objects.filter(register_number=f"IKM-3505-{demo.businesses:06d}").exists()
    assert Figures.objects.exists()
    assert LegalPaper.objects.filter(status=PaperStanding.EXPIRED).exists()
    soon = clock.today() + timedelta(days=90)
    assert LegalPaper.objects.filter(status=PaperStanding.ACTIVE, valid_until__lt=soon).exists()


def test_every_state_of_applications_and_permits_is_there(demo: DemoSummary) -> None:
    assert set(Application.objects.values_list("status", flat=True)) == set(Status.values)
    assert set(Permit.objects.values_list("status", flat=True)) == set(PermitStatus.values)
    assert set(Application.objects.values_list("service", flat=True)) == {one.code for one in current_pack().services}
    assert Application.objects.filter(deemed=True).exists()
    assert Application.objects.filter(survey_owed=True).exists()
    assert Application.objects.filter(late(), status=Status.VERIFICATION).exists()
    assert Application.objects.filter(late(), status=Status.DECISION).exists()
    assert Flag.objects.filter(lifted_at=None).exists()
    assert Question.objects.filter(answered_at=None).exists()
    assert Note.objects.exists()
    assert Visit.objects.exists()
    assert Report.objects.exists()


def test_recorded_businesses_are_in_process_and_what_is_made_can_be_seen(demo: DemoSummary) -> None:
    begun = Application.objects.filter(business__registered_at=None).exclude(business=None)
    assert set(begun.values_list("status", flat=True)) == {"draft", "verification", "survey", "decision"}
    shown = Business.objects.filter(has_standing(LegalStanding.IN_PROCESS), latitude__isnull=False)
    assert shown.filter(pk__in=begun.values("business")).exists()
    assert set(ProductPhoto.objects.values_list("product__commodity", flat=True)) <= set(PAINTERS)
    assert Product.objects.exclude(photos=None).count() > len(PAINTERS)
    wati = Product.objects.filter(business__owner__user__email="wati@sentra.example").exclude(photos=None)
    assert wati.exists()


@pytest.mark.parametrize("commodity", sorted(PAINTERS))
def test_pictures_of_each_trade_are_small_good_enough_and_the_same_each_time(commodity: str) -> None:
    drawn = [painted(commodity, variant) for variant in range(VARIANTS)]
    assert drawn[0] == painted(commodity)
    assert len(set(drawn)) == VARIANTS
    assert max(map(len, drawn)) < 110_000
    assert [weaknesses(look_at(one), current_pack().promotion.pictures) for one in drawn] == [[]] * VARIANTS
    assert set(PAINTERS) == {known.code for known in current_pack().commodities}


def test_the_catalogue_is_alive_and_says_that_its_pictures_are_samples(demo: DemoSummary) -> None:
    listed = makers_listed()
    assert listed.exclude(story="").count() > listed.count() / 2
    assert listed.values("story").distinct().count() > 10
    assert not showings_listed().filter(product__photos=None).exists()
    assert not ProductPhoto.objects.exclude(caption__endswith="(gambar contoh)").exists()
    assert listed.filter(featured_until__gte=clock.today()).exists()
    assert Theme.objects.exclude(places=None).distinct().count() == 2
    assert PageReport.objects.filter(settled_at=None).exists()
    assert PageReport.objects.exclude(settled_at=None).exists()
    wati = listed.get(business__owner__user__email="wati@sentra.example")
    assert wati.enquiries.filter(read_at=None).exists()
    assert page_figures(wati).views


def test_problem_products_are_at_different_points_of_their_way(demo: DemoSummary) -> None:
    assert set(Case.objects.values_list("state", flat=True)) == {"reported", "triaged", "examining", "acting", "closed"}
    assert Case.objects.filter(cases_late()).exists()
    assert Case.objects.filter(business=None).exists()
    assert Case.objects.filter(business__registered_at=None).exclude(business=None).exists()
    assert PublicNotice.objects.filter(ended_at=None).count() == 1
    assert Statement.objects.filter(answered_at=None, case__business__owner__user__email="wati@sentra.example").exists()


def test_nothing_would_be_granted_by_silence_at_once(demo: DemoSummary) -> None:
    overdue = Application.objects.filter(status__in=[Status.VERIFICATION, Status.SURVEY, Status.DECISION])
    overdue = overdue.filter(due__lt=clock.today(), paused_since=None, flags=None)
    assert [one.number for one in overdue if one.revision.content.deemed_granted] == []


def test_every_open_application_stands_in_one_queue(demo: DemoSummary) -> None:
    for application in Application.objects.exclude(status__in=CLOSED).exclude(status=Status.DRAFT):
        stands = [one.code for one in QUEUES.values() if Application.objects.filter(one.where, pk=application.pk)]
        assert len(stands) == 1, application


def test_four_eyes_saw_every_application(demo: DemoSummary) -> None:
    for one in Application.objects.exclude(verified_by=None):
        people = [one.verified_by_id, one.surveyed_by_id, one.decided_by_id, one.entered_by_id]
        told = [person for person in people if person]
        assert len(told) == len(set(told))


def test_the_chain_is_whole(demo: DemoSummary) -> None:
    assert verify_all().ok


def test_no_nik_stands_in_plain(demo: DemoSummary) -> None:
    known = niks()
    assert len(known) > 100
    with connection.cursor() as cursor:
        cursor.execute(TEXT_COLUMNS)
        for table, column in cursor.fetchall():
            cursor.execute(SIXTEEN_DIGITS.format(table=table, column=column))
            assert not known & {row[0] for row in cursor.fetchall()}, f"{table}.{column}"


def test_what_happened_is_over(demo: DemoSummary) -> None:
    assert set(Mail.objects.values_list("status", flat=True)) == {MailStatus.SENT, MailStatus.FAILED}
    assert Notice.objects.filter(read_at=None).exists()
    assert Notice.objects.exclude(read_at=None).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'todo' GROUP BY 1")
        jobs = dict(cursor.fetchall())
    assert jobs.pop("documents.render") == Document.objects.count()
    # What the demo did of a list's taking over itself, the worker finds done.
    assert jobs == {"promotion.edition_make": 1, "transfer.rehearse": 1, "transfer.take_over": 1}


def test_everybody_may_sign_in_and_finds_something(demo: DemoSummary) -> None:
    validate_password(PASSWORD)
    assert {account.role for account in DEMO_ACCOUNTS} == {"Owner", *(role.name.title() for role in Role)}
    for account in DEMO_ACCOUNTS:
        user = User.objects.get(email=account.sign_in)
        assert check_password(account.password, user.password)
    joko, wati = (User.objects.get(email=f"{key}@sentra.example") for key in ("joko", "wati"))
    assert Application.objects.get(applicant=joko).status == Status.CORRECTION
    soon = Q(valid_until__range=(clock.today(), clock.today() + timedelta(days=90)))
    assert Permit.objects.filter(soon, application__applicant=wati, status=PermitStatus.ACTIVE).count() == 1
    assert Question.objects.filter(application__applicant=wati, answered_at=None).count() == 1
    assert not Application.objects.filter(applicant__email="siti@sentra.example").exists()
    assert SavedView.objects.filter(shared=True).exists()


def test_a_second_demo_is_refused(demo: DemoSummary) -> None:
    with pytest.raises(RuntimeError):
        demo_build(share=SHARE)


def test_numbers_follow_the_order_of_time(demo: DemoSummary) -> None:
    sent = Application.objects.exclude(number=None).order_by("submitted_at").values_list("number", flat=True)
    numbers = [str(number) for number in sent]
    assert numbers == sorted(numbers)
    twice = Permit.objects.values("number").annotate(times=Count("pk")).filter(times__gt=1)
    assert not twice


def test_machines_of_a_year_ago_are_in_several_states(demo: DemoSummary) -> None:
    assert demo
    assert {"in_use", "idle", "damaged"} <= set(Asset.objects.values_list("state", flat=True))
    assert Asset.objects.filter(missing_since__isnull=False, photos__isnull=False).exists()
    assert all(one.handover.document.data["total"] <= one.candidate.cost for one in Asset.objects.all())


def test_programmes_are_in_every_state_with_results(demo: DemoSummary) -> None:
    assert demo
    states = set(Call.objects.values_list("state", flat=True))
    assert states == set(CallState.values)
    assert {"chosen", "waiting", "not_chosen", "applied"} <= set(Candidate.objects.values_list("state", flat=True))
    assert Support.objects.filter(title="Pelatihan kemasan dan label").exists()
    for choice in Choice.objects.all():
        assert chosen_again(choice.given) == choice.result


def test_a_training_ran_to_its_certificates(demo: DemoSummary) -> None:
    assert demo
    training = Call.objects.get(title="Pelatihan kemasan dan label")
    told = standings(training)
    assert {one.held for one in told} == {2}
    assert 0 < sum(one.certificate is not None for one in told) < len(told)
    assert all(bool(one.certificate) != bool(one.missing) for one in told)


def test_programmes_of_each_kind_tell_what_came_of_them_and_what_they_cost(demo: DemoSummary) -> None:
    assert demo
    assert set(Call.objects.values_list("kind", flat=True)) == {one.code for one in current_pack().programmes}
    told = Outcome.objects.exclude(told_at=None)
    assert {"bazar", "pelatihan", "promosi"} <= set(told.values_list("candidate__call__kind", flat=True))
    assert told.filter(months__gt=0).exists()
    assert Verification.objects.filter(candidate__spendings__isnull=False).exists()
    for call in Call.objects.filter(budget__gt=0):
        assert spent_of(call) <= call.budget
