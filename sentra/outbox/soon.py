"""Having the worker do something soon that it does anyway by the calendar, or once for all who ask."""

from contextlib import suppress
from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from sentra.kernel import clock


def soon(task: "Task[Any, Any, Any]", **arguments: Any) -> None:
    """Let the worker do a task as soon as the transaction ends; once, however often it is asked for. A step."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.configure(task_kwargs=arguments).defer()


def calendar_soon(task: "Task[Any, Any, Any]") -> None:
    """Let the worker do now what the calendar would ask for later. A step."""
    soon(task, timestamp=int(clock.now().timestamp()))
