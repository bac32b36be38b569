"""Legal papers and the standing that follows from them: declared, checked, expired, reminded."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.outbox.models import Notice
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, stranger
from sentra.registry.legal import LegalStanding, has_standing, legal_standing
from sentra.registry.models import Business, LegalPaper, PaperStanding, Product
from sentra.registry.services.papers import paper_add, paper_check, paper_remove, papers_expire, papers_remind
from sentra.registry.services.standing import process_mark
from sentra.registry.tests.making import recorded, registered, trade_officer

pytestmark = pytest.mark.django_db


def nib(number: str = "1234567890123", **more: str) -> dict[str, list[str]]:
    """What is typed for a NIB."""
    return {"kind": ["nib"], "number": [number], **{key: [value] for key, value in more.items()}}


def standing(business: Business) -> LegalStanding:
    """Give the standing today."""
    business.refresh_from_db()
    told = legal_standing(business)
    holding = {one for one in LegalStanding if Business.objects.filter(has_standing(one), pk=business.pk).exists()}
    assert holding == {told}
    return told


def test_a_declared_paper_counts_once_it_is_checked() -> None:
    business = recorded()
    business.owner.user = owner()
    business.owner.save()
    assert standing(business) == LegalStanding.NONE
    paper = paper_add(actor=owner(), business_id=business.pk, given=nib())
    assert standing(business) == LegalStanding.NONE
    with pytest.raises(NotAllowed):
        paper_check(actor=owner(), paper_id=paper.pk)
    paper_check(actor=trade_officer(), paper_id=paper.pk)
    assert standing(business) == LegalStanding.LEGAL
    with pytest.raises(Conflict):
        paper_remove(actor=owner(), paper_id=paper.pk, reason="Saya tarik.")
    paper_remove(actor=trade_officer(), paper_id=paper.pk, reason="Nomornya milik orang lain.")
    assert standing(business) == LegalStanding.NONE


def test_the_standing_follows_the_days_and_the_process() -> None:
    business = recorded()
    today = clock.today()
    ends = (today + timedelta(days=30)).isoformat()
    paper = paper_add(actor=trade_officer(), business_id=business.pk, given=nib(valid_until=ends))
    assert standing(business) == LegalStanding.EXPIRING
    with clock.travel(clock.now() + timedelta(days=31)):
        assert standing(business) == LegalStanding.EXPIRED
        assert papers_expire() == 1
        assert papers_expire() == 0
        assert standing(business) == LegalStanding.EXPIRED
        process_mark(business_id=business.pk, open_now=True)
        assert standing(business) == LegalStanding.IN_PROCESS
    paper.refresh_from_db()
    assert paper.status == PaperStanding.EXPIRED


def test_a_suspended_permit_does_not_make_legal() -> None:
    business = registered()
    assert standing(business) == LegalStanding.LEGAL
    from_here = LegalPaper.objects.get(business=business)
    with pytest.raises(Conflict):
        paper_remove(actor=trade_officer(), paper_id=from_here.pk, reason="Coba hapus.")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": ["nib"], "number": ["123"]}, "number"),
        ({"kind": ["halal"], "number": ["KH123"]}, "number"),
        ({"kind": ["p_irt"], "number": ["9999"]}, "number"),
        (
            {"kind": ["sni"], "number": ["SNI 1"], "issued_on": ["2020-01-01"], "valid_until": ["2019-01-01"]},
            "valid_until",
        ),
        ({"kind": ["sni"], "number": ["SNI 1"], "issued_on": ["2090-01-01"]}, "issued_on"),
        ({"kind": ["nonsense"], "number": ["1"]}, "kind"),
        ({"kind": ["sni"], "number": [""]}, "number"),
    ],
)
def test_what_can_t_be_is_refused_on_its_field(given: dict[str, list[str]], field: str) -> None:
    business = recorded()
    with pytest.raises(InvalidInput) as refused:
        paper_add(actor=trade_officer(), business_id=business.pk, given=given)
    assert field in {one.field for one in refused.value.problems}


def test_a_number_stands_once_in_the_register() -> None:
    business, other = recorded(), registered()
    paper_add(actor=trade_officer(), business_id=business.pk, given=nib())
    for one in (business, other):
        with pytest.raises(InvalidInput) as refused:
            paper_add(actor=trade_officer(), business_id=one.pk, given=nib())
        assert refused.value.problems[0].code == "taken"


def test_strangers_don_t_get_at_papers() -> None:
    business = registered()
    with pytest.raises(NotFound):
        paper_add(actor=stranger(), business_id=business.pk, given=nib())
    with pytest.raises(NotAllowed):
        paper_add(actor=officer(Role.COUNTER), business_id=business.pk, given=nib())


def test_the_owner_is_reminded_once_for_each_step() -> None:
    business = registered()
    ends = clock.today() + timedelta(days=40)
    paper_add(actor=trade_officer(), business_id=business.pk, given=nib(valid_until=ends.isoformat()))
    assert papers_remind() == 1
    assert papers_remind() == 0
    with clock.travel(clock.now() + timedelta(days=12)):
        assert papers_remind() == 1
    told = Notice.objects.filter(user=owner(), event__kind="paper_ends").order_by("pk")
    assert [one.event.data["left"] for one in told] == [40, 28]
    with translation.override("id"):
        assert "1234567890123" in str(told[0].event.data)


def test_a_certificate_is_for_one_product_of_the_business() -> None:
    business, other = recorded(), registered()
    mine, theirs = (Product.objects.filter(business=one).get() for one in (business, other))
    ends = (clock.today() + timedelta(days=30)).isoformat()
    given = nib(valid_until=ends)
    paper = paper_add(actor=trade_officer(), business_id=business.pk, given=given, product=str(mine.pk))
    assert list(mine.papers.all()) == [paper]
    assert Entry.objects.get(act="register.paper_added").after["paper_product"] == mine.name
    for wrong in (str(theirs.pk), "0", "x", "9" * 30):
        with pytest.raises(InvalidInput) as refused:
            paper_add(actor=trade_officer(), business_id=business.pk, given=nib("1234567890124"), product=wrong)
        assert refused.value.problems[0].field == "product"


def test_the_product_is_chosen_on_the_form_and_its_row_shows_the_certificate(client: Client) -> None:
    business = recorded()
    product = Product.objects.get(business=business)
    client.force_login(trade_officer())
    address = reverse("registry:paper_add", args=[business.register_number])
    chosen = f'<option value="{product.pk}" selected>'
    assert chosen in client.get(address, {"product": product.pk}).content.decode()
    refused = client.post(address, {"kind": "nib", "number": "123", "product": product.pk})
    assert refused.status_code == 422
    assert chosen in refused.content.decode()
    gone = client.post(address, {"kind": "nib", "number": "1234567890123", "product": "0"})
    assert gone.status_code == 422
    assert 'id="id_product-error"' in gone.content.decode()
    ends = (clock.today() + timedelta(days=30)).isoformat()
    sent = {"kind": "nib", "number": "1234567890123", "product": product.pk, "valid_until": ends}
    assert client.post(address, sent).status_code == 302
    page = client.get(reverse("registry:business", args=[business.register_number])).content.decode()
    row = page.partition('<ul class="products">')[2].partition("</ul>")[0]
    assert "1234567890123" in row
    assert 'class="badge wait"' in row
