"""The words by which Indonesian names, firms, addresses and products are brought to comparable form. Data.

Everything stands here as it comes out of `kernel.text.fold`: small letters, no dots.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words(
    "h hj haji hajah hajjah kh k kyai kiai ki nyai ust ustad ustadz ustadzah pak bpk bapak bu ibu mbak mba mas mbah "
    "mbok mak mpok bang cak gus ning kang lik pakde bude bulik paklik sdr sdri saudara saudari tn tuan ny nyonya nn "
    "r rr rd raden rm rngt alm almh almarhum almarhumah dr drg drs dra ir prof"
)
"""What stands before a name and is no part of it; a single letter counts as one only as the first word."""

DEGREES = _words(
    "se sh st mt mm mh mba mpd spd spdi sag skom mkom ssi msi sp mp ssos sip sap sfarm apt skep ners skm mkes sked "
    "spsi sikom stp str amd amk amdkeb ama bsc msc phd mag mpdi shi sei sthi shut spt spi ssn msn"
)
"""Academic degrees, written after a name."""

LEGAL_FORMS = _words(
    "pt cv ud pd fa firma tbk persero perseroan toko tk kios warung pb po pr kub kube kwt poktan koperasi kop ksu "
    "kelompok paguyuban usaha perusahaan industri home industry ikm umkm umk pengrajin perajin pusat rumah produksi"
)
"""What says which kind of firm it is, not which firm."""

PLACE_KINDS = _words(
    "kec kecamatan ds desa dsn dusun dkh dukuh kel kelurahan lingk lingkungan ling rt rw jl jln jalan gg gang no nomor "
    "kab kabupaten kota prov provinsi propinsi blok"
)
"""What says which kind of place it is, not which place."""

EVERYDAY = _words(
    # first names that hundreds bear in every district
    "muhammad ahmad abdul siti sri nur dwi tri eka agus bambang slamet endang umi binti bin "
    # what is made
    "batik tulis cap keripik tempe tahu sambal pecel bumbu gula kelapa jawa merah aren gerabah bubut kayu roti kering "
    "kue jajan jajanan snack makanan ringan minuman kopi mebel furnitur garmen konveksi jahit sablon bordir kerajinan "
    "tangan tempurung batok senapan angin mainan anak enteng kacang buah pisang singkong ketela sandal sepatu tas "
    "khas blitar asli bakery catering cathering collection craft handicraft art galeri gallery karya "
    # what brings luck
    "jaya makmur maju sumber rejeki rezeki barokah berkah sejahtera mandiri abadi sentosa lestari mulya mulia rahayu "
    "sari indah baru utama putra putri adi dua tiga"
)
"""Words that so many names share that they tell little."""

ALIASES = {
    **dict.fromkeys(_words("mohammad mohamad muhamad mohammed muhammed mochamad mochammad mokhamad"), "muhammad"),
    **dict.fromkeys(
        _words("mokhammad mukhamad mukhammad muchamad muchammad moch mokh moh muh mhd mohd much"), "muhammad"
    ),
    **dict.fromkeys(_words("ach akh achmad akhmad achmat ahmat akhmat achmed ahmed"), "ahmad"),
    **dict.fromkeys(_words("abd abdoel abdol"), "abdul"),
    **dict.fromkeys(_words("st sitti"), "siti"),
    **dict.fromkeys(_words("noor noer nor"), "nur"),
    **dict.fromkeys(_words("bt bti"), "binti"),
    **dict.fromkeys(_words("kripik krepek kerepek"), "keripik"),
    **dict.fromkeys(_words("sambel"), "sambal"),
    **dict.fromkeys(_words("pecal"), "pecel"),
    **dict.fromkeys(_words("meubel mebelair meubelair mubel mebeler"), "mebel"),
    **dict.fromkeys(_words("furniture furnicer"), "furnitur"),
    **dict.fromkeys(_words("garment"), "garmen"),
    **dict.fromkeys(_words("convection konfeksi"), "konveksi"),
    **dict.fromkeys(_words("gerabahan grabah"), "gerabah"),
    **dict.fromkeys(_words("rizki rizky riski rezki"), "rejeki"),
    **dict.fromkeys(_words("tauge toge"), "taoge"),
}
"""Other spellings and abbreviations of one word, by the spelling it is compared in."""
