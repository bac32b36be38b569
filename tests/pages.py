"""Every page of the house: one line of `PAGES` is one page, with who may open it and what the others get."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.urls import reverse

from sentra.people.models import Role, User
from sentra.people.policy import GRANTS, Permission
from sentra.people.tests.people import officer, owner, stranger
from tests.making import DISTRICT

ELSEWHERE = "35.05.01"
"""A district in which no business of the tests lies."""
TO_SIGN_IN, NOT_YOUR_DUTY, NOT_FOUND, WRONG_METHOD = 302, 403, 404, 405


@dataclass(frozen=True, slots=True)
class Kind:
    """Somebody who opens pages: `role` is the duty of an officer, who holds it `here` or in another district."""

    name: str
    role: Role | None = None
    here: bool = True

    @property
    def user(self) -> User | None:
        """The account; nobody's for who is not signed in."""
        if self.role:
            return officer(self.role, [DISTRICT if self.here else ELSEWHERE], name=self.name)
        return {"anonymous": None, "owner": owner(), "stranger": stranger()}[self.name]

    def may(self, *permissions: Permission) -> bool:
        """Tell whether the duty allows any of these, wherever."""
        return self.role is not None and bool(GRANTS[self.role] & set(permissions))


KINDS = [
    *(Kind(name) for name in ("anonymous", "owner", "stranger")),
    *(Kind(f"{role}-{'here' if here else 'elsewhere'}", role, here) for role in Role for here in (True, False)),
]

# Who comes in: a rule gives None for those, and for the others how they are turned away.
Turned = int | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A class of pages: what its view says of itself (`.access`), and who is turned away with which status."""

    access: str
    turned: Callable[[Kind], Turned]


def duty(permission: Permission, *, record: bool = False, or_any: tuple[Permission, ...] = ()) -> Rule:
    """A page of officers; a `record` is shown only in its district. `or_any`: what the act itself asks for besides."""

    def turned(kind: Kind) -> Turned:
        if not kind.may(permission) or (or_any and not kind.may(*or_any)):
            return NOT_YOUR_DUTY
        return NOT_FOUND if record and not kind.here else None

    return Rule(permission, turned)


def own(*readers: Permission, act: bool = False) -> Rule:
    """A page about a record of the owner's; officers who may read it in its district come in too.

    An `act` on it is the owner's alone: those officers know of the record, but it isn't their duty.
    """

    def turned(kind: Kind) -> Turned:
        if kind.name == "owner":
            return None
        if kind.may(*readers) and kind.here:
            return NOT_YOUR_DUTY if act else None
        return NOT_FOUND

    return Rule("signed_in", turned)


def shared(permission: Permission) -> Rule:
    """A page that the owner of a business fills in, or an officer with a duty for it in its district."""

    def turned(kind: Kind) -> Turned:
        if kind.name == "owner" or (kind.may(permission) and kind.here):
            return None
        return NOT_YOUR_DUTY if kind.may(Permission.REGISTER_READ) and kind.here else NOT_FOUND

    return Rule("signed_in", turned)


PUBLIC = Rule("public", lambda _kind: None)
SIGNED_IN = Rule("signed_in", lambda _kind: None)
OWN = own()
OWN_ACT = own(Permission.APPLICATION_READ, act=True)
WALK_IN = Rule("signed_in", lambda kind: None if kind.role == Role.COUNTER and kind.here else NOT_FOUND)


@dataclass(frozen=True)
class Page:
    """One line of the table: what those who come in get when they read (`get`) or send an empty form (`post`)."""

    name: str
    rule: Rule
    get: int = WRONG_METHOD
    post: int = WRONG_METHOD
    at: dict[str, str] = field(default_factory=dict)
    """The parts of the address; a word that the house knows stands for the id of that record."""
    also: dict[str, int] = field(default_factory=dict)
    """What single visitors get instead: "anonymous GET"."""
    sent: dict[str, str] = field(default_factory=lambda: {"empty": "yes"})
    """The form that is sent: nothing that any page asks for, unless the line says so."""

    def __str__(self) -> str:
        return f"{self.name} {' '.join(self.at.values())}".strip()

    def address(self, ids: Mapping[str, Any]) -> str:
        """Give the address, with the ids of the records that the line names."""
        return reverse(self.name, kwargs={part: ids.get(word, word) for part, word in self.at.items()})

    @property
    def expected(self) -> dict[str, int]:
        """Tell what each visitor gets: by "anonymous GET"."""
        told = {"GET": self.get, "POST": self.post}
        return {
            f"{kind.name} {method}": self._status(kind, method, status)
            for kind in KINDS
            for method, status in told.items()
        }

    def _status(self, kind: Kind, method: str, status: int) -> int:
        if single := self.also.get(f"{kind.name} {method}"):
            return single
        if status == WRONG_METHOD:
            return status
        if kind.name == "anonymous" and self.rule.access != "public":
            return TO_SIGN_IN
        return self.rule.turned(kind) or status


P = Permission
CASE = {"application_id": "case"}
DRAFT = {"application_id": "draft"}
KEY = {"key": str(uuid4())}
SURVEY = {"application_id": "survey"}
PERSON = {"user_id": "stranger"}
BUSINESS = {"number": "business"}
GROUP = {"group_id": "group"}
VISIT = {"visit_id": "visit"}
CENSUS = {"visit_id": "census"}
FINDING = {"finding_id": "finding"}
READ = duty(P.REGISTER_READ, record=True)
EDIT = duty(P.REGISTER_EDIT, record=True)
FILL_IN = shared(P.REGISTER_EDIT)
IMPORT = duty(P.REGISTER_IMPORT)
PROBLEM = {"case_id": "problem"}
FOUND = {"case_id": "problem_found"}
CASES = duty(P.CASE_READ, record=True)
HANDLE = duty(P.CASE_HANDLE, record=True)

PAGES = [
    # Everybody's.
    Page("web:home", PUBLIC, get=200),
    Page("web:language", PUBLIC, post=302),
    Page("web:health", PUBLIC, get=200),
    Page("web:privacy", PUBLIC, get=200),
    Page("web:accessibility", PUBLIC, get=200),
    Page("licensing:services", PUBLIC, get=200),
    Page("licensing:service", PUBLIC, get=200, at={"code": "tdi"}),
    Page("licensing:track", PUBLIC, get=200, post=422),
    Page("licensing:verify", PUBLIC, get=200),
    Page("licensing:verify_pdf", PUBLIC, post=422),
    Page("licensing:verified", PUBLIC, get=200, at={"code": "code"}),
    Page("licensing:verified", PUBLIC, get=404, at={"code": "ABCDEFGHJK"}),
    # Signing up and in: whoever is signed in already is led on.
    Page("people:sign_up", PUBLIC, get=302, post=302, also={"anonymous GET": 200, "anonymous POST": 422}),
    Page("account_signup", PUBLIC, get=302, post=302, also={"anonymous GET": 200, "anonymous POST": 422}),
    Page("people:take_over", PUBLIC, get=200, post=422),
    Page("account_login", PUBLIC, get=302, post=302, also={"anonymous GET": 200, "anonymous POST": 200}),
    Page("account_logout", PUBLIC, get=200, post=302, also={"anonymous GET": 302, "anonymous POST": 302}),
    Page("account_inactive", PUBLIC, get=200),
    Page("account_reset_password", PUBLIC, get=200, post=200),
    Page("account_reset_password_done", PUBLIC, get=200),
    Page("account_reset_password_from_key", PUBLIC, get=200, post=200, at={"uidb36": "1", "key": "worn-out"}),
    Page("account_reset_password_from_key_done", PUBLIC, get=200),
    Page("mfa_authenticate", PUBLIC, get=302, post=302),
    # One's own account.
    Page("web:landing", SIGNED_IN, get=302),
    Page("web:my_data", SIGNED_IN, get=200),
    Page("people:profile", SIGNED_IN, get=200, post=422),
    Page("account_reauthenticate", SIGNED_IN, get=200, post=200),
    Page("account_change_password", SIGNED_IN, get=200, post=200),
    Page("account_set_password", SIGNED_IN, get=302, post=302),
    Page("mfa_index", SIGNED_IN, get=200, also={"anonymous POST": 302}),
    Page("mfa_reauthenticate", SIGNED_IN, get=302, post=302),
    Page("mfa_activate_totp", SIGNED_IN, get=302, post=302),
    Page("mfa_deactivate_totp", SIGNED_IN, get=404, post=404),
    Page("mfa_view_recovery_codes", SIGNED_IN, get=302, post=302),
    Page("mfa_generate_recovery_codes", SIGNED_IN, get=302, post=302),
    Page("mfa_download_recovery_codes", SIGNED_IN, get=302, post=302),
    Page("outbox:notices", SIGNED_IN, get=200),
    Page("outbox:notices_read", SIGNED_IN, post=302),
    Page("outbox:notice_open", OWN, post=302, at={"notice_id": "notice"}),
    # An applicant's, and the counter's for a walk-in.
    Page("licensing:my_applications", SIGNED_IN, get=200),
    Page("licensing:start", SIGNED_IN, post=302, at={"code": "tdi"}),
    Page("licensing:application", OWN, get=200, at=DRAFT),
    Page("licensing:application", OWN, get=200, at=CASE),
    Page("licensing:application", WALK_IN, get=200, at={"application_id": "walk_in"}),
    Page("licensing:page", OWN, get=200, post=422, at={**DRAFT, "code": "owner"}),
    Page("licensing:page", OWN, get=409, post=409, at={**CASE, "code": "owner"}),
    Page("licensing:page", WALK_IN, get=200, post=422, at={"application_id": "walk_in", "code": "owner"}),
    Page("licensing:paper", OWN, get=200, post=422, at={**DRAFT, "code": "ktp"}),
    Page("licensing:paper_file", own(P.APPLICATION_READ), get=200, at={"paper_id": "paper"}),
    Page("licensing:paper_remove", OWN, post=302, at={**DRAFT, "paper_id": "draft_paper"}),
    Page("licensing:check", OWN, get=200, post=302, at=DRAFT),
    Page("licensing:receipt", OWN, get=200, at=CASE),
    Page("licensing:resubmit", OWN_ACT, post=302, at={"application_id": "returned"}),
    Page("licensing:withdraw", OWN_ACT, post=422, at=CASE),
    Page("licensing:discard", OWN, post=302, at=DRAFT),
    Page("licensing:answer", OWN_ACT, post=422, at={**CASE, "question_id": "question"}),
    Page("licensing:permit_file", own(P.PERMIT_READ), get=200, at={"permit_id": "permit"}),
    # The office.
    Page("web:office", duty(P.WORKSPACE), get=200),
    Page("web:figures", duty(P.FIGURES_READ), get=200),
    Page("transfer:imports", IMPORT, get=200, post=422),
    Page("transfer:import", IMPORT, get=200, at={"import_id": "import_begun"}),
    Page("transfer:import", IMPORT, get=200, at={"import_id": "import_running"}),
    Page("transfer:import", IMPORT, get=200, at={"import_id": "import_rehearsed"}),
    Page("transfer:import", IMPORT, get=200, at={"import_id": "import_applied"}),
    Page("transfer:settle", IMPORT, post=409, at={"import_id": "import_begun"}),
    Page("transfer:take_over", IMPORT, post=409, at={"import_id": "import_rehearsed"}),
    Page("transfer:row", IMPORT, get=200, post=422, at={"import_id": "import_rehearsed", "number": "2"}),
    Page("transfer:go_on", IMPORT, post=409, at={"import_id": "import_running"}),
    Page("transfer:undo", IMPORT, post=409, at={"import_id": "import_applied"}),
    Page("transfer:discard", IMPORT, post=409, at={"import_id": "import_rehearsed"}),
    Page("transfer:result_file", IMPORT, get=200, at={"import_id": "import_applied"}),
    Page("transfer:result_file", IMPORT, get=404, at={"import_id": "import_begun"}),
    Page("transfer:exports", duty(P.REGISTER_EXPORT), get=200),
    Page("transfer:export", duty(P.REGISTER_EXPORT), get=200, at={"form": "daftar"}),
    Page("transfer:export", duty(P.REGISTER_EXPORT), get=404, at={"form": "nowhere"}),
    Page("licensing:walk_in", duty(P.APPLICATION_ENTER), get=200, post=422),
    Page("licensing:hand_over", duty(P.APPLICATION_ENTER, record=True), post=200, at={"application_id": "walk_in"}),
    Page("licensing:queue", duty(P.APPLICATION_READ), get=200),
    Page("licensing:queue", duty(P.APPLICATION_READ), get=200, at={"code": "all"}),
    Page("licensing:queue", duty(P.APPLICATION_READ), get=404, at={"code": "nowhere"}),
    Page("licensing:view_save", duty(P.APPLICATION_READ), post=422, at={"code": "all"}),
    Page("licensing:view_delete", duty(P.APPLICATION_READ), post=404, at={"view_id": "view"}),
    Page("licensing:case", duty(P.APPLICATION_READ, record=True), get=200, at=CASE),
    Page("licensing:secret", duty(P.NIK_READ, record=True), post=200, at={**CASE, "code": "owner_nik"}),
    Page("licensing:paper_check", duty(P.APPLICATION_VERIFY, record=True), post=422, at={**CASE, "code": "ktp"}),
    Page("licensing:papers_pass", duty(P.APPLICATION_VERIFY, record=True), post=422, at=CASE),
    Page("licensing:return", duty(P.APPLICATION_VERIFY, record=True), get=200, post=422, at=CASE),
    Page("licensing:grant", duty(P.APPLICATION_DECIDE, record=True), post=422, at=CASE),
    Page("licensing:refuse", duty(P.APPLICATION_DECIDE, record=True), post=422, at=CASE),
    Page("licensing:send_back", duty(P.APPLICATION_DECIDE, record=True), post=422, at=CASE),
    Page("licensing:ask", duty(P.APPLICATION_ASSIGN, record=True), post=422, at=CASE),
    Page("licensing:note", duty(P.APPLICATION_NOTE, record=True), post=422, at=CASE),
    Page("licensing:assign", duty(P.APPLICATION_ASSIGN, record=True), post=422, at=CASE),
    Page("licensing:flag", duty(P.APPLICATION_FLAG, record=True), post=422, at=CASE),
    Page("licensing:unflag", duty(P.APPLICATION_FLAG, record=True), post=422, at={**CASE, "flag_id": "flag"}),
    Page("licensing:permits", duty(P.PERMIT_READ), get=200),
    Page("licensing:permit", duty(P.PERMIT_READ, record=True), get=200, at={"permit_id": "permit"}),
    Page(
        "licensing:govern", duty(P.PERMIT_GOVERN, record=True), post=422, at={"permit_id": "permit", "act": "suspend"}
    ),
    Page("surveys:visits", duty(P.APPLICATION_SURVEY), get=200),
    Page("surveys:field", duty(P.APPLICATION_SURVEY), get=200),
    Page("surveys:field_ready", duty(P.APPLICATION_SURVEY), get=200),
    Page("surveys:field_provisions", duty(P.APPLICATION_SURVEY), get=200),
    Page(
        "surveys:field_photo",
        duty(P.APPLICATION_SURVEY),
        get=200,
        post=422,
        at={"key": "00000000-0000-0000-0000-000000000007"},
    ),
    Page("surveys:field_worker", PUBLIC, get=200),
    Page("surveys:field_manifest", PUBLIC, get=200),
    Page("surveys:plan", duty(P.APPLICATION_SURVEY, record=True), get=200, post=422, at=SURVEY),
    Page("surveys:report", duty(P.APPLICATION_SURVEY, record=True), get=200, post=422, at=SURVEY, sent=KEY),
    Page("surveys:photo", duty(P.REGISTER_READ, record=True), get=200, at={"photo_id": "photo"}),
    Page("surveys:report_file", own(P.APPLICATION_READ), get=200, at={"report_id": "report"}),
    Page("surveys:report_page", own(P.APPLICATION_READ), get=200, at={"report_id": "report"}),
    Page("surveys:report_page", own(P.REGISTER_READ), get=200, at={"report_id": "supervised"}),
    Page("surveys:report_object", OWN_ACT, post=422, at={"report_id": "supervised"}),
    Page("surveys:visit", READ, get=200, at=VISIT),
    Page("surveys:visit", READ, get=200, at={"visit_id": "visit_done"}),
    Page("surveys:visit", READ, get=200, at=CENSUS),
    Page("surveys:visit_move", duty(P.VISIT_PLAN, record=True), post=422, at=VISIT),
    Page("surveys:visit_cancel", duty(P.VISIT_PLAN, record=True), post=422, at=VISIT),
    Page("surveys:visit_report", duty(P.APPLICATION_SURVEY, record=True), get=200, post=422, at=VISIT, sent=KEY),
    Page("surveys:visit_report", duty(P.APPLICATION_SURVEY, record=True), get=200, post=422, at=CENSUS, sent=KEY),
    Page("surveys:visit_met", duty(P.APPLICATION_SURVEY, record=True), get=200, post=422, at=CENSUS),
    Page("surveys:plan_business", duty(P.VISIT_PLAN, record=True), get=200, post=422, at=BUSINESS),
    Page("surveys:plan_census", duty(P.VISIT_PLAN), get=200, post=422),
    Page("surveys:route", duty(P.APPLICATION_SURVEY), get=200),
    Page("surveys:route_of", duty(P.APPLICATION_SURVEY), get=200, at={"day": "2026-11-25"}),
    Page("surveys:due", duty(P.VISIT_PLAN), get=200, post=422),
    Page("surveys:figures", duty(P.FIGURES_READ), get=200),
    Page("surveys:findings", duty(P.REGISTER_READ), get=200),
    Page("surveys:finding", READ, get=200, at=FINDING),
    Page("surveys:finding_note", duty(P.FINDING_CLOSE, record=True), post=422, at=FINDING),
    Page("surveys:finding_close", duty(P.FINDING_CLOSE, record=True), post=422, at=FINDING),
    Page("surveys:finding_lapse", duty(P.FINDING_CLOSE, record=True), post=422, at=FINDING),
    # The register.
    Page("registry:business", READ, get=200, at=BUSINESS),
    Page("registry:business", duty(P.REGISTER_READ), get=404, at={"number": "IKM-3505-999999"}),
    Page("registry:secret", duty(P.NIK_READ, record=True), post=200, at={**BUSINESS, "code": "nik"}),
    Page("registry:standing", EDIT, post=409, at=BUSINESS),
    Page("registry:move", EDIT, post=409, at=BUSINESS),
    Page("registry:hand_on", EDIT, post=409, at=BUSINESS),
    Page("registry:paper_checked", EDIT, post=302, at={**BUSINESS, "paper_id": "declared"}),
    Page("registry:paper_removed", EDIT, post=422, at={**BUSINESS, "paper_id": "declared"}),
    Page("registry:accept", EDIT, post=409, at={**BUSINESS, "year": "year"}),
    Page("registry:give_back", EDIT, post=409, at={**BUSINESS, "year": "year"}),
    Page("registry:figures_waiting", duty(P.REGISTER_EDIT), get=200),
    Page("registry:census", duty(P.REGISTER_RECORD), get=200, post=422),
    Page("registry:groups", duty(P.REGISTER_READ), get=200),
    Page("registry:group_new", duty(P.REGISTER_EDIT), get=200, post=422),
    Page("registry:group", READ, get=200, at=GROUP),
    Page("registry:group_edit", EDIT, get=200, post=409, at=GROUP),
    Page("registry:member_add", EDIT, post=422, at=GROUP),
    Page("registry:member_leave", EDIT, post=422, at={**GROUP, "membership_id": "membership"}),
    Page("registry:group_figures", EDIT, get=200, post=409, at={**GROUP, "year": "year"}),
    Page("registry:group_dissolve", EDIT, post=409, at=GROUP),
    Page("registry:my_businesses", SIGNED_IN, get=200, also={"owner GET": 302}),
    Page("registry:own", OWN, get=200, at=BUSINESS),
    Page("registry:own_paper_remove", OWN, post=302, at={**BUSINESS, "paper_id": "declared"}),
    Page("registry:section", FILL_IN, get=200, post=422, at={**BUSINESS, "section": "contact"}, sent={"email": "x"}),
    Page("registry:section", FILL_IN, get=200, post=409, at={**BUSINESS, "section": "owner"}),
    Page("registry:section", FILL_IN, get=404, post=404, at={**BUSINESS, "section": "nothing"}),
    Page("registry:item_add", FILL_IN, get=200, post=422, at={**BUSINESS, "kind": "product"}),
    Page("registry:item", FILL_IN, get=200, post=422, at={**BUSINESS, "kind": "product", "item_id": "goods"}),
    Page("registry:item_remove", FILL_IN, post=302, at={**BUSINESS, "kind": "machine", "item_id": "tool"}),
    Page("registry:activities", FILL_IN, get=200, post=422, at=BUSINESS),
    Page("registry:activity_main", FILL_IN, post=409, at={**BUSINESS, "kbli": "10779", "version": "2020"}),
    Page("registry:activity_remove", FILL_IN, post=404, at={**BUSINESS, "kbli": "nothing", "version": "2020"}),
    Page("registry:photos", FILL_IN, get=200, post=422, at={**BUSINESS, "item_id": "goods"}),
    Page("registry:photo_remove", FILL_IN, post=302, at={**BUSINESS, "photo_id": "product_photo"}),
    Page("registry:photo", own(P.REGISTER_READ), get=200, at={"photo_id": "product_photo"}),
    Page("registry:figures", FILL_IN, get=200, post=422, at={**BUSINESS, "year": "year"}),
    Page("registry:paper_add", FILL_IN, get=200, post=422, at=BUSINESS),
    Page("registry:paper_file", own(P.REGISTER_READ), get=200, at={"paper_id": "declared"}),
    Page("licensing:apply_for", shared(P.APPLICATION_ENTER), post=302, at=BUSINESS),
    Page("registry:businesses", duty(P.REGISTER_READ), get=200),
    Page("registry:view_save", duty(P.REGISTER_READ), post=422),
    Page("registry:view_delete", duty(P.REGISTER_READ), post=404, at={"view_id": "view"}),
    Page("registry:many", duty(P.REGISTER_EDIT), post=422, at={"act": "tag"}),
    Page("registry:many", duty(P.REGISTER_EDIT), post=404, at={"act": "nothing"}),
    Page("registry:summary", duty(P.REGISTER_READ), get=200),
    Page("registry:map", duty(P.REGISTER_READ), get=200),
    Page("registry:pins", duty(P.REGISTER_READ), get=422),
    # Problem products.
    Page("cases:report", PUBLIC, get=200, post=422),
    Page("cases:reported", PUBLIC, get=302),
    Page("cases:follow", PUBLIC, get=200, post=422),
    Page("cases:notices", PUBLIC, get=200),
    Page("cases:feed", PUBLIC, get=200),
    Page("cases:notice", PUBLIC, get=200, at={"number": "warning"}),
    Page("cases:notice", PUBLIC, get=404, at={"number": "PP-3505-2020-000001"}),
    Page("cases:own", OWN, get=200, at=FOUND),
    Page("cases:answer", OWN, post=409, at=FOUND),
    Page("cases:object", OWN, post=422, at=FOUND),
    Page("cases:cases", duty(P.CASE_READ), get=200),
    Page("cases:figures", duty(P.FIGURES_READ), get=200),
    Page("cases:case", CASES, get=200, at=PROBLEM),
    Page("cases:case", CASES, get=200, at=FOUND),
    Page("cases:photo", CASES, get=200, at={**PROBLEM, "photo_id": "problem_photo"}),
    Page("cases:reporter", HANDLE, post=409, at={**PROBLEM, "complaint_id": "complaint"}),
    Page("cases:triage", HANDLE, post=422, at=PROBLEM),
    Page("cases:identify", HANDLE, post=422, at=PROBLEM),
    Page("cases:assign", HANDLE, post=422, at=PROBLEM),
    Page("cases:join", HANDLE, post=422, at=PROBLEM),
    Page("cases:dismiss", HANDLE, post=422, at=PROBLEM),
    Page("cases:invite", HANDLE, post=409, at=PROBLEM),
    Page("cases:examine", HANDLE, post=422, at=PROBLEM),
    Page("cases:examine_again", HANDLE, post=422, at=FOUND),
    Page("cases:ask", HANDLE, post=422, at=FOUND),
    Page("cases:take_statement", HANDLE, post=409, at=FOUND),
    Page("cases:plan_visit", HANDLE, post=422, at=FOUND),
    Page("cases:test", HANDLE, post=409, at=FOUND),
    Page("cases:find", HANDLE, post=422, at=FOUND),
    Page("cases:guide", HANDLE, post=422, at=FOUND),
    Page("cases:warn", HANDLE, post=422, at=FOUND),
    Page("cases:stop_listing", HANDLE, post=409, at=FOUND),
    Page("cases:resume_listing", HANDLE, post=422, at=FOUND),
    Page("cases:publish", HANDLE, post=409, at=FOUND),
    Page("cases:end_notice", HANDLE, post=422, at=FOUND),
    Page("cases:hand_over", HANDLE, post=422, at=FOUND),
    Page("cases:fulfil", HANDLE, post=422, at={**FOUND, "action_id": "measure"}),
    Page("cases:propose_suspension", HANDLE, post=422, at=FOUND),
    Page("cases:suspend", duty(P.PERMIT_GOVERN, record=True), post=422, at={**FOUND, "permit_id": "permit"}),
    Page("cases:close", HANDLE, post=422, at=FOUND),
    Page("cases:close_grave", duty(P.CASE_CLOSE, record=True), post=422, at=FOUND),
    Page("cases:answer_objection", duty(P.CASE_CLOSE, record=True), post=422, at=FOUND),
    Page("cases:tell", HANDLE, post=422, at=FOUND),
    Page("cases:note", HANDLE, post=422, at=FOUND),
    # Doubles of the register.
    Page("registry:doubles", duty(P.REGISTER_MERGE), get=200),
    Page("registry:doubles_search", duty(P.REGISTER_MERGE), post=302),
    Page("registry:pair_name", duty(P.REGISTER_MERGE), post=422),
    Page("registry:pair", duty(P.REGISTER_MERGE, record=True), get=200, at={"pair_id": "pair"}),
    Page("registry:pair_merge", duty(P.REGISTER_MERGE, record=True), post=409, at={"pair_id": "pair"}),
    Page("registry:pair_part", duty(P.REGISTER_MERGE, record=True), post=302, at={"pair_id": "pair_apart"}),
    Page("registry:merges", duty(P.REGISTER_MERGE), get=200),
    Page("registry:merge_undo", duty(P.REGISTER_MERGE, record=True), post=302, at={"merge_id": "merge"}),
    Page("registry:owner_doubles", duty(P.REGISTER_MERGE), get=200),
    Page("registry:owner_pair_name", duty(P.REGISTER_MERGE), post=422),
    Page("registry:owner_pair", duty(P.REGISTER_MERGE, record=True), get=200, at={"pair_id": "owner_pair"}),
    Page("registry:owner_pair_merge", duty(P.REGISTER_MERGE, record=True), post=409, at={"pair_id": "owner_pair"}),
    Page("registry:owner_pair_part", duty(P.REGISTER_MERGE, record=True), post=302, at={"pair_id": "owner_pair_apart"}),
    Page("registry:owner_merges", duty(P.REGISTER_MERGE), get=200),
    Page("registry:owner_merge_undo", duty(P.REGISTER_MERGE, record=True), post=302, at={"merge_id": "owner_merge"}),
    # Keeping the house.
    Page("web:audit", duty(P.AUDIT_READ), get=200),
    Page("web:audit_verify", duty(P.AUDIT_READ), post=200),
    Page("people:people", duty(P.PEOPLE_MANAGE), get=200),
    Page("people:officer_new", duty(P.PEOPLE_MANAGE), get=200, post=422),
    Page("people:person", duty(P.PEOPLE_MANAGE), get=200, at=PERSON),
    Page("people:duties", duty(P.PEOPLE_MANAGE), post=302, at=PERSON),
    Page("people:hand_over", duty(P.WORKSPACE, or_any=(P.PEOPLE_MANAGE, P.APPLICATION_ENTER)), post=200, at=PERSON),
    Page("people:second_factor", duty(P.PEOPLE_MANAGE), post=302, at=PERSON),
    Page("people:forget_factor", duty(P.PEOPLE_MANAGE), post=409, at=PERSON),
    Page("people:active", duty(P.PEOPLE_MANAGE), post=302, at=PERSON),
    Page("reference:holidays", duty(P.REFERENCE_EDIT), get=200, post=422),
    Page("reference:holiday_cancel", duty(P.REFERENCE_EDIT), post=404),
    Page("reference:holiday_restore", duty(P.REFERENCE_EDIT), post=404),
    Page("outbox:deliveries", duty(P.DELIVERY_MANAGE), get=200),
    Page("outbox:delivery_retry", duty(P.DELIVERY_MANAGE), post=302, at={"mail_id": "mail"}),
]
