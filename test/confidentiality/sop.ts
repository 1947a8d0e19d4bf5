// An SOP for these tests: two chapters that every seat sees, a withheld one, and a seat for each preset.
import type { LightMyRequestResponse } from 'fastify'
import type { World } from './world.ts'

/** Keys of the clauses; the withheld ones are out of every observer's sight. */
export const KEYS = {
  open: 'aaaaaaaaaaaaaaaa',
  article: 'bbbbbbbbbbbbbbbb',
  paragraph: 'cccccccccccccccc',
  withheld: 'dddddddddddddddd',
  withheldArticle: 'eeeeeeeeeeeeeeee',
  withheldParagraph: 'ffffffffffffffff',
  last: 'gggggggggggggggg',
} as const

/** The seat of each observer organisation. */
export const SEATS = { IOM: 'clean-text', RSO: 'bracketed-text', UNODC: 'joint-workspace' } as const
const UNTIL = '2027-11-24T00:00:00.000Z'

const LANGUAGES = ['en', 'id', 'th'] as const
type Texts = Record<string, { heading?: string; text?: string }>
const texts = (part: 'heading' | 'text', en: string, id: string, th: string): Texts => ({
  en: { [part]: en },
  id: { [part]: id },
  th: { [part]: th },
})

/** Words that stand in the withheld chapter and nowhere else, in each language. */
export const WITHHELD_WORDS = [
  'Zirconium',
  'Wolfram',
  'เซอร์โคเนียม',
  'quicksilver',
  'airraksa',
  'ปรอทเหลว',
] as const

const CHAPTERS = [
  {
    key: KEYS.open,
    kind: 'chapter',
    texts: texts('heading', 'General', 'Umum', 'ทั่วไป'),
    children: [
      {
        key: KEYS.article,
        kind: 'article',
        texts: texts('heading', 'Purpose', 'Tujuan', 'วัตถุประสงค์'),
        children: [
          {
            key: KEYS.paragraph,
            kind: 'paragraph',
            texts: texts(
              'text',
              'Return is safe and voluntary.',
              'Pemulangan aman dan sukarela.',
              'การส่งกลับต้องปลอดภัยและสมัครใจ',
            ),
          },
        ],
      },
    ],
  },
  {
    key: KEYS.withheld,
    kind: 'chapter',
    texts: texts('heading', 'Zirconium', 'Wolfram', 'เซอร์โคเนียม'),
    children: [
      {
        key: KEYS.withheldArticle,
        kind: 'article',
        texts: texts('heading', 'Zirconium list', 'Daftar Wolfram', 'รายการเซอร์โคเนียม'),
        children: [
          {
            key: KEYS.withheldParagraph,
            kind: 'paragraph',
            texts: texts('text', 'Keep the quicksilver.', 'Simpan airraksa.', 'เก็บปรอทเหลวไว้'),
          },
        ],
      },
    ],
  },
  {
    key: KEYS.last,
    kind: 'article',
    texts: texts('heading', 'Entry into force', 'Mulai berlaku', 'การมีผลใช้บังคับ'),
  },
]

/** The body of an answer that has to be a good one. */
export function good<T = Record<string, unknown>>(answer: LightMyRequestResponse): T {
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${answer.body}`)
  return (answer.body === '' ? {} : answer.json()) as T
}

/** Asks a joint decision as Indonesia and says yes as Thailand. */
export async function decide(world: World, sop: string, question: object): Promise<string> {
  const asked = good<{ id: string }>(await world.as('IDN/head')('POST', `/sops/${sop}/decisions`, question))
  good(await world.as('THA/head')('POST', `/sops/${sop}/decisions/${asked.id}/answers`, { answer: 'yes' }))
  return asked.id
}

/** Creates an SOP of two parties that both have joined, with no text yet. */
export async function beginSop(world: World, parties: [string, string] = ['IDN', 'THA']): Promise<string> {
  const title = { en: 'Return', id: 'Pemulangan', th: 'การส่งกลับ' }
  const body = {
    ...{ title, parties, languages: LANGUAGES, authentic: LANGUAGES, prevailing: 'none', procedure: 'open' },
  }
  const { id } = good<{ id: string }>(await world.as(`${parties[0]}/head`)('POST', '/sops', body))
  const other = world.as(`${parties[1]}/head`)
  const { items } = good<{ items: { id: string }[] }>(await other('GET', `/sops/${id}/decisions`))
  good(await other('POST', `/sops/${id}/decisions/${items[0]!.id}/answers`, { answer: 'yes' }))
  return id
}

/** Saves edits on the current version. */
export async function save(
  world: World,
  sop: string,
  edits: object[],
  { by = 'IDN/head', message = 'A change' } = {},
): Promise<void> {
  const ask = world.as(by)
  const { head } = good<{ head: { version: string } }>(await ask('GET', `/sops/${sop}`))
  good(await ask('POST', `/sops/${sop}/versions`, { base: head.version, message, edits }))
}

/** The SOP of two parties with its text and its three observers. */
export async function beginObserved(world: World): Promise<string> {
  const sop = await beginSop(world)
  const edits = CHAPTERS.map((clause, at) => ({
    ...{ op: 'insert', clause, parent: 'sop' },
    ...(at > 0 && { after: CHAPTERS[at - 1]!.key }),
  }))
  await save(world, sop, edits)
  for (const [delegation, preset] of Object.entries(SEATS)) {
    const seat = { delegation, preset, until: UNTIL, comments: true, withheld: [KEYS.withheld] }
    await decide(world, sop, { kind: 'observer', ...seat })
  }
  return sop
}
