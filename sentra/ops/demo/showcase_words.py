"""What makers of the demo say of themselves: by trade, so that no two pages of one street read alike."""

from collections.abc import Mapping

TAGLINES: Mapping[str, tuple[str, ...]] = {
    "tempurung_kelapa": ("Dari batok, jadi mangkuk.", "Batok pilihan, dihaluskan dengan tangan."),
    "sambel_pecel": ("Pecel Blitar, cukup diseduh.", "Pedasnya pas, kacangnya terasa."),
    "bubut_kayu": ("Kayu yang berbunyi.", "Bubutan halus, kayu legal."),
    "gula_kelapa": ("Manis nira, dimasak di tungku.", "Gula jawa asli, tanpa campuran."),
    "gerabah_seni": ("Tanah, putaran, api.", "Gerabah ukir untuk rumah dan taman."),
    "keripik_buah": ("Renyahnya buah asli.", "Buah Blitar, digoreng hampa."),
    "batik_tulis": ("Satu canting, satu cerita.", "Batik tulis motif kendang dan koi."),
    "senapan_angin": ("Bengkel berizin, hasil teliti.", "Popor kayu pilihan, laras presisi."),
    "mainan_anak": ("Mainan kayu yang aman.", "Dolanan yang tidak cepat rusak."),
    "roti_kering": ("Teman minum teh sejak pagi.", "Kue kering untuk setiap hari raya."),
    "makanan_khas": ("Rasa hajatan, setiap hari.", "Wajik dan geti seperti buatan nenek."),
    "enteng_enteng": ("Kacang dan gula, itu saja.", "Renyah, gurih, khas Blitar."),
    "garmen": ("Jahitan rapi, tepat waktu.", "Seragam dan busana sesuai ukuran Anda."),
    "mebelair": ("Jati dan mahoni, dibuat menurut pesanan.", "Mebel yang diwariskan."),
}
STORIES: Mapping[str, tuple[str, ...]] = {
    "tempurung_kelapa": (
        (
            "Dulu batok kelapa di {village} hanya jadi arang. Sejak {since} kami memotong, mengampelas, dan "
            "melapisinya dengan minyak yang aman untuk makanan. Tiap mangkuk punya corak sendiri, tidak ada yang "
            "kembar."
        ),
        (
            "Kami empat bersaudara. Yang laki-laki memotong, yang perempuan menghaluskan. Pesanan pertama kami "
            "dua lusin sendok; sekarang kancing dan lampu kami sampai ke Bali. Semua dikerjakan di belakang "
            "rumah di {village}."
        ),
    ),
    "sambel_pecel": (
        (
            "Resepnya dari ibu, yang berjualan pecel di pasar {village}. Kacang kami sangrai, bukan goreng, lalu "
            "ditumbuk dengan kencur dan daun jeruk. Sejak {since} tidak pernah memakai pengawet."
        ),
        (
            "Setiap pagi jam empat tungku sudah menyala. Cabai kami beli dari tetangga, kacang dari Kademangan. "
            "Pedas, sedang, atau tidak pedas: cucu kami pun ikut mencicipi."
        ),
    ),
    "bubut_kayu": (
        (
            "Mesin bubut pertama kami rakitan sendiri, tahun {since}. Kayunya mahoni dan sengon dari kebun "
            "rakyat. Kendang jimbe kami sudah dimainkan di banyak negara, dan pembuatnya masih orang {village}."
        ),
        (
            "Yoyo, catur, gagang alat dapur: yang kecil pun kami bubut dengan teliti. Anak muda {village} "
            "belajar di sini sepulang sekolah. Serbuk kayunya tidak dibuang, dipakai untuk media jamur."
        ),
    ),
    "gula_kelapa": (
        (
            "Nira kami sadap pagi dan sore, lalu dimasak di tungku kayu sampai mengental. Dicetak dalam batok, "
            "tanpa gula pasir. Usaha ini berdiri tahun {since}, tetapi orang {village} memasaknya jauh sebelum itu."
        ),
        (
            "Bapak memanjat dua puluh pohon setiap hari. Ibu menjaga api. Warnanya cokelat tua karena memang "
            "begitu gula yang dimasak pelan. Tersedia cetakan batok dan gula semut."
        ),
    ),
    "gerabah_seni": (
        (
            "Tanah liat {village} kami saring tiga kali sebelum diputar. Ukirannya digores dengan bambu saat "
            "masih lembap, lalu dibakar semalam. Sejak {since} pot kami menghiasi taman hotel dan rumah."
        ),
        (
            "Saya belajar memutar dari kakek. Sekarang ada enam orang yang bekerja bersama, tiga di antaranya "
            "perempuan. Guci, lampu, celengan: bentuk sesuai gambar Anda pun bisa."
        ),
    ),
    "keripik_buah": (
        (
            "Nanas Ponggok, nangka, salak, pisang: saat panen raya harganya jatuh. Dengan penggorengan hampa, "
            "sejak {since}, buah itu jadi keripik yang rasanya tetap buah. Tanpa gula tambahan."
        ),
        (
            "Kami membeli langsung dari petani {village}. Dikupas pagi, digoreng siang, dikemas sore. Kemasan "
            "kedap, tahan enam bulan."
        ),
    ),
    "batik_tulis": (
        (
            "Satu kain kami kerjakan tiga sampai lima minggu: menggambar, mencanting, mewarna, melorot. Motifnya "
            "kendang, ikan koi, dan bunga kenanga {village}. Sejak {since} tidak ada cap, semua canting."
        ),
        (
            "Sepuluh ibu membatik di teras rumah sambil menjaga anak. Pewarnanya dari kulit kayu dan indigo. "
            "Setiap kain ditandatangani pembuatnya."
        ),
    ),
    "senapan_angin": (
        (
            "Bengkel kami bekerja dengan izin dan pengawasan sejak {since}. Popor dari kayu sonokeling, dibentuk "
            "dengan tangan. Pembelian mengikuti aturan Kepolisian; kami bantu menjelaskan syaratnya."
        ),
        (
            "Tiga generasi di {village} mengerjakan laras dan popor. Setiap pucuk diuji dan diberi nomor. Kami "
            "juga melayani perbaikan."
        ),
    ),
    "mainan_anak": (
        (
            "Mobil kayu, kitiran, dakon: tanpa baterai. Catnya berbahan air, sudutnya dihaluskan supaya aman. "
            "Kami mulai tahun {since} dari sisa kayu mebel tetangga di {village}."
        ),
        (
            "Mainan kami lahir dari permintaan anak sendiri. Kalau mereka bosan, kami tahu harus mengubah apa. "
            "Sekarang PAUD di sekitar {village} memakainya."
        ),
    ),
    "roti_kering": (
        (
            "Nastar, kastengel, kue semprit: telur dan mentega sungguhan. Menjelang Lebaran seluruh gang di "
            "{village} ikut memanggang. Kami mulai tahun {since} dengan satu oven pinjaman."
        ),
        (
            "Setiap stoples kami timbang dan beri tanggal. Biskuit jahe kami lahir karena suami tidak suka yang "
            "manis; ternyata paling dicari."
        ),
    ),
    "makanan_khas": (
        (
            "Wajik kletik, geti, opak gambir. Beras ketan dari sawah {village}, gula dari tetangga. Dibungkus "
            "klobot seperti dulu, sejak {since}."
        ),
        (
            "Kami biasa memasak untuk hajatan. Karena tamu selalu minta dibungkuskan, jadilah usaha ini. Dibuat "
            "hari ini, dikirim hari ini."
        ),
    ),
    "enteng_enteng": (
        (
            "Kacang disangrai, gula dimasak sampai keras, lalu dipotong selagi hangat. Tidak ada rahasia, hanya "
            "kesabaran. Keluarga kami membuatnya di {village} sejak {since}."
        ),
        (
            "Satu wajan sehari, tidak lebih, supaya selalu segar. Ada rasa jahe dan wijen. Cocok untuk oleh-oleh "
            "karena tahan tiga bulan."
        ),
    ),
    "garmen": (
        (
            "Dua belas penjahit, kebanyakan ibu-ibu {village}, bekerja dari rumah. Kami memotong dan memeriksa. "
            "Sejak {since} menjahit seragam sekolah dan busana muslim."
        ),
        (
            "Ukuran kami sesuaikan, kain boleh dari Anda. Pesanan kecil kami terima, mulai enam potong. Sisa "
            "kain jadi sarung bantal."
        ),
    ),
    "mebelair": (
        (
            "Kayu kami keringkan tiga bulan sebelum dipakai, supaya tidak menyusut. Sambungannya pasak, bukan "
            "paku. Kursi yang kami buat tahun {since} masih dipakai di balai desa {village}."
        ),
        (
            "Dari gambar di kertas sampai dikirim ke rumah: kami buat menurut ukuran ruangan Anda. Kayu "
            "bersertifikat, politur berbahan air."
        ),
    ),
}
STORIES_EN: Mapping[str, str] = {
    "tempurung_kelapa": "We turn coconut shell, once burnt as waste, into bowls and spoons, by hand in {village}.",
    "bubut_kayu": "Djembe drums and chess sets turned from mahogany in {village}, since {since}.",
    "batik_tulis": "Hand-drawn batik: three to five weeks for one cloth, signed by the woman who drew it.",
    "gerabah_seni": "Carved pottery from {village}, thrown and fired as our grandparents did.",
    "keripik_buah": "Fruit of Blitar, fried in a vacuum: nothing added, and the taste stays.",
}
FOOD = (
    "Paling sedikit 10 bungkus. Siap kirim 2 hari setelah pesan. Ongkos kirim sesuai kurir.",
    "Pesan lewat WhatsApp sebelum pukul 15.00, diambil besok pagi. Ke luar kota dikirim dalam kardus tebal.",
    "Eceran boleh, datang saja ke rumah. Untuk hajatan mohon pesan seminggu sebelumnya.",
)
CRAFT = (
    "Barang siap bisa langsung dikirim. Pesanan khusus dua sampai empat minggu, uang muka separuh.",
    "Kirim gambar atau ukuran lewat WhatsApp, kami balas dengan harga. Grosir mulai 20 buah.",
    "Silakan datang melihat pengerjaannya. Kirim ke seluruh Indonesia, dikemas peti kayu bila perlu.",
)
RIFLE = ("Pembelian hanya dengan kartu anggota klub menembak dan mengikuti aturan Kepolisian. Hubungi kami dulu.",)
ENQUIRIES = (
    ("Rina Kartika", "0812 3300 1100", "Selamat siang, apakah bisa kirim ke Surabaya? Saya perlu 50 untuk suvenir."),
    (
        "Toko Oleh-oleh Sejahtera",
        "0857 4100 2200",
        "Kami ingin menitipkan produk ini di toko kami. Berapa harga grosirnya?",
    ),
    ("Agus", "agus@contoh.example", "Barangnya ada yang ukuran besar? Terima kasih."),
    ("Sarah Miller", "sarah@contoh.example", "Do you ship abroad? I would like to order a few pieces for my shop."),
    ("Bu Endang", "0813 5500 3300", "Kemarin beli di pameran, enak sekali. Apa bisa pesan lagi untuk arisan?"),
    ("Promo Cepat", "0800 000 000", "PINJAMAN KILAT tanpa jaminan, klik sekarang!!!"),
)
REPORTS = (
    ("contact", "Nomor WhatsApp-nya tidak aktif, sudah saya coba dua hari."),
    ("picture", "Foto ini sepertinya bukan produk mereka."),
    ("facts", "Harga di toko sudah naik, di sini masih harga lama."),
)
SETTLED = "Pemilik sudah dihubungi dan memperbarui harganya."
THEMES = (
    ("Oleh-oleh dari Blitar", "Gifts from Blitar", "Yang dicari tamu sebelum pulang: renyah, manis, tahan di jalan.",
     "What guests look for before they go home: crisp, sweet, and good travellers.",
     ("sambel_pecel", "keripik_buah", "enteng_enteng", "makanan_khas", "gula_kelapa")),
    ("Tangan yang membuat", "Made by hand", "Batik, gerabah, batok, dan kayu: barang yang tidak ada kembarannya.",
     "Batik, pottery, coconut shell and wood: no two pieces alike.",
     ("batik_tulis", "gerabah_seni", "tempurung_kelapa", "bubut_kayu", "mainan_anak")),
)  # fmt: skip
