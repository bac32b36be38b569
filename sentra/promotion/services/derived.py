"""What the catalogue repeats of the register so that it can be searched and sorted; nothing else writes it."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sentra.kernel.text import fold
from sentra.promotion.models import FormerSlug, HiddenName, Maker, Showing
from sentra.promotion.slugs import slug_of
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Product

REPEATED = ("name_folded", "commodity", "district", "village", "price_from", "search_text")
HIDDEN = ("hidden_at", "hidden_by", "hidden_reason")
BATCH = 500


def businesses_changed(business_ids: Collection[UUID]) -> None:
    """Follow changes of some businesses or of what hangs on them. A step of an act of the register."""
    makers = dict(Maker.objects.filter(business__in=business_ids).values_list("pk", "slug"))
    if makers:
        # A page that is back, for the merge that took it was undone, has its address for itself again.
        FormerSlug.objects.filter(slug__in=makers.values()).delete()
    showings_refresh(list(makers))


def showings_refresh(maker_ids: Collection[int]) -> int:
    """Give each product of some makers its showing and write what the showings repeat anew; gives how many changed."""
    if not maker_ids:
        return 0
    makers = {one.business_id: one for one in Maker.objects.filter(pk__in=maker_ids).select_related("business")}
    showings = {one.product_id: one for one in Showing.objects.filter(product__business__in=makers)}
    taken: dict[int, set[str]] = {one.pk: set() for one in makers.values()}
    for one in Showing.objects.filter(maker__in=maker_ids):
        taken[one.maker_id].add(one.slug)
    hidden = {(one.maker_id, one.name_folded): one for one in HiddenName.objects.filter(maker__in=maker_ids)}
    fresh, changed, renamed = [], [], []
    for product in Product.objects.filter(business__in=makers).order_by("pk"):
        maker = makers[product.business_id]
        showing = showings.get(product.pk)
        if showing is None:
            slug = slug_of(product.name, taken[maker.pk].__contains__, "produk")
            taken[maker.pk].add(slug)
            showing = Showing(product=product, maker=maker, slug=slug)
            _repeat(showing, product, maker.business)
            _hide(showing, hidden)
            fresh.append(showing)
            continue
        called = showing.name_folded
        if _repeat(showing, product, maker.business) or showing.maker_id != maker.pk:
            showing.maker = maker
            changed.append(showing)
        if showing.name_folded != called and _hide(showing, hidden):
            renamed.append(showing)
    Showing.objects.bulk_create(fresh, BATCH)
    Showing.objects.bulk_update(changed, (*REPEATED, "maker"), BATCH)
    Showing.objects.bulk_update(renamed, HIDDEN, BATCH)
    hidden_remember([*fresh, *showings.values()], hidden)
    return len(fresh) + len(changed)


def _hide(showing: Showing, hidden: Mapping[tuple[int, str], HiddenName]) -> bool:
    """Hide a showing under whose name the office hid one of this maker before; tells whether it did. Saves nothing."""
    before = hidden.get((showing.maker_id, showing.name_folded))
    if before is None or showing.hidden_at is not None:
        return False
    showing.hidden_at, showing.hidden_by_id, showing.hidden_reason = before.at, before.by_id, before.reason
    return True


def hidden_remember(showings: Iterable[Showing], known: Collection[tuple[int, str]] = ()) -> None:
    """Keep the names of hidden showings, so that taking such a product away and adding it again shows nothing."""
    names = [
        HiddenName(
            maker_id=one.maker_id,
            showing=one,
            name_folded=one.name_folded,
            reason=one.hidden_reason,
            by_id=one.hidden_by_id,
            at=one.hidden_at,
        )
        for one in showings
        if one.hidden_at is not None and (one.maker_id, one.name_folded) not in known
    ]
    HiddenName.objects.bulk_create(names, BATCH, ignore_conflicts=True)


def hidden_forget(showing: Showing) -> None:
    """Forget under which names a showing was hidden: the office shows it again."""
    HiddenName.objects.filter(Q(showing=showing) | Q(name_folded=showing.name_folded), maker=showing.maker).delete()


def _repeat(showing: Showing, product: Product, business: Business) -> bool:
    """Write on a showing what it repeats; tells whether anything changed. Saves nothing."""
    before = [getattr(showing, name) for name in REPEATED]
    showing.name_folded = fold(product.name)[:200]
    showing.commodity = product.commodity or business.commodity
    showing.district, showing.village = business.district, business.village
    showing.price_from = product.price_from
    showing.search_text = " ".join(_words(product, business, showing.commodity))
    return before != [getattr(showing, name) for name in REPEATED]


def _words(product: Product, business: Business, commodity_code: str) -> Iterable[str]:
    """Give the words by which a product is found, each once: only such as stand on its page."""
    pack = current_pack()
    commodity = pack.commodities_by_code.get(commodity_code)
    said = (
        product.name,
        business.name,
        business.brand,
        *((commodity.name.id, commodity.name.en, *commodity.words) if commodity else ()),
        pack.village_names.get(business.village, ""),
        pack.district_names.get(business.district, ""),
        product.packaging,
        product.description,
    )
    return dict.fromkeys(fold(" ".join(said)).split())


def all_refresh() -> int:
    """Write anew whatever the catalogue repeats, a batch a transaction; gives how much differed from the register."""
    changed, last = 0, 0
    while ids := list(Maker.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            changed += showings_refresh(ids)
        last = ids[-1]
    return changed
