"""Addresses of the survey of the citizens' satisfaction (SKM), in the words of the people who read them."""

from django.urls import path

from sentra.insights.views import skm_counter, skm_officer, skm_public

OFFICE = "petugas/angka/kepuasan/"
COMMENT = f"{OFFICE}komentar/<uuid:answer_id>/"
COUNTER = "petugas/survei/"

skm = [
    path("survei/", skm_public.start, name="skm_start"),
    path("survei/isi/<str:word>/", skm_public.survey, name="skm_form"),
    path("survei/terima-kasih/", skm_public.thanks, name="skm_thanks"),
    path("survei/hasil/", skm_public.results, name="skm_results"),
    path(COUNTER, skm_counter.counter, name="skm_counter"),
    path(f"{COUNTER}kode/", skm_counter.code_make, name="skm_code_make"),
    path(f"{COUNTER}kode/<uuid:record_id>/", skm_counter.code, name="skm_code"),
    path(f"{COUNTER}permohonan/<uuid:application_id>/", skm_counter.application_code, name="skm_application_code"),
    path(f"{COUNTER}poster/", skm_counter.poster, name="skm_poster"),
    path(OFFICE, skm_officer.figures, name="skm"),
    path(f"{OFFICE}skm.csv", skm_officer.table, name="skm_table"),
    path(f"{OFFICE}komentar/", skm_officer.comments, name="skm_comments"),
    path(COMMENT, skm_officer.comment, name="skm_comment"),
    path(f"{COMMENT}terbitkan/", skm_officer.publish, name="skm_publish"),
    path(f"{COMMENT}tahan/", skm_officer.withhold, name="skm_withhold"),
    path(f"{COMMENT}tindak-lanjut/", skm_officer.done, name="skm_done"),
]
