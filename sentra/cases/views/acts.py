"""What an officer does about a case: each view reads what was given, calls one act, and goes back to the case.

What is refused for something that can be put right is told on the page of the form, which keeps what was typed.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sentra.cases.services import close as closing
from sentra.cases.services import examine as examining
from sentra.cases.services import measures, visits
from sentra.cases.services import triage as sorting
from sentra.cases.views.given import day
from sentra.cases.views.officer import case_page
from sentra.people.access import actor_of, requires
from sentra.people.given import officer_given, version_required, word
from sentra.people.policy import Permission
from sentra.people.refusal import refused_on


def _back(case_id: UUID) -> HttpResponse:
    return redirect("cases:case", case_id=case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def triage(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Sort the case: what it is about, and how grave it is."""
    sorting.case_triage(
        actor=actor_of(request),
        case_id=case_id,
        version=version_required(request),
        kind=word(request, "kind"),
        gravity=word(request, "gravity"),
    )
    messages.success(request, _("Sorted. The term runs, and the reporter sees that an officer has read it."))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def identify(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say which product of which business it is."""
    sorting.case_identify(
        actor=actor_of(request), case_id=case_id, version=version_required(request), given=request.POST.dict()
    )
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def assign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Assign to a colleague, take on, or let go."""
    sorting.case_assign(
        actor=actor_of(request), case_id=case_id, version=version_required(request), officer=officer_given(request)
    )
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def join(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Join the case to another."""
    other = sorting.case_join(
        actor=actor_of(request), case_id=case_id, version=version_required(request), into=word(request, "into")
    )
    messages.success(request, _("Joined. All reports stand here now."))
    return _back(other.pk)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def dismiss(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Don't pursue the case."""
    sorting.case_dismiss(
        actor=actor_of(request), case_id=case_id, version=version_required(request), reason=word(request, "reason")
    )
    messages.success(request, _("The case is ended; the reporter reads the reason."))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def invite(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Invite the maker to come onto the register."""
    case = sorting.maker_invite(actor=actor_of(request), case_id=case_id)
    told = case.maker_account is not None
    messages.success(
        request, _("The maker was invited.") if told else _("Noted. The maker has no account: please call or visit.")
    )
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def examine(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Begin the examination."""
    examining.case_examine(actor=actor_of(request), case_id=case_id, version=version_required(request))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def examine_again(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open the examination again."""
    examining.case_examine_again(
        actor=actor_of(request), case_id=case_id, version=version_required(request), reason=word(request, "reason")
    )
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask the maker for a statement."""
    examining.statement_ask(actor=actor_of(request), case_id=case_id, text=word(request, "text"))
    messages.success(request, _("The maker was asked."))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def take_statement(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down what the maker said."""
    examining.statement_take(actor=actor_of(request), case_id=case_id, text=word(request, "text"))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def plan_visit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Plan a visit to the maker that looks into the case."""
    visits.case_visit_plan(
        actor=actor_of(request),
        case_id=case_id,
        planned_on=day(request, "planned_on"),
        surveyor=officer_given(request, "surveyor"),
        remark=word(request, "remark"),
    )
    messages.success(request, _("Planned. The surveyor and the maker were told."))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def share_visit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Let the visit that is planned already look into the case."""
    visits.case_visit_share(actor=actor_of(request), case_id=case_id)
    messages.success(request, _("The surveyor was told to look into this case too."))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def test(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Note the result of a test."""
    examining.test_note(
        actor=actor_of(request),
        case_id=case_id,
        what=word(request, "what"),
        laboratory=word(request, "laboratory"),
        tested_on=day(request, "tested_on"),
        verdict=word(request, "verdict"),
        result=word(request, "result"),
    )
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def find(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write the finding."""
    examining.case_find(
        actor=actor_of(request),
        case_id=case_id,
        version=version_required(request),
        conclusion=word(request, "conclusion"),
        text=word(request, "text"),
    )
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def guide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Agree on a plan with the maker."""
    measures.plan_agree(
        actor=actor_of(request), case_id=case_id, text=word(request, "text"), due_on=day(request, "day")
    )
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def warn(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Warn the maker."""
    measures.maker_warn(actor=actor_of(request), case_id=case_id, text=word(request, "text"))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def stop_listing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take the product out of the offer."""
    measures.listing_stop(actor=actor_of(request), case_id=case_id, reason=word(request, "reason"))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def resume_listing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Let the product be offered again."""
    measures.listing_resume(actor=actor_of(request), case_id=case_id, reason=word(request, "reason"))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def publish(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Tell the public."""
    notice = measures.notice_publish(
        actor=actor_of(request),
        case_id=case_id,
        kind=word(request, "kind"),
        batch=word(request, "batch"),
        danger=word(request, "danger"),
        advice=word(request, "advice"),
    )
    messages.success(request, _("Published as %(number)s; the feed tells it already.") % {"number": notice.number})
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def end_notice(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """End the notice to the public."""
    measures.notice_end(actor=actor_of(request), case_id=case_id, reason=word(request, "reason"))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def hand_over(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Hand over to another authority."""
    measures.case_hand_over(
        actor=actor_of(request), case_id=case_id, authority=word(request, "authority"), text=word(request, "text")
    )
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def fulfil(request: HttpRequest, case_id: UUID, action_id: int) -> HttpResponse:
    """Note that a measure was carried out."""
    measures.measure_fulfil(actor=actor_of(request), case_id=case_id, action_id=action_id, text=word(request, "text"))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def propose_suspension(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Propose that the maker's permit be suspended."""
    measures.suspension_propose(actor=actor_of(request), case_id=case_id, text=word(request, "text"))
    messages.success(request, _("Proposed. The head of office was told."))
    return _back(case_id)


@require_POST
@requires(Permission.PERMIT_GOVERN)
@refused_on(case_page)
def suspend(request: HttpRequest, case_id: UUID, permit_id: UUID) -> HttpResponse:
    """Suspend a permit of the maker."""
    measures.permit_suspend(
        actor=actor_of(request), case_id=case_id, permit_id=permit_id, reason=word(request, "reason")
    )
    messages.success(request, _("Done. The holder was told, and the public page says so already."))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Close a case."""
    return _close(request, case_id)


@require_POST
@requires(Permission.CASE_CLOSE)
@refused_on(case_page)
def close_grave(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Close a grave case."""
    return _close(request, case_id)


def _close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    closing.case_close(
        actor=actor_of(request), case_id=case_id, version=version_required(request), result=word(request, "result")
    )
    messages.success(request, _("Closed. Reporter and maker read the result."))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_CLOSE)
@refused_on(case_page)
def answer_objection(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Uphold or reject the maker's objection."""
    closing.objection_answer(
        actor=actor_of(request),
        case_id=case_id,
        version=version_required(request),
        uphold=word(request, "verdict") == "uphold",
        text=word(request, "text"),
    )
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def tell(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Tell the reporters something."""
    closing.reporter_tell(actor=actor_of(request), case_id=case_id, text=word(request, "text"))
    messages.success(request, _("Kept. Reporters read it with their code."))
    return _back(case_id)


@require_POST
@requires(Permission.CASE_HANDLE)
@refused_on(case_page)
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write a note for colleagues."""
    examining.note_write(actor=actor_of(request), case_id=case_id, text=word(request, "text"))
    return _back(case_id)
