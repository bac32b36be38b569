"""The words for lists, models and reasons of an estimate, in the reader's language."""

from collections.abc import Iterable, Mapping

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sentra.insights.unknown.kept import Basis
from sentra.insights.unknown.limits import LEAST_ON_LIST, LEAST_OVERLAP
from sentra.insights.unknown.lists import CENSUS, IMPORT, LICENSING, PROGRAMME
from sentra.insights.unknown.result import Interval, Left, Method, Why

LIST_NAMES: Mapping[str, Promise] = {
    CENSUS: gettext_lazy("Field census"),
    IMPORT: gettext_lazy("Lists of other offices"),
    PROGRAMME: gettext_lazy("Programme lists"),
    LICENSING: gettext_lazy("Licensing"),
}
_SHORT: Mapping[str, Promise] = {
    CENSUS: gettext_lazy("census"),
    IMPORT: gettext_lazy("other offices"),
    PROGRAMME: gettext_lazy("programmes"),
    LICENSING: gettext_lazy("licensing"),
}
LIST_MEANINGS: Mapping[str, Promise] = {
    CENSUS: gettext_lazy("whom a census from door to door has met"),
    IMPORT: gettext_lazy("whom an imported list names that was made without this register"),
    PROGRAMME: gettext_lazy("who applied to a programme, or was helped by one"),
    LICENSING: gettext_lazy("who has asked for a permit"),
}
_METHODS: Mapping[str, Promise] = {
    Method.CHAPMAN: gettext_lazy("Chapman's estimator for two lists"),
    Method.LOGLINEAR: gettext_lazy("Log-linear model"),
}
_INTERVALS: Mapping[str, Promise] = {
    Interval.LOGNORMAL: gettext_lazy("log-normal interval of 95 percent"),
    Interval.PROFILE: gettext_lazy("profile likelihood interval of 95 percent"),
}


def list_name(one: str) -> str:
    """Give what a list is called."""
    return str(LIST_NAMES.get(one, one))


def lists_named(lists: Iterable[str]) -> str:
    """Name some lists in a row."""
    return ", ".join(list_name(one) for one in lists)


def lists_shortly(lists: Iterable[str]) -> str:
    """Name some lists in a row, each in a word."""
    return ", ".join(str(_SHORT.get(one, one)) for one in lists)


def method_words(method: str) -> str:
    """Give what a method is called; "" for none."""
    return str(_METHODS.get(method, ""))


def interval_words(interval: str) -> str:
    """Give how an interval was worked out; "" for none."""
    return str(_INTERVALS.get(interval, ""))


def why_words(why: str) -> str:
    """Say why there are too few data, and what would help; "" where there are enough."""
    told = {
        Why.LISTS: _(
            "Fewer than two lists name at least %(least)s businesses here. "
            "A census of a few villages would begin a list."
        ),
        Why.OVERLAP: _(
            "The lists share fewer than %(overlap)s businesses, so that they say nothing about each other yet. "
            "A further list would help, or looking through what may be double."
        ),
        Why.DEPENDENT: _(
            "Only programme lists and licensing can be compared here, and many programmes ask for a permit: "
            "one list is drawn from the other. A census or a list of another office would help."
        ),
        Why.NO_FIT: _(
            "No model fits these lists: too many combinations of lists have no business. A further list would help."
        ),
        Why.UNSTABLE: _(
            "The estimate would move by more than a third by chance alone. More businesses that stand on two lists "
            "would help."
        ),
        Why.CONTRADICTED: _(
            "More businesses are known than these lists allow, so they can't have been made apart from each other. "
            "A census from door to door would help."
        ),
    }
    given = {"least": LEAST_ON_LIST, "overlap": LEAST_OVERLAP}
    return told[Why(why)] % given if why else ""


def left_words(left: Left) -> str:
    """Say why a list was left out."""
    if left == Left.SMALL:
        return _("left out: fewer than %(least)s businesses") % {"least": LEAST_ON_LIST}
    return _("left out: shares fewer than %(overlap)s with the others") % {"overlap": LEAST_OVERLAP}


def model_words(basis: Basis) -> str:
    """Say which lists a log-linear model takes to depend on each other."""
    if not basis.terms:
        return _("The model takes all lists to be independent.")
    told = "; ".join(" + ".join(list_name(one) for one in term) for term in basis.terms)
    return _("The model takes these lists to depend on each other: %(lists)s.") % {"lists": told}


def choice_words(basis: Basis) -> str:
    """Say why this model was chosen."""
    told = ngettext(
        "Of %(count)s model this one tells most with least (AICc).",
        "Of %(count)s models this one tells most with least (AICc).",
        basis.tried,
    ) % {"count": basis.tried}
    if basis.ahead is None:
        return told
    points = {"points": number_format(basis.ahead, 1)}
    return f"{told} " + _("The next one stands %(points)s points behind it.") % points


def rivals_words(basis: Basis) -> str:
    """Say what models tell that fit nearly as well; "" where they tell the same."""
    if basis.rivals is None or basis.rivals[0] == basis.rivals[1]:
        return ""
    least, most = basis.rivals
    words = _(
        "Models that fit nearly as well tell between %(least)s and %(most)s businesses; the interval spans theirs too."
    )
    return words % {"least": intcomma(least), "most": intcomma(most)}
