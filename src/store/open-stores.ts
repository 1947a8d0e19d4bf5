// Stores behind a bound on open files: opened at their first use, the longest unused closed for another.
import type { Db } from './db.ts'
import type { Kind } from './migrations.ts'
import { openSqlite } from './sqlite.ts'

export interface OpenStores {
  /** A store's one `Db`; its file must stand when it is used. */
  get(file: string, kind: Kind): Db
  /** Whether `get` gave it before. */
  has(file: string): boolean
  /** Closes a store for good. Throws while somebody uses it. */
  forget(file: string): Promise<void>
  close(): Promise<void>
}

interface Slot {
  readonly db: Db
  users: number
}

/** Keeps at most `limit` stores open, or as many as are in use at one moment. */
export function createOpenStores(limit: number): OpenStores {
  const known = new Map<string, Db>()
  const slots = new Map<string, Slot>() // the longest unused first
  const closing = new Set<Promise<void>>()
  let closed = false

  const shut = (file: string, { db }: Slot) => {
    slots.delete(file)
    const done = db.close().finally(() => closing.delete(done))
    closing.add(done)
    return done
  }
  const shrink = () => {
    for (const [file, slot] of slots) {
      if (slots.size <= limit) return
      if (slot.users === 0) void shut(file, slot)
    }
  }
  const using = async <T>(file: string, kind: Kind, job: (db: Db) => Promise<T>): Promise<T> => {
    if (closed) throw new Error('the stores are closed')
    const slot = slots.get(file) ?? { db: openSqlite(file, kind), users: 0 }
    slots.delete(file)
    slots.set(file, slot)
    slot.users += 1
    shrink()
    try {
      return await job(slot.db)
    } finally {
      slot.users -= 1
      shrink()
    }
  }
  const forget = async (file: string) => {
    known.delete(file)
    const slot = slots.get(file)
    if (slot?.users) throw new Error('this store is in use')
    if (slot) await shut(file, slot)
  }
  return {
    get: (file, kind) => {
      const db = known.get(file) ?? {
        read: (work) => using(file, kind, (open) => open.read(work)),
        write: (work) => using(file, kind, (open) => open.write(work)),
        changes: () => Promise.resolve(0),
        scrub: () => using(file, kind, (open) => open.scrub()),
        copy: (target) => using(file, kind, (open) => open.copy(target)),
        check: () => using(file, kind, (open) => open.check()),
        close: () => forget(file),
      }
      known.set(file, db)
      return db
    },
    has: (file) => known.has(file),
    forget,
    close: async () => {
      closed = true
      for (const [file, slot] of slots) void shut(file, slot)
      await Promise.all(closing)
    },
  }
}
