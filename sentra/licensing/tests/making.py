"""Making applications for the tests, by the same acts that people use."""

from uuid import UUID

from sentra.files.tests.making import picture as picture
from sentra.licensing.models import Application
from sentra.licensing.services.draft import draft_start, page_save
from sentra.licensing.services.papers import paper_add
from sentra.licensing.services.publish import services_publish
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.reference.services import pack_load

ANSWERS: dict[str, dict[str, list[str]]] = {
    "owner": {
        "owner_name": ["Siti Aminah"],
        "owner_nik": ["3505015708900001"],
        "owner_born": ["1990-08-17"],
        "owner_sex": ["female"],
    },
    "contact": {"owner_phone": ["0812 3456 7890"], "owner_address": ["Dusun Krajan RT 1 RW 2"]},
    "business": {"business_name": ["Sambel Pecel Mbok Siti"], "legal_form": ["sole"]},
    "nib": {"nib": ["1234567890123"]},
    "nib_maybe": {"has_nib": ["no"]},
    "place": {"district": ["35.05.10"], "village": ["35.05.10.2003"], "business_address": ["Jalan Melati 3"]},
    "product": {
        "commodity": ["sambel_pecel"],
        "product_name": ["Sambel pecel pedas"],
        "kbli": ["10779"],
        "capacity": ["500 kg per bulan"],
    },
    "workers": {"workers_men": ["1"], "workers_women": ["4"], "investment": ["25.000.000"]},
    "air_rifle": {},
}


def publish() -> None:
    """Load the pack and publish its services."""
    pack_load(pack=current_pack())
    services_publish(pack=current_pack())


def filled_draft(actor: User, service: str = "tdi", **changes: list[str]) -> Application:
    """A draft with every answer and paper; `changes` replace answers by field code."""
    publish()
    application = draft_start(actor=actor, service=service)
    pages = [page.code for page in application.revision.content.pages]
    for page in pages:
        given = {**ANSWERS[page], **{code: value for code, value in changes.items() if code in ANSWERS[page]}}
        _saved, problems = page_save(actor=actor, application_id=application.pk, page=page, given=given)
        assert not problems, problems
    add_papers(actor, application.pk)
    return Application.objects.get(pk=application.pk)


def add_papers(actor: User, application_id: UUID) -> None:
    """Hand in every paper that must be."""
    application = Application.objects.select_related("revision").get(pk=application_id)
    for paper in application.revision.content.papers:
        if paper.required and paper.when is None:
            paper_add(actor=actor, application_id=application_id, code=paper.code, upload=picture())
