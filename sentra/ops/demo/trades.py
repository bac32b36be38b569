"""What the regency makes, and where: how the businesses of each commodity look. Pure."""

from dataclasses import dataclass

NORTH = ("35.05.02", "35.05.06", "35.05.09", "35.05.15", "35.05.18")
SOUTH = ("35.05.05", "35.05.08", "35.05.13", "35.05.16", "35.05.20", "35.05.04")
MIDDLE = ("35.05.10", "35.05.11", "35.05.14", "35.05.17", "35.05.03", "35.05.07")


@dataclass(frozen=True, slots=True)
class Trade:
    """How the businesses of a commodity look.

    `share` of all businesses, `places` where most of them are, `women` among the owners; `names` are patterns of
    {called}, {luck}, {village}; capacity is `low` to `high` in `unit`; investment in million rupiah.
    """

    share: float
    places: tuple[str, ...]
    women: float
    names: tuple[str, ...]
    products: tuple[str, ...]
    low: int
    high: int
    unit: str
    workers: int
    investment: int


LUCK = (
    "Sumber Rejeki", "Barokah", "Maju Jaya", "Sekar Jagad", "Mekar Sari", "Tunas Harapan", "Karya Mandiri",
    "Putra Jaya", "Sido Makmur", "Sari Rasa", "Wahyu Tumurun", "Rukun Santoso", "Sumber Makmur", "Dua Putri",
    "Berkah Ibu", "Lestari", "Argo Kelud", "Bina Karya", "Sari Bumi", "Karya Utama", "Melati Putih", "Sekar Arum",
    "Tirta Sari", "Mitra Usaha", "Anugerah", "Cahaya Timur", "Tri Tunggal", "Jaya Abadi", "Sinar Pagi",
    "Puspa Indah", "Kembang Desa", "Wijaya Kusuma", "Sumber Urip", "Pangestu", "Guyub Rukun", "Sekar Tanjung",
    "Ngudi Luhur", "Arta Mulya", "Bumi Penataran", "Rejo Agung",
)  # fmt: skip

TRADES: dict[str, Trade] = {
    "tempurung_kelapa": Trade(
        0.06, ("35.05.04", "35.05.12", "35.05.13", "35.05.22"), 0.35,
        ("Kerajinan Batok {luck}", "Tempurung {called}", "UD {luck}", "Batok {village}"),
        ("Mangkuk batok kelapa", "Kancing tempurung", "Tas tempurung kelapa", "Centong batok", "Lampu batok"),
        200, 2500, "buah per bulan", 6, 25,
    ),
    "sambel_pecel": Trade(
        0.14, (*MIDDLE, "35.05.09"), 0.8,
        ("Sambel Pecel {called}", "Sambel Pecel {luck}", "Pecel {called} {village}", "UD {luck}", "Bumbu Pecel {luck}"),
        ("Sambel pecel pedas", "Sambel pecel sedang", "Sambel pecel daun jeruk", "Bumbu pecel kemasan", "Pecel mete"),
        80, 1500, "kg per bulan", 4, 22,
    ),
    "bubut_kayu": Trade(
        0.09, ("35.05.07", "35.05.04", "35.05.03", "35.05.14"), 0.12,
        ("Bubut Kayu {luck}", "Bubut {called}", "UD {luck}", "Kerajinan Kayu {village}"),
        ("Kendang jimbe", "Alat dapur kayu", "Catur kayu", "Gagang sapu bubut", "Asbak dan vas kayu", "Yoyo kayu"),
        150, 4000, "buah per bulan", 6, 45,
    ),
    "gula_kelapa": Trade(
        0.15, SOUTH, 0.45,
        ("Gula Kelapa {called}", "Gula Merah {luck}", "KUB Gula Kelapa {village}", "Gula Jawa {called}"),
        ("Gula kelapa cetak", "Gula semut", "Gula kelapa batok", "Gula semut jahe"),
        120, 2400, "kg per bulan", 3, 9,
    ),
    "gerabah_seni": Trade(
        0.05, ("35.05.09", "35.05.04", "35.05.11"), 0.4,
        ("Gerabah {luck}", "Gerabah Seni {called}", "Tembikar {village}", "Sanggar Gerabah {luck}"),
        ("Guci hias", "Celengan gerabah", "Pot gerabah ukir", "Tungku dan cobek tanah liat", "Relief terakota"),
        60, 1200, "buah per bulan", 4, 18,
    ),
    "keripik_buah": Trade(
        0.09, (*NORTH, "35.05.21"), 0.72,
        ("Keripik {luck}", "Keripik {called}", "Camilan {luck}", "UD {luck}", "Keripik {village} Renyah"),
        ("Keripik nanas", "Keripik pisang", "Keripik nangka", "Keripik belimbing", "Keripik rambutan", "Keripik salak"),
        60, 900, "kg per bulan", 5, 48,
    ),
    "batik_tulis": Trade(
        0.06, ("35.05.10", "35.05.11", "35.05.17", "35.05.12"), 0.82,
        ("Batik Tulis {luck}", "Batik {called}", "Griya Batik {luck}", "Batik {village}", "Rumah Batik {luck}"),
        ("Kain batik tulis", "Selendang batik", "Batik motif koi", "Batik motif Penataran", "Kemeja batik tulis"),
        8, 120, "lembar per bulan", 6, 30,
    ),
    "senapan_angin": Trade(
        0.02, ("35.05.06", "35.05.02", "35.05.09"), 0.05,
        ("Bengkel Senapan {luck}", "UD {luck} Sport", "Senapan Angin {called}"),
        ("Senapan angin 4,5 mm", "Senapan pompa", "Popor dan laras senapan angin"),
        10, 90, "pucuk per bulan", 7, 120,
    ),
    "mainan_anak": Trade(
        0.04, ("35.05.07", "35.05.10", "35.05.03"), 0.4,
        ("Mainan Anak {luck}", "UD {luck} Toys", "Mainan Kayu {called}", "Mainan Edukasi {luck}"),
        ("Mainan kayu edukatif", "Mobil-mobilan kayu", "Boneka flanel", "Puzzle kayu", "Gasing dan yoyo"),
        100, 3000, "buah per bulan", 5, 24,
    ),
    "roti_kering": Trade(
        0.07, ("35.05.17", "35.05.10", "35.05.03", "35.05.12"), 0.84,
        ("Roti Kering {called}", "Kue Kering {luck}", "{luck} Bakery", "Roti {luck}", "Dapur {called}"),
        ("Roti kering bagelen", "Kue kering kacang", "Nastar nanas", "Kue sagu", "Roti tawar kering"),
        50, 1200, "kg per bulan", 5, 38,
    ),
    "makanan_khas": Trade(
        0.1, ("35.05.19", "35.05.21", "35.05.17", "35.05.14", "35.05.01"), 0.76,
        ("{luck}", "Dapur {called}", "Jajanan {luck}", "Wajik Kletik {called}", "Opak {village}", "Geti {called}"),
        ("Wajik kletik", "Geti wijen", "Opak gambir", "Jenang ketan", "Madumongso", "Rempeyek kacang"),
        60, 1000, "kg per bulan", 4, 15,
    ),
    "enteng_enteng": Trade(
        0.04, ("35.05.17", "35.05.19", "35.05.18"), 0.74,
        ("Enteng-enteng {called}", "Enteng-enteng {luck}", "Ampyang {luck}"),
        ("Enteng-enteng kacang tanah", "Enteng-enteng wijen", "Ampyang kacang gula merah"),
        70, 800, "kg per bulan", 4, 14,
    ),
    "garmen": Trade(
        0.05, ("35.05.07", "35.05.03", "35.05.11", "35.05.10"), 0.66,
        ("Konveksi {luck}", "{luck} Collection", "Garmen {called}", "Modiste {called}", "CV {luck} Garmindo"),
        ("Seragam sekolah", "Mukena bordir", "Kaos sablon", "Jaket dan celana", "Daster batik cap"),
        150, 5000, "potong per bulan", 9, 85,
    ),
    "mebelair": Trade(
        0.06, ("35.05.03", "35.05.06", "35.05.02", "35.05.01"), 0.1,
        ("Mebel {luck}", "Meubel {called}", "UD {luck} Furniture", "Mebelair {luck}", "CV {luck} Mebel"),
        ("Kursi tamu jati", "Lemari pakaian", "Kusen dan pintu", "Meja belajar", "Tempat tidur ukir"),
        6, 140, "set per bulan", 6, 90,
    ),
}  # fmt: skip
"""Shares and places are made up, but follow what the regency says of itself (gula kelapa in the south)."""
