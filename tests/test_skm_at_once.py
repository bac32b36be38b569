"""Two at once about the survey: a service is worth one answer, whoever comes with its link."""

from functools import partial

import pytest

from sentra.insights.models import SkmAnswer, SkmTicket
from sentra.insights.services.skm_answer import answer_give
from sentra.insights.services.skm_comments import comment_publish, comment_withhold
from sentra.insights.services.skm_invite import invitations_send, tickets_tidy
from sentra.insights.tests.making_skm import GIVEN, commented, ended
from sentra.outbox.models import Notice
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from tests.making import granted, sent_in
from tests.test_concurrency import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_answers_at_once_one_is_taken() -> None:
    link = ended(granted(sent_in(owner())).application).link
    results = at_once(*(partial(answer_give, link=link, given={**GIVEN, "comment": who}) for who in ("satu", "dua")))
    assert len(refusals(results)) == 1
    assert SkmAnswer.objects.count() == SkmTicket.objects.count() == 1


def test_an_answer_while_people_are_invited_is_taken_and_nobody_is_asked_twice() -> None:
    link = ended(granted(sent_in(owner())).application).link
    results = at_once(partial(answer_give, link=link, given=GIVEN), invitations_send, invitations_send, tickets_tidy)
    assert refusals(results) == []
    assert SkmAnswer.objects.count() == SkmTicket.objects.count() == 1
    assert Notice.objects.filter(event__kind="skm_invite").count() <= 1


def test_of_two_who_look_at_a_comment_at_once_one_is_told() -> None:
    answer = commented()
    one, other = officer(Role.HEAD), officer(Role.DISPERINDAG)
    results = at_once(
        partial(comment_publish, actor=one, answer_id=answer.pk, version=1),
        partial(comment_withhold, actor=other, answer_id=answer.pk, version=1, why="insult"),
    )
    assert len(refusals(results)) == 1
