// Connections to a PostgreSQL server: checked to keep what it acknowledges, bounded, with room for what is nested.
import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { fail, Refused } from '../errors.ts'
import { clientFor, urlsOf } from './postgres-hosts.ts'
import { quoted } from './postgres-shape.ts'

export interface Connections {
  /** The role that the service is signed in as, which owns nothing. */
  readonly service: string
  /** Lends a connection. Reads wait for reads only, writes for writes, and what is nested in either for nobody. */
  use<T>(what: 'read' | 'write', job: (client: pg.ClientBase) => Promise<T>): Promise<T>
  /** Lends a connection that acts as the owner of the stores: to make, change or clean their shape. */
  asOwner<T>(job: (client: pg.ClientBase) => Promise<T>): Promise<T>
  /** A connection of one's own, for listening. */
  own(): Promise<pg.Client>
  readonly busy: () => { readonly used: number; readonly idle: number; readonly waiting: number }
  close(): Promise<void>
}

/** The owner's role: it is not signed in as, but stepped into. */
export const ownerOf = (service: string): string => `${service}_owner`

/** Whole numbers as numbers: none here outgrows 2^53. */
const TYPES = new pg.TypeOverrides()
TYPES.setTypeParser(20, Number)

const CONNECT = 5_000 // milliseconds until a server that does not answer counts as away
const ANSWER = 20_000 // milliseconds until a statement that is not answered counts as lost

/**
 * Opens connections to the database at a URL, at most `most` for reads and as many for writes. Refuses a server that
 * could lose what it acknowledged, and a role that could change what must only grow (`configuration-invalid`).
 */
export async function connect(url: string, most: number): Promise<Connections> {
  const settings: pg.PoolConfig = {
    connectionString: url,
    types: TYPES,
    connectionTimeoutMillis: CONNECT,
    query_timeout: ANSWER,
    keepAlive: true,
    application_name: 'sandhi',
    options:
      '-c idle_in_transaction_session_timeout=30s -c statement_timeout=18s -c client_min_messages=warning',
  }
  const Client = clientFor(url)
  const pool = new pg.Pool({ ...settings, Client, max: 3 * most, idleTimeoutMillis: 60_000 })
  pool.on('error', () => undefined) // an idle connection that breaks is replaced when one is needed
  const within = new AsyncLocalStorage<true>()
  const gates = { read: createGate(most), write: createGate(most) }
  const lend = async <T>(job: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    let lost = false
    const lose = () => (lost = true)
    client.on('error', lose)
    try {
      const result = await within.run(true, () => job(client))
      client.off('error', lose)
      client.release(lost)
      return result
    } catch (error) {
      client.off('error', lose)
      // One that failed in an unforeseen way may still be within a transaction.
      client.release(lost || !(error instanceof Refused))
      throw error
    }
  }
  try {
    const service = await atOneOf(urlsOf(url).length, () => lend(examined))
    return {
      service,
      use: (what, job) => (within.getStore() ? lend(job) : gates[what].pass(() => lend(job))),
      asOwner: async (job) => {
        const client = new Client({
          ...settings,
          query_timeout: 0,
          options: '-c client_min_messages=warning',
        })
        client.on('error', () => undefined)
        await client.connect()
        try {
          await client.query(`set role ${quoted(ownerOf(service))}`)
          return await job(client)
        } finally {
          await client.end().catch(() => undefined)
        }
      },
      own: async () => {
        const client = new Client({ ...settings, query_timeout: 3_000 })
        client.on('error', () => undefined)
        await client.connect()
        return client
      },
      busy: () => ({
        used: pool.totalCount - pool.idleCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount + gates.read.waiting() + gates.write.waiting(),
      }),
      close: () => pool.end(),
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** Asks once for each host there is, of which the first may be the one that is away. */
async function atOneOf<T>(hosts: number, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (hosts === 1 || error instanceof Refused) throw error
    return atOneOf(hosts - 1, ask)
  }
}

/** Lets so many through at a time; the others wait in order. */
function createGate(most: number) {
  const waiting: (() => void)[] = []
  let inside = 0
  return {
    waiting: () => waiting.length,
    async pass<T>(job: () => Promise<T>): Promise<T> {
      if (inside >= most) await new Promise<void>((go) => waiting.push(go))
      else inside += 1
      try {
        return await job()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else inside -= 1
      }
    },
  }
}

/** The role that is signed in, once the server and its rights are as they must be. */
async function examined(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{
    role: string
    owner: boolean
    above: boolean
    commit: string
    fsync: string
    pages: string
    encoding: string
    version: number
  }>(`
    select r.rolname as role, r.rolsuper or r.rolinherit as above,
      exists (select 1 from pg_roles o where o.rolname = r.rolname || '_owner'
        and pg_has_role(r.oid, o.oid, 'member')) as owner,
      current_setting('synchronous_commit') as commit, current_setting('fsync') as fsync,
      current_setting('full_page_writes') as pages, current_setting('server_encoding') as encoding,
      current_setting('server_version_num')::bigint as version
    from pg_roles r where r.rolname = current_user`)
  const found = rows[0]!
  const refuse = (reason: string): never => {
    throw new Refused(fail('configuration-invalid', { reason }))
  }
  if (found.version < 130_000) refuse('PostgreSQL 13 or later is needed')
  if (!['on', 'remote_apply'].includes(found.commit))
    refuse(`synchronous_commit is ${found.commit}, needed is on`)
  if (found.fsync !== 'on') refuse('fsync is off: the server could lose what it acknowledged')
  if (found.pages !== 'on') refuse('full_page_writes is off: a power cut could damage the stores')
  if (found.encoding !== 'UTF8') refuse(`the encoding of the database is ${found.encoding}, needed is UTF8`)
  if (found.above || !found.owner)
    refuse(
      `the role ${found.role} must be NOINHERIT, no superuser, and a member of ${ownerOf(found.role)}, which owns the stores`,
    )
  return found.role
}
