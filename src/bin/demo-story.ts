// What the demonstration tells: five working days at one table, in three languages.
import { indexTree } from '../document/clause.ts'
import type { Edit } from '../document/edits.ts'
import {
  append,
  at,
  type Beat,
  type Change,
  discuss,
  edit,
  reply,
  reword,
  save,
  saveOn,
} from './demo-deeds.ts'

/** The explanation of rights gets a time limit, and the police of the host Party are consulted. */
const rightsInTime: Change = (base) => {
  const { facts } = indexTree(base).get('case-rights')!.clause
  const duties = [
    ...facts.step!.duties!,
    { side: 'host', party: 'THA', agency: 'RTP', role: 'C' } as const,
    { side: 'host', party: 'IDN', agency: 'POLRI', role: 'C' } as const,
  ]
  const limit = { rule: 'within', parameter: 'rights_time', event: 'case-opened' } as const
  return [
    {
      op: 'setParameter',
      name: 'rights_time',
      value: { kind: 'duration', value: 24, unit: 'hour', settled: false },
    },
    {
      op: 'setFacts',
      key: 'case-rights',
      was: facts,
      value: { ...facts, step: { ...facts.step, duties, limit } },
    },
  ]
}

const departureNotice: Edit = {
  op: 'insert',
  parent: 'travel',
  after: 'travel-escort-notice',
  clause: {
    key: 'departure-notice',
    kind: 'step',
    texts: {
      en: {
        text: 'The host Party will inform the contact point of the home Party of the departure and of the expected time of arrival.',
        trigger: 'The victim has departed.',
        safeguard: 'The message carries only the case reference number.',
        expiry: 'The contact points will act under {{#escalation}}.',
      },
      id: {
        text: 'Pihak setempat akan memberitahukan keberangkatan dan perkiraan waktu kedatangan kepada narahubung Pihak negara asal.',
        trigger: 'Korban telah berangkat.',
        safeguard: 'Pesan tersebut hanya memuat nomor rujukan kasus.',
        expiry: 'Narahubung akan bertindak berdasarkan {{#escalation}}.',
      },
      th: {
        text: 'ฝ่ายที่ผู้เสียหายพำนักอยู่จะแจ้งการออกเดินทางและเวลาที่คาดว่าจะเดินทางถึงให้ผู้ประสานงานหลักของฝ่ายประเทศต้นทางทราบ',
        trigger: 'ผู้เสียหายออกเดินทางแล้ว',
        safeguard: 'ข้อความที่แจ้งใช้เพียงหมายเลขอ้างอิงกรณี',
        expiry: 'ผู้ประสานงานหลักจะดำเนินการตาม{{#escalation}}',
      },
    },
    facts: {
      elements: ['handover'],
      step: {
        duties: [
          { side: 'host', party: 'THA', agency: 'DATIP', role: 'A' },
          { side: 'host', party: 'THA', agency: 'SHELTER-MSDHS', role: 'R' },
          { side: 'host', party: 'IDN', agency: 'KEMENSOS', role: 'A' },
          { side: 'host', party: 'IDN', agency: 'SENTRA-KEMENSOS', role: 'R' },
          { side: 'home', party: 'IDN', agency: 'DIT-PWNI', role: 'I' },
          { side: 'home', party: 'IDN', agency: 'KEMENSOS', role: 'I' },
          { side: 'home', party: 'THA', agency: 'DATIP', role: 'I' },
        ],
        limit: { rule: 'without-delay' },
      },
    },
  },
}

export const STORY: readonly Beat[] = [
  { when: '1 09:05 IDN/head', does: 'begin', message: 'Naskah awal dari templat' },
  { when: '1 09:50 THA/head', does: 'answer', kind: 'party' },
  { when: '1 10:10 THA/head', does: 'admit', observer: 'IOM' },
  { when: '1 11:00 IDN/head', does: 'answer', kind: 'observer' },
  save(
    '1 13:15 IDN/drafter',
    'Juru bahasa sejak kontak pertama dan hak meminta penggantian (naskah Inggris)',
    reword(
      at('principle-interpreter', 'en', 'free of charge,'),
      'free of charge and from the first contact,',
      'The victim may ask for another interpreter at any time.',
    ),
  ),
  discuss(
    '1 14:20 IDN/linguist',
    'consent term',
    'table',
    at('principle-voluntary', 'id', 'persetujuan setelah mendapat penjelasan (informed consent)'),
    'Istilah ini digunakan secara konsisten dalam seluruh naskah. Apakah padanan Inggris dalam kurung cukup dicantumkan pada penyebutan pertama?',
    ['THA/linguist'],
  ),
  save(
    '1 15:05 THA/linguist',
    'ปรับข้อบทว่าด้วยล่ามให้ตรงกับภาษาอังกฤษ',
    reword(
      at('principle-interpreter', 'th', 'โดยไม่คิดค่าใช้จ่าย'),
      'นับแต่การติดต่อครั้งแรกและโดยไม่คิดค่าใช้จ่าย',
      'ผู้เสียหายอาจขอเปลี่ยนล่ามได้ทุกเวลา',
    ),
  ),
  reply(
    '1 15:30 THA/linguist',
    'consent term',
    'The Thai text uses one term throughout, without the English. Thailand has no objection to the English standing in brackets at the first mention only.',
  ),
  save(
    '2 09:20 IDN/linguist',
    'Ketentuan mengenai juru bahasa disesuaikan dengan naskah Inggris',
    reword(
      at('principle-interpreter', 'id', 'tanpa biaya,'),
      'tanpa biaya dan sejak kontak pertama,',
      'Korban dapat meminta penggantian juru bahasa setiap saat.',
    ),
  ),
  discuss(
    '2 09:45 THA/legal',
    'nationality',
    'table',
    at('nationality-reply', 'th', 'นับแต่วันที่ได้รับคำขอ'),
    'ฝ่ายไทยเห็นว่ากำหนดเวลา 10 วันทำการนับแต่วันที่ได้รับคำขอมีความเหมาะสม ขอทราบความเห็นของฝ่ายอินโดนีเซีย',
    ['IDN/legal'],
  ),
  reply(
    '2 10:30 IDN/legal',
    'nationality',
    'Indonesia can agree to ten working days. Urgent cases remain under the shorter time limit.',
  ),
  save(
    '2 11:10 THA/legal',
    'กำหนดเวลาแจ้งผลการตรวจพิสูจน์สัญชาติ 10 วันทำการ ได้ข้อยุติ',
    edit({
      op: 'setParameter',
      name: 'nationality_reply',
      value: { kind: 'duration', value: 10, unit: 'working-day', settled: true },
    }),
  ),
  { when: '2 11:20 THA/legal', does: 'resolve', thread: 'nationality' },
  discuss(
    '2 14:00 THA/legal',
    'interview',
    'table',
    at('reception-interview', 'en', 'if the victim agrees to it'),
    'Thailand suggests “informed consent”, as elsewhere in the text, and a right to end the interview.',
    ['IDN/drafter'],
  ),
  save(
    '2 15:00 IDN/drafter',
    'Pelindungan data pribadi ditempatkan langsung setelah kerahasiaan',
    edit({ op: 'move', key: 'principle-data', parent: 'principles', after: 'principle-confidentiality' }),
  ),
  discuss(
    '2 16:00 IDN/legal',
    'IDN costs',
    'room',
    at('costs-home', 'id', 'rehabilitasi, dan reintegrasi'),
    'Mohon dimintakan pandangan tertulis Kementerian Sosial mengenai pembebanan biaya ini sebelum putaran berikutnya.',
  ),
  reply(
    '2 16:25 IDN/secretary',
    'IDN costs',
    'Konsep surat sedang disiapkan dan akan disampaikan melalui Ketua Delegasi.',
  ),
  save('3 09:15 THA/drafter', 'New step: the home Party is informed of the departure', edit(departureNotice)),
  discuss(
    '3 09:40 THA/secretary',
    'contacts',
    'table',
    at('contact-change', 'th', 'ฝ่ายที่เปลี่ยนแปลงผู้ประสานงานหลักหรือรองผู้ประสานงานหลัก'),
    'เสนอให้รวมเนื้อหานี้ไว้ในวรรคว่าด้วยผู้ประสานงานหลัก โดยไม่แยกเป็นขั้นตอนต่างหาก',
  ),
  save(
    '3 10:25 IDN/legal',
    'Pemberitahuan perubahan narahubung disatukan ke dalam ketentuan mengenai narahubung',
    append(
      'final-contacts',
      'en',
      'A Party that changes its contact point or deputy will notify the other Party within {{contact_change}} of the change.',
    ),
    append(
      'final-contacts',
      'id',
      'Pihak yang mengubah narahubung atau wakil narahubungnya akan memberitahukannya kepada Pihak lainnya dalam waktu {{contact_change}} terhitung sejak perubahan.',
    ),
    append(
      'final-contacts',
      'th',
      'ฝ่ายที่เปลี่ยนแปลงผู้ประสานงานหลักหรือรองผู้ประสานงานหลักจะแจ้งอีกฝ่ายหนึ่งภายใน {{contact_change}}นับแต่วันที่มีการเปลี่ยนแปลง',
    ),
    edit({ op: 'remove', key: 'contact-change' }),
  ),
  reply('3 10:35 IDN/legal', 'contacts', 'Setuju. Disatukan dalam versi 8.'),
  discuss(
    '3 13:40 IOM/drafter',
    'trusted person',
    'table',
    at('consent-interview', 'en', 'time to reflect and to take legal advice', 'safeguard'),
    'For the Parties’ consideration: the text could say that the victim may have a trusted person present at this interview.',
    ['IDN', 'THA'],
  ),
  discuss(
    '3 14:30 THA/legal',
    'THA exit',
    'room',
    at('exit-permission', 'th', 'การยกเว้นค่าปรับกรณีอยู่เกินกำหนด'),
    'ขอให้สอบถามสำนักงานตรวจคนเข้าเมืองว่าสามารถดำเนินการได้ภายในกำหนดเวลานี้หรือไม่',
  ),
  reply('3 14:50 THA/secretary', 'THA exit', 'อยู่ระหว่างจัดทำหนังสือขอความเห็นเพื่อเสนอหัวหน้าคณะผู้แทน'),
  save(
    '3 15:30 THA/drafter',
    'กำหนดเวลาในการอธิบายสิทธิ และเพิ่มหน่วยงานตำรวจเป็นหน่วยงานที่ให้คำปรึกษา',
    rightsInTime,
    reword(
      at('case-rights', 'en', 'at the first opportunity and in a language'),
      'at the first opportunity, at the latest within {{rights_time}} of the opening of the case, and in a language',
    ),
    reword(
      at('case-rights', 'id', 'Pada kesempatan pertama dan dalam bahasa'),
      'Pada kesempatan pertama, paling lambat {{rights_time}} terhitung sejak kasus dibuka, dan dalam bahasa',
    ),
    reword(
      at('case-rights', 'th', 'ในโอกาสแรกและในภาษา'),
      'ในโอกาสแรกและไม่เกิน {{rights_time}}นับแต่เวลาที่เปิดกรณี ในภาษา',
    ),
  ),
  discuss(
    '3 15:45 IOM/legal',
    'IOM data',
    'room',
    at('principle-data', 'en', 'with the informed consent of the victim'),
    'To be compared with our own data protection principles before we comment.',
  ),
  save(
    '4 09:10 IDN/drafter',
    'Wawancara penerimaan kedatangan hanya dengan persetujuan korban',
    reword(
      at('reception-interview', 'en', ', if the victim agrees to it.'),
      ', with the informed consent of the victim. The victim may end the interview at any time.',
    ),
    reword(
      at('reception-interview', 'id', ', apabila korban menyetujuinya.'),
      ', dengan persetujuan setelah mendapat penjelasan (informed consent) dari korban. Korban dapat mengakhiri wawancara tersebut setiap saat.',
    ),
    reword(
      at('reception-interview', 'th', 'หากผู้เสียหายตกลง'),
      'ด้วยความยินยอมโดยได้รับข้อมูลอย่างเพียงพอของผู้เสียหาย ผู้เสียหายอาจยุติการสัมภาษณ์ได้ทุกเวลา',
    ),
  ),
  saveOn(
    9,
    '4 09:25 THA/linguist',
    'ปรับถ้อยคำภาษาไทยเรื่องค่าใช้จ่าย',
    reword(at('costs-no-delay', 'th', 'ปัญหาเรื่องค่าใช้จ่ายจะไม่ทำให้'), 'ประเด็นเรื่องค่าใช้จ่ายจะไม่เป็นเหตุให้'),
  ),
  reply(
    '4 09:40 IDN/drafter',
    'interview',
    'Disepakati. Rumusan baru dalam ketiga bahasa terdapat dalam versi 10.',
  ),
  discuss(
    '4 11:15 IDN/secretary',
    'IDN escort',
    'room',
    at('travel-escort', 'id', 'pendamping perjalanan terlatih'),
    'Mohon dikonfirmasi kepada Divisi Hubungan Internasional Polri mengenai perannya dalam langkah ini.',
  ),
  {
    when: '4 14:00 IDN/head',
    does: 'approve',
    act: 'agreed-ad-referendum',
    capacity: 'Ketua Delegasi Republik Indonesia',
    place: 'Jakarta',
    preparedBy: 'Penasihat Hukum',
  },
  save(
    '5 09:30 THA/legal',
    'ผู้เสียหายอาจมีบุคคลที่ไว้วางใจอยู่ด้วยในการสัมภาษณ์ (ร่างภาษาไทย)',
    reword(
      at('consent-interview', 'th', 'ขอคำปรึกษาทางกฎหมาย และไม่มี', 'safeguard'),
      'ขอคำปรึกษาทางกฎหมาย อาจมีบุคคลที่ไว้วางใจอยู่ด้วย และไม่มี',
    ),
  ),
  save(
    '5 10:20 THA/drafter',
    'A trusted person at the return interview: the English text',
    reword(
      at('consent-interview', 'en', 'to take legal advice, and no', 'safeguard'),
      'to take legal advice and may have a trusted person present, and no',
    ),
  ),
  reply(
    '5 10:30 THA/drafter',
    'trusted person',
    'Thank you. Thailand has taken this up in versions 12 and 13.',
  ),
  save(
    '5 13:45 IDN/linguist',
    'Orang yang dipercaya dalam wawancara pemulangan (naskah Indonesia)',
    reword(
      at('consent-interview', 'id', 'memperoleh nasihat hukum, dan', 'safeguard'),
      'memperoleh nasihat hukum, dapat didampingi orang yang dipercaya, dan',
    ),
  ),
  { when: '5 15:30 THA/head', does: 'ask', question: { kind: 'stage', stage: 'legal-scrub' } },
]
