"""Addresses of signing in and of the second factor: allauth's views, in Indonesian words and under allauth's names.

Only what is used is here: allauth's own sign-up, its managing of e-mail addresses and its sign-in by code are left out.
"""

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from sentra.people.access import public, signed_in
from sentra.people.views.account import sign_up

sure = reauthentication_required()
"""Recovery codes are shown only to who gave the password a moment ago."""

urlpatterns = [
    path("daftar/", sign_up, name="account_signup"),
    path("akun/masuk/", public(account.login), name="account_login"),
    path("akun/keluar/", public(account.logout), name="account_logout"),
    path("akun/ditutup/", public(account.account_inactive), name="account_inactive"),
    path("akun/pastikan/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("akun/sandi/ubah/", signed_in(account.password_change), name="account_change_password"),
    path("akun/sandi/buat/", signed_in(account.password_set), name="account_set_password"),
    path("akun/sandi/lupa/", public(account.password_reset), name="account_reset_password"),
    path("akun/sandi/lupa/terkirim/", public(account.password_reset_done), name="account_reset_password_done"),
    path(
        "akun/sandi/baru/selesai/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^akun/sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("akun/dua-langkah/", signed_in(factor.index), name="mfa_index"),
    path("akun/dua-langkah/masuk/", public(factor.authenticate), name="mfa_authenticate"),
    path("akun/dua-langkah/pastikan/", signed_in(factor.reauthenticate), name="mfa_reauthenticate"),
    path("akun/dua-langkah/aplikasi/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("akun/dua-langkah/aplikasi/lepas/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("akun/dua-langkah/kode/", signed_in(sure(codes.view_recovery_codes)), name="mfa_view_recovery_codes"),
    path("akun/dua-langkah/kode/baru/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "akun/dua-langkah/kode/unduh/",
        signed_in(sure(codes.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
]
