"""The pages of print, pictures and exhibitions: part of the table of promotion's pages."""

from sentra.people.policy import Permission
from tests.page_rules import PUBLIC, Page, beside_owner, duty

P = Permission
SEES = duty(P.PROMOTION_READ)
MANAGE = duty(P.PROMOTION_MANAGE)
OWN_OR_HELPED = beside_owner(P.PROMOTION_MANAGE, here=True)
EDITION = {"edition_id": "edition"}
BUSINESS = {"number": "business"}
SHOWN = {"number": "shown_business"}
NOT_THE_OWNERS = {"owner GET": 404}

PRINT = [
    Page("promotion:exhibitions", PUBLIC, get=200),
    Page("promotion:exhibition", PUBLIC, get=200, at={"number": "call_running"}),
    Page("promotion:editions", SEES, get=200),
    Page("promotion:edition_ask", MANAGE, get=200, post=422),
    Page("promotion:edition", SEES, get=200, at=EDITION),
    Page("promotion:edition_file", SEES, get=200, at=EDITION),
    Page("promotion:edition_again", MANAGE, post=409, at=EDITION),
    Page("promotion:edition_publish", MANAGE, post=409, at=EDITION),
    Page("promotion:edition_take_back", MANAGE, post=409, at=EDITION),
    Page("promotion:edition_drop", MANAGE, post=409, at=EDITION),
    Page("promotion:edition_public", PUBLIC, get=404, at=EDITION),
    Page("promotion:edition_public", PUBLIC, get=200, at={"edition_id": "edition_public"}),
    Page("promotion:kit", MANAGE, get=200),
    Page("promotion:event_cards", MANAGE, get=200, at={"call_id": "call_running_id", "kind": "stand"}),
    Page("promotion:event_cards", MANAGE, get=404, at={"call_id": "call_running_id", "kind": "table"}),
    Page("promotion:materials", OWN_OR_HELPED, get=200, at=BUSINESS),
    Page("promotion:shop_sign", OWN_OR_HELPED, get=200, at={**BUSINESS, "paper": "a5"}),
    Page("promotion:own_cards", OWN_OR_HELPED, get=404, at={**BUSINESS, "kind": "table"}),
    Page("promotion:own_cards", OWN_OR_HELPED, get=200, at={**SHOWN, "kind": "table"}, also=NOT_THE_OWNERS),
    Page("promotion:own_kit", OWN_OR_HELPED, get=404, at=BUSINESS),
    Page("promotion:own_kit", OWN_OR_HELPED, get=200, at=SHOWN, also=NOT_THE_OWNERS),
    Page("promotion:own_picture", OWN_OR_HELPED, get=200, at={**BUSINESS, "shape": "persegi"}),
    Page(
        "promotion:product_picture",
        OWN_OR_HELPED,
        get=200,
        at={**SHOWN, "shape": "potret", "product": "showing"},
        also=NOT_THE_OWNERS,
    ),
    Page("promotion:share", PUBLIC, get=200, at={"maker": "maker"}),
    Page("promotion:share", PUBLIC, get=404, at={"maker": "maker_waiting"}),
    Page("promotion:share_product", PUBLIC, get=200, at={"maker": "maker", "product": "showing"}),
]
