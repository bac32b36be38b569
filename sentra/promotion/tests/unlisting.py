"""All ways by which a maker or its product stops being public, for tests of each public surface."""

from datetime import timedelta

from sentra.cases.models import Case
from sentra.kernel import clock
from sentra.programmes.tests.making import own_business
from sentra.promotion.models import Maker, Showing
from sentra.promotion.services.consent import consent_withdraw
from sentra.promotion.services.curation import maker_hide
from sentra.promotion.tests.making_campaign import curator
from sentra.registry.models import Business

WAYS = ("withdrawn", "hidden", "expired", "closed", "new_owner", "recalled", "product_hidden")


def unlist(maker: Maker, way: str) -> list[str]:
    """Let a maker, or its only product, stop being public; gives the words that may stand nowhere any more."""
    product = maker.showings.get().product
    business = Business.objects.filter(pk=maker.business_id)
    if way == "withdrawn":
        consent_withdraw(actor=curator(), business_id=maker.business_id)
    elif way == "hidden":
        maker_hide(actor=curator(), business_id=maker.business_id, reason="Foto orang lain")
    elif way == "expired":
        business.update(licensed_until=clock.today() - timedelta(days=1))
    elif way == "closed":
        business.update(standing="closed")
    elif way == "new_owner":
        business.update(owner=own_business().owner)
    elif way == "recalled":
        _recall(maker)
    else:
        Showing.objects.update_or_create(
            product=product, defaults={"hidden_at": clock.now(), "hidden_reason": "Foto salah"}
        )
    return [product.name] if way in {"recalled", "product_hidden"} else [maker.business.name, product.name]


def _recall(maker: Maker) -> None:
    product = maker.showings.get().product
    Case.objects.create(
        number="PB-2026-0001",
        kind="health",
        gravity="grave",
        state="examining",
        business=maker.business,
        product=product,
        product_name=product.name,
        product_folded="sambel",
        answer_due=clock.today(),
        listing_stopped=True,
    )
