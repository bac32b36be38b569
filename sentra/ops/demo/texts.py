"""What people write: reasons, notes, findings. Each is drawn by chance, so that no two cases read alike."""

CORRECTIONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("paper", "ktp"): (
        "Foto KTP silau pada bagian NIK, mohon difoto ulang di tempat terang.",
        "Sebagian KTP terpotong; mohon seluruh kartu masuk dalam foto.",
        "Foto KTP buram sehingga nama tidak terbaca.",
    ),
    ("paper", "site_photo"): (
        "Foto hanya menunjukkan halaman depan; tambahkan foto ruang produksi.",
        "Peralatan produksi belum terlihat, mohon foto dari dalam ruangan.",
    ),
    ("paper", "statement"): (
        "Surat pernyataan belum ditandatangani di atas meterai.",
        "Nama pada surat pernyataan berbeda dengan KTP, mohon disesuaikan.",
    ),
    ("paper", "label_design"): (
        "Rancangan label belum memuat berat bersih dan tanggal kedaluwarsa.",
        "Label memuat klaim kesehatan, mohon dihapus.",
    ),
    ("field", "capacity"): (
        "Kapasitas belum jelas satuannya; mohon tulis jumlah dan satuan per bulan.",
        "Kapasitas tidak sebanding dengan jumlah pekerja, mohon dihitung kembali.",
    ),
    ("field", "business_address"): (
        "Alamat belum lengkap, mohon tambahkan RT/RW dan patokan.",
        "Dusun belum disebutkan; petugas survei akan kesulitan menemukan lokasi.",
    ),
    ("field", "product_name"): ("Nama produk terlalu umum, mohon sebutkan produk yang dijual.",),
    ("field", "investment"): ("Nilai investasi tampaknya kurang satu angka nol, mohon diperiksa kembali.",),
}
CORRECTED = {
    "capacity": " (rata-rata)",
    "business_address": ", sebelah timur musala",
    "product_name": " kemasan 250 gram",
    "investment": "0",
}
"""What an applicant adds to an answer that was returned."""

MESSAGES = (
    "Mohon dilengkapi agar dapat segera kami proses.",
    "Selebihnya sudah baik. Terima kasih.",
    "Bila kesulitan, silakan datang ke loket atau hubungi kami.",
    "",
)
QUESTIONS = (
    "Apakah produksi dilakukan setiap hari atau berdasarkan pesanan?",
    "Apakah ada patokan yang mudah dikenali untuk menuju tempat usaha?",
    "Dari mana bahan baku biasanya dibeli?",
    "Apakah nomor telepon ini juga dapat dihubungi melalui pesan singkat?",
    "Apakah merek yang dipakai sudah didaftarkan?",
    "Berapa hari dalam sebulan biasanya berproduksi?",
)
REPLIES = (
    "Setiap hari kecuali Minggu, Bu. Kalau ada pesanan kadang sampai malam.",
    "Dari pasar desa lurus ke selatan, rumah cat hijau sebelah musala.",
    "Bahan dari petani sekitar dan sebagian dari pasar kecamatan.",
    "Bisa, Pak. Kalau pagi saya di dapur, mohon ditunggu.",
    "Belum didaftarkan, rencananya tahun depan.",
)
NOTES = (
    "Sudah ditelepon, pemilik bersedia dikunjungi hari Kamis pagi.",
    "Usaha ini pernah ikut pelatihan dinas; datanya cocok.",
    "Lokasi agak masuk gang, kendaraan roda empat berhenti di balai dusun.",
    "Mohon diprioritaskan, pemohon akan mengikuti pameran bulan depan.",
    "Pemohon lanjut usia, berkas diantar anaknya.",
    "Sudah koordinasi dengan perangkat desa, keterangan usaha sesuai.",
    "Perlu dicek ulang KBLI-nya saat survei.",
)
FLAGS = (
    "Ada laporan warga tentang limbah cair; tunggu hasil pengecekan.",
    "Alamat sama dengan usaha lain yang izinnya dicabut, perlu klarifikasi.",
    "Nama usaha mirip dengan merek terdaftar milik orang lain.",
    "Keterangan desa belum sesuai dengan lokasi pada foto.",
)
RIFLE_FLAG = "Menunggu konfirmasi Polres tentang rekomendasi pembuatan senapan angin."
LIFTS = (
    "Sudah diklarifikasi bersama perangkat desa, tidak ada masalah.",
    "Hasil pengecekan lapangan baik, dapat dilanjutkan.",
)
SENT_BACK = (
    "Nama pada surat pernyataan berbeda dengan KTP, mohon diperiksa kembali.",
    "KBLI tidak sesuai dengan produk yang disurvei, mohon dicocokkan.",
    "Mohon pastikan status bangunan tempat usaha sebelum diputuskan.",
)
REFUSALS = (
    "Tempat produksi belum siap: peralatan utama belum ada. Silakan ajukan kembali setelah siap berproduksi.",
    "Lokasi usaha berada di bantaran sungai dan tidak sesuai peruntukan. Mohon pindah lokasi, lalu ajukan kembali.",
    "Alamat tidak ditemukan pada saat survei dan pemohon tidak dapat dihubungi dua kali.",
    "Ruang produksi bercampur dengan kandang ternak sehingga tidak memenuhi syarat kebersihan.",
)
WITHDRAWALS = (
    "Saya ingin mengganti nama usaha dulu, nanti saya ajukan lagi.",
    "Usaha pindah ke kecamatan lain sehingga permohonan saya tarik.",
    "Salah memilih layanan, seharusnya SPP-IRT.",
    "Mesin rusak dan usaha berhenti sementara.",
)
SUSPENSIONS = (
    "Ditemukan bahan tambahan pangan melebihi takaran; izin dibekukan sampai hasil uji ulang.",
    "Laporan produksi dua tahun berturut-turut tidak disampaikan.",
    "Pengaduan warga tentang asap pembakaran; dibekukan sampai cerobong diperbaiki.",
)
LIFTED = ("Perbaikan sudah dilakukan dan hasil uji ulang baik.", "Laporan yang tertunggak sudah disampaikan lengkap.")
REVOCATIONS = (
    "Usaha sudah tutup dan tempat produksi dialihkan kepada orang lain.",
    "Keterangan pada permohonan terbukti tidak benar.",
)
FINDINGS = (
    "Produksi berjalan di bangunan belakang rumah, ruang cukup terang dan tertata.",
    "Tempat usaha sesuai alamat. Peralatan terawat, bahan baku tersedia untuk dua minggu.",
    "Pemilik menunjukkan proses produksi dari awal sampai pengemasan. Catatan penjualan ada.",
    "Ruang produksi terpisah dari dapur rumah tangga. Ventilasi baik.",
    "Pada saat kunjungan sedang ada pesanan besar; semua pekerja hadir.",
    "Lokasi mudah dijangkau. Penyimpanan produk jadi di rak tertutup.",
)
ADVICE = (
    "Disarankan memakai sarung tangan dan penutup kepala.",
    "Disarankan memasang alat pemadam api ringan.",
    "Disarankan membuat buku catatan produksi harian.",
)
TROUBLES = {
    "halting": (
        "Bahan baku mahal sejak awal tahun.",
        "Pesanan menurun setelah Lebaran.",
        "Satu mesin rusak dan menunggu suku cadang.",
        "Tenaga kerja musiman, banyak yang ke sawah.",
    ),
    "stopped": ("Pemilik sakit, produksi berhenti sementara.", "Modal habis, menunggu pinjaman."),
    "not_yet": ("Peralatan sudah ada, produksi dimulai bulan depan.",),
}
NOT_READY = ("Peralatan utama belum terpasang.", "Tempat produksi masih kosong.", "Belum ada sambungan air bersih.")
EXPANSIONS = (
    "Menambah satu mesin dan empat pekerja karena pesanan dari luar kota naik.",
    "Membangun ruang produksi baru di sebelah rumah.",
    "Mendapat kontrak tetap dari toko oleh-oleh.",
)
AMENDMENTS = (
    "Merek lama mirip dengan milik orang lain.",
    "Pindah ke rumah sebelah yang lebih luas, masih satu dusun.",
    "Nama usaha disesuaikan dengan nama kelompok.",
)
INGREDIENTS = (
    "Kacang tanah, cabai, bawang putih, gula kelapa, garam, daun jeruk",
    "Buah segar, minyak kelapa, gula, garam",
    "Tepung terigu, gula, telur, mentega, susu bubuk",
    "Nira kelapa, jahe",
    "Beras ketan, gula kelapa, santan, garam",
)
STORAGE = (
    "Di lemari besi dalam gudang terkunci, kunci dipegang pemilik. Keluar masuk dicatat di buku.",
    "Gudang beton di belakang bengkel, dua gembok, kamera menyala siang malam.",
)
MAIL_FAULT = "SMTPServerDisconnected: Connection unexpectedly closed"
