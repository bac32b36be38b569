"""THE list of data sets. A code and the names of its columns are a promise: they never change."""

from django.utils.translation import gettext_lazy as _

from sentra.insights.opendata.described import Column, DataSet, Kind, Rhythm
from sentra.kernel.errors import Message

DISTRICT_CODE = Column(
    "kode_kecamatan", _("District code"), Kind.CODE, _("Code of the district of the Ministry of Home Affairs")
)
DISTRICT = Column("kecamatan", _("District"), Kind.TEXT, _("Name of the district (kecamatan)"))
VILLAGE_CODE = Column(
    "kode_desa", _("Village code"), Kind.CODE, _("Code of the village of the Ministry of Home Affairs")
)
VILLAGE = Column("desa", _("Village"), Kind.TEXT, _("Name of the village (desa or kelurahan)"))
COMMODITY_CODE = Column(
    "kode_komoditas", _("Commodity code"), Kind.CODE, _("Code of the commodity, as in the data set of commodities")
)
COMMODITY = Column("komoditas", _("Commodity"), Kind.TEXT, _("What the business makes above all"))
BUSINESSES = Column(
    "jumlah_usaha",
    _("Businesses"),
    Kind.INTEGER,
    _("Known small industries that aren't closed, on the last day of the month; empty where it is left out"),
    _("businesses"),
)
NOTE = Column(
    "keterangan",
    _("Note"),
    Kind.CODE,
    _("“disembunyikan” where a number is left out so that nobody learns of single businesses; otherwise empty"),
)
SERVICE_CODE = Column("kode_layanan", _("Service code"), Kind.CODE, _("Code of the kind of permit"))
SERVICE = Column("layanan", _("Service"), Kind.TEXT, _("Kind of permit"))
REGISTER = _("The register of small industries, as it was known at the end of the month")
OF_LICENSING = _("Applications for permits in Sentra")


def _classes(code: str, name: str, title: Message, classes: Column, description: Message) -> DataSet:
    """Describe a data set of districts by classes that each have a code and a name."""
    named = Column(name, classes.title, Kind.TEXT, classes.meaning)
    columns = (DISTRICT_CODE, DISTRICT, classes, named, BUSINESSES, NOTE)
    return DataSet(code, title, description, columns, Rhythm.QUARTERLY, REGISTER, suppressed=True)


def _size(scale: str, title: Message, rule: Message) -> DataSet:
    column = Column("kode_ukuran", _("Size class"), Kind.CODE, rule)
    return _classes(
        f"usaha-ukuran-{scale}", "ukuran", title, column, _("How many small industries of each size a district has.")
    )


BY_COMMODITY = DataSet(
    "usaha-komoditas",
    _("Businesses by district and commodity"),
    _("How many small industries of each commodity each district has."),
    (DISTRICT_CODE, DISTRICT, COMMODITY_CODE, COMMODITY, BUSINESSES, NOTE),
    Rhythm.QUARTERLY,
    REGISTER,
    suppressed=True,
)
BY_VILLAGE = DataSet(
    "usaha-desa",
    _("Businesses by village"),
    _("How many small industries each village has."),
    (DISTRICT_CODE, DISTRICT, VILLAGE_CODE, VILLAGE, BUSINESSES, NOTE),
    Rhythm.QUARTERLY,
    REGISTER,
    suppressed=True,
)
BY_STANDING = _classes(
    "usaha-legalitas",
    "legalitas",
    _("Businesses by district and legal standing"),
    Column(
        "kode_legalitas",
        _("Legal standing"),
        Kind.CODE,
        _("Whether it has a licence that holds, an expired one, an application, or none"),
    ),
    _("How many small industries of each district have a permit, and how many don't."),
)
BY_OWNER = _classes(
    "usaha-pemilik",
    "jenis_kelamin",
    _("Businesses by district and sex of the owner"),
    Column("kode_jenis_kelamin", _("Sex of the owner"), Kind.CODE, _("Woman, man, or not known")),
    _("How many small industries of each district belong to women and to men."),
)
BY_UMKM = _size("umkm", _("Businesses by district and size (UMKM)"), _("By sales or capital (PP 7/2021)"))
BY_INDUSTRY = _size(
    "industri",
    _("Businesses by district and size (industry)"),
    _("By workers and investment (Minister of Industry, 64/2016)"),
)
BY_BPS = _size("bps", _("Businesses by district and size (BPS)"), _("By workers (Statistics Indonesia)"))
BY_PRODUCTION = DataSet(
    "usaha-produksi",
    _("Businesses by commodity and how the production runs"),
    _("How many small industries of each commodity produce smoothly, haltingly or not, as the last visit saw it."),
    (
        COMMODITY_CODE,
        COMMODITY,
        Column("kode_produksi", _("Production"), Kind.CODE, _("How the production runs, by the last visit")),
        Column("produksi", _("Production"), Kind.TEXT, _("How the production runs, by the last visit")),
        BUSINESSES,
        NOTE,
    ),
    Rhythm.QUARTERLY,
    REGISTER,
    suppressed=True,
)
WORKERS = DataSet(
    "tenaga-kerja",
    _("Workers by district and commodity"),
    _(
        "How many people work in the small industries, by district and commodity. Each business counts with its newest "
        "accepted year; who told nothing isn't counted."
    ),
    (
        DISTRICT_CODE,
        DISTRICT,
        COMMODITY_CODE,
        COMMODITY,
        Column(
            "tenaga_kerja",
            _("Workers"),
            Kind.INTEGER,
            _("Workers that the businesses told; empty where it is left out"),
            _("people"),
        ),
        NOTE,
    ),
    Rhythm.QUARTERLY,
    _("Yearly figures that businesses told and officers accepted, on the day on which the data were made"),
    suppressed=True,
)
LICENSING = DataSet(
    "izin-bulanan",
    _("Permits by month and service"),
    _("Applications received and permits granted, month by month, and how long it took."),
    (
        Column("bulan", _("Month"), Kind.DATE, _("The month, as YYYY-MM")),
        SERVICE_CODE,
        SERVICE,
        Column(
            "permohonan_masuk",
            _("Received"),
            Kind.INTEGER,
            _("Applications handed in during the month"),
            _("applications"),
        ),
        Column("izin_terbit", _("Granted"), Kind.INTEGER, _("Applications granted during the month"), _("permits")),
        Column(
            "median_hari_kerja",
            _("Median working days"),
            Kind.NUMBER,
            _("Working days in the offices' hands of those granted in the month; empty for fewer than three"),
            _("working days"),
        ),
    ),
    Rhythm.MONTHLY,
    OF_LICENSING,
)
REFUSALS = DataSet(
    "izin-tahunan",
    _("Permits by year and service"),
    _("Applications received, granted and refused in each whole year, and how long it took."),
    (
        Column("tahun", _("Year"), Kind.INTEGER, _("A year that is over")),
        SERVICE_CODE,
        SERVICE,
        Column(
            "permohonan_masuk", _("Received"), Kind.INTEGER, _("Applications handed in in the year"), _("applications")
        ),
        Column("izin_terbit", _("Granted"), Kind.INTEGER, _("Applications granted in the year"), _("permits")),
        Column(
            "ditolak",
            _("Refused"),
            Kind.INTEGER,
            _("Applications refused in the year; empty where it is left out"),
            _("applications"),
        ),
        Column(
            "median_hari_kerja",
            _("Median working days"),
            Kind.NUMBER,
            _("Working days in the offices' hands of those granted in the year; empty for fewer than three"),
            _("working days"),
        ),
        NOTE,
    ),
    Rhythm.MONTHLY,
    OF_LICENSING,
    suppressed=True,
)
PROGRAMMES = DataSet(
    "program",
    _("Programmes by year"),
    _("What the offices offered each year: how many calls, how many places, how many were reached, the budget."),
    (
        Column("tahun", _("Year"), Kind.INTEGER, _("The year in which the programme begins")),
        Column("kode_program", _("Programme code"), Kind.CODE, _("Code of the kind of programme")),
        Column("program", _("Programme"), Kind.TEXT, _("Kind of programme")),
        Column("penawaran", _("Calls"), Kind.INTEGER, _("Calls that were published"), _("calls")),
        Column("kuota", _("Places"), Kind.INTEGER, _("Places that were offered"), _("places")),
        Column(
            "peserta",
            _("Participants"),
            Kind.INTEGER,
            _("Businesses and groups that were chosen; the lists of them are public"),
            _("participants"),
        ),
        Column("anggaran", _("Budget"), Kind.INTEGER, _("Budget of the calls"), _("rupiah")),
    ),
    Rhythm.MONTHLY,
    _("Public calls in Sentra"),
)
MAKERS = DataSet(
    "perajin",
    _("Makers of the catalogue"),
    _("The makers who agreed to stand in the public catalogue: name, commodity, district, address of their page."),
    (
        Column("nama", _("Name"), Kind.TEXT, _("Name of the business, as its page shows it")),
        COMMODITY_CODE,
        COMMODITY,
        DISTRICT_CODE,
        DISTRICT,
        Column("alamat_halaman", _("Page"), Kind.URL, _("Address of the maker's page in the catalogue")),
    ),
    Rhythm.LIVE,
    _("The public catalogue; whoever withdraws is gone from here at once"),
)
DISTRICTS = DataSet(
    "kecamatan",
    _("Districts and villages"),
    _("The districts and villages of the regency with their codes: the key to the other data sets."),
    (DISTRICT_CODE, DISTRICT, VILLAGE_CODE, VILLAGE),
    Rhythm.LIVE,
    _("Reference data of the regency"),
)
COMMODITIES = DataSet(
    "komoditas",
    _("Commodities"),
    _("The commodities by which the regency tells its industries apart, with their KBLI classes."),
    (
        COMMODITY_CODE,
        COMMODITY,
        Column("komoditas_en", _("Commodity in English"), Kind.TEXT, _("Name of the commodity in English")),
        Column("unggulan", _("Flagship"), Kind.CODE, _("“ya” for a flagship product of the regency, else “tidak”")),
        Column("kbli", _("KBLI classes"), Kind.TEXT, _("Codes of the classes of business that fit, after spaces")),
    ),
    Rhythm.LIVE,
    _("Reference data of the regency"),
)
COUNTED = (
    BY_COMMODITY,
    BY_VILLAGE,
    BY_STANDING,
    BY_OWNER,
    BY_UMKM,
    BY_INDUSTRY,
    BY_BPS,
    BY_PRODUCTION,
)
"""Counts of the same businesses: what is left out of one is decided together with the others."""
OF_THE_MONTH = (LICENSING, REFUSALS, PROGRAMMES)
DATA_SETS: tuple[DataSet, ...] = (*COUNTED, WORKERS, *OF_THE_MONTH, MAKERS, DISTRICTS, COMMODITIES)
"""All data sets, in the order of the list. The citizens' survey (SKM) joins here, with its own module of reads."""
SET_BY_CODE = {one.code: one for one in DATA_SETS}
