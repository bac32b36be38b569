"""Finding makers by what they are called: by any word of the name, and by where they are and what they make.

The register's words find who it may be, by an index. They also hold what is nobody's business, the owner's name and
identifiers for two, so that each word has to stand on the maker's page, too: nobody learns anything else by searching.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_

from django.db.models import Exists, OuterRef, Q

from sentra.kernel.text import fold
from sentra.promotion.search import LONGEST_WORDS, MOST_WORDS, NOTHING
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.registry.search import found_by

NAMED = 1_000
"""So many are named at once; of more, nearly any maker is asked in vain seldom."""


def called(words: str) -> Q:
    """Narrow makers, which the caller has from the gate, to those that words mean."""
    said = fold(words[:LONGEST_WORDS]).split()[:MOST_WORDS]
    if not said:
        return NOTHING
    begun = Q(name_folded__startswith=" ".join(said))
    matching = Business.objects.filter(begun | (found_by(" ".join(said)) & _all_on_page(said)))
    few = list(matching.order_by().values_list("pk", flat=True)[: NAMED + 1])
    if len(few) <= NAMED:
        return Q(business__in=few)
    return Q(Exists(matching.filter(pk=OuterRef("business"))))


def _all_on_page(said: Sequence[str]) -> Q:
    return reduce(and_, map(_on_page, said))


def _on_page(word: str) -> Q:
    """Narrow businesses to those on whose page a word, or one that begins so, stands in the head."""
    pack = current_pack()
    goods = {one.code: f"{one.name.id} {one.name.en}" for one in pack.commodities}
    return (
        Q(name_folded__regex=rf"(^| ){word}")
        | Q(brand__iregex=rf"(^|[^a-z0-9]){word}")
        | Q(village__in=_begun(word, pack.village_names))
        | Q(district__in=_begun(word, pack.district_names))
        | Q(commodity__in=_begun(word, goods))
    )


def _begun(word: str, names: Mapping[str, str]) -> list[str]:
    """Give the codes of those names of which a word begins so."""
    return [code for code, name in names.items() if f" {word}" in f" {fold(name)}"]
