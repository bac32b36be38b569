"""Addresses of problem products, in the words of the people who read them."""

from django.urls import path

from sentra.cases.views import acts, maker, officer, public

app_name = "cases"

CASE = "petugas/kasus/<uuid:case_id>/"

urlpatterns = [
    path("lapor-produk/", public.report, name="report"),
    path("lapor-produk/terkirim/", public.reported, name="reported"),
    path("lapor-produk/ikuti/", public.follow, name="follow"),
    path("peringatan-produk/", public.notices, name="notices"),
    path("peringatan-produk/umpan.atom", public.feed, name="feed"),
    path("peringatan-produk/<slug:number>/", public.notice, name="notice"),
    path("usaha/kasus/<uuid:case_id>/", maker.own, name="own"),
    path("usaha/kasus/<uuid:case_id>/jawab/", maker.answer, name="answer"),
    path("usaha/kasus/<uuid:case_id>/keberatan/", maker.objection, name="object"),
    path("petugas/kasus/", officer.cases, name="cases"),
    path("petugas/kasus/angka/", officer.figures, name="figures"),
    path(CASE, officer.case, name="case"),
    path(f"{CASE}foto/<int:photo_id>/", officer.photo, name="photo"),
    path(f"{CASE}laporan/<uuid:complaint_id>/pelapor/", officer.reporter, name="reporter"),
    path(f"{CASE}pilah/", acts.triage, name="triage"),
    path(f"{CASE}produk/", acts.identify, name="identify"),
    path(f"{CASE}tugaskan/", acts.assign, name="assign"),
    path(f"{CASE}gabung/", acts.join, name="join"),
    path(f"{CASE}hentikan/", acts.dismiss, name="dismiss"),
    path(f"{CASE}undang/", acts.invite, name="invite"),
    path(f"{CASE}periksa/", acts.examine, name="examine"),
    path(f"{CASE}periksa-lagi/", acts.examine_again, name="examine_again"),
    path(f"{CASE}tanya/", acts.ask, name="ask"),
    path(f"{CASE}keterangan/", acts.take_statement, name="take_statement"),
    path(f"{CASE}kunjungan/", acts.plan_visit, name="plan_visit"),
    path(f"{CASE}kunjungan/ikut/", acts.share_visit, name="share_visit"),
    path(f"{CASE}uji/", acts.test, name="test"),
    path(f"{CASE}simpulkan/", acts.find, name="find"),
    path(f"{CASE}bina/", acts.guide, name="guide"),
    path(f"{CASE}peringatkan/", acts.warn, name="warn"),
    path(f"{CASE}turunkan/", acts.stop_listing, name="stop_listing"),
    path(f"{CASE}tampilkan/", acts.resume_listing, name="resume_listing"),
    path(f"{CASE}umumkan/", acts.publish, name="publish"),
    path(f"{CASE}akhiri-pengumuman/", acts.end_notice, name="end_notice"),
    path(f"{CASE}serahkan/", acts.hand_over, name="hand_over"),
    path(f"{CASE}tindakan/<int:action_id>/selesai/", acts.fulfil, name="fulfil"),
    path(f"{CASE}usul-pembekuan/", acts.propose_suspension, name="propose_suspension"),
    path(f"{CASE}bekukan/<uuid:permit_id>/", acts.suspend, name="suspend"),
    path(f"{CASE}tutup/", acts.close, name="close"),
    path(f"{CASE}tutup-berat/", acts.close_grave, name="close_grave"),
    path(f"{CASE}keberatan/", acts.answer_objection, name="answer_objection"),
    path(f"{CASE}beri-tahu/", acts.tell, name="tell"),
    path(f"{CASE}catat/", acts.note, name="note"),
]
