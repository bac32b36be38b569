"""The pages of a maker's studio and of the office's curation: part of the table in `tests/pages.py`."""

from sentra.people.policy import Permission
from tests.page_rules import OWN, Page, beside_owner, duty

STUDIO = beside_owner(Permission.PROMOTION_MANAGE, here=True)
SEEN = beside_owner(Permission.PROMOTION_READ, here=True)
READ, MANAGE = duty(Permission.PROMOTION_READ), duty(Permission.PROMOTION_MANAGE)
READ_ONE = duty(Permission.PROMOTION_READ, record=True)
MANAGE_ONE = duty(Permission.PROMOTION_MANAGE, record=True)
MINE = {"number": "studio_business"}
PRODUCT = {**MINE, "product_id": "studio_product"}
PHOTO = {**MINE, "kind": "p", "photo_id": "studio_photo"}
AT_WORK = {**MINE, "kind": "m", "photo_id": "studio_at_work"}
ENQUIRY = {**MINE, "enquiry_id": "enquiry"}
WAITING = {"number": "waiting_business"}
SHOWN = {"number": "shown_business"}
SHOWN_PRODUCT = {**SHOWN, "product_id": "shown_product"}
THEME = {"slug": "theme"}

STUDIO_PAGES = [
    Page("promotion:studio", STUDIO, get=200, at=MINE),
    Page("promotion:studio_begin", STUDIO, post=302, at=MINE),
    Page("promotion:studio_consent", STUDIO, get=200, post=409, at=MINE),
    Page("promotion:studio_withdraw", STUDIO, post=302, at=MINE),
    Page("promotion:studio_send", STUDIO, post=409, at=MINE),
    Page("promotion:studio_words", STUDIO, get=200, post=422, at=MINE, sent={"since": "dulu"}),
    Page("promotion:studio_contact", STUDIO, get=200, post=422, at=MINE, sent={"phone": "x"}),
    Page("promotion:studio_preview", STUDIO, get=200, at=MINE),
    Page("promotion:studio_preview_product", STUDIO, get=200, at={**MINE, "product": "studio_product_slug"}),
    Page("promotion:studio_products", STUDIO, get=200, at=MINE),
    Page("promotion:studio_product_new", STUDIO, get=200, post=422, at=MINE),
    Page("promotion:studio_product", STUDIO, get=200, post=422, at=PRODUCT),
    Page("promotion:studio_product_switch", STUDIO, post=302, at=PRODUCT),
    Page("promotion:studio_product_remove", STUDIO, post=302, at=PRODUCT),
    Page("promotion:studio_product_photo", STUDIO, post=422, at=PRODUCT),
    Page("promotion:studio_photos", STUDIO, get=200, post=422, at=MINE),
    Page("promotion:studio_photo", STUDIO, get=200, post=302, at=PHOTO),
    Page("promotion:studio_photo", STUDIO, get=200, post=302, at=AT_WORK),
    Page("promotion:studio_picture", SEEN, get=200, at=PHOTO),
    Page("promotion:studio_picture", SEEN, get=200, at=AT_WORK),
    Page("promotion:studio_photo_remove", STUDIO, post=302, at=PHOTO),
    Page("promotion:studio_photo_remove", STUDIO, post=302, at=AT_WORK),
    Page("promotion:studio_figures", STUDIO, get=200, at=MINE),
    Page("promotion:studio_enquiries", OWN, get=200, at=MINE),
    Page("promotion:studio_enquiry", OWN, get=200, at=ENQUIRY),
    Page("promotion:studio_enquiry_answer", OWN, post=302, at=ENQUIRY),
    Page("promotion:studio_enquiry_spam", OWN, post=302, at=ENQUIRY),
    Page("promotion:curating", READ, get=200),
    Page("promotion:curate_makers", READ, get=200),
    Page("promotion:curate", READ_ONE, get=200, at=WAITING),
    Page("promotion:curate", READ_ONE, get=200, at=SHOWN),
    Page("promotion:curate_publish", MANAGE_ONE, post=302, at=WAITING),
    Page("promotion:curate_return", MANAGE_ONE, post=422, at=WAITING),
    Page("promotion:curate_hide", MANAGE_ONE, post=422, at=SHOWN),
    Page("promotion:curate_show", MANAGE_ONE, post=409, at=SHOWN),
    Page("promotion:curate_feature", MANAGE_ONE, post=302, at=SHOWN),
    Page("promotion:curate_product_hide", MANAGE_ONE, post=422, at=SHOWN_PRODUCT),
    Page("promotion:curate_product_show", MANAGE_ONE, post=302, at=SHOWN_PRODUCT),
    Page("promotion:page_reports", READ, get=200),
    Page("promotion:report_settle", MANAGE_ONE, post=422, at={"report_id": "page_report"}),
    Page("promotion:curate_themes", READ, get=200),
    Page("promotion:curate_theme_new", MANAGE, get=200, post=422),
    Page("promotion:curate_theme", MANAGE, get=200, post=422, at=THEME),
    Page("promotion:curate_theme_remove", MANAGE, post=302, at=THEME),
    Page("promotion:curate_theme_maker", MANAGE_ONE, post=302, at={**THEME, "business_id": "shown_id"}),
]
