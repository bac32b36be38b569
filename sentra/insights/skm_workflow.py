"""THE table of acts on a comment: publish it, withhold it for a reason, say what was done about it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.insights.models import SkmState
from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission


@dataclass(frozen=True, slots=True)
class CommentFacts:
    """What the guards look at."""

    has_words: bool = True


_guard: MakeGuard[CommentFacts] = guard
has_words = _guard(
    lambda facts: facts.has_words,
    "forgotten",
    _("The words of this comment were forgotten: they had been withheld for long."),
)

_A = Act[CommentFacts]
_EVERY = frozenset({str(SkmState.WAITING), str(SkmState.PUBLISHED), str(SkmState.WITHHELD)})

COMMENT = Workflow[CommentFacts](
    [
        _A(
            "publish",
            _("Publish"),
            _EVERY - {str(SkmState.PUBLISHED)},
            SkmState.PUBLISHED,
            Permission.SKM_MANAGE,
            (has_words,),
        ),
        _A(
            "withhold",
            _("Withhold"),
            _EVERY - {str(SkmState.WITHHELD)},
            SkmState.WITHHELD,
            Permission.SKM_MANAGE,
            asks=("why",),
        ),
        _A("done", _("Say what was done"), _EVERY, None, Permission.SKM_MANAGE, asks=("text",)),
    ]
)
