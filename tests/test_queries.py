"""How often each of the main pages asks the database: a page that begins to ask more fails here.

The lists hold sixty rows, so that a query for each row can't hide. Counted is the second opening: what a process keeps
is known by then. A number that falls may be lowered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from sentra.cases.models import Case, Complaint
from sentra.cases.tests.making import found, reported
from sentra.documents.models import Document
from sentra.insights.models import SkmAnswer
from sentra.insights.services.unknown import unknown_count
from sentra.insights.tests.making_skm import said
from sentra.kernel import clock
from sentra.licensing.models import Application, Permit, Status
from sentra.licensing.tests.making import filled_draft
from sentra.outbox.models import Notice
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.programmes.models import Asset, AssetSeen, Brought
from sentra.programmes.services.stands import stands_give_out
from sentra.programmes.tests.making import applied, chosen, closed, published
from sentra.programmes.tests.making import business as other_business
from sentra.programmes.tests.making_machines import accepted, given_to, handed
from sentra.programmes.tests.making_stands import begun as begun_call
from sentra.programmes.tests.making_stands import laid
from sentra.programmes.tests.making_training import here, people, planned, seated, training_begun
from sentra.promotion.tests.making_campaign import makers as catalogued
from sentra.promotion.tests.making_campaign import piece, running
from sentra.promotion.tests.making_campaign import planned as campaign_planned
from sentra.promotion.tests.making_newsletter import sending, subscribed
from sentra.registry.models import Business
from tests.making import granted, sent_in, to_decision, to_survey, visit_planned

pytestmark = pytest.mark.django_db

ROWS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """A page as somebody opens it, and how often it may ask; `of` is the record that the address names."""

    page: str
    most: int
    by: Role | str | None = None
    of: str = ""

    def __str__(self) -> str:
        return f"{self.page} {self.of} by {self.by or 'anybody'}"

    @property
    def user(self) -> User | None:
        """Who opens the page."""
        if self.by is None:
            return None
        return officer(self.by) if isinstance(self.by, Role) else owner()


OWNER = "the owner"
PAGES = [
    Asked("web:home", 2),
    Asked("licensing:services", 1),
    Asked("licensing:service", 1, of="tdi"),
    Asked("licensing:track", 0),
    Asked("licensing:verify", 0),
    Asked("licensing:verified", 5, of="code"),
    Asked("account_login", 0),
    Asked("licensing:my_applications", 6, OWNER),
    Asked("licensing:application", 13, OWNER, of="draft"),
    Asked("licensing:application", 16, OWNER, of="case"),
    Asked("licensing:check", 10, OWNER, of="draft"),
    Asked("licensing:receipt", 11, OWNER, of="case"),
    Asked("outbox:notices", 6, OWNER),
    Asked("web:office", 10, Role.HEAD),
    Asked("licensing:queue", 8, Role.VERIFIER, of="verification"),
    Asked("licensing:queue", 8, Role.VERIFIER, of="all"),
    Asked("licensing:case", 22, Role.VERIFIER, of="case"),
    Asked("licensing:case", 24, Role.HEAD, of="decision"),
    Asked("licensing:permits", 7, Role.VERIFIER),
    Asked("registry:businesses", 11, Role.DISPERINDAG),
    Asked("registry:summary", 5, Role.DISPERINDAG),
    Asked("registry:map", 7, Role.DISPERINDAG),
    Asked("licensing:permit", 8, Role.HEAD, of="permit"),
    Asked("registry:business", 30, Role.DISPERINDAG, of="business"),
    Asked("registry:business", 26, Role.VERIFIER, of="business"),
    Asked("registry:own", 30, OWNER, of="business"),
    Asked("registry:groups", 5, Role.DISPERINDAG),
    Asked("surveys:visits", 8, Role.SURVEYOR),
    Asked("surveys:report", 7, Role.SURVEYOR, of="survey"),
    Asked("cases:report", 0),
    Asked("cases:notices", 2),
    Asked("cases:cases", 6, Role.DISPERINDAG),
    Asked("cases:case", 28, Role.DISPERINDAG, of="problem"),
    Asked("cases:own", 16, OWNER, of="problem"),
    Asked("cases:figures", 8, Role.HEAD),
    Asked("programmes:programmes", 4),
    Asked("programmes:public", 3, of="call_number"),
    Asked("programmes:offers", 17, OWNER, of="business"),
    Asked("programmes:calls", 7, Role.DISPERINDAG),
    Asked("programmes:call", 20, Role.DISPERINDAG, of="call"),
    Asked("programmes:fitting", 7, Role.DISPERINDAG, of="call"),
    Asked("programmes:candidate", 26, Role.DISPERINDAG, of="candidate"),
    Asked("programmes:own", 18, OWNER, of="candidate"),
    Asked("programmes:call", 30, Role.DISPERINDAG, of="training"),
    Asked("programmes:session", 15, Role.DISPERINDAG, of="session"),
    Asked("programmes:tests", 13, Role.DISPERINDAG, of="training"),
    Asked("programmes:certificates", 12, Role.HEAD, of="training"),
    Asked("programmes:public", 9, of="exhibition_number"),
    Asked("programmes:call", 29, Role.DISPERINDAG, of="exhibition"),
    Asked("programmes:stands", 15, Role.DISPERINDAG, of="exhibition"),
    Asked("programmes:brought", 8, Role.DISPERINDAG, of="exhibition"),
    Asked("programmes:candidate", 35, Role.DISPERINDAG, of="participant"),
    Asked("programmes:own", 29, OWNER, of="participant"),
    Asked("programmes:bring", 15, OWNER, of="participant"),
    Asked("programmes:assets", 7, Role.DISPERINDAG),
    Asked("programmes:asset", 14, Role.DISPERINDAG, of="asset"),
    Asked("programmes:asset_public", 2, of="asset"),
    Asked("promotion:turn", 9, Role.DISPERINDAG),
    Asked("promotion:campaigns", 6, Role.DISPERINDAG),
    Asked("promotion:campaign", 20, Role.DISPERINDAG, of="campaign"),
    Asked("promotion:campaign_makers", 20, Role.DISPERINDAG, of="campaign"),
    Asked("promotion:issues", 7, Role.DISPERINDAG),
    Asked("promotion:issue_officer", 16, Role.DISPERINDAG, of="issue"),
    Asked("promotion:newsletter", 2),
    Asked("insights:skm_results", 6),
    Asked("insights:skm", 10, Role.HEAD),
    Asked("insights:skm_comments", 8, Role.HEAD),
    Asked("insights:leader", 20, Role.HEAD),
    Asked("web:audit", 5, Role.AUDITOR),
    Asked("insights:unknown", 6, Role.LEADER),
    Asked("people:people", 7, Role.ADMINISTRATOR),
]


def _copies(application: Application, status: Status) -> list[Application]:
    """Give sixty more applications like one."""
    found = []
    for index in range(ROWS):
        copy = Application.objects.get(pk=application.pk)
        copy.pk, copy.number, copy.status = uuid4(), f"P-{status}-{index}", status
        copy._state.adding = True
        found.append(copy)
    return Application.objects.bulk_create(found)


def _permits_like(permit: Permit) -> None:
    """Make sixty more permits like one, each of an application and with a document of its own."""
    for index, application in enumerate(_copies(permit.application, Status.GRANTED)):
        document = Document.objects.get(pk=permit.document_id)
        document.pk, document.number, document.code = uuid4(), f"503/{index}", f"CODE{index:06d}"
        document.save(force_insert=True)
        copy = Permit.objects.get(pk=permit.pk)
        copy.pk, copy.number, copy.document, copy.application = uuid4(), document.number, document, application
        copy.save(force_insert=True)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, object]]:
    """Fill the lists once; gives the records by name."""
    with django_db_blocker.unblock(), transaction.atomic():
        draft, case = filled_draft(owner()), sent_in(owner())
        decision, survey = to_decision(sent_in(owner())), to_survey(sent_in(owner()))
        permit = granted(sent_in(owner()))
        visit_planned(survey)
        _copies(case, Status.VERIFICATION)
        _copies(survey, Status.SURVEY)
        _permits_like(permit)
        event = Notice.objects.filter(user=owner())[0].event
        _answers()
        Notice.objects.bulk_create(
            [Notice(event=event, user=officer(Role.HEAD, name=f"Kepala-{index}")) for index in range(ROWS)]
        )
        unknown_count()
        yield {
            "draft": draft.pk,
            "case": case.pk,
            "decision": decision.pk,
            "survey": survey.pk,
            "permit": permit.pk,
            "code": permit.document.code,
            "business": permit.business.register_number,
            "problem": _problems(permit.business).pk,
            **_programmes(permit.business),
            **_campaigns(),
        }
        transaction.set_rollback(True)


def _answers() -> None:
    """Sixty comments that wait in each of the last three quarters, and as many that everybody reads."""
    for days in (0, 90, 180):
        month = (clock.today() - timedelta(days=days)).replace(day=1)
        said(ROWS, month=month, comment="Antreannya lama.")
        said(ROWS, service="iui", month=month, comment="Petugasnya ramah.")
    SkmAnswer.objects.filter(service="iui").update(state="published", moderated_by=officer(Role.HEAD))


def _campaigns() -> dict[str, object]:
    """A campaign with sixty makers and as many pieces, among others, and an issue that shows twelve of them."""
    for _index in range(ROWS):
        campaign_planned()
    known = catalogued(ROWS, 301)
    campaign = running(known)
    for one in known:
        piece(campaign, [one, known[0]])
    subscribed("pembaca@contoh.id")
    return {"campaign": campaign.pk, "issue": sending(*known[:12]).pk}


def _problems(business: Business) -> Case:
    """A case with a finding and sixty reports, among sixty others."""
    case = found(business)
    for _index in range(ROWS):
        reported(business)
    others = Case.objects.exclude(pk=case.pk).order_by("pk")
    Complaint.objects.filter(case__in=others[: ROWS // 2]).update(case=case)
    return case


def _programmes(business: Business) -> dict[str, object]:
    """A call to which one and sixty businesses applied, among sixty other calls."""
    calls = [published("bazar", conditions=frozenset()) for _each in range(ROWS)]
    call = published("bazar", conditions=frozenset())
    candidate = applied(call, business)
    others = [other_business(place + 1) for place in range(ROWS)]
    for other in others:
        applied(call, other)
    assert len(calls) == ROWS
    return {
        "call": call.pk,
        "call_number": call.number,
        "candidate": candidate.pk,
        "asset": _machines(other_business(ROWS + 1)),
        **_exhibition([business, *others]),
        **_training(others),
    }


def _exhibition(businesses: list[Business]) -> dict[str, object]:
    """A market day that runs: sixty and one take part, each with a stand and two things that are brought."""
    call = published("bazar", conditions=frozenset(), quota=len(businesses))
    for business in businesses:
        applied(call, business)
    rows = "\n".join(" ".join(f"{row}-{column}" for column in range(10)) for row in range(7))
    call = laid(begun_call(chosen(closed(call))), rows)
    stands_give_out(actor=officer(Role.DISPERINDAG), call_id=call.pk)
    taking_part = list(call.candidates.order_by("rank"))
    Brought.objects.bulk_create(
        Brought(candidate=one, name=f"Barang {name}", many=1, price=1_000, accepted=True)
        for one in taking_part
        for name in "AB"
    )
    return {"exhibition": call.pk, "exhibition_number": call.number, "participant": taking_part[0].pk}


def _training(businesses: list[Business]) -> dict[str, object]:
    """A training with a seat for all of these, who came to its session."""
    call = seated(0, others=businesses)
    session = planned(call)
    training_begun(call)
    here(session, *people(call))
    return {"training": call.pk, "session": [call.pk, session.pk]}


def _machines(business: Business) -> str:
    """A machine that a business holds, which was looked for sixty times, among sixty others; gives its number."""
    _call, (receiver,) = given_to(business)
    accepted(receiver)
    first = handed(receiver).assets.get()
    by, photo = receiver.call.in_charge, first.photos.get()
    day = first.handed_on
    AssetSeen.objects.bulk_create(AssetSeen(asset=first, on=day, condition="idle", by=by) for _each in range(ROWS))
    for index in range(ROWS):
        other = Asset.objects.get(pk=first.pk)
        other.pk, other.number, other.identity, other._state.adding = uuid4(), f"AST-{index}", f"maju {index}", True
        other.save(force_insert=True)
        other.photos.add(photo)
    return first.number


def _open(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("asked", PAGES, ids=str)
def test_a_page_asks_no_more_than_it_did(asked: Asked, house: dict[str, object]) -> None:
    client = Client()
    if asked.user:
        client.force_login(asked.user)
    of = house.get(asked.of, asked.of)
    address = reverse(asked.page, args=of if isinstance(of, list) else [of] if of else [])
    _open(client, address)
    with CaptureQueriesContext(
        connection,
    ) as context:
        _open(client, address)
    told = "\n".join(query["sql"][:160] for query in context.captured_queries)
    assert len(context) <= asked.most, f"{len(context)} queries:\n{told}"
