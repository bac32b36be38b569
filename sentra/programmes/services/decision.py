"""The decision on paper: the list of recipients as a signed document (SK), frozen when it is made."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from sentra.documents.contents import DecisionData
from sentra.documents.models import Document
from sentra.documents.services import document_create, number_next
from sentra.kernel import clock
from sentra.people.models import User
from sentra.programmes.models import Call, Candidate
from sentra.programmes.ranking import Placed
from sentra.reference.loading import current_pack
from sentra.surveys.services.bap import PAPER_LANGUAGE


def decision_create(actor: User, call: Call, result: Sequence[Placed], by_id: Mapping[str, Candidate]) -> Document:
    """Write the decision down as a document, for the worker to render and sign. A step of an act."""
    pack, year = current_pack(), clock.today().year
    number = f"SK/{number_next(series='decision', year=year):04d}/{pack.regency.code}/{year}"
    lifted = set(call.lifts.values_list("business", flat=True))
    with translation.override(PAPER_LANGUAGE):
        head = pack.regency.letterhead
        data = DecisionData.model_validate(
            {
                "letterhead": head.model_dump(exclude={"place"}),
                "number": number,
                "call": call.number,
                "title": call.title,
                "kind": call.terms.title.id,
                "begins_on": call.begins_on,
                "ends_on": call.ends_on,
                "quota": call.quota,
                "budget": call.budget,
                "budget_source": call.budget_source,
                "object_until": call.object_until,
                "criteria": [{"label": one.title.id, "weight": one.weight} for one in call.terms.criteria],
                "chosen": [_row(one, by_id, lifted) for one in result if one.place == "chosen"],
                "waiting": [_row(one, by_id, lifted) for one in result if one.place == "waiting"],
                "lifts": [
                    {"business": lift.business.name, "condition": lift.words, "reason": lift.reason}
                    for lift in call.lifts.select_related("business")
                ],
                "decided_on": clock.today(),
                "place": head.place,
                "signer": {"name": actor.name, "position": actor.position, "id_number": actor.employee_number},
                "base_url": settings.SENTRA_BASE_URL,
            }
        )
    return document_create(
        kind="programme_decision",
        number=number,
        title="Keputusan Penerima Program",
        template="programme_decision",
        data=data.model_dump(mode="json"),
        record_type="programmes.Call",
        record_id=str(call.pk),
        signer=actor,
        signer_name=actor.name,
        signer_position=actor.position,
        issued_at=clock.now(),
    )


def _row(one: Placed, by_id: Mapping[str, Candidate], lifted: set[Any]) -> dict[str, Any]:
    """Say who stands on the list, as it is public: no score, no personal figure."""
    candidate = by_id[one.ranked.judged.id]
    business = candidate.business
    return {
        "rank": one.ranked.rank,
        "number": business.register_number,
        "business": candidate.group.name if candidate.group else business.name,
        "owner": business.owner.name,
        "district": current_pack().district_names.get(business.district, ""),
        "lifted": business.pk in lifted,
    }
