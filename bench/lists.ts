// Measures lists as they grow, G15: the newest 50 versions and 50 open comments, of 1,000 rows and of 100,000.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { nodeId, revisionId, sealText } from '../src/document/ids.ts'
import type { Db } from '../src/store/db.ts'
import { insertSop } from '../src/store/sops.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { insertComment, insertThread, listComments, listThreads } from '../src/store/threads.ts'
import { putTree } from '../src/store/trees.ts'
import { insertRevision, listVersions } from '../src/store/versions.ts'
import { longSop } from '../test/helpers/real-texts.ts'
import { clockAsync, median, type Result, result } from './result.ts'

const SIZES = [1_000, 100_000] as const
const ROUNDS = 60
const SOP = 'a'.repeat(32)
const TIME = '2026-11-24T03:00:00.000Z'

export async function benchLists(folder: string): Promise<Result[]> {
  mkdirSync(folder, { recursive: true })
  const tables: Db[] = []
  for (const size of SIZES) tables.push(await filled(join(folder, `${size}.db`), size))
  try {
    return [
      ...(await grow('the newest 50 versions', tables, (db) =>
        db.read((sql) => listVersions(sql, { limit: 50 })),
      )),
      ...(await grow('the first 50 open discussions, with their comments', tables, (db) =>
        db.read(async (sql) => {
          const threads = await listThreads(sql, { sop: SOP, state: 'open', limit: 50 })
          return listComments(sql, threads)
        }),
      )),
    ]
  } finally {
    for (const db of tables) await db.close()
  }
}

/** The sizes take turns. */
async function grow(
  what: string,
  tables: readonly Db[],
  list: (db: Db) => Promise<unknown[]>,
): Promise<Result[]> {
  const times = tables.map(() => [] as number[])
  for (let round = -10; round < ROUNDS; round++) {
    for (const [place, db] of tables.entries()) {
      let rows = 0
      const time = await clockAsync(async () => (rows = (await list(db)).length))
      if (rows !== 50) throw new Error(`${what}: ${rows} rows`)
      if (round >= 0) times[place]!.push(time)
    }
  }
  const [few, many] = times.map((each) => median(each))
  const of = (size: number) => size.toLocaleString('en')
  return [
    result('G15', `${what}, of ${of(SIZES[1])}`, many!, 'ms', 'at most', 1),
    result(
      'G15',
      `the same against ${of(SIZES[0])}`,
      many! / few!,
      'x',
      'at most',
      2,
      `${few!.toFixed(2)} ms`,
    ),
  ]
}

/** A table with so many versions, discussions and comments; one discussion in ten is open. */
async function filled(file: string, size: number): Promise<Db> {
  const db = openSqlite(file, 'table', { create: true })
  await db.write(async (tx) => {
    await insertSop(tx, { id: SOP, stage: 'negotiation', procedure: 'open', negotiated: ['en'] })
    const tree = longSop(10)
    const rootRow = await putTree(tx, tree, undefined)
    const message = sealText(hexOf(1, 32), { text: 'One clause' })
    const stored = { messageText: 'One clause', messageSalt: message.salt }
    const root = nodeId(tree)
    for (let number = 1; number <= size; number++) {
      const revision = {
        format: 1 as const,
        sop: SOP,
        root,
        parents: [],
        by: 'IDN',
        time: timeOf(number),
        message: message.id,
      }
      const id = revisionId(revision)
      await insertRevision(tx, { id, revision, rootRow, number, act: hexOf(number, 32), ...stored })
      const thread = hexOf(number, 32)
      const state = number % 10 === 0 ? 'open' : 'resolved'
      const anchor = { ...ANCHOR, key: `a${number % 10}` }
      await insertThread(tx, { id: thread, sop: SOP, anchor, state, by: 'IDN', time: TIME })
      await insertComment(tx, {
        ...{ id: hexOf(number, 31), thread, by: 'IDN', time: TIME, salt: hexOf(number, 32) },
        ...{ body: 'A short comment on this clause.', earlier: [], mentions: [], withdrawn: false },
      })
    }
  })
  return db
}

const ANCHOR = {
  version: 1,
  key: '',
  language: 'en',
  part: 'text',
  text: '0'.repeat(64),
  start: 0,
  end: 9,
} as const

const timeOf = (second: number) => new Date(Date.parse(TIME) + second * 1000).toISOString()
const hexOf = (number: number, length: number) => number.toString(16).padStart(length, '0')
