"""The newsletter's mails in words and pictures: nothing in them tells who opened one."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from sentra.kernel.text import tidy
from sentra.promotion.addresses import absolute, address, picture_path
from sentra.promotion.cached import version
from sentra.promotion.models import Issue, Subscriber
from sentra.promotion.newsletter import Entry, contents_of
from sentra.promotion.tokens import CONFIRM, LEAVE, token_of
from sentra.reference.loading import current_pack

LEAVE_HERE = "https://leave.invalid/"
"""Stands in a mail that is made for many for the address by which each of them leaves."""
PICTURE = 640
OFFICE = "disperindag"
"""The office that writes the newsletter."""


@dataclass(frozen=True, slots=True)
class Body:
    """A mail without its addressee: `LEAVE_HERE` is still to be replaced."""

    subject: str
    text: str
    html: str


def issue_title(issue: Issue, language: str) -> str:
    """Give the title of an issue in a language; the Indonesian one where it has no other."""
    return (issue.title_en if language == "en" else "") or issue.title


def issue_words(issue: Issue, language: str) -> str:
    """Give the words of an issue in a language; the Indonesian ones where it has no others."""
    return (issue.words_en if language == "en" else "") or issue.words


def issue_body(issue: Issue, language: str, *, base: str | None = None) -> Body:
    """Write an issue with what is public at this moment; `base` is what its addresses begin with."""
    base = settings.SENTRA_BASE_URL if base is None else base
    contents = contents_of(issue, language)
    offices = current_pack().offices
    office = next((one for one in offices if one.code == OFFICE), offices[0])
    with translation.override(language):
        context: dict[str, Any] = {
            "title": issue_title(issue, language),
            "words": tidy(issue_words(issue, language)),
            "chosen": [_shown(card, base) for card in contents.chosen],
            "theme": _theme(contents.theme, language),
            "of_theme": [_shown(card, base) for card in contents.of_theme],
            "language": language,
            "page": base + address("issue", issue.slug, language=language),
            "catalogue": base + address("catalogue", language=language),
            "leave": LEAVE_HERE,
            "regency": current_pack().regency,
            "office": office,
        }
        text = render_to_string("promotion/mail/issue.txt", context)
        html = render_to_string("promotion/mail/issue.html", context)
    return Body(" ".join(context["title"].split()), tidy(text), html)


def _shown(card: Entry, base: str) -> dict[str, Any]:
    picture = f"{base}{picture_path(card.photo, PICTURE)}" if card.photo else ""
    alt = (card.photo.caption if card.photo else "") or card.title
    return {"card": card, "address": f"{base}{card.path}", "picture": picture, "alt": alt}


def _theme(theme: Any, language: str) -> dict[str, str] | None:
    if theme is None:
        return None
    english = language == "en"
    return {
        "title": (theme.title_en if english else "") or theme.title,
        "words": (theme.words_en if english else "") or theme.words,
    }


@dataclass
class Prepared:
    """An issue for many readers, written anew whenever anything public changes meanwhile."""

    issue: Issue
    _made: dict[str, tuple[str, Body]] = field(default_factory=dict)

    def body(self, language: str) -> Body:
        """Give the issue in a language as it is true at this moment."""
        now = version()
        made = self._made.get(language)
        if made is None or made[0] != now:
            made = self._made[language] = (now, issue_body(self.issue, language))
        return made[1]


def leave_address(subscriber: Subscriber) -> str:
    """Give the address by which a reader leaves, with one press."""
    return absolute(reverse("promotion:leave", args=[token_of(subscriber.pk, LEAVE)]))


def issue_message(body: Body, subscriber: Subscriber, message_id: UUID) -> EmailMultiAlternatives:
    """Address an issue to a reader; the headers let a mail program leave for its owner (RFC 8058)."""
    leave = leave_address(subscriber)
    message = EmailMultiAlternatives(
        body.subject,
        body.text.replace(LEAVE_HERE, leave),
        to=[subscriber.address],
        headers={
            "Message-ID": message_id_of(message_id),
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"<buletin.{domain()}>",
            "Precedence": "bulk",
        },
    )
    message.attach_alternative(body.html.replace(LEAVE_HERE, leave), "text/html")
    return message


def confirm_message(subscriber: Subscriber, *, known: bool) -> EmailMultiAlternatives:
    """Write the mail that asks whether somebody wants the newsletter; a reader (`known`) is told how to leave."""
    with translation.override(subscriber.language):
        token = token_of(subscriber.pk, CONFIRM)
        context = {
            "confirm": absolute(reverse("promotion:confirm", args=[token])),
            "leave": leave_address(subscriber),
            "days": current_pack().promotion.newsletter.confirm_days,
            "regency": current_pack().regency,
        }
        name = "known" if known else "confirm"
        text = render_to_string(f"promotion/mail/{name}.txt", context)
    subject, _newline, words = text.strip().partition("\n")
    return EmailMultiAlternatives(" ".join(subject.split()), words.strip(), to=[subscriber.address])


def trial_message(body: Body, address: str) -> EmailMultiAlternatives:
    """Address an issue to an officer who wants to look at it; its link to leave leads to the page of the newsletter."""
    here = absolute(reverse("promotion:newsletter"))
    message = EmailMultiAlternatives(f"[Uji] {body.subject}", body.text.replace(LEAVE_HERE, here), to=[address])
    message.attach_alternative(body.html.replace(LEAVE_HERE, here), "text/html")
    return message


def domain() -> str:
    """Give the domain that our mails come from."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"


def message_id_of(message_id: UUID) -> str:
    """Give the Message-ID of a delivery."""
    return f"<{message_id}@{domain()}>"
