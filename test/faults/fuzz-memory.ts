// What the API fuzz remembers: ids, tags and secrets of earlier answers; and which tables a request has changed.
import type { Db, Tx } from '../../src/store/db.ts'
import type { Stores } from '../../src/store/pool.ts'

const KEPT = 60

/** Under which name a field of an answer is remembered. */
const FIELDS: Readonly<Record<string, string>> = {
  ...{ version: 'hash', root: 'hash', tag: 'tag', next: 'cursor', invitation: 'invitation', key: 'key' },
  ...{ secret: 'secret', member: 'member', textId: 'text', number: 'version' },
}
/** What the `id` of an answer at an address names. */
const IDS: readonly (readonly [RegExp, string])[] = [
  [/\/comments/, 'comment'],
  [/\/threads/, 'thread'],
  [/\/decisions/, 'decision'],
  [/\/approvals/, 'approval'],
  [/\/sops$/, 'sop'],
  [/\/members/, 'member'],
  [/\/me\/tokens/, 'token'],
  [/\/(me\/)?sessions/, 'session'],
  [/\/webhooks/, 'webhook'],
]

export interface Memory {
  readonly known: (kind: string, nth: number) => string | number
  readonly keep: (kind: string, value: string | number) => void
  /** Takes what a good answer tells of. */
  readonly learn: (url: string, body: unknown) => void
}

/** The newest of each kind, also after their end: what is gone is asked for again. */
export function createMemory(): Memory {
  const pools = new Map<string, (string | number)[]>()
  const keep = (kind: string, value: string | number) => {
    const pool = pools.get(kind) ?? []
    pools.set(kind, pool)
    if (pool.includes(value)) return
    pool.unshift(value)
    if (pool.length > (kind === 'sop' ? 8 : KEPT)) pool.pop()
  }
  const learn = (url: string, body: unknown): void => {
    const address = url.split('?')[0]!
    const kind = IDS.find(([form]) => form.test(address))?.[1]
    const walk = (value: unknown, name: string): void => {
      if (typeof value !== 'object' || value === null) return
      for (const [field, each] of Object.entries(value)) {
        const as = FIELDS[field]
        if (field === 'id' && typeof each === 'string') {
          if (name === 'comments') keep('comment', each)
          else if (name === 'texts' || /^[a-z]{2}$/.test(name)) keep('text', each)
          else if (kind && (name === '' || name === 'items')) keep(kind, each)
        } else if (as && (typeof each === 'string' || typeof each === 'number')) keep(as, each)
        walk(each, Array.isArray(value) ? name : field)
      }
    }
    walk(body, '')
  }
  return {
    keep,
    learn,
    // Mostly the newest, so that what is named together belongs together.
    known: (kind, nth) => {
      const pool = pools.get(kind) ?? []
      if (pool.length === 0) return '0'.repeat(kind === 'hash' || kind === 'head' ? 64 : 32)
      return pool[nth % 4 ? 0 : (nth >> 2) % pool.length]!
    },
  }
}

/** Notes each table in which a transaction changed a row and was committed; asked, it begins anew. */
export function noting(stores: Stores): () => Set<string> {
  let changed = new Set<string>()
  const known = new WeakSet<Db>()
  const note = <T extends Db | undefined>(kind: string, db: T): T => {
    if (!db || known.has(db)) return db
    known.add(db)
    const write = db.write.bind(db)
    db.write = async (work) => {
      const touched = new Set<string>()
      const result = await write((tx) => work(watching(tx, kind, touched)))
      for (const table of touched) changed.add(table)
      return result
    }
    return db
  }
  const [table, room] = [stores.table.bind(stores), stores.room.bind(stores)]
  const [createTable, createRoom] = [stores.createTable.bind(stores), stores.createRoom.bind(stores)]
  note('directory', stores.directory)
  stores.table = async (sop) => note('table', await table(sop))
  stores.room = async (code) => note('room', await room(code))
  stores.createTable = async (sop) => note('table', await createTable(sop))
  stores.createRoom = async (code) => note('room', await createRoom(code))
  return () => {
    const last = changed
    changed = new Set()
    return last
  }
}

function watching(tx: Tx, kind: string, touched: Set<string>): Tx {
  const touch = (text: string, rows: number) => {
    const table = /^\s*(?:insert(?: or \w+)? into|update|delete from)\s+(\w+)/i.exec(text)?.[1]
    if (table !== undefined && rows > 0) touched.add(`${kind}.${table}`)
  }
  return {
    writes: true,
    run: async (text, ...values) => {
      const rows = await tx.run(text, ...values)
      touch(text, rows)
      return rows
    },
    all: async (text, ...values) => {
      touch(text, 1)
      return tx.all(text, ...values)
    },
    get: async (text, ...values) => {
      touch(text, 1)
      return tx.get(text, ...values)
    },
  }
}
