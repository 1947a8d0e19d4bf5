// Names of the codes that people see: acts, stages, procedures, roles, presets, questions and standings.
import type { ActKind } from './approvals.ts'
import type { Procedure, Question, Stage } from './decisions.ts'
import type { Preset, Role, Standing } from './policy.ts'

interface Codes {
  readonly act: ActKind
  readonly stage: Stage
  readonly procedure: Procedure
  readonly role: Role
  readonly preset: Preset
  readonly question: Question['kind']
  readonly standing: Standing
}

/** A name of every code in every language of the workspace: a missing one is a type error. */
export const TERMS: {
  readonly [group in keyof Codes]: Record<Codes[group], Record<'en' | 'id' | 'th', string>>
} = {
  act: {
    'text-agreed': {
      en: 'Agreement to the text',
      id: 'Pernyataan sepakat atas naskah',
      th: 'ยืนยันเห็นพ้องกับร่าง',
    },
    'agreed-ad-referendum': {
      en: 'Agreed ad referendum',
      id: 'Disepakati ad referendum',
      th: 'ตกลงแบบรอการยืนยัน (ad referendum)',
    },
    'ad-referendum-confirmed': {
      en: 'Agreement ad referendum confirmed',
      id: 'Kesepakatan ad referendum dikonfirmasi',
      th: 'ยืนยันการตกลงแบบ ad referendum แล้ว',
    },
    initialled: { en: 'Initialled', id: 'Diparaf', th: 'ลงนามย่อแล้ว' },
    'signed-ad-referendum': {
      en: 'Signed ad referendum',
      id: 'Ditandatangani ad referendum',
      th: 'ลงนามแบบต้องได้รับการยืนยัน (ad referendum)',
    },
    signed: { en: 'Signed', id: 'Ditandatangani', th: 'ลงนามแล้ว' },
    'internal-procedures-completed': {
      en: 'Internal procedures completed',
      id: 'Prosedur internal telah diselesaikan',
      th: 'ดำเนินกระบวนการภายในเสร็จสิ้นแล้ว',
    },
    rejected: { en: 'Text not accepted', id: 'Naskah tidak diterima', th: 'ไม่เห็นพ้องกับร่าง' },
    withdrawn: { en: 'Act withdrawn', id: 'Tindakan ditarik kembali', th: 'ถอนการดำเนินการแล้ว' },
  },
  stage: {
    negotiation: { en: 'Negotiation', id: 'Perundingan', th: 'การเจรจา' },
    'legal-scrub': {
      en: 'Legal scrub',
      id: 'Penelaahan hukum (legal scrubbing)',
      th: 'การขัดเกลาถ้อยคำทางกฎหมาย (legal scrubbing)',
    },
    final: { en: 'Final text', id: 'Naskah final', th: 'ร่างสุดท้าย' },
  },
  procedure: {
    open: { en: 'Joint drafting', id: 'Penyusunan bersama', th: 'ยกร่างร่วมกัน' },
    'by-proposal': { en: 'By proposal', id: 'Melalui usulan', th: 'เจรจาโดยข้อเสนอ' },
  },
  role: {
    administrator: { en: 'Administrator', id: 'Administrator', th: 'ผู้ดูแลบัญชี' },
    head: { en: 'Head of delegation', id: 'Ketua delegasi', th: 'หัวหน้าคณะผู้แทน' },
    signatory: { en: 'Signatory', id: 'Penanda tangan', th: 'ผู้ลงนาม' },
    drafter: { en: 'Drafter', id: 'Perancang naskah', th: 'ผู้ยกร่าง' },
    legal: { en: 'Legal adviser', id: 'Penasihat hukum', th: 'ที่ปรึกษากฎหมาย' },
    linguist: { en: 'Linguist', id: 'Ahli bahasa', th: 'ผู้เชี่ยวชาญด้านภาษา' },
    secretary: { en: 'Secretary / note-taker', id: 'Sekretaris / notulis', th: 'เลขานุการ / ผู้จดบันทึก' },
    reader: { en: 'Reader', id: 'Pembaca', th: 'ผู้อ่าน' },
  },
  preset: {
    'clean-text': { en: 'Clean text', id: 'Naskah bersih', th: 'ร่างที่ไม่มีข้อความในวงเล็บ' },
    'bracketed-text': {
      en: 'Text with brackets, without naming the Parties',
      id: 'Naskah dengan kurung siku, tanpa menyebut Pihak',
      th: 'ร่างที่มีข้อความในวงเล็บโดยไม่ระบุฝ่าย',
    },
    'joint-workspace': {
      en: 'Joint workspace, without positions and minutes',
      id: 'Ruang kerja bersama, tanpa posisi dan risalah',
      th: 'พื้นที่ทำงานร่วม ยกเว้นท่าทีและบันทึกการประชุม',
    },
  },
  question: {
    party: {
      en: 'Taking part as a Party',
      id: 'Keikutsertaan sebagai Pihak',
      th: 'การเข้าร่วมเป็นฝ่าย',
    },
    observer: {
      en: 'Admission of an observer',
      id: 'Keikutsertaan pengamat',
      th: 'การให้ผู้สังเกตการณ์เข้าร่วม',
    },
    'observer-ended': {
      en: "End of an observer's seat",
      id: 'Pengakhiran keikutsertaan pengamat',
      th: 'การสิ้นสุดการเข้าร่วมของผู้สังเกตการณ์',
    },
    procedure: { en: 'Change of procedure', id: 'Perubahan prosedur', th: 'การเปลี่ยนวิธีเจรจา' },
    stage: { en: 'Change of stage', id: 'Perubahan tahap', th: 'การเปลี่ยนขั้นของการเจรจา' },
    'negotiated-languages': {
      en: 'Languages of negotiation',
      id: 'Bahasa perundingan',
      th: 'ภาษาที่ใช้ในการเจรจา',
    },
    exception: {
      en: 'Agreed exception',
      id: 'Pengecualian yang disepakati',
      th: 'ข้อยกเว้นที่ตกลงร่วมกัน',
    },
    erasure: { en: 'Erasure of a text', id: 'Penghapusan teks', th: 'การลบข้อความ' },
    reopening: {
      en: 'Reopening of the text',
      id: 'Pembukaan kembali naskah',
      th: 'การเปิดร่างอีกครั้ง',
    },
    archive: { en: 'Archiving of the SOP', id: 'Pengarsipan SOP', th: 'การจัดเก็บ SOP เป็นการถาวร' },
  },
  standing: {
    party: { en: 'Party', id: 'Pihak', th: 'ฝ่าย' },
    invited: {
      en: 'Named as a Party, has not said yes yet',
      id: 'Dicantumkan sebagai Pihak, belum menyatakan setuju',
      th: 'ได้รับการระบุเป็นฝ่ายแต่ยังไม่ได้ตอบรับ',
    },
    observer: { en: 'Observer', id: 'Pengamat', th: 'ผู้สังเกตการณ์' },
  },
}
