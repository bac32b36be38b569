"""What the register repeats on a business so that lists of a million can be searched and narrowed by it.

Every service that writes an owner, a business or what hangs on it calls `derive` on what it is about to save, or
`refresh` once all is saved.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from sentra.kernel.identifiers import is_womans
from sentra.kernel.text import fold
from sentra.reference.loading import current_pack
from sentra.registry.following import businesses_followed
from sentra.registry.matching.keys import business_keys
from sentra.registry.models import Business, Figures, FiguresState, LegalPaper, Owner, Product, Sex
from sentra.registry.rules import licence_of, size_codes

DERIVED = (
    "name_folded", "search_text", "licensed", "licensed_until",
    "size_umkm", "size_industry", "size_bps", "figures_year", "match_keys",
)  # fmt: skip
BATCH = 500


def derive_owner(owner: Owner) -> None:
    """Work out what an owner's row repeats."""
    owner.name_folded = fold(owner.name)
    if owner.nik:
        owner.sex = Sex.FEMALE if is_womans(owner.nik) else Sex.MALE


def derive(
    business: Business,
    *,
    products: Iterable[str],
    papers: Iterable[LegalPaper],
    figures: Iterable[Figures],
    numbers: Iterable[str] = (),
    keys: Sequence[int] | None = None,
    searched: bool = True,
) -> None:
    """Work out what a business's row repeats, from itself and from all that hangs on it; saves nothing.

    `numbers` are those of the records that were merged into it (`old_numbers`): it is found by them too. `keys` are
    its `match_keys` where they are known. What a rehearsal undoes isn't `searched` by words: to index these is much of
    the work.
    """
    pack = current_pack()
    business.name_folded = fold(business.name)
    if searched:
        business.search_text = search_text(business, [*numbers, *products])
    business.match_keys = match_keys(business) if keys is None else list(keys)
    licence = licence_of(papers, pack.paper_kinds)
    business.licensed, business.licensed_until = licence.held, licence.until
    accepted = [one for one in figures if one.state == FiguresState.ACCEPTED]
    newest = max(accepted, key=lambda one: one.year, default=None)
    business.figures_year = newest.year if newest else None
    sizes = size_codes(newest, pack.registry.sizes) if newest else ("", "", "")
    business.size_umkm, business.size_industry, business.size_bps = sizes


def match_keys(business: Business) -> list[int]:
    """Give the keys under which a business meets records that may be the same."""
    return business_keys(
        name=business.name,
        owner=business.owner.name,
        village=business.village,
        commodity=business.commodity,
        phones=(business.phone, business.owner.phone),
    )


def search_text(business: Business, more: Iterable[str]) -> str:
    """Give the words by which a business is found: its number, names, people and places, and what `more` there is."""
    pack = current_pack()
    commodity = pack.commodities_by_code.get(business.commodity)
    said = (
        business.register_number.replace("-", " "),
        business.name,
        business.brand,
        business.owner.name,
        *more,
        commodity.name.id if commodity else "",
        pack.village_names.get(business.village, ""),
        pack.district_names.get(business.district, ""),
        business.nib or "",
    )
    return " ".join(dict.fromkeys(fold(" ".join(said)).split()))


def old_numbers(business_ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
    """Give the register numbers that lead to some businesses since other records were merged into them."""
    numbers: dict[UUID, list[str]] = defaultdict(list)
    merged = Business.objects.filter(merged_into__in=business_ids).order_by("register_number")
    for business_id, number in merged.values_list("merged_into_id", "register_number"):
        if business_id:
            numbers[business_id].append(number.replace("-", " "))
    return numbers


def refresh(business_ids: Collection[UUID]) -> None:
    """Work out anew what the rows of some businesses repeat: five reads, and a write for what has changed."""
    numbers = old_numbers(business_ids)
    products: dict[UUID, list[str]] = defaultdict(list)
    for business_id, name in Product.objects.filter(business__in=business_ids).values_list("business_id", "name"):
        products[business_id].append(name)
    papers: dict[UUID, list[LegalPaper]] = defaultdict(list)
    for paper in LegalPaper.objects.filter(business__in=business_ids):
        papers[paper.business_id].append(paper)
    figures: dict[UUID, list[Figures]] = defaultdict(list)
    for year in Figures.objects.filter(business__in=business_ids):
        figures[year.business_id].append(year)
    changed = []
    for business in Business.objects.filter(pk__in=business_ids).select_related("owner"):
        before = [getattr(business, name) for name in DERIVED]
        derive(
            business,
            products=products[business.pk],
            papers=papers[business.pk],
            figures=figures[business.pk],
            numbers=numbers.get(business.pk, ()),
        )
        if before != [getattr(business, name) for name in DERIVED]:
            changed.append(business)
    Business.objects.bulk_update(changed, DERIVED, batch_size=BATCH)
    businesses_followed(business_ids)


def refresh_missing() -> None:
    """Work out what rows repeat that were written before the register repeated anything; a batch a transaction."""
    while missing := list(
        Business.objects.filter(Q(search_text="") | Q(match_keys=None)).values_list("pk", flat=True)[:BATCH]
    ):
        refresh(missing)
