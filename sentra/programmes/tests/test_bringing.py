"""What those who take part bring, and what the office says to it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sentra.audit.models import Entry
from sentra.cases.models import Case
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.tests.people import owner
from sentra.programmes.bringing import MOST_OTHERS, bringing_typed, problems_of_bringing
from sentra.programmes.exhibiting import lines_of, participants_of
from sentra.programmes.models import Brought, Candidate
from sentra.programmes.services.bring import brought_curate, products_bring
from sentra.programmes.tests.making import (
    account,
    applied,
    chosen,
    closed,
    fresh,
    head,
    kinds_told,
    manager,
    own_business,
    published,
)
from sentra.programmes.tests.making_stands import begun, bring, line, prepared, product
from sentra.registry.models import Product

REASON = "Harganya terlalu tinggi untuk bazar."


def stopped(what: Product, name: str = "") -> Case:
    """A case takes a product out of the offer."""
    return Case.objects.create(
        number=f"KP-{what.pk}-{name}",
        business=what.business,
        product=None if name else what,
        product_name=name or what.name,
        answer_due=clock.today(),
        listing_stopped=True,
    )


def curated(one: Brought, *, accepted: bool = True, note: str = "") -> Brought:
    """The office looks at it."""
    one.refresh_from_db()
    return brought_curate(
        actor=manager(),
        candidate_id=one.candidate_id,
        brought_id=one.pk,
        version=one.version,
        accepted=accepted,
        note=note,
    )


NUMBERS = some.one_of(
    some.text(max_size=12), some.integers().map(str), some.sampled_from(["40", "1.000", "Rp15.000", "٤٠", "\x00"])
)


@given(name=some.text(max_size=250), many=NUMBERS, price=NUMBERS, known=some.booleans())
def test_whatever_is_typed_is_read_or_named(name: str, many: str, price: str, known: bool) -> None:
    typed = bringing_typed("k", 1 if known else None, name, many, price)
    problems = problems_of_bringing([typed], {1: "Sambel"}, lambda _product, _name: False)
    assert {one.field for one in problems} <= {"name-k", "many-k", "price-k"}
    if not problems:
        assert typed.many
        assert typed.price
        assert known or 0 < len(typed.name) <= 200
        assert "\x00" not in typed.name


pytestmark = pytest.mark.django_db


def test_an_owner_says_what_comes_along_and_changes_it() -> None:
    _call, (candidate, *_rest) = prepared()
    sauce, chips = product(candidate.business), product(candidate.business, "Keripik gadung")
    assert [one.name for one in bring(candidate, line(sauce), line("Kaus bordir", 5))] == [
        "Sambel pecel",
        "Kaus bordir",
    ]
    assert {one.accepted for one in candidate.brought.all()} == {None}
    kept = candidate.brought.get(product=sauce)
    bring(candidate, line(sauce), line(chips))
    assert [one.name for one in candidate.brought.all()] == ["Sambel pecel", "Keripik gadung"]
    assert candidate.brought.get(product=sauce) == kept
    told = Entry.objects.filter(act="candidate.bring").order_by("seq")
    assert [(one.before.get("candidate_leaves"), one.after["candidate_brings"]) for one in told] == [
        (None, "Sambel pecel, Kaus bordir"),
        ("Kaus bordir", "Keripik gadung"),
    ]
    bring(candidate, line(sauce), line(chips))
    assert Entry.objects.filter(act="candidate.bring").count() == 2


def test_an_accepted_product_that_is_changed_is_looked_at_again() -> None:
    _call, (candidate, *_rest) = prepared()
    sauce = product(candidate.business)
    (one,) = bring(candidate, line(sauce))
    curated(one)
    (same,) = bring(candidate, line(sauce))
    assert (same.accepted, same.curated_by) == (True, manager())
    (changed,) = bring(candidate, line(sauce, 41))
    assert (changed.pk, changed.accepted, changed.curated_by) == (one.pk, None, None)


def test_what_is_not_accepted_says_why_and_the_owner_hears_of_it() -> None:
    _call, (candidate, *_rest) = prepared()
    (one,) = bring(candidate, line(product(candidate.business)))
    for note in ("", "ya", "x" * 5_000):
        with pytest.raises(InvalidInput) as refused:
            curated(one, accepted=False, note=note)
        assert [each.field for each in refused.value.problems] == ["note"]
    assert curated(one, accepted=False, note=REASON).note == REASON
    assert kinds_told(account(candidate.business))[-1] == "call_not_accepted"
    assert Entry.objects.get(act="candidate.curate").reason == REASON


def test_an_officer_accepts_only_what_was_looked_at() -> None:
    _call, (candidate, other, _third) = prepared()
    (one,) = bring(candidate, line(sauce := product(candidate.business)))
    bring(candidate, line(sauce, 41))
    given: dict[str, Any] = {"actor": manager(), "brought_id": one.pk, "accepted": True}
    with pytest.raises(Conflict):
        brought_curate(candidate_id=candidate.pk, version=1, **given)
    with pytest.raises(NotFound):
        brought_curate(candidate_id=other.pk, version=2, **given)
    with pytest.raises(NotAllowed):
        brought_curate(candidate_id=candidate.pk, version=2, **{**given, "actor": head()})
    bring(candidate)
    with pytest.raises(NotFound):
        brought_curate(candidate_id=candidate.pk, version=2, **given)


@pytest.mark.parametrize("by_name", [True, False])
def test_a_product_that_a_case_stopped_is_not_brought_and_not_shown(by_name: bool) -> None:
    call, (candidate, *_rest) = prepared()
    sauce, chips = product(candidate.business), product(candidate.business, "Keripik gadung")
    (one,) = bring(candidate, line(sauce))
    curated(one)
    assert participants_of(call)[0].shown == ["Sambel pecel"]
    case = stopped(sauce, "SAMBEL  Pecel" if by_name else "")
    assert participants_of(call)[0].shown == []
    with pytest.raises(Conflict):
        curated(one)
    with pytest.raises(InvalidInput) as refused:
        bring(candidate, line(sauce, 1), line("sambel pecel"))
    assert {each.code for each in refused.value.problems} == {"stopped", "known"}
    bring(candidate, line(chips))
    assert [(each.brought.name, each.stopped) for each in lines_of(candidate)] == [
        ("Sambel pecel", True),
        ("Keripik gadung", False),
    ]
    Case.objects.filter(pk=case.pk).update(listing_stopped=False)
    assert participants_of(call)[0].shown == ["Sambel pecel"]


def test_everything_that_is_wrong_is_named_at_once() -> None:
    _call, (candidate, other, _third) = prepared()
    sauce, elsewhere = product(candidate.business), product(other.business, "Milik orang")
    with pytest.raises(InvalidInput) as refused:
        bring(candidate, line(sauce, 0, None), line(elsewhere), line(sauce), line("x" * 201, 10**8, 10**12))
    assert [(one.field, one.code) for one in refused.value.problems] == [
        (f"many-{sauce.pk}", "impossible"),
        (f"price-{sauce.pk}", "impossible"),
        (f"on-{elsewhere.pk}", "unknown"),
        (f"on-{sauce.pk}", "twice"),
        ("name-other-0", "too_long"),
        ("many-other-0", "impossible"),
        ("price-other-0", "impossible"),
    ]
    with pytest.raises(InvalidInput):
        bring(candidate, *(line(f"Barang {place}") for place in range(MOST_OTHERS + 1)))
    assert not Brought.objects.exists()


def test_what_the_register_loses_stays_on_the_list_by_its_name() -> None:
    _call, (candidate, *_rest) = prepared()
    sauce = product(candidate.business)
    (one,) = bring(candidate, line(sauce))
    curated(one)
    sauce.delete()
    (kept,) = bring(candidate, line("sambel PECEL"))
    assert (kept.pk, kept.product, kept.name) == (one.pk, None, "sambel PECEL")
    assert kept.accepted is None


def test_what_the_register_lost_is_shown_to_nobody_until_it_is_written_down_anew() -> None:
    call, (candidate, *_rest) = prepared()
    sauce = product(candidate.business)
    (one,) = bring(candidate, line(sauce))
    curated(one)
    sauce.delete()
    assert participants_of(call)[0].shown == []
    with pytest.raises(Conflict):
        curated(one)
    (kept,) = bring(candidate, line("Sambel pecel"))
    assert (kept.pk, kept.accepted, kept.gone) == (one.pk, None, False)
    curated(kept)
    assert participants_of(call)[0].shown == ["Sambel pecel"]


def test_a_case_about_nothing_of_the_register_hides_all_that_its_maker_brings() -> None:
    """Buyers are shown none of it; the owner and the office still see what may be meant, and work on it."""
    call, (candidate, other, *_rest) = prepared()
    sauce = product(candidate.business)
    for whose, what in ((candidate, line(sauce)), (other, line("Kaus bordir"))):
        curated(bring(whose, what)[0])
    stopped(sauce, "Minuman serbuk")
    assert [one.shown for one in participants_of(call)[:2]] == [[], ["Kaus bordir"]]
    assert [(one.stopped, one.unsure) for one in lines_of(candidate)] == [(False, True)]
    assert bring(candidate, line(sauce, 50))


def test_of_two_who_say_it_at_once_one_is_told() -> None:
    _call, (candidate, *_rest) = prepared()
    version = Candidate.objects.get(pk=candidate.pk).version
    bring(candidate, line("Kaus bordir"))
    with pytest.raises(Conflict):
        products_bring(actor=account(candidate.business), candidate_id=candidate.pk, version=version, lines=[])
    assert Brought.objects.count() == 1


def test_only_the_owner_and_the_office_say_it_and_only_for_who_takes_part() -> None:
    call, (candidate, waiting) = prepared(2, quota=1)
    version = Candidate.objects.get(pk=candidate.pk).version
    given: dict[str, Any] = {"candidate_id": candidate.pk, "version": version, "lines": [line("Kaus bordir")]}
    with pytest.raises(NotFound):
        products_bring(actor=owner(), **given)
    with pytest.raises(NotAllowed):
        products_bring(actor=head(), **given)
    products_bring(actor=manager(), **given)
    with pytest.raises(Conflict):
        bring(waiting, line("Kaus bordir"))
    call = begun(call)
    bring(candidate, line("Kaus bordir", 6))
    training, (learner,) = prepared(1, kind="pelatihan", first=60)
    assert fresh(training).state == "chosen"
    with pytest.raises(Conflict):
        bring(learner, line("Kaus bordir"))


def test_an_officer_whose_own_business_applied_leaves_it_to_a_colleague() -> None:
    mine = own_business()
    call = published(conditions=frozenset())
    applied(call, mine)
    mine.owner.user = manager()
    mine.owner.save(update_fields=["user"])
    call = chosen(closed(call))
    candidate = call.candidates.get()
    bring(candidate, line("Kaus bordir"))
    with pytest.raises(Conflict):
        curated(candidate.brought.get())
