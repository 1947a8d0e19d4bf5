// One small store in this browser, written through to the disk before it is called kept.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

interface Kept extends DBSchema {
  kept: { key: string; value: unknown }
}

let opened: Promise<IDBPDatabase<Kept>> | undefined
const open = () =>
  (opened ??= openDB<Kept>('sandhi', 1, {
    upgrade: (db) => void db.createObjectStore('kept'),
  }))

/** Resolves when the value is on the disk. Rejects where the browser keeps nothing. */
export async function put(key: string, value: unknown): Promise<void> {
  const transaction = (await open()).transaction('kept', 'readwrite', { durability: 'strict' })
  await Promise.all([transaction.store.put(value, key), transaction.done])
}

export async function get<T>(key: string): Promise<T | undefined> {
  return (await (await open()).get('kept', key)) as T | undefined
}

export async function del(key: string): Promise<void> {
  await (await open()).delete('kept', key)
}

/** All that is kept under names that begin so. */
export async function list<T>(prefix: string): Promise<{ key: string; value: T }[]> {
  const db = await open()
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  const [keys, values] = await Promise.all([db.getAllKeys('kept', range), db.getAll('kept', range)])
  return keys.map((key, at) => ({ key, value: values[at] as T }))
}

/** Puts what `change` makes of what is kept now, in one transaction; nothing kept any more when it gives nothing. */
export async function update<T>(
  key: string,
  change: (kept: T | undefined) => T | undefined,
): Promise<T | undefined> {
  const transaction = (await open()).transaction('kept', 'readwrite', { durability: 'strict' })
  const next = change((await transaction.store.get(key)) as T | undefined)
  await (next === undefined ? transaction.store.delete(key) : transaction.store.put(next, key))
  await transaction.done
  return next
}
