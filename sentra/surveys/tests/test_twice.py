"""A report that is sent twice at the same moment, as an impatient thumb does."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.urls import reverse

from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.surveys.models import Report, ReportDraft
from sentra.surveys.tests.making import ASKED, page, photograph, signed_in, typed
from sentra.surveys.tests.test_report import to_survey

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_a_report_sent_several_times_at_once_is_one_and_each_sender_is_thanked() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    browsers = [signed_in(surveyor) for _number in range(AT_ONCE)]
    given = typed(hand_in="1")

    def send(number: int) -> str:
        try:
            answer = browsers[number].post(page("report", application), {**given, "photos": photograph()})
        finally:
            connections.close_all()
        return str(answer.headers.get("Location"))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        led_to = set(threads.map(send, range(AT_ONCE)))
    assert led_to == {reverse("licensing:case", args=[application.pk])}
    assert Report.objects.get().photos.count() == 1 + ASKED
    assert not ReportDraft.objects.exists()
