// The newest entries of each log in use, read once for all who listen.
import type { House } from '../commands/house.ts'
import type { Db } from '../store/db.ts'
import { listEntries } from '../store/record.ts'

export interface Entry {
  readonly seq: number
  readonly type: string
}

/** One log in use; `release` it after use. */
export interface Log {
  /** Entries after a number, in order: all that there are, or the first of them. */
  readonly after: (db: Db, seq: number) => Promise<readonly Entry[]>
  readonly release: () => void
}

export interface Logs {
  readonly use: (store: string) => Log
}

const KEPT = 512
export const BATCH = 200

interface Tail {
  entries: Entry[]
  /** an entry may have been added since the last read */
  stale: boolean
  reading: Promise<void> | undefined
  users: number
  stop: () => void
}

export function createLogs(house: House): Logs {
  const tails = new Map<string, Tail>()

  function tailOf(store: string): Tail {
    const known = tails.get(store)
    if (known) return known
    const tail: Tail = {
      ...{ entries: [], stale: true, reading: undefined, users: 0 },
      stop: house.watch.on(store, () => {
        tail.stale = true
      }),
    }
    tails.set(store, tail)
    return tail
  }

  async function read(tail: Tail, db: Db, from: number): Promise<void> {
    tail.stale = false
    const after = tail.entries.at(-1)?.seq ?? from
    const rows = await db
      .read((sql) => listEntries(sql, { after, limit: BATCH }))
      .catch((error: unknown) => {
        tail.stale = true
        throw error
      })
    if (rows.length === BATCH) tail.stale = true
    const entries = [...tail.entries, ...rows.map(({ seq, type }) => ({ seq, type }))]
    tail.entries = entries.slice(-KEPT)
  }

  return {
    use(store) {
      const tail = tailOf(store)
      tail.users += 1
      return {
        async after(db, seq) {
          const first = tail.entries[0]?.seq
          if (first !== undefined && seq < first - 1) {
            const rows = await db.read((sql) => listEntries(sql, { after: seq, limit: BATCH }))
            return rows
          }
          while (tail.stale || tail.reading) {
            tail.reading ??= read(tail, db, seq).finally(() => {
              tail.reading = undefined
            })
            await tail.reading
          }
          return tail.entries.filter((entry) => entry.seq > seq)
        },
        release() {
          tail.users -= 1
          if (tail.users > 0) return
          tail.stop()
          tails.delete(store)
        },
      }
    },
  }
}
