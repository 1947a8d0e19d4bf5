// The catalogue of problems in official Indonesian: what happened and what to do.
import type { Code, Told } from './problems.ts'

const told = (title: string, remedy: string): Told => ({ title, remedy })
const NOTHING_TO_DO = 'Tidak ada yang perlu dilakukan.'

export const PROBLEMS_ID: Record<Code, Told> = {
  'invalid-request': told(
    'Permintaan tidak sesuai dengan bentuk yang ditetapkan',
    'Perbaiki isian yang disebut dalam errors, lalu kirim kembali.',
  ),
  'json-malformed': told('Isi permintaan bukan JSON yang sah', 'Perbaiki JSON tersebut, lalu kirim kembali.'),
  'json-duplicate-key': told(
    'Isi permintaan memuat isian yang sama dua kali',
    'Cantumkan setiap isian satu kali saja.',
  ),
  'json-too-deep': told(
    'Susunan isi permintaan memiliki terlalu banyak tingkat',
    'Kurangi jumlah tingkatnya sampai batas yang disebut.',
  ),
  unauthenticated: told(
    'Anda belum masuk ke layanan',
    'Masuk terlebih dahulu, atau kirim token yang masih berlaku.',
  ),
  'sign-in-failed': told('Proses masuk tidak berhasil', 'Periksa delegasi, nama pengguna, dan kata sandi.'),
  'scope-missing': told(
    'Token ini tidak dapat digunakan untuk keperluan tersebut',
    'Gunakan token dengan cakupan yang disebut, atau masuk dengan akun Anda.',
  ),
  'role-missing': told(
    'Peran Anda tidak mencakup tindakan ini',
    'Hubungi anggota delegasi Anda yang memegang salah satu peran yang disebut.',
  ),
  'standing-missing': told(
    'Kedudukan delegasi Anda dalam SOP ini tidak mencakup tindakan ini',
    'Negara yang dicantumkan sebagai Pihak ikut serta setelah menyatakan setuju; ' +
      'pengamat hanya membaca dan memberi komentar.',
  ),
  'observer-not-granted': told(
    'Para Pihak tidak memberikan akses ini kepada organisasi Anda',
    'Mintalah akses pengamat yang lebih luas kepada Para Pihak.',
  ),
  'comment-not-yours': told(
    'Komentar hanya dapat diubah oleh penulisnya',
    'Sampaikan tanggapan atas komentar itu.',
  ),
  'not-asked': told('Delegasi Anda tidak dimintai jawaban dalam hal ini', NOTHING_TO_DO),
  'origin-refused': told('Permintaan berasal dari situs lain', 'Buka layanan ini melalui alamatnya sendiri.'),
  'not-found': told('Tidak ada yang dapat Anda lihat di sini', 'Periksa alamatnya.'),
  'invitation-invalid': told(
    'Undangan ini tidak berlaku',
    'Mintalah undangan baru kepada administrator delegasi Anda.',
  ),
  'method-not-allowed': told(
    'Alamat ini tidak menerima metode tersebut',
    'Gunakan metode yang tercantum dalam dokumentasi.',
  ),
  'not-acceptable': told('Tidak tersedia dalam bentuk yang diminta', 'Pilih salah satu bentuk yang disebut.'),
  'request-timeout': told('Permintaan dikirim terlalu lambat', 'Kirim kembali permintaan tersebut.'),
  conflict: told(
    'Bagian yang sama telah lebih dahulu diubah',
    'Tidak ada yang disimpan. Susun hasilnya dari base, theirs, dan mine, lalu simpan pada versi terkini.',
  ),
  superseded: told(
    'Terdapat versi yang lebih baru',
    'Baca versi terkini; setiap tindakan hanya berlaku untuk satu naskah tertentu.',
  ),
  'text-adopted': told(
    'Naskah telah diterima oleh semua Pihak dan ditutup',
    'Naskah dapat dibuka kembali melalui keputusan bersama.',
  ),
  'not-adopted': told(
    'Naskah belum diterima oleh semua Pihak',
    'Tindakan ini dilakukan setelah semua Pihak menyatakan sepakat atas naskah.',
  ),
  'act-given-already': told('Delegasi Anda telah melakukan tindakan ini atas versi ini', NOTHING_TO_DO),
  'nothing-to-confirm': told(
    'Tidak ada pernyataan sepakat ad referendum dari delegasi Anda atas versi ini',
    'Nyatakan sepakat ad referendum terlebih dahulu, atau nyatakan sepakat atas naskah.',
  ),
  'nothing-to-withdraw': told(
    'Tindakan ini tidak dapat ditarik kembali',
    'Sebutkan tindakan delegasi Anda sendiri yang masih berlaku atas versi ini.',
  ),
  'not-ready': told(
    'Masih ada hal yang menghalangi pernyataan sepakat atas versi ini',
    'Selesaikan hal yang disebut dalam temuan, atau catat pengecualian yang disepakati.',
  ),
  'procedure-by-proposal': told(
    'Menurut prosedur ini, naskah bersama hanya berubah melalui usulan yang diterima',
    'Ajukan usulan, atau ubah prosedur melalui keputusan bersama Para Pihak.',
  ),
  'sop-archived': told(
    'SOP ini telah diarsipkan',
    'SOP ini tetap dapat dibaca. Pengarsipan dilakukan berdasarkan keputusan bersama Para Pihak.',
  ),
  'erasure-pending': {
    title: 'Ada teks yang disembunyikan sampai Para Pihak memutuskan apakah teks itu dihapus',
    remedy: 'Jawab terlebih dahulu permintaan keputusan bersama itu.',
  },
  'decision-settled': told('Hal ini telah diputuskan', 'Ajukan permintaan keputusan bersama yang baru.'),
  'decision-answered': told('Delegasi Anda telah memberikan jawaban', NOTHING_TO_DO),
  'decision-idle': told(
    'Keputusan ini tidak akan mengubah apa pun',
    'Periksa keadaan yang berlaku saat ini.',
  ),
  'comment-closed': told(
    'Komentar ini tidak dapat diubah lagi',
    'Komentar dapat diubah dalam sepuluh menit selama belum ditarik. Sampaikan tanggapan atas komentar itu.',
  ),
  'login-taken': told('Nama pengguna ini sudah digunakan dalam delegasi Anda', 'Pilih nama pengguna lain.'),
  'last-administrator': told(
    'Setiap delegasi memerlukan administrator',
    'Tetapkan administrator lain terlebih dahulu.',
  ),
  'mail-not-offered': told(
    'Peladen ini tidak mengirim surel',
    'Baca perkembangan di ruang kerja, atau hubungi penyelenggara peladen.',
  ),
  'idempotency-busy': told('Permintaan yang sama sedang diproses', 'Tunggu sejenak, lalu kirim kembali.'),
  'precondition-failed': told(
    'Isinya telah berubah sejak Anda membacanya',
    'Baca kembali, lalu ulangi perubahan Anda.',
  ),
  'body-too-large': told('Permintaan terlalu besar', 'Kirim tidak lebih dari batas yang disebut.'),
  'address-too-long': told('Alamat terlalu panjang', 'Persingkat alamatnya.'),
  'media-type-unsupported': told(
    'Jenis isi permintaan tidak dapat diterima',
    'Kirim dalam bentuk application/json.',
  ),
  'edit-no-clause': told('Suatu perubahan menyebut ketentuan yang tidak ada', 'Baca kembali versi tersebut.'),
  'edit-no-parameter': told(
    'Suatu perubahan menyebut angka atau tenggat yang tidak ada',
    'Baca kembali versi tersebut.',
  ),
  'edit-mismatch': told(
    'Bagian yang hendak diganti tidak sama dengan yang ada dalam naskah',
    'Baca kembali versi tersebut, lalu ulangi perubahan.',
  ),
  'edit-root': told(
    'Perubahan ini tidak dapat dilakukan terhadap SOP secara keseluruhan',
    'Ubah salah satu ketentuannya.',
  ),
  'edit-key-malformed': told(
    'Bentuk pengenal tidak sesuai',
    'Jangan cantumkan pengenal; layanan akan memberikannya.',
  ),
  'edit-key-used': told(
    'Pengenal sudah pernah digunakan',
    'Jangan cantumkan pengenal; layanan akan memberikannya.',
  ),
  'edit-no-place': told('Suatu perubahan menyebut tempat yang tidak ada', 'Baca kembali versi tersebut.'),
  'edit-too-deep': told('Susunan ketentuan memiliki terlalu banyak tingkat', 'Kurangi jumlah tingkatnya.'),
  'edit-circle': told(
    'Suatu ketentuan tidak dapat ditempatkan di dalam ketentuan itu sendiri',
    'Pilih tempat lain.',
  ),
  'text-refused': told(
    'Teks memuat karakter atau tanda yang tidak dapat disimpan',
    'Perbaiki bagian yang disebut dalam errors.',
  ),
  'case-data': told(
    'Teks ini tampaknya memuat data tentang seseorang',
    'Hapus data itu. Jika bukan data pribadi, jelaskan dalam claims.',
  ),
  'facts-refused': told(
    'Ada rincian, angka, atau tenggat yang tidak dapat diterima',
    'Perbaiki bagian yang disebut dalam errors.',
  ),
  'anchor-not-found': told(
    'Kata-kata yang dikutip tidak ditemukan',
    'Tandai kembali kata-kata itu pada versi yang Anda baca.',
  ),
  'delegation-unknown': told(
    'Delegasi tersebut tidak terdaftar pada layanan ini',
    'Sebutkan salah satu delegasi dalam daftar.',
  ),
  'template-unknown': told('Templat tersebut tidak ada', 'Sebutkan salah satu templat dalam daftar.'),
  'member-unknown': told('Anggota tersebut tidak ada', 'Sebutkan anggota delegasi Anda sendiri.'),
  'password-weak': told(
    'Kata sandi terlalu pendek atau terlalu umum',
    'Pilih kata sandi yang terdiri atas sekurang-kurangnya 12 karakter.',
  ),
  'question-refused': told(
    'Hal ini tidak dapat dimintakan keputusan bersama',
    'Perbaiki hal yang disebut dalam rincian.',
  ),
  'address-refused': told(
    'Tidak ada yang dikirim ke alamat ini',
    'Sebutkan alamat https:// di internet publik, tanpa kata sandi atau fragmen di dalamnya.',
  ),
  'email-missing': told('Belum ada alamat surel tujuan', 'Sertakan juga alamat surel tersebut.'),
  'limit-exceeded': told('Jumlahnya melampaui batas', 'Sesuaikan dengan batas yang disebut.'),
  'idempotency-mismatch': told(
    'Idempotency-Key ini telah digunakan untuk permintaan lain',
    'Gunakan nilai baru untuk permintaan baru.',
  ),
  'base-unknown': told(
    'Versi yang disebut sebagai base bukan versi SOP ini',
    'Baca versi terkini, lalu kirim id versi itu.',
  ),
  'base-missing': told(
    'Versi atau keadaan yang hendak diubah tidak disebutkan',
    'Kirim base, atau If-Match dengan ETag yang telah Anda baca.',
  ),
  'rate-limited': told('Permintaan terlalu banyak', 'Tunggu selama waktu yang disebut dalam Retry-After.'),
  'sign-in-slowed': told(
    'Terlalu banyak percobaan masuk yang gagal',
    'Tunggu selama waktu yang disebut dalam Retry-After.',
  ),
  'headers-too-large': told('Tajuk permintaan terlalu besar', 'Kurangi ukurannya.'),
  'internal-error': told(
    'Terjadi kesalahan pada layanan',
    'Tidak ada yang disimpan. Sampaikan id yang tercantum di sini kepada pengelola layanan.',
  ),
  'storage-damaged': told(
    'Teks yang tersimpan tidak sesuai dengan sidik naskah digitalnya',
    'Teks itu tidak ditampilkan. Beri tahu pengelola layanan agar dipulihkan dari cadangan data.',
  ),
  'storage-failed': told(
    'Terjadi gangguan pada penyimpanan data',
    'Tidak ada yang disimpan. Coba kembali; beri tahu pengelola layanan jika gangguan berlanjut.',
  ),
  'save-uncertain': told(
    'Belum diketahui apakah data telah tersimpan',
    'Sambungan ke basis data terputus saat penyimpanan. Periksa apakah data telah tersimpan; permintaan yang sama dengan Idempotency-Key yang sama hanya dilaksanakan satu kali.',
  ),
  'storage-read-only': told(
    'Penyimpanan data tidak dapat ditulisi',
    'Tidak ada yang disimpan. Naskah tetap dapat dibaca. Beri tahu pengelola layanan.',
  ),
  'service-busy': told('Layanan sedang sibuk', 'Coba kembali beberapa saat lagi.'),
  'storage-full': told(
    'Ruang penyimpanan penuh',
    'Tidak ada yang disimpan. Naskah tetap dapat dibaca. Beri tahu pengelola layanan.',
  ),
  'data-in-use': told(
    'Folder data ini sedang digunakan oleh proses lain',
    'Hentikan proses itu terlebih dahulu, atau sebutkan folder lain.',
  ),
  'port-in-use': told(
    'Port ini sedang digunakan',
    'Pilih port lain dengan SANDHI_PORT, atau hentikan program yang menggunakannya.',
  ),
  'configuration-invalid': told('Ada pengaturan yang salah', 'Perbaiki pengaturan yang disebut.'),
  'template-malformed': told('Templat memuat kesalahan', 'Perbaiki baris yang disebut.'),
  'backup-damaged': told(
    'Cadangan data rusak atau tidak lengkap',
    'Gunakan cadangan lain; tidak ada yang dipulihkan.',
  ),
  'backup-foreign': told(
    'Ini bukan cadangan data layanan ini',
    'Sebutkan folder yang dihasilkan oleh sandhi backup.',
  ),
  'move-differs': told(
    'Isi suatu penyimpanan tidak sama di kedua tempat',
    'Tempat lama tetap digunakan. Hentikan semua layanan yang menggunakannya, lalu jalankan kembali pemindahan.',
  ),
  'target-not-empty': told('Tempat tujuan tidak kosong', 'Sebutkan folder atau basis data yang kosong.'),
  'sop-exists': told('SOP ini sudah ada', 'Tidak ada yang diimpor.'),
  'archive-damaged': told(
    'Berkas rusak atau bukan hasil ekspor SOP',
    'Gunakan salinan lain; tidak ada yang diimpor.',
  ),
}
