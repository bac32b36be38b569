"""Puts a synthetic register into the catalogue, by statements over whole tables, and gives the addresses to ask for."""

from urllib.parse import urlencode

from django.db import connection

from sentra.people.models import User
from sentra.promotion.filters import district_slugs
from sentra.promotion.models import Maker, Showing
from sentra.promotion.services.derived import showings_refresh
from sentra.reference.loading import current_pack

ADDRESSES = 400
"""So many different addresses of each kind of page: enough for some seconds of eight clients."""
BATCH = 2_000
WORDS = ("keripik", "sambel pecel", "batik tulis", "kripik nangka", "gula merah", "gerabah", "mebel jati", "camilan",
         "tempurung", "roti kering", "mainan kayu", "garmen", "batik wlingi", "jajan", "kendang", "enteng")  # fmt: skip
MISSPELT = ("keripki", "gerabha", "smabel", "temprung", "meubell", "batikk")

PRESENTABLE = """
UPDATE registry_business SET registered_at = coalesce(registered_at, recorded_at), standing = 'active', licensed = true,
    licensed_until = CASE WHEN licensed_until < current_date THEN current_date + 300 ELSE licensed_until END
"""
PRODUCTS = """
INSERT INTO registry_product (business_id, name, commodity, description, packaging, unit, price_from, price_to)
SELECT id, 'Produk ' || nth || ' ' || left(name, 60), commodity, 'Dibuat di rumah, dikirim ke mana saja.', 'Dus',
    'buah', 5000 + (hashtext(id::text || nth) & 1023) * 500, NULL
FROM registry_business CROSS JOIN generate_series(1, 2) AS nth
"""
MAKERS = """
INSERT INTO promotion_maker (business_id, slug, state, reason, consented_at, consented_by_id, consent_owner_id,
    consent_wording, shows_owner, shows_pin, by_whatsapp, by_phone, by_mail, by_form, phone, email, tagline, story,
    story_en, how_to_order, first_published_at, updated_at, version)
SELECT id, lower(register_number), 'published', '', now(), %(user)s, owner_id, 'v1', false, latitude IS NOT NULL, true,
    false, false, true, '+6281234567890', '', 'Buatan tangan sejak lama', repeat('Kami membuatnya sendiri. ', 12), '',
    'Pesan lewat WhatsApp.', now() - random() * interval '900 days', now(), 1
FROM registry_business
"""
SPREAD = "UPDATE promotion_showing SET first_shown_at = now() - random() * interval '900 days'"


def list_all() -> int:
    """Let every business of the register stand in the catalogue with its products; gives how many products."""
    with connection.cursor() as cursor:
        for statement in (PRESENTABLE, PRODUCTS):
            cursor.execute(statement)
        cursor.execute(MAKERS, {"user": User.objects.create(name="Bench", email="bench@sentra.example").pk})
    ids = list(Maker.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(ids), BATCH):
        showings_refresh(ids[first : first + BATCH])
    with connection.cursor() as cursor:
        cursor.execute(SPREAD)
        cursor.execute("VACUUM ANALYZE")
    return Showing.objects.count()


def scenes() -> dict[str, list[str]]:
    """Give the addresses of each kind of page, all different."""
    pack = current_pack()
    makers = list(Maker.objects.order_by("?").values_list("slug", flat=True)[:ADDRESSES])
    products = list(Showing.objects.order_by("?").values_list("maker__slug", "slug")[:ADDRESSES])
    districts = list(district_slugs())
    commodities = [one.code for one in pack.commodities]
    found = [(word, district) for district in districts for word in WORDS][:ADDRESSES]
    return {
        "home": [f"/katalog/?{place}" for place in range(ADDRESSES)],
        "search, one or two words": [_products(q=f"{word}", n=place) for place, word in enumerate(WORDS * 20)],
        "search within a district": [_products(q=word, kecamatan=district) for word, district in found],
        "search that finds nothing": [_products(q=word, sertifikat=f"x{n}") for n in range(25) for word in WORDS],
        "search, misspelt": [_products(q=word, n=place) for place, word in enumerate(MISSPELT * 50)],
        "browse by commodity": [_products(komoditas=commodities[n % len(commodities)], n=n) for n in range(ADDRESSES)],
        "browse by price": [_products(urut="murah", n=n) for n in range(ADDRESSES)],
        "maker": [f"/katalog/{slug}/" for slug in makers],
        "product": [f"/katalog/{maker}/{slug}/" for maker, slug in products],
    }


def _products(**asked: object) -> str:
    return f"/katalog/produk/?{urlencode(asked)}"
