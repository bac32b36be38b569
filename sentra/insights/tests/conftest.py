"""What the tests of figures share."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from sentra.insights.tests.counted import counted_register
from sentra.registry.models import Business


@pytest.fixture(scope="module")
def businesses(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Business]]:
    """The small register, counted once for the tests of a module; what a test does to it is undone after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield counted_register()
        transaction.set_rollback(True)
