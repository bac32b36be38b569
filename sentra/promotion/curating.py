"""Reads of the office that looks after the catalogue: what waits, all makers, reports of wrong pages, themes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.kernel.text import tidy
from sentra.people.given import is_number
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.promotion.models import Maker, MakerState, PageReport, Theme
from sentra.registry.models import Business
from sentra.registry.search import found_by

PAGE = 50
MOST_FOUND = 20
LONGEST_WORDS = 100
LONGEST_VALUE = 50


def makers_seen(actor: User) -> "QuerySet[Maker]":
    """Give the pages that an officer may see, whatever their state, each with its business."""
    return visible_to(actor, Maker.objects.all()).select_related("business__owner")


def maker_seen(actor: User, number: str) -> Maker:
    """Give the page of a business by its number on the register. Raises `NotFound`."""
    maker = makers_seen(actor).filter(business__register_number=number.upper()).first()
    if maker is None:
        raise NotFound(_("There is no such page in the catalogue, or it isn't in your area."))
    return maker


def makers_waiting(actor: User) -> "QuerySet[Maker]":
    """Give the pages that wait for the office's look, who waits longest first."""
    return makers_seen(actor).filter(state=MakerState.WAITING).order_by("sent_at", "pk")


def reports_seen(actor: User, *, settled: bool = False) -> "QuerySet[PageReport]":
    """Give reports of wrong pages: the open ones, the oldest first, or those that were settled."""
    found = visible_to(actor, PageReport.objects.filter(settled_at__isnull=not settled))
    found = found.select_related("maker__business", "showing__product", "settled_by")
    return found.order_by("-settled_at", "-pk") if settled else found.order_by("at", "pk")


def promotion_counts(actor: User) -> tuple[int, int]:
    """Count what waits for an officer of the catalogue: pages, and reports of wrong ones."""
    makers = visible_to(actor, Maker.objects.filter(state=MakerState.WAITING)).count()
    return makers, visible_to(actor, PageReport.objects.filter(settled_at=None)).count()


@dataclass(frozen=True, slots=True)
class MakerFilter:
    """What an officer looks for among all pages; unknown values select nothing and break nothing."""

    words: str = ""
    state: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    featured: bool = False
    after: int = 0

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "MakerFilter":
        """Read a filter from a query string."""
        after = query.get("after", "")
        return cls(
            words=tidy(query.get("q", "")[:LONGEST_WORDS]),
            state=tidy(query.get("state", "")[:LONGEST_VALUE]),
            chosen={
                name: value
                for name in ("district", "commodity")
                if (value := tidy(query.get(name, "")[:LONGEST_VALUE]))
            },
            featured=query.get("featured") == "1",
            after=int(after) if is_number(after) else 0,
        )

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything is filtered out."""
        return bool(self.words or self.state or self.chosen or self.featured)

    def query_after(self, last: int) -> str:
        """Write the filter as the query string of the page after a row."""
        pairs = {"q": self.words, "state": self.state, **self.chosen, "featured": "1" if self.featured else ""}
        return urlencode({name: value for name, value in pairs.items() if value} | {"after": str(last)})

    def apply(self, makers: "QuerySet[Maker]") -> "QuerySet[Maker]":
        """Narrow a list of pages, the newest first."""
        if self.words:
            makers = makers.filter(business__in=_businesses_found(self.words))
        if self.state:
            makers = makers.filter(state=self.state)
        makers = makers.filter(**{f"business__{name}": value for name, value in self.chosen.items()})
        if self.featured:
            makers = makers.filter(featured_until__gte=clock.today())
        if self.after:
            makers = makers.filter(pk__lt=self.after)
        return makers.order_by("-pk")


def _businesses_found(words: str) -> "QuerySet[Business]":
    return Business.objects.filter(found_by(words))


def makers_page(actor: User, chosen: MakerFilter) -> tuple[Sequence[Maker], str]:
    """Give a page of all pages, and the query string of the next one; "" where there is none."""
    found = list(chosen.apply(makers_seen(actor)).annotate(many=Count("showings", Q(showings__shown=True)))[: PAGE + 1])
    rows = found[:PAGE]
    return rows, chosen.query_after(rows[-1].pk) if len(found) > PAGE else ""


def makers_to_pick(actor: User, words: str, theme: Theme) -> Sequence[Maker]:
    """Give makers by number or words, for a theme that they aren't in yet: the published ones first."""
    said = tidy(words[:LONGEST_WORDS])
    if not said:
        return []
    found = makers_seen(actor).filter(business__in=_businesses_found(said))
    in_it = theme.places.values("maker")
    rest = found.exclude(pk__in=in_it)
    return list(rest.alias(out=~Q(state=MakerState.PUBLISHED)).order_by("out", "pk")[:MOST_FOUND])


def theme_seen(slug: str) -> Theme:
    """Give a theme by its address. Raises `NotFound`."""
    theme = Theme.objects.filter(slug=slug).first()
    if theme is None:
        raise NotFound(_("There is no such theme."))
    return theme
