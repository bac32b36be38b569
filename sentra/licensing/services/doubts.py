"""What the identity check doubts becomes a flag: an officer settles it before anything is decided."""

from sentra.kernel import clock
from sentra.kernel.text import official
from sentra.licensing.models import Application, Flag
from sentra.licensing.register import identity_of, process_follow
from sentra.licensing.services.common import assert_in_transaction, remember


def doubts_flag(application: Application) -> list[Flag]:
    """Raise a flag for each doubt that never had one, and give the new flags. A step of an act."""
    assert_in_transaction()
    identity = identity_of(application)
    doubts = identity.doubts
    if identity.business and not doubts and application.business_id is None:
        application.business = identity.business
        application.save(update_fields=["business"])
        process_follow(application)
    known = set(application.flags.exclude(doubt="").values_list("doubt", flat=True)) if doubts else set()
    raised = [
        Flag.objects.create(
            application=application, doubt=doubt.code, reason=official(doubt.message)[:500], raised_at=clock.now()
        )
        for doubt in doubts
        if doubt.code not in known
    ]
    for flag in raised:
        remember(None, application, "doubt", after={"flag": flag.reason})
    return raised
