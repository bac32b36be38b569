"""The pages of the public catalogue: part of the table in `tests/pages_promotion.py`."""

from tests.page_rules import PUBLIC, Page

MAKER = {"maker": "maker"}
PRODUCT = {"maker": "maker", "product": "showing"}

CATALOGUE = [
    Page("promotion:catalogue", PUBLIC, get=200),
    Page("promotion:products", PUBLIC, get=200),
    Page("promotion:makers", PUBLIC, get=200),
    Page("promotion:map", PUBLIC, get=200),
    Page("promotion:pins", PUBLIC, get=404),
    Page("promotion:commodity", PUBLIC, get=200, at={"code": "sambel_pecel"}),
    Page("promotion:commodity", PUBLIC, get=200, at={"code": "senapan_angin"}),
    Page("promotion:district", PUBLIC, get=200, at={"slug": "kanigoro"}),
    Page("promotion:theme", PUBLIC, get=200, at={"slug": "theme"}),
    Page("promotion:theme", PUBLIC, get=404, at={"slug": "tidak-ada"}),
    Page("promotion:sentra", PUBLIC, get=200),
    Page("promotion:sentra_one", PUBLIC, get=200, at={"slug": "sentra"}),
    Page("promotion:feed", PUBLIC, get=200),
    Page("promotion:maker", PUBLIC, get=200, at=MAKER),
    Page("promotion:maker", PUBLIC, get=404, at={"maker": "maker_waiting"}),
    Page("promotion:product", PUBLIC, get=200, at=PRODUCT),
    Page("promotion:contact", PUBLIC, get=200, post=422, at=MAKER),
    Page("promotion:contact", PUBLIC, get=404, post=404, at={"maker": "maker_waiting"}),
    Page("promotion:report", PUBLIC, get=200, post=422, at=MAKER),
    Page("promotion:seen", PUBLIC, post=204),
    Page("promotion:sitemap", PUBLIC, get=200),
    Page("promotion:sitemap_part", PUBLIC, get=200, at={"kind": "produk", "number": "1"}),
    Page("promotion:robots", PUBLIC, get=200),
]
