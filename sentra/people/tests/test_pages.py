"""Opening an account, signing in, taking over, the second step: what visitors see and what is refused."""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import translation

from sentra.audit.models import Entry
from sentra.kernel.errors import InvalidInput
from sentra.people.models import Role, User
from sentra.people.services import (
    account_take_over,
    hand_over_code,
    second_factor_demand,
    user_sign_up,
    walk_in_account,
)
from sentra.people.tests.people import officer, owner, person

pytestmark = pytest.mark.django_db

PASSWORD = "tempe goreng hangat"
LINK = re.compile(re.escape(settings.SENTRA_BASE_URL) + r"(/akun/sandi/baru/\S+)")
"""A link to a new password: always at the public address, whatever host asked for it."""

SIGN_UP = {"name": "Siti Aminah", "reached_by": "0812 3456 7890", "password": PASSWORD, "language": "id"}


@pytest.fixture(autouse=True)
def _quick_and_unlimited(db: None) -> Iterator[None]:
    """Hash passwords quickly, and give the limits their table, empty."""
    call_command("createcachetable", verbosity=0)
    cache.clear()
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


def signed_in_as(client: Client) -> int | None:
    """Give the id of who is signed in."""
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def code_now(secret: str) -> str:
    """Give the code that an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(counters())))))


class TestSigningUp:
    def test_an_account_is_used_at_once_with_a_new_session_key(self, client: Client) -> None:
        client.cookies.clear()
        client.get("/daftar/")
        session = client.session
        session["before"] = "1"
        session.save()
        old = session.session_key
        client.cookies["sessionid"] = str(old)
        response = client.post("/daftar/", SIGN_UP)
        user = User.objects.get(phone="+6281234567890")
        assert response["Location"] == "/layanan/"
        assert signed_in_as(client) == user.pk
        assert client.session.session_key != old
        assert client.get("/akun/saya/").status_code == HTTPStatus.OK

    def test_it_leads_to_where_the_visitor_wanted(self, client: Client) -> None:
        page = client.get("/daftar/?next=/layanan/tdi/").content.decode()
        assert 'name="next" value="/layanan/tdi/"' in page
        assert client.post("/daftar/", SIGN_UP | {"next": "/layanan/tdi/"})["Location"] == "/layanan/tdi/"

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"])
    def test_it_never_leads_elsewhere(self, client: Client, elsewhere: str) -> None:
        assert client.post("/daftar/", SIGN_UP | {"next": elsewhere})["Location"] == "/layanan/"

    def test_who_is_signed_in_is_sent_on(self, client: Client) -> None:
        client.force_login(owner())
        assert client.get("/daftar/")["Location"] == "/layanan/"

    def test_everything_that_is_wrong_is_told_at_once(self, client: Client) -> None:
        response = client.post("/daftar/", {"name": "", "reached_by": "12", "password": "short", "language": "id"})
        assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert set(response.context["form"].errors) == {"name", "reached_by", "password"}

    def test_the_second_sign_up_with_one_number_is_told(self, client: Client) -> None:
        user_sign_up(name="Siti", reached_by="+62 812-3456-7890", password=PASSWORD)
        response = client.post("/daftar/", SIGN_UP)
        assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "reached_by" in response.context["form"].errors
        assert signed_in_as(client) is None

    def test_a_hostile_name_is_shown_as_text(self, client: Client) -> None:
        client.post("/daftar/", SIGN_UP | {"name": "<script>alert(1)</script>"})
        page = client.get("/akun/saya/").content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page

    def test_too_many_sign_ups_are_stopped_with_words(self, client: Client) -> None:
        statuses = [client.post("/daftar/", {"name": ""}).status_code for _ in range(31)]
        assert statuses[:30] == [HTTPStatus.UNPROCESSABLE_ENTITY] * 30
        assert statuses[30] == HTTPStatus.TOO_MANY_REQUESTS

    def test_allauths_own_pages_are_kept_out(self, client: Client) -> None:
        for path in ("/akun/login/", "/akun/signup/", "/akun/email/", "/accounts/login/"):
            assert client.get(path).status_code == HTTPStatus.NOT_FOUND


class TestSigningIn:
    @pytest.mark.parametrize(
        "written",
        ["081234567890", "0812 3456 7890", "0812-3456-7890", "+6281234567890", "+62 812 3456 7890", "6281234567890"],
    )
    def test_a_telephone_number_works_however_it_is_written(self, client: Client, written: str) -> None:
        user = user_sign_up(name="Siti", reached_by="081234567890", password=PASSWORD)
        client.post("/akun/masuk/", {"login": written, "password": PASSWORD})
        assert signed_in_as(client) == user.pk

    @pytest.mark.parametrize("written", ["siti@example.id", " Siti@Example.ID "])
    def test_an_email_works_in_any_case(self, client: Client, written: str) -> None:
        user = user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)
        response = client.post("/akun/masuk/", {"login": written, "password": PASSWORD})
        assert signed_in_as(client) == user.pk
        assert response["Location"] == "/masuk-ke-ruang-saya/"

    def test_a_wrong_password_and_an_unknown_account_look_the_same(self, client: Client) -> None:
        user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)
        told = []
        for login in ("siti@example.id", "joko@example.id", "08129999999", "siti"):
            response = client.post("/akun/masuk/", {"login": login, "password": "wrong"})
            told.append(response.context["form"].non_field_errors())
        assert len({tuple(one) for one in told}) == 1
        assert "kata sandi" in told[0][0].lower()

    def test_failed_tries_are_counted_for_the_number_not_for_its_spelling_nor_for_all(self, client: Client) -> None:
        siti = user_sign_up(name="Siti", reached_by="081234567890", password=PASSWORD)
        joko = user_sign_up(name="Joko", reached_by="081298765432", password=PASSWORD)
        for written in ("081234567890", "0812 3456 7890", "+6281234567890", "0812-34567890", "62 81234567890"):
            client.post("/akun/masuk/", {"login": written, "password": "wrong"})
        blocked = client.post("/akun/masuk/", {"login": "0812 345 678 90", "password": PASSWORD})
        assert signed_in_as(client) is None
        assert blocked.context["form"].non_field_errors()
        client.post("/akun/masuk/", {"login": "081298765432", "password": PASSWORD})
        assert signed_in_as(client) == joko.pk != siti.pk

    def test_who_knocks_without_end_is_asked_to_wait_on_a_page_of_ours(self, client: Client) -> None:
        answers = [client.post("/akun/masuk/", {"login": f"{n}@example.id", "password": "x"}) for n in range(31)]
        last = answers[-1]
        assert last.status_code == HTTPStatus.TOO_MANY_REQUESTS
        assert last.headers["Retry-After"] == "60"
        assert '<link rel="stylesheet"' in last.content.decode()

    def test_a_closed_account_is_told(self, client: Client) -> None:
        user = user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)
        User.objects.filter(pk=user.pk).update(is_active=False)
        response = client.post("/akun/masuk/", {"login": "siti@example.id", "password": PASSWORD}, follow=True)
        assert signed_in_as(client) is None
        assert "<h1>" in response.content.decode()

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
    def test_it_never_leads_elsewhere(self, client: Client, elsewhere: str) -> None:
        user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)
        response = client.post("/akun/masuk/", {"login": "siti@example.id", "password": PASSWORD, "next": elsewhere})
        assert response["Location"] == "/masuk-ke-ruang-saya/"

    def test_an_expired_session_comes_back_to_its_page(self, client: Client) -> None:
        page = "/permohonan/6f1b0b5e-0000-4000-8000-000000000000/isi/owner/"
        lost = client.post(page, {"owner_name": "Siti"})
        assert lost["Location"] == f"/akun/masuk/?next={page}"
        form = client.get(lost["Location"]).content.decode()
        assert re.search(rf'name="next"[^>]*value="{page}"', form)
        assert "isi lagi yang belum tersimpan" in form
        user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)
        back = client.post("/akun/masuk/", {"login": "siti@example.id", "password": PASSWORD, "next": page})
        assert back["Location"] == page

    def test_what_only_takes_a_post_leads_back_to_the_page_that_sent_it(self, client: Client) -> None:
        referer = "http://testserver/pemberitahuan/?page=2"
        ours = client.post("/pemberitahuan/dibaca/", headers={"referer": referer})
        theirs = client.post("/pemberitahuan/dibaca/", headers={"referer": "http://evil.example/x"})
        assert ours["Location"] == "/akun/masuk/?next=/pemberitahuan/%3Fpage%3D2"
        assert theirs["Location"] == "/akun/masuk/?next=/pemberitahuan/dibaca/"

    def test_signing_out_asks_first(self, client: Client) -> None:
        client.force_login(owner())
        assert "<form" in client.get("/akun/keluar/").content.decode()
        assert signed_in_as(client) is not None
        assert client.post("/akun/keluar/")["Location"] == "/"
        assert signed_in_as(client) is None


class TestForgotten:
    def test_a_mail_leads_to_a_new_password_once(self, client: Client) -> None:
        user = user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)
        assert client.post("/akun/sandi/lupa/", {"email": "SITI@example.id"}).status_code == HTTPStatus.FOUND
        (sent,) = mail.outbox
        link = LINK.search(str(sent.body))
        assert link
        form = client.get(link[1], follow=True)
        action = form.context["action_url"]
        client.post(action, {"password1": "sayur lodeh pedas"})
        user.refresh_from_db()
        assert user.check_password("sayur lodeh pedas")
        again = Client().get(link[1], follow=True)
        assert again.context["token_fail"]

    def test_nobody_learns_whether_there_is_an_account(self, client: Client) -> None:
        user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)
        known = client.post("/akun/sandi/lupa/", {"email": "siti@example.id"}, follow=True)
        unknown = client.post("/akun/sandi/lupa/", {"email": "joko@example.id"}, follow=True)
        token = re.compile(r'csrfmiddlewaretoken" value="\w+"')
        assert token.sub("", known.content.decode()) == token.sub("", unknown.content.decode())
        assert [message.to for message in mail.outbox] == [["siti@example.id"], ["joko@example.id"]]
        assert "/akun/sandi/baru/" not in str(mail.outbox[1].body)

    def test_an_address_that_was_given_up_opens_nothing(self, client: Client) -> None:
        user = user_sign_up(name="Siti", reached_by="old@example.id", password=PASSWORD)
        client.post("/akun/sandi/lupa/", {"email": "old@example.id"})
        User.objects.filter(pk=user.pk).update(email="new@example.id")
        first = LINK.search(str(mail.outbox[0].body))
        assert first
        assert client.get(first[1], follow=True).context["token_fail"]
        client.post("/akun/sandi/lupa/", {"email": "old@example.id"})
        assert "/akun/sandi/baru/" not in str(mail.outbox[1].body)


class TestTakingOver:
    def test_a_slip_works_once(self, client: Client) -> None:
        clerk = officer(Role.COUNTER)
        user = walk_in_account(actor=clerk, name="Mbah Karto", reached_by="081255556666")
        code = hand_over_code(actor=clerk, user_id=user.pk)
        spoken = f" {code[:5].lower()} {code[5:]} "
        response = client.post("/ambil-alih/", {"code": spoken, "password": PASSWORD})
        assert response["Location"] == "/masuk-ke-ruang-saya/"
        assert signed_in_as(client) == user.pk
        second = Client().post("/ambil-alih/", {"code": code, "password": "sayur lodeh pedas"})
        assert second.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_a_slip_of_the_counter_is_worth_nothing_once_the_account_is_an_officers(self) -> None:
        code = hand_over_code(actor=officer(Role.COUNTER), user_id=person("Baru").pk)
        officer(Role.HEAD, name="Baru")
        with pytest.raises(InvalidInput):
            account_take_over(code=code, password=PASSWORD)

    def test_a_slip_of_the_administrator_stays_good_when_the_duties_are_given(self) -> None:
        chief = officer(Role.ADMINISTRATOR, name="Kepala")
        code = hand_over_code(actor=chief, user_id=person("Baru").pk)
        officer(Role.HEAD, name="Baru")
        assert account_take_over(code=code, password=PASSWORD) == person("Baru")

    def test_a_slip_doesnt_go_around_the_second_step(self, client: Client) -> None:
        chief = officer(Role.ADMINISTRATOR, name="Kepala")
        user = officer(Role.VERIFIER)
        TOTP.activate(user, generate_totp_secret())
        code = hand_over_code(actor=chief, user_id=user.pk)
        response = client.post("/ambil-alih/", {"code": code, "password": PASSWORD})
        assert response["Location"].startswith("/akun/dua-langkah/masuk/")
        assert signed_in_as(client) is None


class TestSecondStep:
    def test_a_demanded_second_step_leads_to_its_set_up_and_then_is_asked_for(self, client: Client) -> None:
        chief = officer(Role.ADMINISTRATOR, name="Kepala")
        user = officer(Role.VERIFIER)
        user.set_password(PASSWORD)
        user.save()
        second_factor_demand(actor=chief, user_id=user.pk, demanded=True)
        sign_in = {"login": str(user.email), "password": PASSWORD}
        client.post("/akun/masuk/", sign_in)
        assert client.get("/petugas/")["Location"] == "/akun/dua-langkah/aplikasi/"
        sure = client.get("/akun/dua-langkah/aplikasi/")
        assert sure["Location"].startswith("/akun/pastikan/")
        client.post(sure["Location"], {"password": PASSWORD, "next": "/akun/dua-langkah/aplikasi/"})
        page = client.get("/akun/dua-langkah/aplikasi/")
        secret = page.context["form"].secret
        assert "data:image/svg+xml;base64," in page.content.decode()
        done = client.post("/akun/dua-langkah/aplikasi/", {"code": code_now(secret)})
        assert done["Location"] == "/akun/dua-langkah/kode/"
        assert len(client.get("/akun/dua-langkah/kode/").context["unused_codes"]) == 10
        assert secret not in str(Authenticator.objects.get(user=user, type="totp").data)
        assert client.get("/petugas/").status_code == HTTPStatus.OK

        other = Client()
        asked = other.post("/akun/masuk/", sign_in)
        assert asked["Location"].startswith("/akun/dua-langkah/masuk/")
        wrong = other.post("/akun/dua-langkah/masuk/", {"code": "000000"})
        assert wrong.context["form"].errors
        recovery = client.get("/akun/dua-langkah/kode/").context["unused_codes"][0]
        other.post("/akun/dua-langkah/masuk/", {"code": recovery})
        assert signed_in_as(other) == user.pk

        off = client.post("/akun/dua-langkah/aplikasi/lepas/")
        assert off.context["form"].non_field_errors()
        assert Authenticator.objects.filter(user=user, type="totp").exists()


class TestProfile:
    def test_a_new_address_takes_the_password_first(self, client: Client) -> None:
        user = user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)
        client.post("/akun/masuk/", {"login": "siti@example.id", "password": PASSWORD})
        changed = {"name": "Siti A.", "reached_by": "baru@example.id", "language": "en"}
        asked = client.post("/akun/saya/", changed)
        assert asked["Location"].startswith("/akun/pastikan/")
        wrong = client.post("/akun/pastikan/", {"password": "wrong", "next": "/akun/saya/"})
        assert wrong.context["form"].errors
        client.post("/akun/pastikan/", {"password": PASSWORD, "next": "/akun/saya/"})
        user.refresh_from_db()
        assert (user.name, user.email, user.language) == ("Siti A.", "baru@example.id", "en")

    def test_a_name_is_changed_without_ado(self, client: Client) -> None:
        user = user_sign_up(name="Siti", reached_by="081234567890", password=PASSWORD)
        client.force_login(user)
        client.post("/akun/saya/", {"name": "Siti B.", "reached_by": "0812 3456 7890", "language": "id"})
        user.refresh_from_db()
        assert user.name == "Siti B."
        assert Entry.objects.filter(act="user.profile", record_id=str(user.pk)).exists()

    @pytest.mark.parametrize("language", ["id", "en"])
    def test_every_page_of_the_account_is_ours(self, client: Client, language: str) -> None:
        client.cookies["bahasa"] = language
        for path in ("/akun/masuk/", "/akun/sandi/lupa/", "/akun/sandi/lupa/terkirim/", "/ambil-alih/", "/daftar/"):
            page = client.get(path).content.decode()
            assert '<link rel="stylesheet"' in page, path
            assert "Menu:" not in page, path
        user = user_sign_up(name="Siti", reached_by="081234567890", password=PASSWORD)
        client.force_login(user)
        for path in ("/akun/keluar/", "/akun/sandi/ubah/", "/akun/dua-langkah/", "/akun/saya/"):
            with translation.override(language):
                page = client.get(path).content.decode()
            assert page.count("<h1>") == 1, path
            assert "placeholder=" not in page, path


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9)
def test_a_mail_server_that_is_down_is_told_in_words(client: Client) -> None:
    client.cookies["bahasa"] = "en"
    for address in (owner().email, "nobody@example.id"):
        response = client.post("/akun/sandi/lupa/", {"email": address})
        assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert "ask the counter" in response.content.decode()
