"""The page of the audit, and the copy of one's own data."""

import json
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft
from sentra.outbox.models import Notice
from sentra.people.models import Role, User
from sentra.people.services import profile_change
from sentra.people.tests.people import officer, owner, stranger
from sentra.programmes.tests.making import applied, business, own_business, published

pytestmark = pytest.mark.django_db

PAGE = "/petugas/audit/"
NIK = "3505015708900001"


def changed(user: User, times: int = 1) -> None:
    """Let a user change the own name, so that there are acts."""
    for number in range(times):
        profile_change(actor=user, name=f"{user.name} {number}", reached_by=str(user.email), language="id")


@pytest.fixture
def auditor(client: Client) -> User:
    """An auditor, signed in."""
    user = officer(Role.AUDITOR)
    client.force_login(user)
    return user


class TestAudit:
    def test_acts_are_found_by_what_act_who_and_when(self, client: Client, auditor: User) -> None:
        changed(owner())
        changed(stranger(), 2)
        today = clock.today().isoformat()
        tomorrow = (clock.today() + timedelta(days=1)).isoformat()

        def found(**query: str) -> int:
            return len(client.get(PAGE, query).context["lines"])

        assert found() == 3
        assert found(record_type="people.User", record_id=str(owner().pk)) == 1
        assert found(record_type="licensing.Application") == 0
        assert found(act="user.profile") == 3
        assert found(actor="jok") == 2
        assert found(actor="%") == 0
        assert found(since=today, until=today) == 3
        assert found(since=tomorrow) == 0

    @pytest.mark.parametrize("query", ["since=never", "before=x", "before=99999999999999999999", "act=x&record_type=y"])
    def test_what_cant_be_read_narrows_nothing(self, client: Client, auditor: User, query: str) -> None:
        changed(owner())
        assert len(client.get(f"{PAGE}?{query}").context["lines"]) == 1

    def test_pages_follow_each_other_without_gap(self, client: Client, auditor: User) -> None:
        changed(owner(), 60)
        first = client.get(f"{PAGE}?act=user.profile")
        second = client.get(f"{PAGE}{first.context['older']}")
        seen = [line.entry.pk for line in [*first.context["lines"], *second.context["lines"]]]
        assert seen == sorted(seen, reverse=True)
        assert len(set(seen)) == 60
        assert second.context["older"] == ""

    def test_a_name_is_shown_as_text(self, client: Client, auditor: User) -> None:
        profile_change(actor=owner(), name="<script>x</script>", reached_by=str(owner().email), language="id")
        page = client.get(PAGE).content.decode()
        assert "<script>x" not in page
        assert "&lt;script&gt;x" in page

    def test_a_record_is_linked_for_who_may_open_it(self, client: Client, auditor: User) -> None:
        changed(owner())
        link = f'href="/petugas/orang/{owner().pk}/"'
        assert link not in client.get(PAGE).content.decode()
        client.force_login(officer(Role.ADMINISTRATOR))
        assert link in client.get(PAGE).content.decode()

    def test_whole_seals_are_told_and_a_broken_one_is_named(self, client: Client, auditor: User) -> None:
        changed(owner(), 2)
        whole = client.post(f"{PAGE}periksa/")
        assert whole.context["result"].ok
        forged = Entry(
            record_type="people.User", record_id=str(owner().pk), seq=3, act="user.profile", actor_name="Orang lain"
        )
        forged.at, forged.prev_hash, forged.hash = clock.now(), "0" * 64, "f" * 64
        forged.save(force_insert=True)
        broken = client.post(f"{PAGE}periksa/")
        assert list(broken.context["broken"]) == [str(forged)]
        assert str(forged) in broken.content.decode()

    def test_others_are_refused(self, client: Client) -> None:
        assert client.get(PAGE)["Location"] == f"/akun/masuk/?next={PAGE}"
        for user in (owner(), officer(Role.HEAD), officer(Role.VERIFIER)):
            client.force_login(user)
            assert client.get(PAGE).status_code == HTTPStatus.FORBIDDEN
            assert client.post(f"{PAGE}periksa/").status_code == HTTPStatus.FORBIDDEN


class TestMyData:
    def test_the_copy_holds_what_is_mine_and_no_secret(self, client: Client) -> None:
        application = filled_draft(owner())
        sent = application_submit(actor=owner(), application_id=application.pk)
        theirs = filled_draft(stranger())
        client.force_login(owner())
        response = client.get("/akun/saya/data/")
        text = response.content.decode()
        copy = json.loads(text)
        assert response["Content-Disposition"].startswith("attachment")
        assert copy["account"]["email"] == owner().email
        assert [one["number"] for one in copy["applications"]] == [sent.number]
        assert "Sambel Pecel Mbok Siti" in copy["applications"][0]["answers"].values()
        assert len(copy["notices"]) == Notice.objects.filter(user=owner()).count() > 0
        assert NIK not in text
        assert str(theirs.pk) not in text
        assert str(stranger().email) not in text

    def test_the_copy_tells_of_programmes(self, client: Client) -> None:
        made = own_business()
        candidate = applied(published("pelatihan"), made)
        applied(candidate.call, business(1))
        client.force_login(owner())
        (told,) = json.loads(client.get("/akun/saya/data/").content)["programmes"]
        assert (told["call"], told["state"]) == (candidate.call.number, "applied")
        assert "Siti" in told["answers"].values()

    def test_it_is_for_who_is_signed_in(self, client: Client) -> None:
        assert client.get("/akun/saya/data/")["Location"] == "/akun/masuk/?next=/akun/saya/data/"
