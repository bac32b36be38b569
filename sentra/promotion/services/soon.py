"""Having public pictures made soon after a photograph came, once however many come at a time."""

from contextlib import suppress

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from sentra.kernel import clock
from sentra.promotion.jobs import pictures_make


def pictures_soon() -> None:
    """Let the worker make the pictures that are missing as soon as the act's transaction ends. A step."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        pictures_make.configure(task_kwargs={"timestamp": int(clock.now().timestamp())}).defer()
