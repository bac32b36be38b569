"""Answering a phone that sends by itself what was filled in without signal: in JSON, which it understands."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, JsonResponse

from sentra.kernel.errors import InvalidInput, Message, Problem, SentraError

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
ARRIVED = "arrived-"
"""What stands before a field's name where keys of photographs are told that were sent before."""


def by_phone(request: HttpRequest) -> bool:
    """Tell whether a script sends, rather than a browser that shows the answer."""
    return request.headers.get("Accept") == "application/json"


def answers_phone(view: View[P]) -> View[P]:
    """Tell a phone in JSON why something was refused, with the status that a page would have."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not by_phone(request):
            return view(request, *args, **kwargs)
        try:
            return view(request, *args, **kwargs)
        except InvalidInput as error:
            return refused(error.problems)
        except SentraError as error:
            return JsonResponse({"message": str(error.message)}, status=error.status)

    return cast("View[P]", guarded)


def arrived(address: str) -> JsonResponse:
    """Tell a phone that something is here, and where it is seen."""
    return JsonResponse({"address": address})


def refused(problems: Iterable[Problem]) -> JsonResponse:
    """Tell a phone everything that is wrong, each with its field."""
    told: list[dict[str, Any]] = [{"field": one.field, "message": str(one.message)} for one in problems]
    return JsonResponse({"message": told[0]["message"] if told else "", "problems": told}, status=422)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide what only a person can: the form is sent again with `name` set to `value`."""

    name: str
    value: str
    label: str
    about: str = ""


def undecided(message: Message, choices: Iterable[Choice]) -> JsonResponse:
    """Ask a person on the phone to decide."""
    return JsonResponse({"message": str(message), "choices": [asdict(one) for one in choices]}, status=409)


def keys_of_photos(request: HttpRequest) -> dict[str, list[str]]:
    """Read which photographs that were sent before belong to which field."""
    return {
        name.removeprefix(ARRIVED): [key for key in request.POST.getlist(name) if key]
        for name in request.POST
        if name.startswith(ARRIVED)
    }
