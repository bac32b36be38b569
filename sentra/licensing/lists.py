"""The lists that a form chooses from, as they stand now."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.licensing.models import Application, Permit, PermitStatus
from sentra.licensing.models.application import OPEN
from sentra.licensing.rules import follow_problem
from sentra.reference.answers import Lists
from sentra.reference.lists import common_lists

NO_CHOICE = frozenset({PermitStatus.SUPERSEDED, PermitStatus.REVOKED})


def lists_of(application: Application) -> Lists:
    """Give the lists of one application; its permits are the applicant's own of the services that it may follow."""
    service = application.revision.content
    lists = common_lists()
    if not service.renews:
        return lists
    own = dict(_permits(application))
    return replace(
        lists,
        permits=frozenset(permit.number for permit, why_not in own.items() if not why_not),
        blocked={permit.number: why_not for permit, why_not in own.items() if why_not},
        permit_names={permit.number: _name(permit) for permit in own if permit.standing not in NO_CHOICE},
    )


def _name(permit: Permit) -> str:
    until = date_format(permit.valid_until) if permit.valid_until else _("without an end")
    return f"{permit.business.name} · {permit.number} · {permit.standing_words}, {until}"


def _permits(application: Application) -> Iterator[tuple[Permit, str]]:
    """Give the applicant's permits of the services that this one follows, each with why it can't be followed now."""
    service = application.revision.content
    permits = Permit.objects.filter(application__applicant=application.applicant_id, origin__in=service.renews)
    taken = dict(
        Application.objects.filter(status__in=OPEN, previous_permit__in=permits)
        .exclude(pk=application.pk)
        .values_list("previous_permit_id", "number")
    )
    for permit in permits.select_related("business").order_by("-issued_on", "number"):
        problem = follow_problem(service, permit.number, permit.standing, permit.valid_until)
        if problem is None and permit.pk in taken:
            yield (
                permit,
                _("Application %(number)s for this permit is already with the office.") % {"number": taken[permit.pk]},
            )
        else:
            yield permit, str(problem or "")
