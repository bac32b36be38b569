"""A form that is sent twice is taken once: what it was taken for has the form's key as its id."""

from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from sentra.kernel.errors import Conflict
from sentra.kernel.locks import hold
from sentra.people.models import User
from sentra.promotion.models import Campaign, Edition, Issue

Made = TypeVar("Made", Campaign, Edition, Issue)


def taken_before(kind: type[Made], key: UUID, actor: User) -> Made | None:
    """Give what was made of a form already, and keep a second sending of it waiting until this transaction ends.

    Raises `Conflict` where the key is that of somebody else's form.
    """
    hold(f"{kind._meta.label}:{key}")
    before = kind.objects.filter(pk=key).first()
    if before and before.made_by_id != actor.pk:
        raise Conflict(_("This form was sent already, for something else. Open it again."))
    return before
