"""The pages of programmes: part of the table in `tests/pages.py`."""

from sentra.people.policy import Permission
from tests.page_rules import OFFERED, OWN, OWN_OR_TOLD, OWN_PAPER, PUBLIC, SIGNED_IN, Page, duty

P = Permission
BUSINESS = {"number": "business"}
CALL = {"call_id": "call"}
DRAFT_CALL = {"call_id": "call_draft_id"}
JUDGED = {"call_id": "call_judged"}
TO_JUDGE = {"candidate_id": "candidate_judged"}
RESULT = {"call_id": "call_chosen_id"}
APPLIED = {"candidate_id": "candidate"}
SEES = duty(P.PROGRAMME_READ)
MANAGE = duty(P.PROGRAMME_MANAGE)
ASSESS = duty(P.PROGRAMME_ASSESS)
DECIDE = duty(P.PROGRAMME_DECIDE)
ASSESSOR = {"surveyor-here GET": 200, "surveyor-here POST": 422}
OVER = {"call_id": "call_over"}
TOOK_PART = {"candidate_id": "candidate_over"}
ASKED = {**TOOK_PART, "months": "0"}
GIVEN = {"candidate_id": "receiver"}
AGREED = {"candidate_id": "receiver_agreed"}
HELD = {"number": "asset"}
TRAINING = {"call_id": "training"}
SESSION = {**TRAINING, "session_id": "session"}
SESSION_TODAY = {**TRAINING, "session_id": "session_today"}
RUNS = {"call_id": "call_running_id"}
TAKES_PART = {"candidate_id": "participant"}

PROGRAMMES = [
    Page("programmes:programmes", PUBLIC, get=200),
    Page("programmes:feed", PUBLIC, get=200),
    Page("programmes:public", PUBLIC, get=200, at={"number": "call_open"}),
    Page("programmes:public", PUBLIC, get=200, at={"number": "call_chosen"}),
    Page("programmes:public", PUBLIC, get=404, at={"number": "call_draft"}),
    Page("programmes:decision", PUBLIC, get=200, at={"number": "call_chosen"}),
    Page("programmes:decision", PUBLIC, get=404, at={"number": "call_open"}),
    Page("programmes:offers", OFFERED, get=200, at=BUSINESS),
    Page("programmes:apply", OFFERED, get=200, post=422, at={"number": "call_open", "business": "business"}),
    Page("programmes:own", OWN, get=200, at=APPLIED),
    Page("programmes:withdraw", OWN, post=302, at={"candidate_id": "candidate_leaving"}),
    Page("programmes:object", OWN, post=409, at=APPLIED),
    Page("programmes:paper", OWN_PAPER, get=200, at={"candidate_id": "candidate_papers", "code": "proposal"}),
    Page("programmes:calls", SEES, get=200),
    Page("programmes:new", MANAGE, get=200),
    Page("programmes:write", MANAGE, get=200, post=422, at={"kind": "hibah_mesin"}),
    Page("programmes:call", SEES, get=200, at=CALL),
    Page("programmes:call", SEES, get=200, at=JUDGED),
    Page("programmes:edit", MANAGE, get=200, post=422, at=DRAFT_CALL),
    Page("programmes:fitting", SEES, get=200, at=CALL),
    Page("programmes:ranking", SEES, get=200, at=RESULT),
    Page("programmes:assess", ASSESS, get=404, at=JUDGED, also={"surveyor-here GET": 200}),
    Page("programmes:judge", ASSESS, get=409, post=409, at=TO_JUDGE, also=ASSESSOR),
    Page("programmes:hand_in", ASSESS, post=409, at=JUDGED),
    Page("programmes:publish", MANAGE, post=422, at=DRAFT_CALL),
    Page("programmes:prolong", MANAGE, post=422, at=CALL),
    Page("programmes:close", MANAGE, post=422, at=CALL),
    Page("programmes:begin", MANAGE, post=422, at=CALL),
    Page("programmes:finish", MANAGE, post=422, at=CALL),
    Page("programmes:cancel", MANAGE, post=422, at=CALL),
    Page("programmes:name_assessor", MANAGE, post=422, at=JUDGED),
    Page("programmes:lift", MANAGE, post=422, at=CALL),
    Page("programmes:decide", DECIDE, post=422, at=CALL),
    Page("programmes:answer_objection", DECIDE, post=422, at={**RESULT, "objection_id": "objection"}),
    Page("programmes:candidate", SEES, get=200, at=APPLIED),
    Page("programmes:candidate", SEES, get=200, at={"candidate_id": "candidate_papers"}),
    Page("programmes:check_paper", MANAGE, post=422, at={"candidate_id": "candidate_papers", "code": "proposal"}),
    Page("programmes:refuse", MANAGE, post=422, at=APPLIED),
    Page("programmes:readmit", MANAGE, post=409, at=APPLIED),
    # While it runs, and after.
    Page("programmes:call", SEES, get=200, at=OVER),
    Page("programmes:candidate", SEES, get=200, at=TOOK_PART),
    Page("programmes:own", OWN, get=200, at=TOOK_PART),
    Page("programmes:tell_result", OWN, get=200, post=422, at=ASKED),
    Page("programmes:enter_result", MANAGE, get=200, post=422, at=ASKED),
    Page("programmes:plan_visit", MANAGE, post=422, at=TO_JUDGE),
    Page("programmes:share_visit", MANAGE, post=302, at=TOOK_PART),
    Page("programmes:verify", MANAGE, post=409, at=APPLIED),
    Page("programmes:pay", DECIDE, post=409, at=TOOK_PART),
    Page("programmes:unpay", DECIDE, post=409, at=TOOK_PART),
    Page("programmes:miss", MANAGE, post=422, at=TOOK_PART),
    Page("programmes:spend", MANAGE, post=422, at=OVER),
    Page("programmes:take_back", MANAGE, post=422, at={**OVER, "spending_id": "spending"}),
    Page("programmes:outcome", SEES, get=200, at=OVER),
    Page("programmes:effect", SEES, get=200, at={"kind": "bazar"}),
    Page("programmes:budget", SEES, get=200),
    # Stands, what is brought, photographs.
    Page("programmes:public", PUBLIC, get=200, at={"number": "call_running"}),
    Page("programmes:photo", PUBLIC, get=200, at={"number": "call_running", "photo_id": "call_photo"}),
    Page("programmes:photo", PUBLIC, get=404, at={"number": "call_open", "photo_id": "call_photo"}),
    Page("programmes:own", OWN, get=200, at=TAKES_PART),
    Page("programmes:bring", OWN_OR_TOLD, get=200, post=422, at=TAKES_PART),
    Page("programmes:call", SEES, get=200, at=RUNS),
    Page("programmes:candidate", SEES, get=200, at=TAKES_PART),
    Page("programmes:stands", SEES, get=200, at=RUNS),
    Page("programmes:stands", SEES, get=404, at=CALL),
    Page("programmes:brought", SEES, get=200, at=RUNS),
    Page("programmes:lay_plan", MANAGE, post=422, at=RUNS),
    Page("programmes:give_stand", MANAGE, post=422, at=RUNS),
    Page("programmes:free_stand", MANAGE, post=422, at=RUNS),
    Page("programmes:give_out", MANAGE, post=409, at=RUNS),
    Page("programmes:photo_add", MANAGE, post=422, at=RUNS),
    Page("programmes:photo_drop", MANAGE, post=302, at={**RUNS, "photo_id": "call_photo"}),
    Page("programmes:curate", MANAGE, post=422, at={**TAKES_PART, "brought_id": "brought"}),
    # Machinery aid.
    Page("programmes:call", SEES, get=200, at={"call_id": "call_machines"}),
    Page("programmes:candidate", SEES, get=200, at=GIVEN),
    Page("programmes:candidate", SEES, get=200, at=AGREED),
    Page("programmes:own", OWN, get=200, at=GIVEN),
    Page("programmes:agree", DECIDE, post=409, at=GIVEN),
    Page("programmes:agree_on_paper", MANAGE, post=409, at=AGREED),
    Page("programmes:agreement_scan", SEES, get=404, at=AGREED),
    Page("programmes:accept", OWN, post=409, at=GIVEN),
    Page("programmes:hand_over", MANAGE, get=200, post=422, at=GIVEN),
    Page("programmes:agreement_file", OWN_PAPER, get=200, at=GIVEN),
    Page("programmes:handover_file", OWN_PAPER, get=200, at={"handover_id": "handover"}),
    Page("programmes:call_labels", SEES, get=200, at={"call_id": "call_machines"}),
    Page("programmes:assets", SEES, get=200),
    Page("programmes:asset", SEES, get=200, at=HELD),
    Page("programmes:asset_see", MANAGE, post=422, at=HELD),
    Page("programmes:asset_transfer", DECIDE, post=422, at=HELD),
    Page("programmes:asset_accept", OWN, post=409, at=HELD),
    Page("programmes:asset_accept_on_paper", MANAGE, post=409, at=HELD),
    Page("programmes:passing_file", OWN_PAPER, get=200, at={"passing_id": "passing"}),
    Page("programmes:asset_lose", MANAGE, post=422, at=HELD),
    Page("programmes:asset_give_back", MANAGE, post=422, at=HELD),
    Page("programmes:asset_find_again", MANAGE, post=422, at=HELD),
    Page("programmes:asset_label", SEES, get=200, at=HELD),
    Page("programmes:own_asset", OWN, get=200, at=HELD),
    Page("programmes:asset_trouble", OWN, post=422, at=HELD),
    Page("programmes:asset_public", PUBLIC, get=200, at=HELD),
    Page("programmes:asset_photo", OWN_PAPER, get=200, at={**HELD, "file_id": "asset_photo"}),
    # Training.
    Page("programmes:attend", SIGNED_IN, get=200, post=409, at={"token": "token_old"}),
    Page("programmes:attend", SIGNED_IN, get=404, post=404, at={"token": "12.6af1.nothing-of-ours"}),
    Page("programmes:certificate", OWN_PAPER, get=200, at={"candidate_id": "candidate_certified"}),
    Page("programmes:certificate", OWN_PAPER, get=404, at={"candidate_id": "candidate"}),
    Page("programmes:own", OWN, get=200, at={"candidate_id": "candidate_certified"}),
    Page("programmes:call", SEES, get=200, at=TRAINING),
    Page("programmes:candidate", SEES, get=200, at={"candidate_id": "candidate_certified"}),
    Page("programmes:plan_session", MANAGE, get=200, post=422, at=TRAINING),
    Page("programmes:plan_session", MANAGE, get=404, post=404, at=CALL),
    Page("programmes:session", SEES, get=200, at=SESSION),
    Page("programmes:session", SEES, get=200, at=SESSION_TODAY),
    Page("programmes:change_session", MANAGE, get=200, post=422, at=SESSION),
    Page("programmes:drop_session", MANAGE, post=422, at=SESSION_TODAY),
    Page("programmes:mark_list", MANAGE, post=302, at=SESSION_TODAY),
    Page("programmes:session_qr", MANAGE, get=200, at=SESSION_TODAY),
    Page("programmes:session_qr", MANAGE, get=200, at=SESSION),
    Page("programmes:tests", MANAGE, get=200, post=302, at=TRAINING),
    Page("programmes:certificates", SEES, get=200, at=TRAINING),
    Page("programmes:certify", DECIDE, post=422, at=TRAINING),
]
