"""Addresses of surveys."""

from django.urls import path

from sentra.surveys.views import census, field, files, findings, objection, plan, report, supervision, visit

app_name = "surveys"

urlpatterns = [
    path("petugas/lapangan/", field.field, name="field"),
    path("petugas/lapangan/siap/", field.ready, name="field_ready"),
    path("petugas/lapangan/bekal/", field.provisions, name="field_provisions"),
    path("petugas/lapangan/foto/<uuid:key>/", field.photo, name="field_photo"),
    path("petugas/lapangan/aplikasi.webmanifest", field.manifest, name="field_manifest"),
    path("petugas/lapangan/pekerja.js", field.worker, name="field_worker"),
    path("petugas/kunjungan/", plan.visits, name="visits"),
    path("petugas/kunjungan/pendataan/", visit.plan_census, name="plan_census"),
    path("petugas/kunjungan/foto/<uuid:photo_id>/", files.photo, name="photo"),
    path("petugas/kunjungan/<int:visit_id>/", visit.visit, name="visit"),
    path("petugas/kunjungan/<int:visit_id>/pindah/", visit.move, name="visit_move"),
    path("petugas/kunjungan/<int:visit_id>/batal/", visit.cancel, name="visit_cancel"),
    path("petugas/kunjungan/<int:visit_id>/laporan/", report.visit_report, name="visit_report"),
    path("petugas/kunjungan/<int:visit_id>/usaha/", census.met, name="visit_met"),
    path("petugas/usaha/<str:number>/kunjungan/", visit.plan_business, name="plan_business"),
    path("petugas/permohonan/<uuid:application_id>/kunjungan/", plan.plan, name="plan"),
    path("petugas/permohonan/<uuid:application_id>/laporan/", report.report, name="report"),
    path("petugas/kunjungan/rute/", supervision.day_route, name="route"),
    path("petugas/kunjungan/rute/<str:day>/", supervision.day_route, name="route_of"),
    path("petugas/pengawasan/", supervision.due, name="due"),
    path("petugas/pengawasan/angka/", supervision.figures, name="figures"),
    path("petugas/temuan/", findings.findings, name="findings"),
    path("petugas/temuan/<int:finding_id>/", findings.finding, name="finding"),
    path("petugas/temuan/<int:finding_id>/catat/", findings.note, name="finding_note"),
    path("petugas/temuan/<int:finding_id>/beres/", findings.close, name="finding_close"),
    path("petugas/temuan/<int:finding_id>/hentikan/", findings.lapse, name="finding_lapse"),
    path("laporan/<uuid:report_id>/", objection.report_page, name="report_page"),
    path("laporan/<uuid:report_id>/keberatan/", objection.object_to, name="report_object"),
    path("laporan/<uuid:report_id>/pdf/", files.report_file, name="report_file"),
]
