"""Telling whoever imports how the work in the background ended, where it waits for an answer, or that it stopped."""

from django.urls import reverse

from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.transfer.models import Import, RowOutcome


def import_tell(imported: Import, kind: str, to: User | None, *, mail: bool = False) -> None:
    """Tell somebody by a notice that leads to the import, in the transaction of what happened; nobody for None.

    A mail goes only where something has to be done: most works end while one looks on.
    """
    if to is None:
        return
    counts = {one.value: int(imported.counts.get(one.value, 0)) for one in RowOutcome}
    emit(
        kind=kind,
        record=imported,
        to=[to],
        context={"name": imported.name, "state": imported.state, **counts},
        url=reverse("transfer:import", args=[imported.pk]),
        mail=mail,
    )
