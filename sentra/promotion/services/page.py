"""What an owner writes on the own page: words, what else is shown, how buyers reach the business."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Message, Problem, named
from sentra.kernel.identifiers import parse_phone
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.promotion.models import Maker
from sentra.promotion.services.common import maker_lock, maker_remember, maker_require
from sentra.registry.profile import Difference
from sentra.registry.services.profile import ChangedMeanwhile

WORDS: Mapping[str, tuple[Message, int]] = {
    "tagline": (gettext_lazy("In one line"), 120),
    "story": (gettext_lazy("Your story"), 3000),
    "story_en": (gettext_lazy("Your story in English"), 3000),
    "how_to_order": (gettext_lazy("How to order"), 1000),
}
"""The texts of a page: how each is called, and its most letters."""
SINCE = gettext_lazy("Since which year")
SWITCHES: Mapping[str, Message] = {
    "by_whatsapp": gettext_lazy("WhatsApp"),
    "by_phone": gettext_lazy("Telephone"),
    "by_mail": gettext_lazy("E-mail"),
    "by_form": gettext_lazy("A form on the page"),
    "shows_owner": gettext_lazy("My name"),
    "shows_pin": gettext_lazy("The place on the map"),
}
PHONE, EMAIL = gettext_lazy("Number for buyers"), gettext_lazy("E-mail for buyers")
FIRST_YEAR = 1800
LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Contact:
    """What else is shown of a maker, and how buyers reach it."""

    by_whatsapp: bool = False
    by_phone: bool = False
    by_mail: bool = False
    by_form: bool = False
    shows_owner: bool = False
    shows_pin: bool = False
    phone: str = ""
    email: str = ""


@transaction.atomic
def words_save(*, actor: User, business_id: UUID, version: int, given: Mapping[str, str]) -> Maker:
    """Save the words of a page: `given` are texts by the names of `WORDS`, and `since`.

    Raises `NotFound`, `NotAllowed`, `InvalidInput`, and `ChangedMeanwhile` where somebody wrote since `version`.
    """
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "edit")
    read: dict[str, Any] = {name: tidy(given.get(name, "")) for name in WORDS}
    read["tagline"] = read["tagline"].replace("\n", " ")
    problems = [
        Problem(name, "too_long", _("At most %(most)s letters, please.") % {"most": most})
        for name, (_label, most) in WORDS.items()
        if len(read[name]) > most
    ]
    try:
        read["since"] = _year(given.get("since", ""))
    except ValueError as error:
        problems.append(Problem("since", "year", str(error)))
    labels = {**{name: label for name, (label, _most) in WORDS.items()}, "since": SINCE}
    if problems:
        raise InvalidInput(named(problems, labels))
    return _save(actor, maker, version, read, labels)


def _year(text: str) -> int | None:
    """Read a year; None for none. Raises `ValueError`."""
    text = tidy(text)
    if not text:
        return None
    this = clock.today().year
    if not (text.isascii() and text.isdecimal() and len(text) == len(str(this)) and FIRST_YEAR <= int(text) <= this):
        raise ValueError(_("Please write the year with four digits, for example 1998."))
    return int(text)


@transaction.atomic
def contact_save(*, actor: User, business_id: UUID, version: int, given: Contact) -> Maker:
    """Save how buyers reach a maker and what else is shown.

    Raises `NotFound`, `NotAllowed`, `InvalidInput`, and `ChangedMeanwhile` where somebody wrote since `version`.
    """
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "edit")
    read: dict[str, Any] = {name: getattr(given, name) for name in SWITCHES}
    problems = []
    for name, needed, reader in (
        ("phone", given.by_whatsapp or given.by_phone, parse_phone),
        ("email", given.by_mail, _email),
    ):
        typed = tidy(getattr(given, name))
        try:
            read[name] = reader(typed) if typed else ""
        except ValueError as error:
            problems.append(Problem(name, "wrong", str(error)))
            continue
        if needed and not read[name]:
            problems.append(Problem(name, "required", _("Buyers need it for the way that you chose.")))
    labels = {**SWITCHES, "phone": PHONE, "email": EMAIL}
    if problems:
        raise InvalidInput(named(problems, labels))
    owner_id = maker.business.owner_id
    saved = _save(actor, maker, version, read, labels)
    if saved.chosen_by_owner_id != owner_id:
        saved.chosen_by_owner_id = owner_id
        if not saved.consented:  # were the business sold back, an old consent would cover this owner's choice
            saved.consented_at = saved.consented_by = saved.consent_owner = None
        saved.save(update_fields=["chosen_by_owner", "consented_at", "consented_by", "consent_owner"])
    return saved


def _email(text: str) -> str:
    """Read an address of mail. Raises `ValueError`."""
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError(_("This is not an e-mail address. An example: nama@contoh.id")) from error
    if len(text) > LONGEST_EMAIL:
        raise ValueError(_("This address is too long."))
    return text


def _save(actor: User, maker: Maker, version: int, read: Mapping[str, Any], labels: Mapping[str, Message]) -> Maker:
    """Write what changed; the same content sent twice changes nothing."""
    now = {name: getattr(maker, name) for name in read}
    changed = {name for name in read if read[name] != now[name]}
    if not changed:
        return maker
    if version != maker.version:
        found = [Difference(str(labels[name]), _shown(read[name]), _shown(now[name])) for name in sorted(changed)]
        raise ChangedMeanwhile(found, maker.version)
    for name in changed:
        setattr(maker, name, read[name])
    told = ", ".join(str(labels[name]) for name in labels if name in changed)
    maker_remember(actor, maker, "edit", after={"maker_words": told})
    return maker


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)
