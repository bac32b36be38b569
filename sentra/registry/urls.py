"""Addresses of the register: officers work under `petugas/`, owners under `usaha/`, in the words of both."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from sentra.registry.views import (
    activities,
    census,
    doubles,
    edit,
    finding,
    groups,
    officer,
    overview,
    owner,
    owner_doubles,
)


class RegisterNumber(StringConverter):
    """A number of the register in an address: `IKM-3505-000123`."""

    regex = r"[A-Za-z]+-\d{4}-\d{6,12}"


register_converter(RegisterNumber, "register_number")

app_name = "registry"

BUSINESS = "petugas/data-induk/<register_number:number>/"
OWN = "usaha/<register_number:number>/"

urlpatterns = [
    path("petugas/data-induk/", finding.businesses, name="businesses"),
    path("petugas/data-induk/simpan/", finding.view_save, name="view_save"),
    path("petugas/data-induk/tampilan/<int:view_id>/hapus/", finding.view_delete, name="view_delete"),
    path("petugas/data-induk/pilihan/<slug:act>/", finding.many, name="many"),
    path("petugas/data-induk/ringkasan/", overview.summary, name="summary"),
    path("petugas/data-induk/peta/", overview.pins_map, name="map"),
    path("petugas/data-induk/peta/titik/", overview.pins, name="pins"),
    path("petugas/data-ganda/", doubles.doubles, name="doubles"),
    path("petugas/data-ganda/cari/", doubles.search, name="doubles_search"),
    path("petugas/data-ganda/banding/", doubles.name_pair, name="pair_name"),
    path("petugas/data-ganda/<int:pair_id>/", doubles.pair, name="pair"),
    path("petugas/data-ganda/<int:pair_id>/gabung/", doubles.merge, name="pair_merge"),
    path("petugas/data-ganda/<int:pair_id>/beda/", doubles.part, name="pair_part"),
    path("petugas/data-ganda/pemilik/", owner_doubles.owners, name="owner_doubles"),
    path("petugas/data-ganda/pemilik/banding/", owner_doubles.name_pair, name="owner_pair_name"),
    path("petugas/data-ganda/pemilik/<int:pair_id>/", owner_doubles.pair, name="owner_pair"),
    path("petugas/data-ganda/pemilik/<int:pair_id>/gabung/", owner_doubles.merge, name="owner_pair_merge"),
    path("petugas/data-ganda/pemilik/<int:pair_id>/beda/", owner_doubles.part, name="owner_pair_part"),
    path("petugas/penggabungan/pemilik/", owner_doubles.merges, name="owner_merges"),
    path("petugas/penggabungan/pemilik/<uuid:merge_id>/batal/", owner_doubles.undo, name="owner_merge_undo"),
    path("petugas/penggabungan/", doubles.merges, name="merges"),
    path("petugas/penggabungan/<uuid:merge_id>/batal/", doubles.undo, name="merge_undo"),
    path(BUSINESS, officer.business, name="business"),
    path(f"{BUSINESS}buka/<slug:code>/", officer.secret, name="secret"),
    path(f"{BUSINESS}keadaan/", officer.standing, name="standing"),
    path(f"{BUSINESS}pindah/", officer.move, name="move"),
    path(f"{BUSINESS}pemilik/", officer.hand_on, name="hand_on"),
    path(f"{BUSINESS}surat/<int:paper_id>/benar/", officer.paper_checked, name="paper_checked"),
    path(f"{BUSINESS}surat/<int:paper_id>/hapus/", officer.paper_removed, name="paper_removed"),
    path(f"{BUSINESS}angka/<int:year>/terima/", officer.accept, name="accept"),
    path(f"{BUSINESS}angka/<int:year>/kembalikan/", officer.give_back, name="give_back"),
    path("petugas/pendataan/", census.census, name="census"),
    path("petugas/angka-tahunan/", officer.waiting, name="figures_waiting"),
    path("petugas/kelompok/", groups.groups, name="groups"),
    path("petugas/kelompok/baru/", groups.group_new, name="group_new"),
    path("petugas/kelompok/<uuid:group_id>/", groups.group, name="group"),
    path("petugas/kelompok/<uuid:group_id>/ubah/", groups.group_edit, name="group_edit"),
    path("petugas/kelompok/<uuid:group_id>/anggota/", groups.member_add, name="member_add"),
    path(
        "petugas/kelompok/<uuid:group_id>/anggota/<int:membership_id>/keluar/",
        groups.member_leave,
        name="member_leave",
    ),
    path("petugas/kelompok/<uuid:group_id>/angka/<int:year>/", groups.group_figures, name="group_figures"),
    path("petugas/kelompok/<uuid:group_id>/bubar/", groups.dissolve, name="group_dissolve"),
    path("usaha/", owner.my_businesses, name="my_businesses"),
    path(OWN, owner.own, name="own"),
    path(f"{OWN}surat/<int:paper_id>/tarik/", owner.own_paper_remove, name="own_paper_remove"),
    path(f"{OWN}ubah/<slug:section>/", edit.section, name="section"),
    path(f"{OWN}isi/<slug:kind>/", edit.item, name="item_add"),
    path(f"{OWN}isi/<slug:kind>/<int:item_id>/", edit.item, name="item"),
    path(f"{OWN}isi/<slug:kind>/<int:item_id>/hapus/", edit.item_remove, name="item_remove"),
    path(f"{OWN}kbli/", activities.activities, name="activities"),
    path(f"{OWN}kbli/<slug:kbli>/<slug:version>/utama/", activities.make_main, name="activity_main"),
    path(f"{OWN}kbli/<slug:kbli>/<slug:version>/hapus/", activities.remove, name="activity_remove"),
    path(f"{OWN}foto/<int:item_id>/", edit.photos, name="photos"),
    path(f"{OWN}foto/<int:photo_id>/hapus/", edit.photo_remove, name="photo_remove"),
    path(f"{OWN}angka/<int:year>/", edit.figures, name="figures"),
    path(f"{OWN}surat/", edit.paper_add, name="paper_add"),
    path("usaha/foto/<int:photo_id>/", edit.photo, name="photo"),
    path("usaha/surat/<int:paper_id>/", edit.paper_file, name="paper_file"),
]
