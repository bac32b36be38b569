"""What visitors write: an enquiry to a maker, a report of a wrong page. Who wrote is sealed."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.kernel.locks import hold
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.promotion.models import Enquiry, Maker, PageReport, Showing, Way
from sentra.promotion.services.counts import count_add
from sentra.promotion.services.tell import tell_of_enquiry, tell_of_report
from sentra.reference.loading import current_pack

LONGEST = {"name": 100, "contact": 120, "message": 2000, "words": 1000}
"""How many letters each text may have."""
SHORTEST_MESSAGE = 5
LEAST_DIGITS = 7
AT_ONCE = 500


@transaction.atomic
def enquiry_send(
    *, actor: User | None, key: UUID, maker: Maker, showing: Showing | None, name: str, contact: str, message: str
) -> Enquiry:
    """Take a buyer's message to a maker in, count it, and tell its owner; without an account, the catalogue's office.

    `maker` comes from the gate. Sent twice (the same `key`) it stays one. Raises `InvalidInput`, `NotFound` where the
    maker doesn't take messages.
    """
    if not maker.by_form:
        raise NotFound(_("This maker takes no messages by the form. Use another way that stands on the page."))
    hold(f"promotion.enquiry:{key}")
    before = Enquiry.objects.filter(pk=key).first()
    if before:
        return before
    said = {"name": tidy(name), "contact": tidy(contact), "message": tidy(message)}
    if problems := problems_of_enquiry(**said):
        raise InvalidInput(problems)
    enquiry = Enquiry.objects.create(pk=key, maker=maker, showing=showing, **said)
    count_add(actor=actor, maker=maker, showing=showing, way=Way.FORM)
    tell_of_enquiry(enquiry, tidy(showing.product.name) if showing else "")
    return enquiry


def problems_of_enquiry(*, name: str, contact: str, message: str) -> list[Problem]:
    """Tell all that is wrong with a buyer's message, before it is sent."""
    said = {"name": tidy(name), "contact": tidy(contact), "message": tidy(message)}
    problems = []
    if not said["name"]:
        problems.append(Problem("name", "required", _("Please give your name, so that the maker knows who asks.")))
    if not said["contact"]:
        problems.append(Problem("contact", "required", _("Please give a telephone number or an e-mail address.")))
    elif not _reachable(said["contact"]):
        unreachable = _("With this nobody reaches you. An example: 0812 3456 7890, or nama@contoh.id.")
        problems.append(Problem("contact", "unreachable", unreachable))
    if len(said["message"]) < SHORTEST_MESSAGE:
        problems.append(Problem("message", "required", _("Please write what you would like to know.")))
    return problems + _too_long(said)


def _too_long(said: dict[str, str]) -> list[Problem]:
    return [
        Problem(field, "too_long", _("At most %(most)s letters, please.") % {"most": LONGEST[field]})
        for field, text in said.items()
        if len(text) > LONGEST[field]
    ]


def _reachable(contact: str) -> bool:
    """Tell whether somebody could be reached: an address of mail, or enough digits."""
    digits = sum(letter.isdigit() for letter in contact)
    return digits >= LEAST_DIGITS or ("@" in contact and "." in contact.split("@")[-1])


@transaction.atomic
def page_report(
    *, actor: User | None, key: UUID, maker: Maker, showing: Showing | None, wrong: str, words: str, contact: str
) -> PageReport:
    """Take in that something on a page is wrong, and tell the catalogue's office. Raises `InvalidInput`.

    Sent twice (the same `key`) it stays one.
    """
    hold(f"promotion.report:{key}")
    if before := PageReport.objects.filter(key=key).first():
        return before
    said = {"words": tidy(words), "contact": tidy(contact)}
    if problems := problems_of_report(wrong=wrong, words=words, contact=contact):
        raise InvalidInput(problems)
    report = PageReport.objects.create(key=key, maker=maker, showing=showing, wrong=wrong, **said)
    tell_of_report(report)
    return report


def problems_of_report(*, wrong: str, words: str, contact: str) -> list[Problem]:
    """Tell all that is wrong with a report, before it is sent."""
    said = {"words": tidy(words), "contact": tidy(contact)}
    problems = []
    if wrong not in PageReport.Wrong:
        problems.append(Problem("wrong", "required", _("Please choose what is wrong.")))
    if wrong == PageReport.Wrong.OTHER and not said["words"]:
        problems.append(Problem("words", "required", _("Please say what is wrong.")))
    return problems + _too_long(said)


@transaction.atomic
def enquiries_forget() -> int:
    """Forget who wrote enquiries that are older than the pack's days, and what: the number alone stays."""
    before = clock.now() - timedelta(days=current_pack().promotion.enquiries.forget_after_days)
    old = Enquiry.objects.select_for_update().filter(at__lt=before, forgotten_at=None)
    found = list(old.order_by("at")[:AT_ONCE])
    for one in found:
        one.name = one.contact = one.message = ""
        one.forgotten_at = clock.now()
    Enquiry.objects.bulk_update(found, ["name", "contact", "message", "forgotten_at"])
    return len(found)
