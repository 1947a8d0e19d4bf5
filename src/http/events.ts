// Server-sent events: that something happened where the caller may see it, and nothing of what it says.
import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import { DIRECTORY } from '../commands/known-facts.ts'
import { reach } from '../commands/house.ts'
import { hears, type Seat } from '../review/observer.ts'
import type { Db, Sql } from '../store/db.ts'
import { listEntries, logHead } from '../store/record.ts'
import type { Caller } from './door.ts'
import { declare } from './operation.ts'
import type { Parts } from './parts.ts'
import { text } from './schema.ts'

const BEAT = 15_000
const BATCH = 200

export function eventRoutes(parts: Parts): void {
  const { app, door } = parts
  const open = new Set<Stream>()
  app.addHook('preClose', (done) => {
    for (const stream of open) stream.end()
    done()
  })
  declare(app, door, {
    id: 'streamEvents',
    method: 'GET',
    url: '/events',
    tag: 'Events',
    summary: 'Hear of changes',
    description:
      'A stream of `{sop, zone, seq, type}` for every act that the caller may see, in each store’s own order; no content. Resumes after `Last-Event-ID`. It ends when the session does.',
    answers: { 200: text('The stream.') },
    instead: 'text/event-stream',
    problems: [],
    handle: async ({ who, request, reply }) => {
      const resumed = decode(request.headers['last-event-id'])
      const stream = createStream(
        parts,
        who,
        reply,
        resumed,
        () => door.who(request),
        () => open.delete(stream),
      )
      open.add(stream)
      await stream.start()
      return reply
    },
  })
}

interface Stream {
  start: () => Promise<void>
  end: () => void
}

type Positions = Record<string, number>

function createStream(
  { house }: Parts,
  who: Caller,
  reply: FastifyReply,
  resumed: Positions | undefined,
  again: () => Promise<Caller | undefined>,
  closed: () => void,
): Stream {
  const at: Positions = { ...resumed }
  const watched = new Map<string, () => void>()
  let running: Promise<void> | undefined
  let behind = false
  let ended = false
  // A beat shows that the stream lives: at its start and then by the timer alone. One at each wake would tell
  // when somebody did what this caller does not hear of.
  let due = true
  const beat = setInterval(() => {
    due = true
    wake()
  }, BEAT)

  function wake(): void {
    if (running) behind = true
    else {
      running = pump()
        .catch(() => end())
        .finally(() => {
          running = undefined
          if (behind && !ended) {
            behind = false
            wake()
          }
        })
    }
  }

  async function pump(): Promise<void> {
    const caller = await again()
    if (!caller) return end()
    for (const sop of await house.known.access(who.delegation)) {
      const reached = await reach(house, caller, sop)
      if (reached) await tell(sop, 'table', reached.db, reached.party)
    }
    const room = (await house.stores.room(who.delegation))!
    await tell(who.delegation, 'room', room, { kind: 'party', withheld: [] })
    if (!due || ended) return
    due = false
    reply.raw.write(': beat\n\n')
  }

  async function tell(store: string, zone: 'table' | 'room', db: Db, seat: Seat): Promise<void> {
    watch(store)
    if (at[store] === undefined)
      at[store] = resumed ? 0 : await db.read((sql) => heardUpTo(sql, seat, Number.MAX_SAFE_INTEGER))
    const news = await db.read((sql) => heardAfter(sql, seat, at[store]!))
    for (const { count, type } of news) {
      at[store] = count
      const data = zone === 'table' ? { sop: store, zone, seq: count, type } : { zone, seq: count, type }
      if (!ended) reply.raw.write(`id: ${encode(at)}\ndata: ${JSON.stringify(data)}\n\n`)
    }
  }

  function watch(store: string): void {
    if (!watched.has(store)) watched.set(store, house.watch.on(store, wake))
  }

  function end(): void {
    if (ended) return
    ended = true
    clearInterval(beat)
    for (const stop of watched.values()) stop()
    reply.raw.end()
    closed()
  }

  return {
    async start() {
      reply.hijack()
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as OutgoingHttpHeaders),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      reply.raw.on('close', end)
      watch(DIRECTORY)
      watch(who.delegation)
      wake()
    },
    end,
  }
}

/** Acts after a count, by the counter of those that this seat hears of. */
async function heardAfter(sql: Sql, seat: Seat, count: number): Promise<{ count: number; type: string }[]> {
  const news: { count: number; type: string }[] = []
  for await (const { type, counted } of heard(sql, seat, seat.kind === 'party' ? count : 0)) {
    if (counted > count) news.push({ count: counted, type })
  }
  return news
}

async function heardUpTo(sql: Sql, seat: Seat, most: number): Promise<number> {
  if (seat.kind === 'party') return (await logHead(sql)).seq
  let last = 0
  for await (const { counted } of heard(sql, seat, 0)) if (counted <= most) last = counted
  return last
}

async function* heard(sql: Sql, seat: Seat, from: number): AsyncGenerator<{ type: string; counted: number }> {
  let after = from
  let counted = from
  for (;;) {
    const rows = await listEntries(sql, { after, limit: BATCH })
    for (const { seq, type } of rows) {
      after = seq
      if (!hears(seat, type)) continue
      counted += 1
      yield { type, counted }
    }
    if (rows.length < BATCH) return
  }
}

const encode = (at: Positions): string => Buffer.from(JSON.stringify(at)).toString('base64url')

function decode(id: string | string[] | undefined): Positions | undefined {
  if (typeof id !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(id, 'base64url').toString('utf8'))
    if (typeof value !== 'object' || value === null) return undefined
    const known = Object.entries(value).filter((entry): entry is [string, number] =>
      Number.isSafeInteger(entry[1]),
    )
    return Object.fromEntries(known)
  } catch {
    return undefined
  }
}
