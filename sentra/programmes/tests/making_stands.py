"""Exhibitions that are prepared or run, brought there by the acts that people use."""

from collections.abc import Sequence
from datetime import timedelta

from sentra.kernel import clock
from sentra.programmes.bringing import Bringing
from sentra.programmes.models import Brought, Call, Candidate
from sentra.programmes.services.bring import products_bring
from sentra.programmes.services.calls import call_begin
from sentra.programmes.services.photos import photo_add
from sentra.programmes.services.stands import plan_lay
from sentra.programmes.tests.making import account, applied, business, chosen, closed, fresh, manager, published
from sentra.registry.models import Business, Product
from sentra.surveys.tests.making import photograph

HALL = "A1 A2 . A3\n\nB1 . B2"


def prepared(many: int = 3, *, quota: int = 10, kind: str = "bazar", first: int = 1) -> tuple[Call, list[Candidate]]:
    """A call whose result is out, and those who applied, by rank; the businesses are those from `first` on."""
    call = published(kind, quota=quota, conditions=frozenset())
    for place in range(first, first + many):
        applied(call, business(place))
    call = chosen(closed(call))
    return call, list(call.candidates.select_related("business__owner__user").order_by("rank"))


def begun(call: Call) -> Call:
    """The call runs: nobody may object any more."""
    with clock.travel(clock.now() + timedelta(days=20)):
        return call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)


def laid(call: Call, text: str = HALL) -> Call:
    """The stands stand as they are typed."""
    plan_lay(actor=manager(), call_id=call.pk, version=fresh(call).version, text=text)
    return fresh(call)


def whose(call: Call) -> dict[str, str]:
    """Whose each stand is that is somebody's, by its name."""
    return dict(call.candidates.exclude(stand=None).values_list("stand__name", "business__name"))


def product(of: Business, name: str = "Sambel pecel") -> Product:
    """A product on the register."""
    return Product.objects.create(business=of, name=name, price_from=15_000)


def line(what: Product | str, many: int | None = 40, price: int | None = 15_000) -> Bringing:
    """A line of what somebody brings."""
    if isinstance(what, str):
        return Bringing("other-0", None, what, many, price)
    return Bringing(str(what.pk), what.pk, what.name, many, price)


def bring(candidate: Candidate, *lines: Bringing) -> list[Brought]:
    """The owner says what is brought; gives the lines as they stand then."""
    version = Candidate.objects.values_list("version", flat=True).get(pk=candidate.pk)
    products_bring(actor=account(candidate.business), candidate_id=candidate.pk, version=version, lines=lines)
    return list(candidate.brought.all())


def pictured(call: Call, captions: Sequence[str] = ("Stan Blitar di hari pertama",)) -> None:
    """Photographs show how it ran."""
    for place, caption in enumerate(captions):
        photo_add(actor=manager(), call_id=call.pk, upload=photograph(f"#33{place:02d}66"), caption=caption)
