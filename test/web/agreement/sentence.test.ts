// The words in which everyone reads an act, in three languages.
import t from 'tap'
import type { ActKind } from '../../../src/web/agreement/offered.ts'
import { sentences, type Told } from '../../../src/web/agreement/sentence.ts'
import { LANGUAGES } from '../../../src/web/words/languages.ts'

const CHOSEN = { digits: 'thai', era: 'be' } as const
const TOLD: Told = {
  act: 'text-agreed',
  number: 21,
  version: `4e1b90d7${'0'.repeat(56)}`,
  capacity: 'หัวหน้าคณะผู้แทน',
  place: 'กรุงเทพมหานคร',
  date: '2026-12-22',
  medium: 'in-person',
}
const thai = { delegation: 'ไทย', sop: 'SOP การส่งกลับผู้เสียหาย' }

t.test('agreement to the text reads as an official writes it in Thai', async (t) => {
  t.same(sentences('th', { ...TOLD, preparedBy: 'เลขานุการคณะผู้แทน' }, thai, CHOSEN), [
    'คณะผู้แทนไทยยืนยันเห็นพ้องกับร่างร่วม ฉบับที่ ๒๑ ของ “SOP การส่งกลับผู้เสียหาย” รหัสยืนยันตัวบท 4e1b\u00a090d7',
    'ณ กรุงเทพมหานคร วันที่ ๒๒ ธันวาคม ๒๕๖๙ (22 December 2026) โดยหัวหน้าคณะผู้แทน',
    'ดำเนินการด้วยตนเอง',
    'จัดเตรียมโดยเลขานุการคณะผู้แทน',
  ])
})

t.test('in Indonesian and in English', async (t) => {
  const told: Told = {
    ...TOLD,
    capacity: 'Ketua Delegasi',
    place: 'Jakarta',
    medium: 'on-paper',
    authority: { document: 'Surat Menteri', number: '12/2026', date: '2026-12-01' },
    confirmedBy: 'Ketua Delegasi',
  }
  t.same(sentences('id', told, { delegation: 'Indonesia', sop: 'SOP Pemulangan' }, CHOSEN), [
    'Delegasi Indonesia menyatakan sepakat atas naskah bersama versi 21 “SOP Pemulangan”, sidik naskah digital 4e1b\u00a090d7.',
    'Dibuat di Jakarta pada tanggal 22 Desember 2026 oleh Ketua Delegasi.',
    'Berdasarkan Surat Menteri Nomor 12/2026 tanggal 1 Desember 2026.',
    'Disampaikan dengan surat.',
    'Dikonfirmasi oleh Ketua Delegasi.',
  ])
  t.match(
    sentences('en', told, { delegation: 'Indonesia', sop: 'SOP on return' }, CHOSEN)[0],
    'The Delegation of Indonesia agrees to the joint text, version 21, of “SOP on return”, text fingerprint 4e1b\u00a090d7.',
  )
})

t.test('a withdrawal names the act that is taken back', async (t) => {
  const withdrawn = { act: 'text-agreed', date: '2026-12-20' } as const
  const [said] = sentences(
    'en',
    { ...TOLD, act: 'withdrawn' },
    { delegation: 'Thailand', sop: 'SOP', withdrawn },
    CHOSEN,
  )
  t.match(said, 'withdraws its act “Agreement to the text” of 20 December 2026')
})

t.test('Thai and Latin letters stand apart, whatever was filled in', async (t) => {
  const said = sentences('th', { ...TOLD, capacity: 'Ketua Delegasi' }, thai, CHOSEN).join(' ')
  t.match(said, 'โดย Ketua Delegasi')
})

t.test('every act has whole sentences in every language, with nothing left to fill in', async (t) => {
  const acts: ActKind[] = [
    'text-agreed',
    'agreed-ad-referendum',
    'ad-referendum-confirmed',
    'initialled',
    'signed-ad-referendum',
    'signed',
    'internal-procedures-completed',
    'rejected',
    'withdrawn',
  ]
  for (const act of acts)
    for (const language of LANGUAGES)
      for (const said of sentences(language, { ...TOLD, act, reason: 'x' }, thai, CHOSEN))
        t.notMatch(said, /\{\{|undefined| {2}/, `${act} in ${language}`)
})
