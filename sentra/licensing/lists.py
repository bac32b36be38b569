"""The lists that a form chooses from, as they stand now."""

from sentra.licensing.answers import Lists
from sentra.licensing.models import Permit, PermitStatus
from sentra.people.models import User
from sentra.reference.loading import current_pack


def lists_for(applicant: User | None) -> Lists:
    """Give the lists for an applicant; the permits are the applicant's own that are still worth something."""
    pack = current_pack()
    permits = (
        Permit.objects.filter(
            application__applicant=applicant,
            status__in=[PermitStatus.ACTIVE, PermitStatus.SUSPENDED, PermitStatus.EXPIRED],
        ).values_list("number", flat=True)
        if applicant
        else ()
    )
    return Lists(
        districts=frozenset(district.code for district in pack.districts),
        villages=frozenset(village.code for village in pack.villages),
        commodities={commodity.code: commodity for commodity in pack.commodities},
        kbli=frozenset(kbli.code for kbli in pack.kbli),
        permits=frozenset(permits),
    )
