"""Publishing the services of a pack: a changed service gets a new revision, an unchanged one none."""

import hashlib
import json

from django.db import transaction

from sentra.licensing.models import ServiceRevision
from sentra.reference.pack import Pack
from sentra.reference.queries import checklist_newest


@transaction.atomic
def services_publish(*, pack: Pack) -> list[ServiceRevision]:
    """Publish what changed in a pack since the last time; gives the new revisions.

    The checklists that they name are published before (`reference.services.pack_load`).
    """
    published = []
    for service in pack.services:
        definition = service.model_dump(mode="json")
        checklist = checklist_newest(service.checklist) if service.checklist else None
        text = json.dumps([definition, checklist.content if checklist else None], sort_keys=True)
        fingerprint = hashlib.sha256(text.encode()).hexdigest()
        last = ServiceRevision.objects.filter(service=service.code).order_by("-number").first()
        if last is None or last.fingerprint != fingerprint:
            published.append(
                ServiceRevision.objects.create(
                    service=service.code,
                    number=last.number + 1 if last else 1,
                    definition=definition,
                    checklist=checklist,
                    fingerprint=fingerprint,
                )
            )
    return published
