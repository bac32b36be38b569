"""When an act is refused for something that can be put right: the page is shown again, the typed words still on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from django.http import HttpRequest, HttpResponse

from sentra.kernel.errors import Conflict, InvalidInput, Message, Problem

P = ParamSpec("P")
View = Callable[P, HttpResponse]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was refused and why, for the page that shows it.

    `address` are the parts of the act's address, `form` the form on the page (`refuse`, `paper_check-ktp`): the ids of
    its fields begin with it. `typed` are the fields as they were sent, `allowed` what can be done instead.
    """

    address: Mapping[str, Any]
    form: str
    problems: tuple[Problem, ...]
    typed: Mapping[str, str]
    allowed: tuple[Message, ...] = ()
    status: int = 422

    @classmethod
    def of(cls, request: HttpRequest, error: InvalidInput | Conflict) -> "Refusal":
        """Gather what the page needs; an address names the record first, then a part of it, if either."""
        match = request.resolver_match
        if match is None:
            raise ValueError("a refusal belongs to an address")
        parts = list(match.kwargs.values())[1:]
        form = "-".join([str(match.url_name), *map(str, parts)])
        given = error.problems if isinstance(error, InvalidInput) else (Problem("", "conflict", error.message),)
        return cls(
            address=match.kwargs,
            form=form,
            problems=tuple(Problem(one.field and f"{form}-{one.field}", one.code, one.message) for one in given),
            typed={key: value for key, value in request.POST.items() if isinstance(value, str)},
            allowed=error.allowed if isinstance(error, Conflict) else (),
            status=error.status,
        )

    @property
    def words(self) -> str:
        """The longest text that was typed: what nobody wants to type again."""
        return max((self.typed.get(key, "") for key in ("reason", "text", "remark")), key=len)


def refused_on(page: Callable[[HttpRequest, Refusal], HttpResponse]) -> Callable[[View[P]], View[P]]:
    """Answer bad input and conflicts of an act by the page on which its form stands, instead of a bare error page."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                return view(*args, **kwargs)
            except (InvalidInput, Conflict) as error:
                request = args[0]
                if not isinstance(request, HttpRequest):
                    raise
                return page(request, Refusal.of(request, error))

        return guarded

    return decorate
