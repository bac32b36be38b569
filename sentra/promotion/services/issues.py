"""Issues of the newsletter: writing one, choosing what it shows, trying it, sending it once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.locks import hold
from sentra.kernel.text import one_line, tidy
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.people.policy import Permission, held_in, require
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.mail_jobs import issue_deliver, issue_trial
from sentra.promotion.models import Delivery, Issue, IssueItem, IssueState, Maker, Subscriber, SubscriberState, Theme
from sentra.promotion.newsletter import MOST_ITEMS, contents_of
from sentra.promotion.services.once import taken_before
from sentra.promotion.slugs import slug_of
from sentra.promotion.workflow_issue import ISSUE, IssueFacts

LONGEST_TITLE, LONGEST_WORDS = 120, 4000
SHORTEST = 5
TAKEN = frozenset({"terkirim", "konfirmasi", "keluar"})
"""Words that are addresses of the newsletter itself."""
BATCH = 1000


@dataclass(frozen=True, slots=True)
class IssueTold:
    """An issue as somebody writes it; `theme` is the id of a theme, or None."""

    title: str
    words: str
    title_en: str = ""
    words_en: str = ""
    theme: int | None = None


def issue_lock(issue_id: UUID, version: int | None = None) -> Issue:
    """Lock an issue until the transaction ends. Raises `NotFound`, or `Conflict` where it changed since."""
    issue = Issue.objects.select_for_update(of=("self",)).select_related("theme").filter(pk=issue_id).first()
    if issue is None:
        raise NotFound(_("There is no such issue."))
    if version is not None and version != issue.version:
        raise Conflict(_("Somebody changed this issue while you had it open. Look at it again, then save."))
    return issue


def issue_facts(issue: Issue) -> IssueFacts:
    """Gather what the guards look at."""
    if issue.state != IssueState.DRAFT:
        return IssueFacts()
    readers = Subscriber.objects.filter(state=SubscriberState.ACTIVE).count()
    return IssueFacts(shown=contents_of(issue, "id").shown, readers=readers)


def issue_require(actor: User, issue: Issue, code: str) -> Act[IssueFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    return ISSUE.require(code, issue.state, issue_facts(issue), held_in(actor, None))


def issue_acts(actor: User, issue: Issue) -> tuple[dict[str, Act[IssueFacts]], list[tuple[Any, Any]]]:
    """Give what the actor may do now, by its code, and what a guard refuses, each with the reason: for the buttons."""
    facts, holds = issue_facts(issue), held_in(actor, None)
    allowed = {act.code: act for act in ISSUE.allowed(issue.state, facts, holds)}
    return allowed, [(act.label, problem.message) for act, problem in ISSUE.blocked(issue.state, facts, holds)]


def issue_remember(
    actor: User,
    issue: Issue,
    act: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    issue.version += 1
    issue.save()
    record(actor=actor, act=f"issue.{act}", record=issue, before=before or {}, after=after or {})


@transaction.atomic
def issue_write(*, actor: User, key: UUID, told: IssueTold) -> Issue:
    """Write the draft of an issue; sent twice under the same `key` it stays one. Raises `InvalidInput`."""
    require(actor, Permission.PROMOTION_MANAGE)
    told = _checked(told)
    hold("promotion.issue")
    if before := taken_before(Issue, key, actor):
        return before
    issue = Issue(pk=key, made_by=actor, version=0)
    _write(issue, told)
    issue_remember(actor, issue, "write", after={"issue_title": issue.title})
    return issue


@transaction.atomic
def issue_edit(*, actor: User, issue_id: UUID, version: int, told: IssueTold) -> Issue:
    """Change a draft. Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`."""
    hold("promotion.issue")
    issue = issue_lock(issue_id, version)
    issue_require(actor, issue, "edit")
    told = _checked(told)
    before = {"issue_title": issue.title}
    _write(issue, told)
    issue_remember(actor, issue, "edit", before=before, after={"issue_title": issue.title})
    return issue


def _checked(told: IssueTold) -> IssueTold:
    said = IssueTold(one_line(told.title), tidy(told.words), one_line(told.title_en), tidy(told.words_en), told.theme)
    problems = []
    if len(said.title) < SHORTEST:
        problems.append(Problem("title", "missing", _("Please give the issue a title: it is the mail's subject.")))
    if len(said.words) < SHORTEST:
        problems.append(Problem("words", "missing", _("Please write some words to begin with.")))
    for name, most in (("title", LONGEST_TITLE), ("title_en", LONGEST_TITLE), ("words", LONGEST_WORDS)):
        if len(getattr(said, name)) > most:
            problems.append(Problem(name, "too_long", _("Please use at most %(most)s characters.") % {"most": most}))
    if len(said.words_en) > LONGEST_WORDS:
        message = _("Please use at most %(most)s characters.") % {"most": LONGEST_WORDS}
        problems.append(Problem("words_en", "too_long", message))
    if said.theme is not None and not Theme.objects.filter(pk=said.theme).exists():
        problems.append(Problem("theme", "unknown", _("Please choose one of the list.")))
    if problems:
        raise InvalidInput(problems)
    return said


def _write(issue: Issue, told: IssueTold) -> None:
    others = Issue.objects.exclude(pk=issue.pk)
    issue.slug = slug_of(told.title, lambda slug: slug in TAKEN or others.filter(slug=slug).exists(), "kabar")
    issue.title, issue.title_en, issue.words, issue.words_en = told.title, told.title_en, told.words, told.words_en
    issue.theme_id = told.theme


@transaction.atomic
def issue_choose(
    *, actor: User, issue_id: UUID, maker_ids: Collection[int] = (), showing_ids: Collection[int] = ()
) -> int:
    """Put makers and products into a draft that are public today; gives how many are new. Raises `InvalidInput`.

    One's own business is chosen by a colleague.
    """
    issue = issue_lock(issue_id)
    issue_require(actor, issue, "choose")
    makers = list(makers_listed().filter(pk__in=maker_ids).values_list("pk", flat=True))
    showings = dict(showings_listed().filter(pk__in=showing_ids).values_list("pk", "maker_id"))
    if not maker_ids and not showing_ids:
        raise InvalidInput([Problem("items", "missing", _("Please choose at least one product or maker."))])
    if len(makers) < len(set(maker_ids)) or len(showings) < len(set(showing_ids)):
        message = _("At least one of them isn't in the catalogue any more. Look at the list again.")
        raise InvalidInput([Problem("items", "unlisted", message)])
    if Maker.objects.filter(pk__in={*makers, *showings.values()}, business__owner__user=actor).exists():
        raise InvalidInput([Problem("items", "own", _("This is your own business. A colleague has to choose it."))])
    wanted: list[tuple[int, int | None]] = [(one, None) for one in makers]
    wanted += [(maker, showing) for showing, maker in showings.items()]
    there = set(issue.items.values_list("maker_id", "showing_id"))
    fresh = [one for one in wanted if one not in there]
    if len(there) + len(fresh) > MOST_ITEMS:
        message = _("An issue shows at most %(most)s products and makers.") % {"most": MOST_ITEMS}
        raise InvalidInput([Problem("items", "many", message)])
    IssueItem.objects.bulk_create([IssueItem(issue=issue, maker_id=maker, showing_id=one) for maker, one in fresh])
    if fresh:
        issue_remember(actor, issue, "choose", after={"issue_items": len(fresh)})
    return len(fresh)


@transaction.atomic
def issue_item_drop(*, actor: User, issue_id: UUID, item_id: int) -> None:
    """Take something out of a draft. Raises `NotFound`, `Conflict`."""
    issue = issue_lock(issue_id)
    issue_require(actor, issue, "choose")
    if not issue.items.filter(pk=item_id).delete()[0]:
        raise NotFound(_("That isn't in this issue."))
    issue_remember(actor, issue, "drop", before={"issue_items": 1})


@transaction.atomic
def issue_discard(*, actor: User, issue_id: UUID) -> None:
    """Throw a draft away. Raises `NotFound`, `Conflict`."""
    issue = issue_lock(issue_id)
    issue_require(actor, issue, "discard")
    record(actor=actor, act="issue.discard", record=issue, before={"issue_title": issue.title}, after={})
    issue.delete()


@transaction.atomic
def issue_try(*, actor: User, issue_id: UUID, language: str) -> None:
    """Send an issue to oneself alone, by the worker. Raises `NotFound`, `Conflict`, also for who has no address."""
    issue = issue_lock(issue_id)
    issue_require(actor, issue, "test")
    if not actor.email:
        raise Conflict(_("Your account has no e-mail address. Enter one in your profile first."))
    issue_trial.defer(issue_id=str(issue.pk), user_id=actor.pk, language="en" if language == "en" else "id")


@transaction.atomic
def issue_send(*, actor: User, issue_id: UUID, version: int) -> Issue:
    """Send an issue to all who subscribe now, once: a mail for each stands ready with this act; the worker sends it.

    Raises `NotFound`, `NotAllowed`, `Conflict` for one that is sent already or shows nothing.
    """
    issue = issue_lock(issue_id)
    act = issue_require(actor, issue, "send")
    if version != issue.version:
        raise Conflict(_("Somebody changed this issue while you had it open. Look at it again, then send it."))
    before = issue.state
    issue.state = IssueState(str(act.target))
    issue.sent_at, issue.sent_by = clock.now(), actor
    readers = Subscriber.objects.filter(state=SubscriberState.ACTIVE).order_by("pk").values_list("pk", flat=True)
    mails = [Delivery(issue=issue, subscriber_id=one) for one in readers]
    issue.save()
    Delivery.objects.bulk_create(mails, BATCH)
    after = {"issue_state": issue.state, "issue_readers": len(mails)}
    issue_remember(actor, issue, "send", before={"issue_state": before}, after=after)
    issue_deliver.defer(issue_id=str(issue.pk))
    return issue
