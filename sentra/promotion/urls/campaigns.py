"""Addresses of campaigns, the newsletter and the strip for other sites."""

from django.urls import URLPattern, path

from sentra.promotion.views import campaigns, issues, newsletter, pieces, strip

in_each_language: list[URLPattern] = [
    path("buletin/", newsletter.newsletter, name="newsletter"),
    path("buletin/terkirim/", newsletter.subscribed, name="subscribed"),
    path("buletin/<slug:slug>/", newsletter.issue, name="issue"),
    path("sematan/", strip.embedding, name="embedding"),
    path("sematan/strip/", strip.strip, name="strip"),
]
CAMPAIGNS = "petugas/promosi/kampanye"
ISSUES = "petugas/promosi/buletin"

campaign_pages: list[URLPattern] = [
    path("petugas/promosi/giliran/", campaigns.turn, name="turn"),
    path(f"{CAMPAIGNS}/", campaigns.campaigns, name="campaigns"),
    path(f"{CAMPAIGNS}/baru/", campaigns.plan, name="campaign_plan"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/", campaigns.campaign, name="campaign"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/ubah/", campaigns.edit, name="campaign_edit"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/perajin/", campaigns.choose, name="campaign_makers"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/perajin/pilih/", campaigns.add, name="campaign_add"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/perajin/nomor/", campaigns.add_numbers, name="campaign_add_numbers"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/perajin/giliran/", campaigns.add_in_turn, name="campaign_add_in_turn"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/perajin/keluarkan/", campaigns.drop, name="campaign_drop"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/mulai/", campaigns.start, name="campaign_start"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/selesai/", campaigns.finish, name="campaign_finish"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/hasil/", campaigns.note_results, name="campaign_note_results"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/batal/", campaigns.cancel, name="campaign_cancel"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/terbitan/", pieces.add, name="piece_add"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/terbitan/<int:piece_id>/hapus/", pieces.drop, name="piece_drop"),
    path(f"{CAMPAIGNS}/<uuid:campaign_id>/terbitan/<int:piece_id>/berkas/", pieces.scan, name="piece_scan"),
]
newsletter_pages: list[URLPattern] = [
    path("buletin/konfirmasi/<str:token>/", newsletter.confirm, name="confirm"),
    path("buletin/keluar/<str:token>/", newsletter.leave, name="leave"),
    path("sematan/oembed/", strip.oembed, name="oembed"),
    path(f"{ISSUES}/", issues.issues, name="issues"),
    path(f"{ISSUES}/baru/", issues.write, name="issue_write"),
    path(f"{ISSUES}/<uuid:issue_id>/", issues.issue, name="issue_officer"),
    path(f"{ISSUES}/<uuid:issue_id>/ubah/", issues.edit, name="issue_edit"),
    path(f"{ISSUES}/<uuid:issue_id>/isi/", issues.choose, name="issue_choose"),
    path(f"{ISSUES}/<uuid:issue_id>/isi/keluarkan/", issues.drop, name="issue_drop"),
    path(f"{ISSUES}/<uuid:issue_id>/uji/", issues.trial, name="issue_trial"),
    path(f"{ISSUES}/<uuid:issue_id>/kirim/", issues.send, name="issue_send"),
    path(f"{ISSUES}/<uuid:issue_id>/buang/", issues.discard, name="issue_discard"),
    path(f"{ISSUES}/<uuid:issue_id>/pratinjau/<slug:language>/", issues.preview, name="issue_preview"),
]
