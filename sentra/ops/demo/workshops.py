"""What stands in the workshops of each trade, of what they make, at what price they sell, and where. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Workshop:
    """How the businesses of a commodity produce; prices in thousand rupiah for one `unit`."""

    machines: tuple[str, ...]
    materials: tuple[tuple[str, str], ...]
    packaging: tuple[str, ...]
    unit: str
    cheap: int
    dear: int


WORKSHOPS: dict[str, Workshop] = {
    "tempurung_kelapa": Workshop(
        ("Mesin gerinda", "Mesin bor duduk", "Mesin poles"), (("Tempurung kelapa", "petani di Kademangan"),),
        ("kardus", "plastik gelembung"), "buah", 8, 90,
    ),
    "sambel_pecel": Workshop(
        ("Mesin giling bumbu", "Wajan besar", "Mesin segel plastik"),
        (("Kacang tanah", "pasar Wlingi"), ("Gula kelapa", "perajin di Bakung"), ("Cabai", "petani di Nglegok")),
        ("plastik 250 gram", "plastik 500 gram", "stoples 300 gram"), "bungkus", 9, 38,
    ),
    "bubut_kayu": Workshop(
        ("Mesin bubut kayu", "Gergaji pita", "Kompresor"), (("Kayu mahoni", "hutan rakyat Blitar selatan"),),
        ("kardus",), "buah", 6, 140,
    ),
    "gula_kelapa": Workshop(
        ("Wajan nira", "Tungku hemat kayu", "Cetakan batok"), (("Nira kelapa", "kebun sendiri"),),
        ("daun pisang", "plastik 1 kg"), "kg", 14, 30,
    ),
    "gerabah_seni": Workshop(
        ("Meja putar", "Tungku bakar"), (("Tanah liat", "Desa Plumpungrejo"),), ("kardus dan jerami",), "buah", 12, 350,
    ),
    "keripik_buah": Workshop(
        ("Mesin penggoreng hampa", "Mesin peniris minyak", "Mesin segel plastik"),
        (("Nanas", "petani di Ponggok"), ("Minyak goreng", "toko di Blitar")),
        ("aluminium foil 100 gram", "plastik 200 gram"), "bungkus", 10, 28,
    ),
    "batik_tulis": Workshop(
        ("Canting", "Kompor batik", "Bak pewarna"), (("Kain mori", "Solo"), ("Malam batik", "Pekalongan")),
        ("kotak kertas",), "lembar", 150, 950,
    ),
    "senapan_angin": Workshop(
        ("Mesin bubut besi", "Mesin bor", "Mesin las"), (("Pipa baja", "Surabaya"), ("Kayu mahoni", "Blitar")),
        ("kardus",), "pucuk", 650, 2400,
    ),
    "mainan_anak": Workshop(
        ("Gergaji ukir", "Mesin amplas"), (("Kayu pinus", "Perhutani"), ("Cat bebas timbal", "Malang")),
        ("kardus",), "buah", 10, 120,
    ),
    "roti_kering": Workshop(
        ("Oven gas", "Mesin pengaduk adonan"),
        (("Tepung terigu", "toko di Blitar"), ("Telur", "peternak di Kademangan")),
        ("stoples 500 gram", "plastik 250 gram"), "bungkus", 12, 75,
    ),
    "makanan_khas": Workshop(
        ("Wajan besar", "Kompor gas", "Mesin segel plastik"), (("Beras ketan", "petani di Kesamben"),),
        ("plastik 250 gram", "besek"), "bungkus", 8, 45,
    ),
    "enteng_enteng": Workshop(
        ("Wajan besar", "Loyang cetak"), (("Kacang tanah", "pasar Wlingi"), ("Gula kelapa", "perajin di Wates")),
        ("plastik 200 gram",), "bungkus", 7, 24,
    ),
    "garmen": Workshop(
        ("Mesin jahit", "Mesin obras", "Mesin bordir"), (("Kain katun", "Surabaya"),), ("plastik",), "potong", 35, 260,
    ),
    "mebelair": Workshop(
        ("Mesin serut", "Gergaji meja", "Kompresor cat"), (("Kayu jati", "Perhutani Blitar"),), ("kardus",),
        "set", 450, 7500,
    ),
}  # fmt: skip

MARKETS = (
    "pasar kecamatan", "toko oleh-oleh di Blitar", "pasar Wlingi dan Kesamben", "pengepul di Tulungagung",
    "toko di Malang dan Surabaya", "Shopee dan pesanan lewat WhatsApp", "pesanan sekolah dan kantor",
)  # fmt: skip
COUNTRIES = ("Malaysia", "Jepang", "Belanda", "Australia")
WHY_NOT = (("tidak_tahu", 0.34), ("syarat", 0.2), ("biaya", 0.16), ("belum_perlu", 0.16), ("jauh", 0.14))
"""Why a recorded business has no permit, by the codes of the census, each with its share."""
HELP = (
    ("training", "Pelatihan kemasan produk IKM"), ("training", "Bimbingan teknis keamanan pangan"),
    ("exhibition", "Pameran Blitar Jadoel"), ("exhibition", "Pameran produk unggulan Jawa Timur"),
    ("machine", "Bantuan mesin produksi"), ("other", "Fasilitasi merek dan halal"),
)  # fmt: skip
