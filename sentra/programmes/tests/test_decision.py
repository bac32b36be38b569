"""The decision on paper: made whatever names stand on it, and not there before it is signed."""

import io

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from sentra.documents.models import Document
from sentra.documents.rendering import render
from sentra.programmes.judging import key_of
from sentra.programmes.services.judge import condition_lift
from sentra.programmes.tests.making import applied, business, chosen, closed, manager, published
from sentra.registry.models import Business

pytestmark = pytest.mark.django_db

HOSTILE = '#read("/etc/passwd") *tebal* <b>$x$ \\ 日本'


def pages_of(document: Document) -> int:
    """Render a decision, without signing it; gives how many pages it has."""
    made = render(document.template, document.data, code=document.code, demo=True)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        return len(pdf.pages)


def test_the_signed_list_is_printed_whatever_stands_on_it() -> None:
    call = published(quota=1, budget=9_000_000, budget_source="APBD", budget_year=2026, conditions=frozenset({1}))
    odd = business(1)
    Business.objects.filter(pk=odd.pk).update(name=HOSTILE, production="stopped", production_seen_on="2026-01-01")
    key = key_of(call.terms.conditions[1])
    condition_lift(actor=manager(), call_id=call.pk, number=odd.register_number, condition=key, reason=HOSTILE)
    applied(call, odd)
    applied(call, business(2))
    call = chosen(closed(call))
    address = reverse("programmes:decision", args=[call.number])
    assert Client().get(address).status_code == 404
    document = call.choices.get().document
    assert pages_of(document) == 1
    assert document.data["chosen"][0]["lifted"]
    assert document.data["waiting"][0]["business"] == "Sambel 2"


def test_nobody_chosen_makes_a_list_too() -> None:
    call = published(quota=1, conditions=frozenset({1}))
    only = business(1)
    applied(call, only)
    Business.objects.filter(pk=only.pk).update(production="stopped", production_seen_on="2026-01-01")
    call = chosen(closed(call))
    document = call.choices.get().document
    assert pages_of(document) == 1
    assert (document.data["chosen"], document.data["waiting"]) == ([], [])
