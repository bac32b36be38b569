"""Before two records of one business become one: nothing becomes public by it that its owner didn't agree to.

The page of the record that stays is the page (`registry.services.absorb`); the other's products come under it. Those of
a record that isn't public come as not shown, and the owner puts them in, if at all. The other's address leads on to it:
it stands on cards and signs.
"""

from uuid import UUID

from sentra.promotion.models import FormerSlug, Maker, MakerState, Showing
from sentra.promotion.slugs import slug_of
from sentra.registry.models import Business, Product


def merge_prepared(kept_id: UUID, gone_id: UUID) -> None:
    """Let only what is public already stay so in the page that two businesses share from now on. A step of a merge."""
    list(Business.objects.select_for_update(of=("self",)).filter(pk__in=[kept_id, gone_id]).order_by("pk"))
    found = (
        Maker.objects.select_for_update(of=("self",)).select_related("business").filter(business__in=[kept_id, gone_id])
    )
    makers = {maker.business_id: maker for maker in found.order_by("pk")}
    if not makers:
        return
    kept, gone = makers.get(kept_id), makers.get(gone_id)
    if kept and gone:
        _apart(kept, gone)
        FormerSlug.objects.update_or_create(slug=gone.slug, defaults={"maker": kept})
        if not _public(gone):
            gone.showings.update(shown=False)
        return
    maker, other_id = (kept, gone_id) if kept else (makers[gone_id], kept_id)
    if maker.consented:
        _kept_back(maker, other_id)


def _public(maker: Maker) -> bool:
    """Tell whether the owner agreed to be shown, and the office has looked."""
    return maker.consented and maker.state == MakerState.PUBLISHED


def _apart(kept: Maker, gone: Maker) -> None:
    """Give the other's products addresses that are free on the page that stays: none is taken for another.

    A product of the same name becomes one with its double and needs none.
    """
    taken = set(kept.showings.values_list("slug", flat=True))
    theirs = set(gone.showings.values_list("slug", flat=True))
    same = set(kept.business.products.values_list("name", flat=True))
    for showing in gone.showings.select_related("product").order_by("pk"):
        if showing.slug in taken and showing.product.name not in same:
            showing.slug = slug_of(showing.product.name, (taken | theirs).__contains__, "produk")
            showing.save(update_fields=["slug"])
            theirs.add(showing.slug)


def _kept_back(maker: Maker, other_id: UUID) -> None:
    """Note the products of a business without a page as not shown, under the page that they will come to."""
    taken = set(maker.showings.values_list("slug", flat=True))
    for product in Product.objects.filter(business=other_id, showing=None).order_by("pk"):
        slug = slug_of(product.name, taken.__contains__, "produk")
        taken.add(slug)
        Showing.objects.create(product=product, maker=maker, slug=slug, shown=False)
