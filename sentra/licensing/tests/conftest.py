"""What the tests of licensing begin with."""

import pytest

from sentra.licensing.models import Application
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft
from sentra.people.tests.people import owner


@pytest.fixture
def application() -> Application:
    """An application that was sent in, in the district 35.05.10."""
    return application_submit(actor=owner(), application_id=filled_draft(owner()).pk)
