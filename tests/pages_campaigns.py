"""The pages of campaigns, of the newsletter and of the strip: part of the table in `tests/pages.py`."""

from uuid import uuid4

from sentra.people.policy import Permission
from tests.page_rules import PUBLIC, Page, duty

READ, MANAGE = duty(Permission.PROMOTION_READ), duty(Permission.PROMOTION_MANAGE)
PLANNED, RUNNING = {"campaign_id": "campaign_planned"}, {"campaign_id": "campaign_running"}
PIECE = {**RUNNING, "piece_id": "campaign_piece"}
DRAFT, SENT = {"issue_id": "issue_draft"}, {"issue_id": "issue_sent"}

CAMPAIGNS = [
    Page("promotion:turn", READ, get=200),
    Page("promotion:campaigns", READ, get=200),
    Page("promotion:campaign_plan", MANAGE, get=200, post=422, sent={"key": str(uuid4())}),
    Page("promotion:campaign", READ, get=200, at=PLANNED),
    Page("promotion:campaign", READ, get=200, at=RUNNING),
    Page("promotion:campaign_edit", MANAGE, get=200, post=422, at=PLANNED),
    Page("promotion:campaign_makers", MANAGE, get=200, at=PLANNED),
    Page("promotion:campaign_add", MANAGE, post=422, at=PLANNED),
    Page("promotion:campaign_add_numbers", MANAGE, post=422, at=PLANNED),
    Page("promotion:campaign_add_in_turn", MANAGE, post=422, at=PLANNED),
    Page("promotion:campaign_drop", MANAGE, post=404, at=PLANNED),
    Page("promotion:campaign_start", MANAGE, post=409, at=RUNNING),
    Page("promotion:campaign_finish", MANAGE, post=422, at=RUNNING),
    Page("promotion:campaign_note_results", MANAGE, post=422, at=RUNNING),
    Page("promotion:campaign_cancel", MANAGE, post=422, at=PLANNED),
    Page("promotion:piece_add", MANAGE, get=200, post=422, at=RUNNING),
    Page("promotion:piece_add", MANAGE, get=409, post=409, at=PLANNED),
    Page("promotion:piece_drop", MANAGE, post=422, at=PIECE),
    Page("promotion:piece_scan", READ, get=200, at=PIECE),
    Page("promotion:newsletter", PUBLIC, get=200, post=422),
    Page("promotion:subscribed", PUBLIC, get=200),
    Page("promotion:confirm", PUBLIC, get=200, post=200, at={"token": "confirm_token"}),
    Page("promotion:confirm", PUBLIC, get=404, post=404, at={"token": "made-up"}),
    Page("promotion:leave", PUBLIC, get=200, post=200, at={"token": "leave_token"}),
    Page("promotion:leave", PUBLIC, get=404, post=404, at={"token": "made-up"}),
    Page("promotion:issue", PUBLIC, get=200, at={"slug": "issue_slug"}),
    Page("promotion:issue", PUBLIC, get=404, at={"slug": "issue_draft_slug"}),
    Page("promotion:embedding", PUBLIC, get=200),
    Page("promotion:strip", PUBLIC, get=200),
    Page("promotion:oembed", PUBLIC, get=404),
    Page("promotion:issues", READ, get=200),
    Page("promotion:issue_write", MANAGE, get=200, post=422, sent={"key": str(uuid4())}),
    Page("promotion:issue_officer", READ, get=200, at=DRAFT),
    Page("promotion:issue_officer", READ, get=200, at=SENT),
    Page("promotion:issue_edit", MANAGE, get=200, post=422, at=DRAFT),
    Page("promotion:issue_choose", MANAGE, get=200, post=422, at=DRAFT),
    Page("promotion:issue_choose", MANAGE, get=409, post=409, at=SENT),
    Page("promotion:issue_drop", MANAGE, post=404, at=DRAFT),
    Page("promotion:issue_trial", MANAGE, post=302, at=DRAFT),
    Page("promotion:issue_send", MANAGE, post=422, at=DRAFT),
    Page("promotion:issue_discard", MANAGE, post=409, at=SENT),
    Page("promotion:issue_preview", READ, get=200, at={**DRAFT, "language": "id"}),
]
