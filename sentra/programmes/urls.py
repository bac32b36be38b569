"""Addresses of programmes."""

from django.urls import path

from sentra.programmes.views import acts, officer, owner, public, running

app_name = "programmes"

CALL = "petugas/program/<uuid:call_id>/"
CANDIDATE = "petugas/program/calon/<uuid:candidate_id>/"

urlpatterns = [
    path("program/", public.programmes, name="programmes"),
    path("program/kalender.ics", public.feed, name="feed"),
    path("program/<slug:number>/", public.call, name="public"),
    path("program/<slug:number>/keputusan.pdf", public.decision, name="decision"),
    path("program/<slug:number>/ikut/<str:business>/", owner.apply_to, name="apply"),
    path("usaha/<str:number>/program/", owner.offers, name="offers"),
    path("usaha/program/<uuid:candidate_id>/", owner.own, name="own"),
    path("usaha/program/<uuid:candidate_id>/mundur/", owner.withdraw, name="withdraw"),
    path("usaha/program/<uuid:candidate_id>/keberatan/", owner.objection, name="object"),
    path("usaha/program/<uuid:candidate_id>/hasil/<int:months>/", running.tell_result, name="tell_result"),
    path("program/berkas/<uuid:candidate_id>/<slug:code>/", officer.paper, name="paper"),
    path("petugas/program/", officer.calls, name="calls"),
    path("petugas/program/baru/", acts.new, name="new"),
    path("petugas/program/baru/<slug:kind>/", acts.write, name="write"),
    path("petugas/program/anggaran/", running.budget, name="budget"),
    path("petugas/program/hasil/<slug:kind>/", running.effect, name="effect"),
    path(CALL, officer.call, name="call"),
    path(f"{CALL}ubah/", acts.edit, name="edit"),
    path(f"{CALL}cocok/", officer.fitting, name="fitting"),
    path(f"{CALL}peringkat/", officer.ranking, name="ranking"),
    path(f"{CALL}terbitkan/", acts.publish, name="publish"),
    path(f"{CALL}perpanjang/", acts.prolong, name="prolong"),
    path(f"{CALL}tutup/", acts.close, name="close"),
    path(f"{CALL}mulai/", acts.begin, name="begin"),
    path(f"{CALL}selesai/", acts.finish, name="finish"),
    path(f"{CALL}batal/", acts.cancel, name="cancel"),
    path(f"{CALL}penilai/", acts.name_assessor, name="name_assessor"),
    path(f"{CALL}kecualikan/", acts.lift, name="lift"),
    path(f"{CALL}putuskan/", acts.decide, name="decide"),
    path(f"{CALL}keberatan/<int:objection_id>/", acts.answer_objection, name="answer_objection"),
    path(f"{CALL}hasil/", running.outcome, name="outcome"),
    path(f"{CALL}belanja/", running.spend, name="spend"),
    path(f"{CALL}belanja/<int:spending_id>/tarik/", running.take_back, name="take_back"),
    path(f"{CALL}nilai/", acts.assess, name="assess"),
    path(f"{CALL}serahkan/", acts.hand_in, name="hand_in"),
    path(CANDIDATE, officer.candidate, name="candidate"),
    path(f"{CANDIDATE}kunjungan/", running.plan_visit, name="plan_visit"),
    path(f"{CANDIDATE}kunjungan/sama/", running.share_visit, name="share_visit"),
    path(f"{CANDIDATE}penggantian/", running.verify, name="verify"),
    path(f"{CANDIDATE}bayar/", running.pay, name="pay"),
    path(f"{CANDIDATE}absen/", running.miss, name="miss"),
    path(f"{CANDIDATE}hasil/<int:months>/", running.enter_result, name="enter_result"),
    path(f"{CANDIDATE}nilai/", acts.judge_one, name="judge"),
    path(f"{CANDIDATE}berkas/<slug:code>/", acts.check_paper, name="check_paper"),
    path(f"{CANDIDATE}tolak/", acts.refuse, name="refuse"),
    path(f"{CANDIDATE}terima/", acts.readmit, name="readmit"),
]
