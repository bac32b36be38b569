"""Addresses of people: signing up, one's own account, and the administrator's pages of people and duties."""

from django.urls import path

from sentra.people.views import account, officers

app_name = "people"

urlpatterns = [
    path("daftar/", account.sign_up, name="sign_up"),
    path("ambil-alih/", account.take_over, name="take_over"),
    path("akun/saya/", account.profile, name="profile"),
    path("petugas/orang/", officers.people, name="people"),
    path("petugas/orang/baru/", officers.officer_new, name="officer_new"),
    path("petugas/orang/<int:user_id>/", officers.person, name="person"),
    path("petugas/orang/<int:user_id>/tugas/", officers.duties, name="duties"),
    path("petugas/orang/<int:user_id>/slip/", officers.hand_over, name="hand_over"),
    path("petugas/orang/<int:user_id>/langkah-kedua/", officers.second_factor, name="second_factor"),
    path("petugas/orang/<int:user_id>/langkah-kedua/lepas/", officers.second_factor_forget, name="forget_factor"),
    path("petugas/orang/<int:user_id>/akses/", officers.active, name="active"),
]
