"""Issues of the newsletter: writing one, choosing what it shows, trying it alone."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.promotion.models import Issue
from sentra.promotion.newsletter import products_found
from sentra.promotion.services import deliver, issues
from sentra.promotion.services.consent import consent_withdraw
from sentra.promotion.services.derived import showings_refresh
from sentra.promotion.tests.making_campaign import curator, makers
from sentra.promotion.tests.making_newsletter import chosen, issue_draft, subscribed
from sentra.promotion.tests.unlisting import unlist
from sentra.registry.models import Owner


@pytest.mark.django_db
class TestIssues:
    """Writing and choosing."""

    def test_a_draft_is_nobodys_to_read(self) -> None:
        (maker,) = makers(1)
        issue = chosen(issue_draft(), maker)
        assert Client().get(reverse("promotion:issue", args=[issue.slug])).status_code == 404

    @pytest.mark.parametrize("what", ["maker_ids", "showing_ids"])
    def test_nobody_chooses_the_own_business(self, what: str) -> None:
        (maker,) = makers(1)
        Owner.objects.filter(pk=maker.business.owner_id).update(user=curator())
        issue = issue_draft()
        which: Any = {what: [maker.pk if what == "maker_ids" else maker.showings.get().pk]}
        with pytest.raises(InvalidInput) as refused:
            issues.issue_choose(actor=curator(), issue_id=issue.pk, **which)
        assert [one.code for one in refused.value.problems] == ["own"]
        assert issues.issue_choose(actor=officer(Role.DISPERINDAG, name="Sari"), issue_id=issue.pk, **which) == 1

    def test_addresses_of_the_newsletter_itself_are_taken(self) -> None:
        assert issue_draft("Terkirim").slug == "terkirim-2"
        assert issue_draft("Keluar").slug == "keluar-2"
        assert issue_draft("!!!!!").slug == "kabar"

    def test_products_are_found_as_buyers_find_them(self) -> None:
        known = makers(3)
        showings_refresh([one.pk for one in known])
        assert [one.maker for one in products_found("")] == [*reversed(known)]
        assert [one.maker for one in products_found("PECEL sambal 2")] == [known[1]]
        assert {one.maker for one in products_found("sambe")} == set(known)
        assert products_found("!!") == products_found("")
        assert not products_found("tidak ada yang begini")
        unlist(known[1], "withdrawn")
        assert not products_found("sambel 2")

    @pytest.mark.parametrize(
        "change",
        [
            {"title": ""},
            {"title": "x" * 121},
            {"words": " "},
            {"words": "x" * 4001},
            {"words_en": "x" * 4001},
            {"theme": 9},
        ],
    )
    def test_words_that_say_nothing_or_too_much_are_refused(self, change: dict[str, Any]) -> None:
        with pytest.raises(InvalidInput):
            issue_draft(**change)
        assert not Issue.objects.exists()

    def test_nothing_is_in_twice_and_what_is_wrong_can_go(self) -> None:
        (maker,) = makers(1)
        issue = chosen(chosen(issue_draft(), maker), maker)
        assert issue.items.count() == 2
        item = issue.items.all()[0]
        issues.issue_item_drop(actor=curator(), issue_id=issue.pk, item_id=item.pk)
        with pytest.raises(NotFound):
            issues.issue_item_drop(actor=curator(), issue_id=issue.pk, item_id=item.pk)
        issues.issue_discard(actor=curator(), issue_id=issue.pk)
        assert not Issue.objects.exists()

    def test_an_issue_that_shows_nothing_public_isnt_sent(self) -> None:
        (maker,) = makers(1)
        subscribed("a@contoh.id")
        issue = chosen(issue_draft(), maker)
        consent_withdraw(actor=curator(), business_id=maker.business_id)
        with pytest.raises(Conflict):
            issues.issue_send(actor=curator(), issue_id=issue.pk, version=issue.version)

    def test_an_officer_tries_it_alone(self) -> None:
        (maker,) = makers(1)
        subscribed("a@contoh.id")
        issue = chosen(issue_draft(), maker)
        issues.issue_try(actor=curator(), issue_id=issue.pk, language="id")
        assert deliver.trial_deliver(issue.pk, curator().pk, "id")
        assert [sent.to for sent in mail.outbox] == [[curator().email]]
        head = officer(Role.HEAD)
        with pytest.raises(NotAllowed):
            issues.issue_try(actor=head, issue_id=issue.pk, language="id")
