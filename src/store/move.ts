// Moving an installation from one engine to the other: every store is carried and compared, and only then is it one.
import { fail, Refused } from '../errors.ts'
import { contentsOf, type Contents, copyRows } from './carry.ts'
import type { Db } from './db.ts'
import { kindOfStore, type Place, type StoreName } from './place.ts'

export interface Moved {
  readonly store: StoreName
  readonly rows: number
  /** whether an earlier run had carried it already */
  readonly before: boolean
}

/**
 * Carries every store of an installation to a place that holds none, or that an earlier move left half done. A store
 * is carried in one transaction and compared row by row, record and all, by one digest. The directory comes last, once
 * everything was compared again and the source has not changed since: until then the target is no installation and the
 * service refuses to start on it. Refuses a target in use (`target-not-empty`) and a difference (`move-differs`).
 */
export async function move(from: Place, to: Place, told: (moved: Moved) => void): Promise<void> {
  const stores = await from.list()
  if (!stores.includes('directory'))
    throw new Refused(fail('storage-damaged', { reason: 'the directory is missing' }))
  if ((await to.list()).includes('directory')) throw new Refused(fail('target-not-empty'))
  for (const extra of await to.list()) if (!stores.includes(extra)) await to.remove(extra)
  const carried = new Map<StoreName, Contents>()
  for (const store of stores) {
    if (store === 'directory') continue
    const { contents, before } = await carry(from, to, store)
    carried.set(store, contents)
    told({ store, rows: contents.rows, before })
  }
  for (const [store, contents] of carried) {
    const now = await inPlace(from, store, (db) => contentsOf(db, kindOfStore(store)))
    if (now?.digest !== contents.digest) differ(store)
  }
  if ((await from.list()).length !== stores.length) differ('directory')
  const { contents, before } = await carry(from, to, 'directory')
  told({ store: 'directory', rows: contents.rows, before })
}

async function carry(
  from: Place,
  to: Place,
  store: StoreName,
): Promise<{ contents: Contents; before: boolean }> {
  const kind = kindOfStore(store)
  const source = await inPlace(from, store, (db) => contentsOf(db, kind))
  if (!source) return differ(store)
  const found = await inPlace(to, store, (db) => contentsOf(db, kind))
  if (found?.digest === source.digest) return { contents: source, before: true }
  if (found) await to.remove(store)
  const target = await to.create(store)
  try {
    await inPlace(from, store, (db) => db.read((sql) => target.write((tx) => copyRows(sql, tx, kind))))
    const made = await contentsOf(target, kind)
    if (made.digest !== source.digest || made.rows !== source.rows) {
      if (store === 'directory') await to.remove(store)
      return differ(store)
    }
    return { contents: source, before: false }
  } finally {
    await target.close()
  }
}

async function inPlace<T>(
  place: Place,
  store: StoreName,
  job: (db: Db) => Promise<T>,
): Promise<T | undefined> {
  const db = await place.open(store)
  return db && job(db).finally(() => db.close())
}

function differ(store: StoreName): never {
  throw new Refused(fail('move-differs', { store }))
}
