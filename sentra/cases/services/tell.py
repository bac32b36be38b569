"""Telling people about a case: rows of the outbox, in the act's own transaction."""

from collections.abc import Iterable

from django.urls import reverse

from sentra.cases.models import Case
from sentra.kernel import clock
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty


def tell_maker(case: Case, kind: str, **words: object) -> None:
    """Tell the maker, where the register knows an account; from then on the maker sees the case. Saves nothing."""
    if case.business is None:
        return
    case.maker_told_at = case.maker_told_at or clock.now()
    owner = case.business.owner.user
    if owner:
        _tell(case, kind, [owner], reverse("cases:own", args=[case.pk]), **words)


def tell_case_officer(case: Case, kind: str, **words: object) -> None:
    """Tell the officer of the case; before there is one, whoever handles cases there."""
    officers = [case.assigned_to] if case.assigned_to else on_duty(Permission.CASE_HANDLE, case.district or None)
    tell_officers_of_case(case, kind, officers, **words)


def tell_officers_of_case(case: Case, kind: str, officers: Iterable[User], **words: object) -> None:
    """Tell officers, with the address of their own page."""
    _tell(case, kind, officers, reverse("cases:case", args=[case.pk]), **words)


def _tell(case: Case, kind: str, people: Iterable[User], url: str, **words: object) -> None:
    context = {"number": case.number, "product": case.product_name, "maker": case.maker, **words}
    emit(kind=kind, record=case, to=people, context=context, url=url)
