"""A copy of one's own data, to take along (UU 27/2022, articles 7 and 13: access and portability)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sentra.cases.models import Case
from sentra.cases.queries import cases_of_maker
from sentra.kernel import clock
from sentra.licensing import queries
from sentra.licensing.lists import lists_of
from sentra.licensing.models import Application, Permit
from sentra.licensing.shown import sections
from sentra.outbox.queries import notices_of, shown
from sentra.people.access import actor_of, signed_in
from sentra.people.models import User
from sentra.programmes.models import Candidate
from sentra.programmes.queries import answers_shown, applications_to_programmes, own_points
from sentra.programmes.results import told_by
from sentra.promotion.models import Enquiry, Maker
from sentra.promotion.studio import consents_of, own_makers
from sentra.reference.loading import current_pack
from sentra.reference.telling import answer_text
from sentra.registry.dossier import dossier, own_businesses
from sentra.registry.models import Business
from sentra.registry.profile import answers_of, rows_of
from sentra.registry.services.profile import SECTIONS


@never_cache
@require_safe
@signed_in
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about me, as a file; the NIK stays masked, as everywhere on screen."""
    actor = actor_of(request)
    content = {
        "made_at": clock.now(),
        "account": _account(actor),
        "applications": [_application(one) for one in queries.applications_of(actor)],
        "businesses": [_business(actor, one) for one in own_businesses(actor)],
        "product_cases": [_case(one) for one in cases_of_maker(actor)],
        "programmes": [_programme(one) for one in applications_to_programmes(actor)],
        "catalogue": [_catalogue(one) for one in own_makers(actor)],
        "permits": [_permit(one) for one in queries.permits_of(actor)],
        "notices": _notices(actor),
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="data-saya-{clock.today().isoformat()}.json"'
    return response


def _account(actor: User) -> dict[str, Any]:
    columns = ("name", "email", "phone", "language", "position", "employee_number", "joined_at", "last_login")
    duties = [{"role": duty.role, "districts": duty.districts} for duty in actor.duties_held]
    return {column: getattr(actor, column) for column in columns} | {"duties": duties}


def _case(case: Case) -> dict[str, Any]:
    """Give what the maker was told of a case and said in it; never what was reported, nor by whom."""
    columns = ("number", "product_name", "state", "reported_at", "result", "closed_at")
    statements = case.statements.values("question", "asked_at", "answer", "answered_at")
    objections = case.objections.values("text", "made_at", "answer", "answered_at")
    told = {"statements": list(statements), "objections": list(objections)}
    return {column: getattr(case, column) for column in columns} | told


def _programme(candidate: Candidate) -> dict[str, Any]:
    """Give what is kept of an application to a programme, and of what came of it."""
    call = candidate.call
    columns = ("applied_at", "state", "unfit_reason", "absent_reason", "rank", "score", "cost")
    told = {f"{outcome.months}": {str(one.label): words for one, words in said} for outcome, said in told_by(candidate)}
    return {column: getattr(candidate, column) for column in columns} | {
        "call": call.number,
        "title": call.title,
        "answers": dict(answers_shown(candidate)),
        "points": {title: str(mean) for title, _weight, mean in own_points(candidate)},
        "objections": list(candidate.objections.values("text", "made_at", "answer", "answered_at")),
        "brings": list(candidate.brought.values("name", "many", "price", "accepted", "note")),
        "machines": list(candidate.assets.values("number", "what", "brand", "serial", "state", "handed_on")),
        "told_months_after": told,
    }


def _catalogue(maker: Maker) -> dict[str, Any]:
    """Give one's own page in the catalogue, every consent that was given or withdrawn, and what buyers wrote."""
    columns = ("state", "reason", "tagline", "story", "story_en", "how_to_order", "since", "phone", "email")
    shown = ("by_whatsapp", "by_phone", "by_mail", "by_form", "shows_owner", "shows_pin")
    return {column: getattr(maker, column) for column in (*columns, *shown)} | {
        "business": maker.business.name,
        "consented_at": maker.consented_at,
        "consent_wording": maker.consent_wording,
        "consents": consents_of(maker),
        "products": list(maker.showings.values("slug", "shown", "hidden_at", "hidden_reason")),
        "photographs": list(maker.photos.values_list("caption", flat=True)),
        "enquiries": [_enquiry(one) for one in maker.enquiries.all()],
    }


def _enquiry(enquiry: Enquiry) -> dict[str, Any]:
    columns = ("at", "name", "contact", "message", "read_at", "answered_at", "spam")
    return {column: getattr(enquiry, column) for column in columns}


def _application(application: Application) -> dict[str, Any]:
    columns = ("number", "service", "status", "created_at", "submitted_at", "decided_at", "refusal_reason")
    answers = {
        str(line.question.label): line.text
        for section in sections(application, lists_of(application))
        for line in section.lines
        if line.text
    }
    return {column: getattr(application, column) for column in columns} | {"answers": answers}


def _permit(permit: Permit) -> dict[str, Any]:
    columns = ("number", "service", "status", "status_reason", "issued_on", "valid_until")
    return {column: getattr(permit, column) for column in columns}


def _business(actor: User, business: Business) -> dict[str, Any]:
    """Give what the register keeps of one's own business, in the words of its pages."""
    pack, shown_now = current_pack(), dossier(actor, business)
    rows = rows_of(business)
    answers: dict[str, str] = {}
    for code in SECTIONS:
        page = pack.register_page(code)
        known = answers_of(page, rows)
        answers |= {str(one.label): answer_text(one, known[one.code]) for one in page.fields if known[one.code]}
    figures = pack.register_page("figures")
    return {
        "number": business.register_number,
        "registered_at": business.registered_at,
        "answers": answers,
        "products": [product.name for product in shown_now.products],
        "papers": [{"kind": one.kind, "number": one.number, "until": one.valid_until} for one in shown_now.papers],
        "figures": {
            told.figures.year: {
                str(one.label): answer_text(one, value)
                for one in figures.fields
                if (value := answers_of(figures, {"figures": told.figures})[one.code]) is not None
            }
            for told in shown_now.years
        },
    }


def _notices(actor: User) -> list[dict[str, Any]]:
    told = [shown(notice) for notice in notices_of(actor)]
    return [{"at": one.at, "subject": one.subject, "text": one.summary, "read": one.read} for one in told]
