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
import { openStores, type Stores } from '../src/store/pool.ts'
import { findVersion } from '../src/store/versions.ts'
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
  /** of a drafter of THA, who hears what IDN saves */
  readonly other: string
  /** keys of the articles */
  readonly keys: readonly string[]
}

/** Fills an empty folder, or other empty stores that `open` gives, and closes them again. */
export async function seedFolder(
  folder: string,
  clauses = CLAUSES,
  open: () => Promise<Stores> = () => openStores({ folder }),
): Promise<Seeded> {
  const stores = await open()
  try {
    const house = buildHouse({ stores, clock, chance }, shippedLists(), 32_000_000)
    for (const code of ['IDN', 'THA']) await settle(house, code, 'party')
    const enter = async (delegation: string, login: string) =>
      ok(await signIn(house, { delegation, login, password: PASSWORD, agent: 'bench' }))
    const drafter = await enter('IDN', 'drafter')
    const lead = await enter('IDN', 'head')
    const sop = await begin(house, (await whoIs(house, 'IDN', lead.member))!)
    const who = (await whoIs(house, 'IDN', drafter.member))!
    const { version, keys } = await fill(house, who, sop, longSop(clauses))
    const other = (await enter('THA', 'drafter')).secret
    return { folder, sop, version, credential: drafter.secret, other, keys }
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
  const first = (await table.read((sql) => findVersion(sql, 'latest')))!
  const edits = [...text.children]
    .reverse()
    .map((chapter) => ({ op: 'insert' as const, clause: asWritten(chapter), parent: 'sop' }))
  const saved = ok(await saveVersion(house, who, sop, { base: first.id, edits, message: 'The whole text' }))
  const keys = [...walk(text)].filter(({ kind }) => kind === 'article').map(({ key }) => key)
  return { version: saved.version, keys }
}

export function ok<T>(answer: T | Failure): T {
  if (isFailure(answer)) throw new Error(JSON.stringify(answer).slice(0, 500))
  return answer
}
