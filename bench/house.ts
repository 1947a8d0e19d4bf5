// A data folder to measure on: two delegations, and an SOP of 500 clauses in three languages that real saves made.
import { buildHouse } from '../src/app.ts'
import { chance, clock } from '../src/bin/ground.ts'
import { createSop } from '../src/commands/create-sop.ts'
import type { House } from '../src/commands/house.ts'
import { saveVersion } from '../src/commands/save-version.ts'
import { signIn } from '../src/commands/sign-in.ts'
import { whoIs } from '../src/commands/sign-in.ts'
import { type Clause, walk } from '../src/document/clause.ts'
import { asWritten } from '../src/document/edits-between.ts'
import { type Failure, isFailure } from '../src/errors.ts'
import type { Who } from '../src/review/policy.ts'
import { openStores } from '../src/store/pool.ts'
import { longSop } from '../test/helpers/real-texts.ts'
import { PASSWORD, settle, shippedLists } from '../test/helpers/start.ts'

export const CLAUSES = 500
export const LANGUAGES = ['th', 'id', 'en'] as const

export interface Seeded {
  readonly folder: string
  readonly sop: string
  /** id of the version that holds the text */
  readonly version: string
  /** of a drafter of IDN, as a Bearer credential */
  readonly credential: string
  /** keys of the articles */
  readonly keys: readonly string[]
}

/** Fills an empty folder and closes it again. */
export async function seedFolder(folder: string, clauses = CLAUSES): Promise<Seeded> {
  const stores = await openStores({ folder })
  try {
    const house = buildHouse({ stores, clock, chance }, shippedLists(), 32_000_000)
    for (const code of ['IDN', 'THA']) await settle(house, code, 'party')
    const entered = ok(
      await signIn(house, { delegation: 'IDN', login: 'drafter', password: PASSWORD, agent: 'bench' }),
    )
    const who = (await whoIs(house, 'IDN', entered.member))!
    const lead = ok(
      await signIn(house, { delegation: 'IDN', login: 'head', password: PASSWORD, agent: 'bench' }),
    )
    const sop = await begin(house, (await whoIs(house, 'IDN', lead.member))!)
    const { version, keys } = await fill(house, who, sop, longSop(clauses))
    return { folder, sop, version, credential: entered.secret, keys }
  } finally {
    await stores.close()
  }
}

async function begin(house: House, who: Who): Promise<string> {
  const made = await createSop(house, who, {
    title: { en: 'A long procedure', id: 'Prosedur panjang', th: 'ระเบียบปฏิบัติฉบับยาว' },
    parties: ['IDN', 'THA'],
    languages: [...LANGUAGES],
    authentic: [...LANGUAGES],
    prevailing: 'none',
    character: 'arrangement',
    reference: [...house.editions.keys()].at(-1)!,
    negotiated: [...LANGUAGES],
    procedure: 'open',
    observers: [],
    message: 'Begin',
  })
  return ok(made).id
}

async function fill(house: House, who: Who, sop: string, text: Clause) {
  const table = (await house.stores.table(sop))!
  const { id } = (await table.read((sql) =>
    sql.get<{ id: string }>('select lower(hex(id)) as id from version'),
  ))!
  const edits = [...text.children]
    .reverse()
    .map((chapter) => ({ op: 'insert' as const, clause: asWritten(chapter), parent: 'sop' }))
  const saved = ok(await saveVersion(house, who, sop, { base: id, edits, message: 'The whole text' }))
  const keys = [...walk(text)].filter(({ kind }) => kind === 'article').map(({ key }) => key)
  return { version: saved.version, keys }
}

export function ok<T>(answer: T | Failure): T {
  if (isFailure(answer)) throw new Error(JSON.stringify(answer).slice(0, 500))
  return answer
}
