// A small SOP for tests of the API: a table that both parties have joined, and the acts that most tests need.
import type { LightMyRequestResponse } from 'fastify'
import type { Ask, Started } from './start.ts'

/** Keys of its clauses. */
export const KEYS = {
  chapter: 'aaaaaaaaaaaaaaaa',
  article: 'bbbbbbbbbbbbbbbb',
  paragraph: 'cccccccccccccccc',
  annex: 'dddddddddddddddd',
  note: 'eeeeeeeeeeeeeeee',
} as const

type Texts = Record<string, { heading?: string; text?: string }>
export const texts = (part: 'heading' | 'text', en: string, id: string, th: string): Texts => ({
  en: { [part]: en },
  id: { [part]: id },
  th: { [part]: th },
})

/** What victims must be kept safe by: with these on a clause nothing stands against the text. */
export const SAFEGUARDS = [
  'best_interests',
  'consent',
  'data_protection',
  'no_detention',
  'non_punishment',
  'non_refoulement',
  'risk_assessment',
  'voluntary_return',
]

const CLAUSES = [
  {
    key: KEYS.chapter,
    kind: 'chapter',
    texts: texts('heading', 'General', 'Umum', 'ทั่วไป'),
    children: [
      {
        key: KEYS.article,
        kind: 'article',
        facts: { elements: SAFEGUARDS },
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
    key: KEYS.annex,
    kind: 'annex',
    texts: texts('heading', 'Contacts', 'Kontak', 'ช่องทางติดต่อ'),
    children: [
      {
        key: KEYS.note,
        kind: 'paragraph',
        texts: texts(
          'text',
          'Offices are listed by rank.',
          'Kantor disusun menurut pangkat.',
          'เรียงตามลำดับหน่วยงาน',
        ),
      },
    ],
  },
]

export const TITLE = { en: 'Safe return', id: 'Pemulangan aman', th: 'การส่งกลับอย่างปลอดภัย' }

/** Looks like a Thai identity number, and only counts. */
export const NUMBER = '1234567890121'

/** A body for `createSop`: no template, three languages, joint drafting. */
export const beginning = (more: object = {}) => ({
  title: TITLE,
  parties: ['IDN', 'THA'],
  languages: ['en', 'id', 'th'],
  authentic: ['en', 'id', 'th'],
  prevailing: 'none',
  procedure: 'open',
  ...more,
})

/** The body of a good answer. */
export function good<T = any>(answer: LightMyRequestResponse): T {
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${answer.body}`)
  return (answer.body === '' ? {} : answer.json()) as T
}

/** Code and status of a problem, to be compared in one line: `409 conflict`. */
export function told(answer: LightMyRequestResponse): string {
  if (answer.statusCode < 400) return String(answer.statusCode)
  return `${answer.statusCode} ${answer.json<{ code: string }>().code}`
}

export interface Table {
  readonly sop: string
  /** `/sops/<id>` */
  readonly at: string
  readonly idn: Ask
  readonly tha: Ask
  /** saves edits on the current version, and gives the answer's body */
  readonly save: (edits: object[], by?: Ask) => Promise<any>
  readonly head: () => Promise<{ number: number; version: string }>
  /** asks a joint decision as Indonesia and says yes as every other party named */
  readonly decide: (question: object, ...by: Ask[]) => Promise<any>
  /** the text of a clause in one language, from the current version */
  readonly text: (key: string, language: string) => Promise<any>
}

/** A new SOP of Indonesia and Thailand with a small text, both having joined. */
export async function openTable(service: Started, more: object = {}): Promise<Table> {
  const [idn, tha] = [await service.as('IDN'), await service.as('THA')]
  const { id: sop } = good(await idn('POST', '/sops', beginning(more)))
  const at = `/sops/${sop}`
  const { items } = good(await tha('GET', `${at}/decisions`))
  good(await tha('POST', `${at}/decisions/${items[0].id}/answers`, { answer: 'yes' }))
  const table: Table = {
    sop,
    at,
    idn,
    tha,
    head: async () => good(await idn('GET', at)).head,
    save: async (edits, by = idn) => {
      const { version } = await table.head()
      return good(await by('POST', `${at}/versions`, { base: version, message: 'A change', edits }))
    },
    decide: async (question, ...by) => {
      const asked = good(await idn('POST', `${at}/decisions`, question))
      let last = asked
      for (const ask of by.length > 0 ? by : [tha]) {
        last = good(await ask('POST', `${at}/decisions/${asked.id}/answers`, { answer: 'yes' }))
      }
      return last
    },
    text: async (key, language) => {
      const { clause } = good(await idn('GET', `${at}/versions/latest?clause=${key}`))
      return clause.texts[language]
    },
  }
  if ((more as { procedure?: string }).procedure !== 'by-proposal') await table.save(inserts())
  return table
}

export const inserts = () =>
  CLAUSES.map((clause, position) => ({
    op: 'insert',
    clause,
    parent: 'sop',
    ...(position > 0 && { after: CLAUSES[position - 1]!.key }),
  }))

/** An edit of one text. */
export const setText = (key: string, language: string, part: string, value: string) => ({
  op: 'setText',
  key,
  language,
  part,
  value,
})

/** A body for `giveApproval`. */
export const act = (version: string, kind = 'text-agreed', more: object = {}) => ({
  act: kind,
  version,
  capacity: 'Head of delegation',
  place: 'Bangkok',
  date: '2026-11-24',
  medium: 'in-person',
  ...more,
})
