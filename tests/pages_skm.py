"""The pages of the satisfaction survey (SKM): part of the table in `tests/pages.py`."""

from sentra.people.policy import Permission
from tests.page_rules import PUBLIC, Page, duty

AT_COUNTER = duty(Permission.APPLICATION_ENTER)
COUNTER_HERE = duty(Permission.APPLICATION_ENTER, record=True)
FIGURES = duty(Permission.FIGURES_READ)
MANAGE = duty(Permission.SKM_MANAGE)
COMMENT = {"answer_id": "skm_comment"}

SKM = [
    Page("insights:skm_start", PUBLIC, get=200, post=422),
    Page("insights:skm_form", PUBLIC, get=200, post=422, at={"word": "skm_word"}),
    Page("insights:skm_form", PUBLIC, get=410, post=409, at={"word": "skm_used"}),
    Page("insights:skm_form", PUBLIC, get=404, post=404, at={"word": "not-one-of-ours"}),
    Page("insights:skm_thanks", PUBLIC, get=200),
    Page("insights:skm_results", PUBLIC, get=200),
    Page("insights:skm_counter", AT_COUNTER, get=200),
    Page("insights:skm_code_make", AT_COUNTER, post=422),
    Page("insights:skm_code_make", AT_COUNTER, post=302, sent={"service": "loket_konsultasi"}),
    Page("insights:skm_code", AT_COUNTER, get=200, at={"record_id": "skm_code"}),
    Page("insights:skm_application_code", COUNTER_HERE, get=200, at={"application_id": "skm_application"}),
    Page("insights:skm_application_code", AT_COUNTER, get=404, at={"application_id": "draft"}),
    Page("insights:skm_poster", AT_COUNTER, get=200),
    Page("insights:skm", FIGURES, get=200),
    Page("insights:skm_table", FIGURES, get=200),
    Page("insights:skm_comments", MANAGE, get=200),
    Page("insights:skm_comment", MANAGE, get=200, at=COMMENT),
    Page("insights:skm_publish", MANAGE, post=409, at=COMMENT),
    Page("insights:skm_publish", MANAGE, post=302, at=COMMENT, sent={"version": "1"}),
    Page("insights:skm_withhold", MANAGE, post=422, at=COMMENT, sent={"version": "1"}),
    Page("insights:skm_done", MANAGE, post=422, at=COMMENT, sent={"version": "1"}),
]
