// Words for the findings of the completeness check: what is the matter with the text, and what to do.
import type { Finding } from './readiness.ts'

/** A finding in one language: one sentence says what is the matter, one what to do. */
export interface Explained {
  readonly what: string
  readonly todo: string
}

export const FINDINGS: Record<Finding['rule'], Record<'en' | 'id' | 'th', Explained>> = {
  'text-missing': {
    en: {
      what: 'These words are missing in an authentic language.',
      todo: 'Write them in that language.',
    },
    id: {
      what: 'Bagian ini belum tersedia dalam salah satu bahasa naskah asli.',
      todo: 'Tulis bagian ini dalam bahasa tersebut.',
    },
    th: {
      what: 'ข้อความส่วนนี้ยังไม่มีในภาษาหนึ่งของต้นฉบับ',
      todo: 'โปรดจัดทำข้อความในภาษานั้น',
    },
  },
  'figure-unset': {
    en: { what: 'This figure or time limit has no value yet.', todo: 'Propose one and agree on it.' },
    id: { what: 'Angka atau tenggat ini belum ditetapkan.', todo: 'Usulkan nilainya dan sepakati bersama.' },
    th: { what: 'ตัวเลขหรือกำหนดเวลานี้ยังไม่ได้ระบุไว้', todo: 'โปรดเสนอและตกลงร่วมกัน' },
  },
  'figure-in-brackets': {
    en: {
      what: 'This figure or time limit is not agreed and stands in brackets.',
      todo: 'Agree on it, then take the brackets off.',
    },
    id: {
      what: 'Angka atau tenggat ini belum disepakati dan masih dalam kurung siku.',
      todo: 'Sepakati terlebih dahulu, lalu hapus kurung sikunya.',
    },
    th: {
      what: 'ตัวเลขหรือกำหนดเวลานี้ยังไม่ได้ข้อยุติและยังอยู่ในวงเล็บเหลี่ยม',
      todo: 'โปรดตกลงให้ได้ข้อยุติ แล้วนำวงเล็บออก',
    },
  },
  'reference-dangling': {
    en: {
      what: 'A reference names a provision or a figure that is not in the text.',
      todo: 'Correct the reference, or restore what it names.',
    },
    id: {
      what: 'Rujukan menyebut ketentuan, angka, atau tenggat yang tidak ada dalam naskah.',
      todo: 'Perbaiki rujukan itu, atau kembalikan bagian yang dirujuk.',
    },
    th: {
      what: 'มีการอ้างถึงข้อบท ตัวเลข หรือกำหนดเวลาที่ไม่มีในร่าง',
      todo: 'โปรดแก้ไขการอ้างถึง หรือนำส่วนที่อ้างถึงกลับคืนมา',
    },
  },
  'form-missing': {
    en: {
      what: 'This step names a form that is not in the text.',
      todo: 'Add the form, or take it off the step.',
    },
    id: {
      what: 'Langkah ini menyebut formulir yang tidak ada dalam naskah.',
      todo: 'Tambahkan formulir itu, atau hapus dari langkah ini.',
    },
    th: {
      what: 'ขั้นตอนนี้อ้างถึงแบบฟอร์มที่ไม่มีในร่าง',
      todo: 'โปรดเพิ่มแบบฟอร์ม หรือนำออกจากขั้นตอนนี้',
    },
  },
  'safeguard-missing': {
    en: {
      what: 'No provision is marked as covering this safeguard for victims.',
      todo: 'Mark the provision that covers it, add one, or record an agreed exception with its reason.',
    },
    id: {
      what: 'Belum ada ketentuan yang ditandai memuat jaminan perlindungan korban ini.',
      todo: 'Tandai ketentuan yang memuatnya, tambahkan ketentuan, atau catat pengecualian yang disepakati beserta alasannya.',
    },
    th: {
      what: 'ยังไม่มีข้อบทที่ระบุว่ารองรับมาตรการคุ้มครองผู้เสียหายข้อนี้',
      todo: 'โปรดระบุข้อบทที่รองรับ เพิ่มข้อบท หรือบันทึกข้อยกเว้นที่ตกลงร่วมกันพร้อมเหตุผล',
    },
  },
  'element-missing': {
    en: {
      what: 'No provision is marked as covering this required element.',
      todo: 'Mark the provision that covers it, or add one.',
    },
    id: {
      what: 'Belum ada ketentuan yang ditandai memuat unsur wajib ini.',
      todo: 'Tandai ketentuan yang memuatnya, atau tambahkan ketentuan.',
    },
    th: {
      what: 'ยังไม่มีข้อบทที่ระบุว่ารองรับองค์ประกอบที่ต้องมีข้อนี้',
      todo: 'โปรดระบุข้อบทที่รองรับ หรือเพิ่มข้อบท',
    },
  },
  'step-without-owner': {
    en: {
      what: 'This step does not name both who carries it out and who is accountable.',
      todo: 'Name an agency for each.',
    },
    id: {
      what: 'Langkah ini belum memuat pelaksana dan penanggung jawab secara lengkap.',
      todo: 'Cantumkan instansi untuk masing-masing.',
    },
    th: {
      what: 'ขั้นตอนนี้ยังระบุผู้ดำเนินการและผู้รับผิดชอบหลักไม่ครบ',
      todo: 'โปรดระบุหน่วยงานสำหรับแต่ละหน้าที่',
    },
  },
  'step-without-limit': {
    en: { what: 'This step has no time limit.', todo: 'Set one, or say that there is none.' },
    id: {
      what: 'Langkah ini belum memuat batas waktu.',
      todo: 'Tetapkan batas waktu, atau nyatakan bahwa tidak ada batas waktu.',
    },
    th: {
      what: 'ขั้นตอนนี้ยังไม่มีกำหนดเวลา',
      todo: 'โปรดกำหนดเวลา หรือระบุว่าไม่มีกำหนดเวลา',
    },
  },
}
