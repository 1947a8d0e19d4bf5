// Words for what is wrong at one place of the input, by fault code. Codes that are problems too stand in `problems.ts`.

/** Faults of which a request can have several; where, and which character, figure or name, say pointer and facts. */
export const FAULTS: Record<string, Record<'en' | 'id' | 'th', string>> = {
  'text-not-normalised': {
    en: 'A character is written in a form that is not kept (Unicode NFC). Type it again.',
    id: 'Suatu karakter ditulis dalam bentuk yang tidak disimpan (Unicode NFC). Ketik kembali karakter itu.',
    th: 'มีอักขระในรูปแบบที่ระบบไม่จัดเก็บ (Unicode NFC) โปรดพิมพ์ใหม่',
  },
  'text-bidi': {
    en: 'An invisible character changes the direction of writing. Take it out.',
    id: 'Ada karakter tak terlihat yang mengubah arah tulisan. Hapus karakter itu.',
    th: 'มีอักขระที่มองไม่เห็นซึ่งเปลี่ยนทิศทางการเขียน โปรดนำออก',
  },
  'text-tag': {
    en: 'An invisible tag character stands here. Take it out.',
    id: 'Ada karakter penanda yang tak terlihat. Hapus karakter itu.',
    th: 'มีอักขระกำกับที่มองไม่เห็น โปรดนำออก',
  },
  'text-variation-selector': {
    en: 'An invisible character chooses a variant of a sign. Take it out.',
    id: 'Ada karakter tak terlihat yang mengubah bentuk suatu tanda. Hapus karakter itu.',
    th: 'มีอักขระที่มองไม่เห็นซึ่งเปลี่ยนรูปของเครื่องหมาย โปรดนำออก',
  },
  'text-filler': {
    en: 'A character looks empty but counts as a letter. Take it out.',
    id: 'Ada karakter yang tampak kosong, tetapi terhitung sebagai huruf. Hapus karakter itu.',
    th: 'มีอักขระที่ดูเหมือนช่องว่างแต่นับเป็นตัวอักษร โปรดนำออก',
  },
  'text-malformed': {
    en: 'Half a character stands here. Type it again.',
    id: 'Ada karakter yang tidak utuh. Ketik kembali karakter itu.',
    th: 'มีอักขระที่ไม่สมบูรณ์ โปรดพิมพ์ใหม่',
  },
  'text-control': {
    en: 'A control character stands here. Take it out.',
    id: 'Ada karakter kendali. Hapus karakter itu.',
    th: 'มีอักขระควบคุม โปรดนำออก',
  },
  'text-private-use': {
    en: 'A character has no agreed meaning and looks different elsewhere. Use another.',
    id: 'Ada karakter tanpa arti baku yang dapat tampil berbeda di perangkat lain. Gunakan karakter lain.',
    th: 'มีอักขระที่ไม่มีความหมายตามมาตรฐานและอาจแสดงต่างกันในเครื่องอื่น โปรดใช้อักขระอื่น',
  },
  'text-unassigned': {
    en: 'A character is not known to the Unicode edition in use. Use another.',
    id: 'Ada karakter yang belum dikenal dalam edisi Unicode yang digunakan. Gunakan karakter lain.',
    th: 'มีอักขระที่ไม่มีใน Unicode รุ่นที่ใช้อยู่ โปรดใช้อักขระอื่น',
  },
  'text-invisible': {
    en: 'An invisible character stands here. Take it out.',
    id: 'Ada karakter tak terlihat. Hapus karakter itu.',
    th: 'มีอักขระที่มองไม่เห็น โปรดนำออก',
  },
  'text-mixed-script': {
    en: 'A word mixes letters of two scripts that look alike. Check it.',
    id: 'Satu kata memuat huruf dari dua aksara yang mirip. Periksa kata itu.',
    th: 'คำหนึ่งมีตัวอักษรจากสองระบบอักษรที่คล้ายกันปะปนอยู่ โปรดตรวจสอบ',
  },
  'text-mixed-digits': {
    en: 'A number mixes digits of two kinds. Write it in one.',
    id: 'Satu bilangan memuat dua jenis angka. Tulis dengan satu jenis saja.',
    th: 'จำนวนหนึ่งใช้ตัวเลขสองแบบปะปนกัน โปรดใช้แบบเดียว',
  },
  'text-thai-stray': {
    en: 'A Thai vowel or tone mark stands without a consonant. Correct the spelling.',
    id: 'Ada tanda vokal atau nada Thai tanpa konsonan. Perbaiki ejaannya.',
    th: 'มีสระหรือวรรณยุกต์ที่ไม่มีพยัญชนะรองรับ โปรดแก้ไขตัวสะกด',
  },
  'text-thai-double': {
    en: 'A Thai vowel or tone mark stands twice. Correct the spelling.',
    id: 'Ada tanda vokal atau nada Thai yang berulang. Perbaiki ejaannya.',
    th: 'มีสระหรือวรรณยุกต์ซ้ำกัน โปรดแก้ไขตัวสะกด',
  },
  'text-thai-order': {
    en: 'Thai vowel and tone marks stand in the wrong order. Type the word again.',
    id: 'Urutan tanda vokal dan nada Thai tidak tepat. Ketik kembali kata itu.',
    th: 'ลำดับสระและวรรณยุกต์ไม่ถูกต้อง โปรดพิมพ์คำนั้นใหม่',
  },
  'text-thai-sara-am': {
    en: 'SARA AM is written as two characters. Type it as one.',
    id: 'SARA AM ditulis dengan dua karakter. Ketik dengan satu karakter.',
    th: 'สระอำพิมพ์เป็นนิคหิตกับสระอา โปรดพิมพ์สระอำเป็นอักขระเดียว',
  },
  'text-thai-sara-ae': {
    en: 'SARA AE is written as SARA E twice. Type it as one.',
    id: 'SARA AE ditulis sebagai dua SARA E. Ketik dengan satu karakter.',
    th: 'สระแอพิมพ์เป็นสระเอสองตัว โปรดพิมพ์สระแอเป็นอักขระเดียว',
  },
  'text-thai-lakkhangyao': {
    en: 'LAKKHANGYAO stands where SARA AA is meant. Type SARA AA.',
    id: 'LAKKHANGYAO digunakan di tempat SARA AA. Ketik SARA AA.',
    th: 'ใช้ลากข้างยาวแทนสระอา โปรดพิมพ์สระอา',
  },
  'markdown-html': {
    en: 'HTML is not kept. Take it out.',
    id: 'HTML tidak dapat disimpan. Hapus bagian itu.',
    th: 'ระบบไม่จัดเก็บ HTML โปรดนำออก',
  },
  'markdown-image': {
    en: 'Images are not kept in a text. Take it out.',
    id: 'Gambar tidak dapat disimpan dalam teks. Hapus gambar itu.',
    th: 'ระบบไม่จัดเก็บภาพไว้ในข้อความ โปรดนำออก',
  },
  'markdown-link': {
    en: 'A link may begin with https:// or mailto: only. Correct it.',
    id: 'Tautan hanya dapat diawali dengan https:// atau mailto:. Perbaiki tautan itu.',
    th: 'ลิงก์ต้องขึ้นต้นด้วย https:// หรือ mailto: เท่านั้น โปรดแก้ไข',
  },
  'markdown-entity': {
    en: 'A character is written as a code. Type the character itself.',
    id: 'Suatu karakter ditulis dengan kode. Ketik karakter itu sendiri.',
    th: 'มีอักขระที่เขียนเป็นรหัส โปรดพิมพ์อักขระนั้นโดยตรง',
  },
  'markdown-hidden': {
    en: 'These words would not be seen by readers. Write them where they are seen, or take them out.',
    id: 'Kata-kata ini tidak akan terlihat oleh pembaca. Tulis di tempat yang terlihat, atau hapus.',
    th: 'ผู้อ่านจะมองไม่เห็นถ้อยคำนี้ โปรดเขียนในส่วนที่มองเห็นได้ หรือนำออก',
  },
  'reference-malformed': {
    en: 'A reference has to be of the form {{name}} or {{#key}}. Correct it, or take the braces out.',
    id: 'Rujukan harus berbentuk {{name}} atau {{#key}}. Perbaiki rujukan itu, atau hapus kurung kurawalnya.',
    th: 'การอ้างอิงต้องอยู่ในรูป {{name}} หรือ {{#key}} โปรดแก้ไข หรือนำวงเล็บปีกกาออก',
  },
  'thai-id': {
    en: 'This looks like a Thai identity number. Take it out.',
    id: 'Ini tampak seperti nomor identitas penduduk Thailand. Hapus nomor itu.',
    th: 'ข้อความนี้อาจเป็นเลขประจำตัวประชาชนไทย โปรดนำออก',
  },
  nik: {
    en: 'This looks like an Indonesian identity number (NIK). Take it out.',
    id: 'Ini tampak seperti Nomor Induk Kependudukan (NIK). Hapus nomor itu.',
    th: 'ข้อความนี้อาจเป็นเลขประจำตัวประชาชนอินโดนีเซีย (NIK) โปรดนำออก',
  },
  mrz: {
    en: 'This looks like the machine-readable lines of a travel document. Take them out.',
    id: 'Ini tampak seperti baris terbaca mesin pada dokumen perjalanan. Hapus baris itu.',
    th: 'ข้อความนี้อาจเป็นแถบข้อมูลที่อ่านด้วยเครื่องของเอกสารเดินทาง โปรดนำออก',
  },
  passport: {
    en: "This looks like a passport number. Take it out if it is a person's.",
    id: 'Ini tampak seperti nomor paspor. Hapus jika nomor itu milik seseorang.',
    th: 'ข้อความนี้อาจเป็นเลขที่หนังสือเดินทาง หากเป็นของบุคคลใด โปรดนำออก',
  },
  phone: {
    en: "This looks like a telephone number. Take it out unless it is an office's.",
    id: 'Ini tampak seperti nomor telepon. Hapus, kecuali nomor itu milik suatu kantor.',
    th: 'ข้อความนี้อาจเป็นหมายเลขโทรศัพท์ หากไม่ใช่ของหน่วยงาน โปรดนำออก',
  },
  'parameter-unit': {
    en: 'This unit of time is not known. Use one of those listed.',
    id: 'Satuan waktu ini tidak dikenal. Gunakan salah satu satuan dalam daftar.',
    th: 'ไม่มีหน่วยเวลานี้ โปรดใช้หน่วยตามรายการที่มี',
  },
  'parameter-date': {
    en: 'This is not a date of the calendar. Write it as YYYY-MM-DD.',
    id: 'Tanggal ini tidak ada dalam kalender. Tulis dalam bentuk YYYY-MM-DD.',
    th: 'ไม่มีวันที่นี้ในปฏิทิน โปรดเขียนในรูป YYYY-MM-DD',
  },
  'parameter-figure': {
    en: 'A figure has to be a whole number from 1 to 10,000. Correct it.',
    id: 'Angka harus berupa bilangan bulat dari 1 sampai dengan 10.000. Perbaiki angka itu.',
    th: 'ตัวเลขต้องเป็นจำนวนเต็มตั้งแต่ ๑ ถึง ๑๐,๐๐๐ โปรดแก้ไข',
  },
  'fact-language': {
    en: 'This language is not one of the languages of the SOP. Choose one of them.',
    id: 'Bahasa ini tidak termasuk bahasa SOP. Pilih salah satu bahasa SOP.',
    th: 'ภาษานี้ไม่ใช่ภาษาของ SOP โปรดเลือกจากภาษาของ SOP',
  },
  'fact-prevailing': {
    en: 'The prevailing language has to be one of the authentic languages. Choose one of them, or none.',
    id: 'Bahasa yang berlaku jika terdapat perbedaan penafsiran harus termasuk bahasa naskah asli. Pilih salah satunya, atau tidak sama sekali.',
    th: 'ภาษาที่ใช้เป็นเกณฑ์ต้องเป็นภาษาหนึ่งของต้นฉบับ โปรดเลือกจากภาษาดังกล่าว หรือไม่กำหนด',
  },
  'fact-parties': {
    en: 'An SOP needs two Parties at least. Name another.',
    id: 'SOP memerlukan sekurang-kurangnya dua Pihak. Cantumkan satu Pihak lagi.',
    th: 'SOP ต้องมีอย่างน้อยสองฝ่าย โปรดระบุเพิ่มอีกหนึ่งฝ่าย',
  },
  'own-party-missing': {
    en: 'Your own delegation is not among the Parties. Name it too.',
    id: 'Delegasi Anda sendiri belum termasuk Para Pihak. Cantumkan juga delegasi Anda.',
    th: 'คณะผู้แทนของท่านยังไม่อยู่ในรายชื่อฝ่าย โปรดระบุคณะผู้แทนของท่านด้วย',
  },
  'fact-reference': {
    en: 'There is no such edition of the reference lists. Name one that the service has.',
    id: 'Edisi daftar rujukan ini tidak tersedia. Sebutkan edisi yang tersedia pada layanan.',
    th: 'ไม่มีรายการอ้างอิงรุ่นนี้ โปรดระบุรุ่นที่มีในระบบ',
  },
  'fact-party': {
    en: 'This is not a Party to the SOP. Choose one of the Parties.',
    id: 'Ini bukan Pihak dalam SOP. Pilih salah satu Pihak.',
    th: 'รัฐนี้ไม่ใช่ฝ่ายใน SOP นี้ โปรดเลือกจากฝ่ายที่มี',
  },
  'fact-agency': {
    en: "This agency is not on the Party's list. Choose one of those listed.",
    id: 'Instansi ini tidak tercantum dalam daftar Pihak tersebut. Pilih salah satu instansi dalam daftar.',
    th: 'หน่วยงานนี้ไม่อยู่ในรายชื่อของฝ่ายนั้น โปรดเลือกหน่วยงานตามรายชื่อ',
  },
  'fact-element': {
    en: 'This required element is not on the list. Choose one of those listed.',
    id: 'Unsur wajib ini tidak ada dalam daftar. Pilih salah satu unsur dalam daftar.',
    th: 'องค์ประกอบที่ต้องมีข้อนี้ไม่อยู่ในรายการ โปรดเลือกองค์ประกอบตามรายการที่มี',
  },
  'fact-instrument': {
    en: 'This instrument is not on the list. Choose one of those listed.',
    id: 'Instrumen hukum ini tidak ada dalam daftar. Pilih salah satu instrumen dalam daftar.',
    th: 'ตราสารนี้ไม่อยู่ในรายการ โปรดเลือกตราสารตามรายการที่มี',
  },
  'fact-event': {
    en: 'A time limit has to count from an event on the list. Choose one of those listed.',
    id: 'Batas waktu harus dihitung dari peristiwa dalam daftar. Pilih salah satu peristiwa dalam daftar.',
    th: 'กำหนดเวลาต้องนับจากเหตุการณ์ในรายการ โปรดเลือกเหตุการณ์ตามรายการที่มี',
  },
  'fact-step': {
    en: 'Only a step has duties, a time limit and forms. Make the provision a step, or take them out.',
    id: 'Hanya langkah yang memuat tugas, batas waktu, dan formulir. Jadikan ketentuan ini langkah, atau hapus rinciannya.',
    th: 'เฉพาะขั้นตอนเท่านั้นที่มีหน้าที่ กำหนดเวลา และแบบฟอร์ม โปรดเปลี่ยนข้อบทเป็นขั้นตอน หรือนำรายละเอียดดังกล่าวออก',
  },
  'fact-form': {
    en: 'A form is not named by a key that can exist. Choose a form of this SOP.',
    id: 'Formulir tidak disebut dengan pengenal yang sesuai. Pilih formulir dalam SOP ini.',
    th: 'การระบุแบบฟอร์มไม่เป็นไปตามรูปแบบที่กำหนด โปรดเลือกแบบฟอร์มใน SOP นี้',
  },
  'fact-parameter-name': {
    en: 'The name of a figure may have small letters, digits and underscores, and begins with a letter. Choose another.',
    id: 'Nama angka atau tenggat hanya terdiri atas huruf kecil, angka, dan garis bawah, serta diawali dengan huruf. Pilih nama lain.',
    th: 'ชื่อของตัวเลขหรือกำหนดเวลาใช้ได้เฉพาะอักษรละตินตัวพิมพ์เล็ก ตัวเลข และขีดล่าง และต้องขึ้นต้นด้วยตัวอักษร โปรดใช้ชื่ออื่น',
  },
  'field-missing': {
    en: 'This field is required.',
    id: 'Bidang ini wajib diisi.',
    th: 'ต้องระบุข้อมูลช่องนี้',
  },
  'field-unknown': {
    en: 'There is no such field. Take it out.',
    id: 'Bidang ini tidak dikenal. Hapus bidang ini.',
    th: 'ไม่มีช่องข้อมูลนี้ โปรดนำออก',
  },
  'field-type': {
    en: 'This field has another type of value.',
    id: 'Bidang ini memerlukan jenis nilai lain.',
    th: 'ช่องข้อมูลนี้ต้องใช้ค่าประเภทอื่น',
  },
  'field-value': {
    en: 'This value is not one of those allowed.',
    id: 'Nilai ini tidak termasuk nilai yang diperbolehkan.',
    th: 'ค่านี้ไม่อยู่ในค่าที่อนุญาตให้ใช้',
  },
  'field-form': {
    en: 'This value has not the form that is required.',
    id: 'Bentuk nilai ini tidak sesuai dengan ketentuan.',
    th: 'ค่านี้ไม่เป็นไปตามรูปแบบที่กำหนด',
  },
  'field-length': {
    en: 'This is shorter or longer than is allowed.',
    id: 'Isi ini lebih pendek atau lebih panjang daripada yang diperbolehkan.',
    th: 'ข้อมูลนี้สั้นหรือยาวกว่าที่กำหนด',
  },
  'field-range': {
    en: 'This figure is smaller or larger than is allowed.',
    id: 'Angka ini lebih kecil atau lebih besar daripada yang diperbolehkan.',
    th: 'ตัวเลขนี้น้อยหรือมากกว่าที่กำหนด',
  },
  'field-invalid': {
    en: 'This is not of the documented form.',
    id: 'Isi ini tidak sesuai dengan bentuk yang didokumentasikan.',
    th: 'ข้อมูลนี้ไม่เป็นไปตามรูปแบบที่ระบุในเอกสาร',
  },
}
