"""Addresses of licensing, in the words of the people who read them."""

from django.urls import path

from sentra.licensing.views import acts, applicant, counter, officer, public

app_name = "licensing"

urlpatterns = [
    path("layanan/", public.services, name="services"),
    path("layanan/<slug:code>/", public.service, name="service"),
    path("lacak/", public.track, name="track"),
    path("cek/", public.verify, name="verify"),
    path("cek/pdf/", public.verify_pdf, name="verify_pdf"),
    path("cek/<str:code>/", public.verified, name="verified"),
    path("permohonan/", applicant.my_applications, name="my_applications"),
    path("permohonan/mulai/<slug:code>/", applicant.start, name="start"),
    path("permohonan/berkas/<int:paper_id>/", applicant.paper_file, name="paper_file"),
    path("permohonan/<uuid:application_id>/", applicant.application, name="application"),
    path("permohonan/<uuid:application_id>/isi/<slug:code>/", applicant.page, name="page"),
    path("permohonan/<uuid:application_id>/berkas/<slug:code>/", applicant.paper, name="paper"),
    path("permohonan/<uuid:application_id>/berkas/<int:paper_id>/hapus/", applicant.paper_remove, name="paper_remove"),
    path("permohonan/<uuid:application_id>/periksa/", applicant.check, name="check"),
    path("permohonan/<uuid:application_id>/tanda-terima/", applicant.receipt, name="receipt"),
    path("permohonan/<uuid:application_id>/kirim-perbaikan/", applicant.resubmit, name="resubmit"),
    path("permohonan/<uuid:application_id>/tarik/", applicant.withdraw, name="withdraw"),
    path("permohonan/<uuid:application_id>/buang/", applicant.discard, name="discard"),
    path("permohonan/<uuid:application_id>/jawab/<int:question_id>/", applicant.answer, name="answer"),
    path("izin/<uuid:permit_id>/pdf/", applicant.permit_file, name="permit_file"),
    path("petugas/loket/", counter.walk_in, name="walk_in"),
    path("usaha/<str:number>/ajukan-izin/", counter.apply_for, name="apply_for"),
    path("petugas/loket/<uuid:application_id>/serahkan/", counter.hand_over, name="hand_over"),
    path("petugas/antrean/", officer.queue, name="queue"),
    path("petugas/antrean/<slug:code>/", officer.queue, name="queue"),
    path("petugas/antrean/<slug:code>/simpan/", officer.view_save, name="view_save"),
    path("petugas/tampilan/<int:view_id>/hapus/", officer.view_delete, name="view_delete"),
    path("petugas/permohonan/<uuid:application_id>/", officer.case, name="case"),
    path("petugas/permohonan/<uuid:application_id>/buka/<slug:code>/", officer.secret, name="secret"),
    path("petugas/permohonan/<uuid:application_id>/berkas/<slug:code>/", acts.paper_check, name="paper_check"),
    path("petugas/permohonan/<uuid:application_id>/lengkap/", acts.papers_pass, name="papers_pass"),
    path("petugas/permohonan/<uuid:application_id>/kembalikan/", acts.send_for_correction, name="return"),
    path("petugas/permohonan/<uuid:application_id>/setujui/", acts.grant, name="grant"),
    path("petugas/permohonan/<uuid:application_id>/tolak/", acts.refuse, name="refuse"),
    path("petugas/permohonan/<uuid:application_id>/ke-verifikator/", acts.send_back, name="send_back"),
    path("petugas/permohonan/<uuid:application_id>/tanya/", acts.ask, name="ask"),
    path("petugas/permohonan/<uuid:application_id>/catat/", acts.note, name="note"),
    path("petugas/permohonan/<uuid:application_id>/tugaskan/", acts.assign, name="assign"),
    path("petugas/permohonan/<uuid:application_id>/tandai/", acts.flag, name="flag"),
    path("petugas/permohonan/<uuid:application_id>/tanda/<int:flag_id>/cabut/", acts.unflag, name="unflag"),
    path("petugas/izin/", officer.permits, name="permits"),
    path("petugas/izin/<uuid:permit_id>/", officer.permit, name="permit"),
    path("petugas/izin/<uuid:permit_id>/<slug:act>/", acts.govern, name="govern"),
]
