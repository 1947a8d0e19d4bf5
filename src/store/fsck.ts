// The doubter: computes every id and the record again from the rows alone, and says what differs.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '../errors.ts'
import { checkRoom, checkTable, type Difference } from './check-table.ts'
import type { Db } from './db.ts'
import { knownSops } from './directory.ts'
import type { Stores } from './pool.ts'
import { openReadOnly } from './sqlite.ts'

/** What differs, with the store it is in: `directory`, `sops/…` or `rooms/…`. */
export interface Finding extends Difference {
  readonly store: string
}

/** All that differs in a data folder, which may be in use, or in stores that are open. Nothing is changed. */
export async function fsck(of: string | Stores): Promise<Finding[]> {
  const { list, use } = typeof of === 'string' ? folderAt(of) : { ...of, use: storeOf(of) }
  const findings: Finding[] = []
  const look = async (store: string, check: (db: Db) => Promise<Difference[]>) => {
    const found = await use(store, async (db) => [...(await damage(db)), ...(await check(db))]).catch(
      unreadable,
    )
    findings.push(...found.map((difference) => ({ store, ...difference })))
  }
  const { tables, rooms } = await list()
  await look('directory', async (db) => {
    const known = await db.read(knownSops)
    return [
      ...known.filter((sop) => !tables.includes(sop)).map((where) => ({ what: 'table-missing', where })),
      ...tables.filter((sop) => !known.includes(sop)).map((where) => ({ what: 'table-unknown', where })),
    ]
  })
  for (const sop of tables) await look(`sops/${sop}`, (db) => db.read((sql) => checkTable(sql, sop)))
  for (const code of rooms) await look(`rooms/${code}`, (db) => db.read((sql) => checkRoom(sql, code)))
  return findings
}

type Use = <T>(store: string, job: (db: Db) => Promise<T>) => Promise<T>

function folderAt(folder: string): { list: Stores['list']; use: Use } {
  const names = async (kind: string) => {
    const files = await readdir(join(folder, kind)).catch(() => [])
    return files
      .filter((file) => file.endsWith('.db'))
      .map((file) => file.slice(0, -3))
      .sort()
  }
  return {
    list: async () => ({ tables: await names('sops'), rooms: await names('rooms') }),
    use: async (store, job) => {
      const db = openReadOnly(join(folder, `${store}.db`))
      return job(db).finally(() => db.close())
    },
  }
}

function storeOf(stores: Stores): Use {
  return async (store, job) => {
    const [kind, name = ''] = store.split('/')
    const db =
      kind === 'directory' ? stores.directory : await stores[kind === 'sops' ? 'table' : 'room'](name)
    if (!db) throw new Error(`${store} went away`)
    return job(db)
  }
}

async function damage(db: Db): Promise<Difference[]> {
  return (await db.check()).map((where) => ({ what: 'file-damaged', where }))
}

function unreadable(error: unknown): Difference[] {
  if (!(error instanceof Refused)) throw error
  const { failure, facts } = error.failure
  // SQLite writes beside a store that it reads: where it can't, nothing is known of the store.
  if (failure === 'storage-read-only') throw error
  return [{ what: 'file-damaged', where: typeof facts['reason'] === 'string' ? facts['reason'] : failure }]
}
