// Stores for tests: every engine, in a folder that goes with the test, and an SOP at a table, saved and recorded.
import Database from 'better-sqlite3'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Clause } from '../../src/document/clause.ts'
import { nodeId, type Revision, revisionId, sealText } from '../../src/document/ids.ts'
import { Refused } from '../../src/errors.ts'
import { sealEntry } from '../../src/record/log.ts'
import type { Db, Tx, Value } from '../../src/store/db.ts'
import { grantAccess, insertSopId, putDelegation } from '../../src/store/directory.ts'
import { openStores, type Stores } from '../../src/store/pool.ts'
import { openPostgresStores } from '../../src/store/postgres-stores.ts'
import { appendEntry, logHead } from '../../src/store/record.ts'
import { insertSop, putParty } from '../../src/store/sops.ts'
import { putTree } from '../../src/store/trees.ts'
import { findVersion, insertRevision, type VersionRow } from '../../src/store/versions.ts'

import { databaseFiles, dropDatabase, endShared, freshDatabase } from './postgres.ts'

export interface Engine {
  readonly name: 'sqlite' | 'postgres'
  /** Stores in a fresh folder, or database, which goes with the test, and its address. */
  open(t: Test, options?: { open?: number }): Promise<{ stores: Stores; folder: string }>
  /** The same stores once more. */
  again(folder: string): Promise<Stores>
  /** Every file that they are kept in; undefined where it can't be known. */
  files(folder: string): Promise<string[] | undefined>
}

t.teardown(endShared)

/** What every store test runs on. */
export const engines: readonly Engine[] = [
  {
    name: 'sqlite',
    open: async (t, options = {}) => {
      const place = mkdtempSync(join(tmpdir(), 'sandhi-'))
      const folder = join(place, 'data')
      const stores = await openStores({ folder, ...options })
      t.teardown(async () => {
        await stores.close()
        rmSync(place, { recursive: true })
      })
      return { stores, folder }
    },
    again: (folder) => openStores({ folder }),
    files: async (folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
  },
  {
    name: 'postgres',
    open: async (t) => {
      const url = await freshDatabase()
      const stores = await openPostgresStores({ url })
      t.teardown(async () => {
        await stores.close()
        await dropDatabase(url)
      })
      return { stores, folder: url }
    },
    again: (url) => openPostgresStores({ url, connections: 2 }),
    files: databaseFiles,
  },
]

export const SOP = 'a1'.repeat(16)
export const id = (number: number) => number.toString(16).padStart(32, '0')
export const time = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString()

/** An SOP with version 1, known to the directory, of two parties. */
export async function beginSop(stores: Stores, tree: Clause, sop = SOP): Promise<Db> {
  const db = await stores.createTable(sop)
  await db.write(async (tx) => {
    await insertSop(tx, { id: sop, stage: 'negotiation', procedure: 'open', negotiated: ['en'] })
    for (const delegation of ['IDN', 'THA']) {
      await putParty(tx, { delegation, kind: 'party', state: 'member', comments: true, withheld: [] })
    }
    await saveIn(tx, tree, undefined, sop)
  })
  await stores.directory.write(async (tx) => {
    await insertSopId(tx, sop)
    for (const code of ['IDN', 'THA']) {
      await putDelegation(tx, { code, kind: 'party', names: { en: code } })
      await grantAccess(tx, sop, code)
    }
  })
  return db
}

/** Saves a tree on the head, with its entry in the record, and gives the version. */
export async function saveVersion(
  db: Db,
  tree: Clause,
  known?: Clause,
  message?: string,
): Promise<VersionRow> {
  return db.write((tx) => saveIn(tx, tree, known, undefined, message))
}

async function saveIn(tx: Tx, tree: Clause, known?: Clause, first?: string, message = 'a change') {
  const head = await findVersion(tx, 'latest')
  const number = (head?.number ?? 0) + 1
  const sop = first ?? head!.revision.sop
  const sealed = sealText(id(number), { text: message })
  const parents = head ? [head.id] : []
  const revision: Revision = {
    ...{ format: 1, sop, root: nodeId(tree), parents },
    ...{ by: 'IDN', time: time(number), message: sealed.id },
  }
  const rootRow = await putTree(tx, tree, known)
  const version = { id: revisionId(revision), revision, rootRow, number, act: id(1_000 + number) }
  await insertRevision(tx, { ...version, messageText: message, messageSalt: sealed.salt })
  await record(tx, sop, 'version.saved', { act: version.act })
  return (await findVersion(tx, number))!
}

/** Adds an entry to a store's record. */
export async function record(tx: Tx, log: string, type: string, refs: Record<string, string>): Promise<void> {
  const { seq, hash } = await logHead(tx)
  const previous = hash ? { previous: hash } : {}
  const entry = { v: 1 as const, log, seq: seq + 1, type, refs, by: 'IDN', time: time(seq), ...previous }
  const sealed = sealEntry(entry)
  await appendEntry(tx, { seq: seq + 1, type, by: 'IDN', bytes: sealed.bytes, hash: sealed.hash })
}

/** Changes a closed SQLite file behind the back of its triggers. */
export function tamper(file: string, sql: string, ...values: Value[]): number {
  const base = new Database(file)
  const triggers = base
    .prepare("select name from sqlite_master where type = 'trigger'")
    .pluck()
    .all() as string[]
  for (const name of triggers) base.exec(`drop trigger ${name}`)
  base.pragma('foreign_keys = off')
  const { changes } = base.prepare(sql).run(...values)
  base.close()
  return changes
}

/** The code of the failure that something is refused with. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'not refused',
    (error: unknown) => {
      if (error instanceof Refused) return error.failure.failure
      throw error
    },
  )
}

/** Has a store take a moment over each read, as one behind a network does: what comes meanwhile comes in between. */
export function slowed(db: Db): () => void {
  const read = db.read.bind(db)
  db.read = async (work) => {
    const result = await read(work)
    await new Promise((done) => setTimeout(done, 5))
    return result
  }
  return () => {
    db.read = read
  }
}
