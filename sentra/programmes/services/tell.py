"""Telling people about calls: rows of the outbox, in the act's own transaction."""

from collections.abc import Iterable

from django.urls import reverse

from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.programmes.models import Call, Candidate, CandidateState


def tell_candidate(candidate: Candidate, kind: str, **words: object) -> None:
    """Tell the owner of an application, where there is an account."""
    if candidate.business.owner.user:
        url = reverse("programmes:own", args=[candidate.pk])
        context = {"title": candidate.call.title, "business": candidate.business.name, **words}
        emit(kind=kind, record=candidate, to=[candidate.business.owner.user], context=context, url=url)


def tell_candidates(call: Call, kind: str, **words: object) -> None:
    """Tell everybody who applied and did not withdraw."""
    applied = call.candidates.exclude(state=CandidateState.WITHDRAWN).select_related("business__owner__user")
    for candidate in applied:
        candidate.call = call
        tell_candidate(candidate, kind, **words)


def tell_call_officers(call: Call, kind: str, officers: Iterable[User], **words: object) -> None:
    """Tell officers, with the address of the call's page."""
    people = list(officers)
    if people:
        url = reverse("programmes:call", args=[call.pk])
        emit(kind=kind, record=call, to=people, context={"title": call.title, "number": call.number, **words}, url=url)
