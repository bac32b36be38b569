"""The survey as people meet it: found, answered, used up; its results, of what is over and of enough people."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from sentra.insights.models import SkmAnswer, SkmKind, SkmTicket
from sentra.insights.services.skm_comments import comment_done, comment_publish, comment_withhold
from sentra.insights.skm_links import Link
from sentra.insights.tests.making_skm import GIVEN, commented, ended, said
from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.reference.loading import current_pack
from sentra.reference.skm import ELEMENTS
from tests.making import granted, sent_in

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 10, 5, 9, tzinfo=clock.local_zone())
SUMMER = date(2026, 8, 1)


@pytest.fixture
def application() -> Application:
    """An application that was granted."""
    return granted(sent_in(owner())).application


def form_of(application: Application) -> str:
    """The address of the survey about an application."""
    return reverse("insights:skm_form", args=[ended(application).link.word])


def test_the_form_asks_nine_questions_with_four_answers_each(client: Client, application: Application) -> None:
    for language in ("id", "en"):
        client.cookies["bahasa"] = language
        page = client.get(form_of(application)).content.decode()
        assert page.count("<legend>") == 9
        assert page.count('type="radio"') == 36
        with translation.override(language):
            for one in current_pack().skm.elements:
                assert str(one.question) in page.replace("&quot;", '"')
    assert application.number
    for private in (application.number, application.holder_name, application.business_name):
        assert private not in page


def test_an_answer_is_thanked_for_and_its_link_used(client: Client, application: Application) -> None:
    address = form_of(application)
    assert client.post(address, {**GIVEN, "comment": "Terima kasih"}).headers["Location"] == reverse(
        "insights:skm_thanks"
    )
    assert client.get(reverse("insights:skm_thanks")).status_code == 200
    assert client.get(address).status_code == 410
    assert client.post(address, GIVEN).status_code == 409
    assert SkmAnswer.objects.get().comment == "Terima kasih"


def test_what_is_missing_is_named_and_nothing_that_was_typed_is_lost(client: Client, application: Application) -> None:
    given = {**GIVEN, "time": "", "cost": "9", "comment": "Petugasnya <b>ramah</b>"}
    answer = client.post(form_of(application), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="field wrong"') == 2
    assert 'href="#id_time"' in page
    assert 'id="id_time"' in page
    assert page.count("checked") == 7
    assert "Petugasnya &lt;b&gt;ramah&lt;/b&gt;" in page
    assert not SkmAnswer.objects.exists()


def test_hostile_input_breaks_nothing(client: Client, application: Application) -> None:
    address = form_of(application)
    for hostile in (
        {},
        dict.fromkeys(ELEMENTS, "1" * 10000),
        dict.fromkeys(ELEMENTS, "\x00"),
        dict.fromkeys(ELEMENTS, "٣"),
        dict.fromkeys(ELEMENTS, "-1"),
        {**GIVEN, "comment": "\n" * 50_000 + "x" * 50_000},
    ):
        assert client.post(address, hostile).status_code == 422
    assert (
        client.post(address, {**GIVEN, "comment": "a\x00b", "service": "iui", "state": "published"}).status_code == 302
    )
    answer = SkmAnswer.objects.get()
    assert (answer.comment, answer.service, answer.state) == ("ab", "tdi", "waiting")
    for word in ("x", "a" * 3000, "%00", "..", "aAAAAAAAAAAAAAAAAAAAAAA.sig"):
        assert client.get(f"/survei/isi/{word}/").status_code == 404
        assert client.post(f"/survei/isi/{word}/", GIVEN).status_code in {403, 404}


def test_a_link_that_is_over_says_so(client: Client, application: Application) -> None:
    address = form_of(application)
    with clock.travel(clock.now() + timedelta(days=50)):
        assert client.get(address).status_code == 410
        assert client.post(address, GIVEN).status_code == 409
    gone = Link(SkmKind.COUNTER, uuid4(), clock.now())
    assert client.get(reverse("insights:skm_form", args=[gone.word])).status_code == 410


def test_by_the_receipt_one_comes_to_the_survey(client: Client, application: Application) -> None:
    told = {"number": application.number, "word": application.tracking_word}
    answer = client.post(reverse("insights:skm_start"), told)
    assert answer.headers["Location"] == form_of(application)


def test_a_wrong_word_and_what_has_not_ended_lead_nowhere(client: Client, application: Application) -> None:
    waiting = sent_in(owner())
    for told in (
        {"number": application.number, "word": "SALAH1"},
        {"number": "", "word": ""},
        {"number": "\x00", "word": "\x00"},
        {"number": waiting.number, "word": waiting.tracking_word},
    ):
        assert client.post(reverse("insights:skm_start"), told).status_code == 422


def test_the_receipt_can_not_be_guessed_for_ever(client: Client, application: Application) -> None:
    told = {"number": application.number, "word": "SALAH1"}
    statuses = [client.post(reverse("insights:skm_start"), told).status_code for _each in range(21)]
    assert (statuses[0], statuses[-1]) == (422, 429)


def test_the_pages_of_an_application_lead_to_its_survey(client: Client, application: Application) -> None:
    told = {"number": application.number, "word": application.tracking_word}
    assert form_of(application) in client.post(reverse("licensing:track"), told).content.decode()
    client.force_login(owner())
    own = reverse("licensing:application", args=[application.pk])
    assert form_of(application) in client.get(own).content.decode()
    client.post(form_of(application), GIVEN)
    assert form_of(application) not in client.get(own).content.decode()
    waiting = sent_in(owner())
    assert "survei/isi" not in client.get(reverse("licensing:application", args=[waiting.pk])).content.decode()


def test_looking_at_an_application_makes_no_ticket(client: Client, application: Application) -> None:
    client.force_login(owner())
    client.get(reverse("licensing:application", args=[application.pk]))
    client.get(form_of(application))
    assert not SkmTicket.objects.exists()


# Results.


def results(client: Client, query: str = "") -> str:
    """The public page of results in October."""
    with clock.travel(LATER):
        answer = client.get(f"{reverse('insights:skm_results')}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_results_tell_index_band_and_how_many(client: Client) -> None:
    said(11, month=SUMMER)
    said(1, month=SUMMER, mark=1)
    page = results(client)
    assert "93,75" in page
    assert "<strong>A</strong>" in page
    assert "<strong>12</strong>" in page


def test_fewer_than_the_pack_wants_are_not_told(client: Client) -> None:
    said(current_pack().skm.smallest - 1, month=SUMMER)
    page = results(client)
    assert "100,00" not in page
    assert "<meter" not in page


def test_what_still_runs_is_not_told(client: Client) -> None:
    said(12, month=SUMMER)
    said(30, month=date(2026, 10, 1), mark=1)
    for query in ("", "?periode=2026-4", "?periode=2030-1", "?periode=%00", f"?periode={'9' * 500}"):
        with clock.travel(LATER):
            context = client.get(f"{reverse('insights:skm_results')}{query}").context
        assert [one.code for one in context["periods"]] == ["2026-3"]
        assert str(context["report"].result.index) == "100.00"
        assert context["report"].answers == 12


def test_a_service_with_few_answers_has_no_row_of_its_own(client: Client) -> None:
    said(40, month=SUMMER)
    said(12, service="iui", month=SUMMER)
    said(3, service="bazar", month=SUMMER, mark=1)
    with clock.travel(LATER):
        report = client.get(reverse("insights:skm_results")).context["report"]
    assert [(row.codes, row.answers) for row in report.services] == [(("tdi",), 40), (("iui", "bazar"), 15)]


def test_a_comment_is_public_only_once_somebody_published_it(client: Client) -> None:
    head = officer(Role.HEAD)
    said(12, month=SUMMER)
    published, withheld, _unread = (
        commented(words, month=SUMMER) for words in ("Cepat dan ramah", "Petugas bodoh", "Belum dibaca siapa pun")
    )
    assert "Cepat dan ramah" not in results(client)
    comment_publish(actor=head, answer_id=published.pk, version=1)
    comment_done(actor=head, answer_id=published.pk, version=2, text="Kursi tunggu ditambah.")
    comment_withhold(actor=head, answer_id=withheld.pk, version=1, why="insult")
    page = results(client)
    assert "Cepat dan ramah" in page
    assert "Kursi tunggu ditambah." in page
    assert "Petugas bodoh" not in page
    assert "Belum dibaca" not in page
    comment_withhold(actor=head, answer_id=published.pk, version=3, why="off_topic")
    assert "Cepat dan ramah" not in results(client)


def test_a_comment_names_its_service_only_among_enough_others(client: Client) -> None:
    head = officer(Role.HEAD)
    said(30, month=SUMMER)
    said(30, service="spp_irt", month=SUMMER)
    for service in ("tdi", "bazar"):
        answer = commented(f"Tentang {service}", service=service, month=SUMMER)
        comment_publish(actor=head, answer_id=answer.pk, version=1)
    with clock.travel(LATER):
        shown = client.get(reverse("insights:skm_results")).context["comments"]
    assert {one.answer.comment: one.service for one in shown} == {"Tentang tdi": "tdi", "Tentang bazar": ""}


def test_before_the_first_period_is_over_the_page_says_so(client: Client) -> None:
    assert "<meter" not in results(client)
