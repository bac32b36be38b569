"""Addresses of import and export."""

from django.urls import path

from sentra.transfer.views import exports, imports, rows

app_name = "transfer"

urlpatterns = [
    path("petugas/impor/", imports.imports, name="imports"),
    path("petugas/impor/<uuid:import_id>/", imports.import_page, name="import"),
    path("petugas/impor/<uuid:import_id>/kolom/", imports.settle, name="settle"),
    path("petugas/impor/<uuid:import_id>/baris/<int:number>/", rows.row, name="row"),
    path("petugas/impor/<uuid:import_id>/ambil-alih/", imports.take_over, name="take_over"),
    path("petugas/impor/<uuid:import_id>/lanjutkan/", imports.go_on, name="go_on"),
    path("petugas/impor/<uuid:import_id>/batalkan/", imports.undo, name="undo"),
    path("petugas/impor/<uuid:import_id>/buang/", imports.discard, name="discard"),
    path("petugas/impor/<uuid:import_id>/hasil/", imports.result_file, name="result_file"),
    path("petugas/ekspor/", exports.exports, name="exports"),
    path("petugas/ekspor/aset/", exports.export_assets, name="export_assets"),
    path("petugas/ekspor/<slug:form>/", exports.export, name="export"),
]
