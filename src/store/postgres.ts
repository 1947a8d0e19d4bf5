// A store on PostgreSQL: a schema of its own, snapshots to read, one writer at a time by the lock of the store's row.
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { fail, Refused } from '../errors.ts'
import { copyToFile } from './carry.ts'
import type { Db, Sql, Tx, Value } from './db.ts'
import type { Kind } from './migrations.ts'
import { isLost, mayTryAgain, patiently, translated, WAITS } from './postgres-failure.ts'
import type { Connections } from './postgres-connections.ts'
import { quoted } from './postgres-shape.ts'

/** On which channel the stores that changed are named to other nodes. */
export const CHANNEL = 'sandhi'

/** Milliseconds that are waited last for a transaction that still reads what was erased: some 5 s in all. */
const LONGEST_READ = 2_000

/** A store in a schema that stands and has its shape. */
export function openPostgres(connections: Connections, schema: string, kind: Kind): Db {
  const path = `set local search_path to ${quoted(schema)}`
  // What waits in this process needs no connection to wait with.
  let last: Promise<unknown> = Promise.resolve()
  const queued = <T>(job: () => Promise<T>): Promise<T> => {
    const run = last.then(job)
    last = run.catch(() => undefined)
    return run
  }
  const guarded = async <T>(job: () => Promise<T>): Promise<T> => {
    try {
      return await job()
    } catch (error) {
      throw translated(error, schema)
    }
  }
  const read: Db['read'] = (work) =>
    guarded(() =>
      patiently(() =>
        connections.use('read', async (client) => {
          await client.query(`begin isolation level repeatable read read only; ${path}`)
          return settled(
            client,
            work,
            (use) => reads(use),
            async () => void (await client.query('commit')),
          )
        }),
      ),
    )
  const write: Db['write'] = (work) =>
    queued(() =>
      guarded(() =>
        patiently(() =>
          connections.use('write', async (client) => {
            const [, , , , began] = (await client.query(
              `begin; ${path}; set local lock_timeout = '10s'; update store set changes = changes + 1;
               select pg_current_xact_id()::text as xid`,
            )) as unknown as pg.QueryResult<{ xid: string }>[]
            const { xid } = began!.rows[0]!
            const told: Told = { changed: kind === 'directory' }
            const bind = (use: Use) => writes(use, told)
            return settled(client, work, bind, () => commit(connections, client, schema, xid, told))
          }),
        ),
      ),
    )
  return {
    read,
    write,
    changes: () =>
      guarded(() =>
        patiently(() =>
          connections.use('read', async (client) => {
            const { rows } = await client.query<{ changes: number }>(
              `select changes from ${quoted(schema)}.store`,
            )
            return rows[0]?.changes ?? 0
          }),
        ),
      ),
    scrub: () => guarded(() => connections.asOwner((client) => scrub(client, schema))),
    copy: (file) => read((sql) => copyToFile(sql, kind, file)),
    check: () => Promise.resolve([]), // the server verifies each page by its checksum as it reads it
    close: () => Promise.resolve(),
  }
}

type Use = (text: string, values: Value[]) => Promise<pg.QueryResult>

const reads = (use: Use): Sql => ({
  all: async <T>(text: string, ...values: Value[]) => (await use(text, values)).rows as T[],
  get: async <T>(text: string, ...values: Value[]) => (await use(text, values)).rows[0] as T | undefined,
})

/** What a transaction did that others hear of, and the entry of the record that it put, if it did. */
interface Told {
  changed: boolean
  entry?: readonly [seq: Value, hash: Value]
}

const writes = (use: Use, told: Told): Tx => ({
  ...reads(use),
  run: async (text, ...values) => {
    if (text.startsWith('insert into entry')) {
      const [seq = null, , , hash = null] = values
      Object.assign(told, { changed: true, entry: [seq, hash] })
    }
    return (await use(text, values)).rowCount ?? 0
  },
  writes: true,
})

/** Runs `work` and then `commit`; when either throws, nothing of it stays. After a failed statement it can only end. */
async function settled<S extends Sql, T>(
  client: pg.ClientBase,
  work: (sql: S) => Promise<T>,
  bind: (use: Use) => S,
  commit: () => Promise<void>,
): Promise<T> {
  let over: unknown
  let failed: unknown
  let ended = false // by a commit, whatever came of it
  const use: Use = async (text, values) => {
    if (over) throw over as Error
    try {
      return await client.query(
        isNamed(text, values) ? { name: nameOf(text), text, values } : { text, values },
      )
    } catch (error) {
      over ??= failed = error
      throw error
    }
  }
  try {
    const result = await work(bind(use))
    if (failed) throw failed as Error
    over = new Error('this transaction has ended')
    ended = true
    await commit()
    return result
  } catch (error) {
    over ??= new Error('this transaction has ended')
    if (!ended && !isLost(failed ?? error)) await client.query('rollback').catch(() => undefined)
    // What broke under `work` matters more than what it made of that; what it refused, it refused.
    throw (failed !== undefined && isStorage(failed) ? failed : error) as Error
  }
}

/**
 * Whether a statement is planned once a connection, which takes a fifth off a save. Long ones are lists, of ever other
 * lengths; and the plan of `select *` breaks when another node's release adds a column.
 */
const isNamed = (text: string, values: Value[]): boolean =>
  values.length <= 12 && !text.startsWith('select *')

const names = new Map<string, string>()

function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size}`
  names.set(text, name)
  return name
}

const isStorage = (error: unknown): boolean =>
  isLost(error) || mayTryAgain(error) || translated(error, '') instanceof Refused

/**
 * Commits. When that fails, in whatever way, the server is asked what became of the transaction: a connection can be
 * lost before the answer, and a server whose log can't be synced says so of a commit that its recovery then finds.
 * Done is done, undone is tried again; and when nobody can tell, `save-uncertain` says so.
 */
async function commit(
  connections: Connections,
  client: pg.ClientBase,
  schema: string,
  xid: string,
  { changed, entry }: Told,
): Promise<void> {
  const tell = changed ? `select pg_notify('${CHANNEL}', '${schema}'); ` : ''
  const uncertain = () => new Refused(fail('save-uncertain', { store: schema }))
  let kept = false
  try {
    kept = await waited(client, `${tell}commit`)
  } catch (error) {
    const status = await statusOf(connections, xid)
    if (status === 'aborted') throw error
    if (status !== 'committed') throw uncertain()
    // A server that crashed gives the number of what it lost to another transaction: then the record tells.
    const there = entry === undefined || (await stands(connections, schema, entry).catch(() => undefined))
    if (there === undefined) throw uncertain()
    if (!there) throw error
  }
  if (!kept && !(await isKept(connections, schema))) throw uncertain()
}

/** Asks for what commits; false when the server warns that it broke off its wait for the standby. */
async function waited(client: pg.ClientBase, text: string): Promise<boolean> {
  let yes = true
  const warned = () => (yes = false)
  client.on('notice', warned)
  try {
    await client.query(text)
    return yes
  } finally {
    client.off('notice', warned)
  }
}

/** What became of a transaction, by another connection; undefined while nobody can say. */
async function statusOf(connections: Connections, xid: string): Promise<'committed' | 'aborted' | undefined> {
  for (const wait of WAITS) {
    try {
      const status = await connections.use('write', async (client) => {
        const { rows } = await client.query<{ status: string | null }>(
          'select pg_xact_status($1::xid8) as status',
          [xid],
        )
        return rows[0]?.status
      })
      if (status === 'committed' || status === 'aborted') return status
      if (status === null) return undefined
    } catch (error) {
      // A server that took over and never heard of the transaction doesn't have it.
      if (/is in the future/.test((error as Error).message)) return 'aborted'
    }
    await sleep(wait)
  }
  return undefined
}

/** Whether an entry is in a store's record: its hash is of no other. */
function stands(connections: Connections, schema: string, entry: readonly Value[]): Promise<boolean> {
  const text = `select 1 from ${quoted(schema)}.entry where seq = $1 and hash = $2`
  return connections.use('write', async (client) => (await client.query(text, [...entry])).rowCount === 1)
}

/** A wait for the standby that broke off leaves a commit on one server: a later commit that was waited for takes it along. */
async function isKept(connections: Connections, schema: string): Promise<boolean> {
  const later = `update ${quoted(schema)}.store set changes = changes + 1`
  return connections.use('write', (client) => waited(client, later)).catch(() => false)
}

/**
 * Writes the tables anew without what was overwritten, as soon as nobody reads a snapshot from before it any more; the
 * server's own log forgets as it is recycled.
 */
async function scrub(client: pg.ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = $1 and table_name in (
       'text', 'version', 'comment', 'decision', 'answer', 'idempotency')`,
    [schema],
  )
  for (const { name } of rows) {
    let wait = 50
    while (await leavesSome(client, `vacuum (full, verbose) ${quoted(schema)}.${quoted(name)}`)) {
      if (wait > LONGEST_READ)
        throw new Refused(
          fail('storage-failed', { reason: `a transaction reads what was erased in ${name}`, store: schema }),
        )
      await sleep(wait)
      wait *= 1.5
    }
  }
}

/** Whether PostgreSQL says of a vacuum that it had to leave rows that were deleted: the first figure of its details. */
async function leavesSome(client: pg.ClientBase, vacuum: string): Promise<boolean> {
  let left = 0
  const told = ({ detail }: { detail?: string | undefined }) =>
    (left += Number(/\d+/.exec(detail ?? '')?.[0] ?? 0))
  client.on('notice', told)
  try {
    await client.query(vacuum)
  } finally {
    client.off('notice', told)
  }
  return left > 0
}
