// The streams of one delegation: what happened is read, judged and put into words once for all of them.
import { heardAfter, heardUpTo, logKey, OWN } from '../commands/heard.ts'
import { type House, reach } from '../commands/house.ts'
import { DIRECTORY } from '../commands/known-facts.ts'
import { hears, type Seat } from '../review/observer.ts'
import type { Db } from '../store/db.ts'
import { accessOf } from '../store/directory.ts'
import { listPresence, type Present, putPresence } from '../store/presence.ts'
import { logHead } from '../store/record.ts'
import { listLive } from '../store/sessions.ts'
import { positionIn } from './event-id.ts'
import { BATCH, type Log, type Logs } from './event-log.ts'
import { type News, type Stream, wordsOf } from './event-stream.ts'

export interface Group {
  readonly join: (stream: Stream) => void
  /** A stream took what was written, or is no more. */
  readonly drained: () => void
  readonly left: (stream: Stream) => void
  /** Asks anew, once a second, whether each may still listen, and says who is there. */
  readonly tick: () => Promise<void>
  readonly present: () => Present[]
  readonly streams: ReadonlySet<Stream>
  readonly end: () => Promise<void>
}

/** A store that the delegation hears of. */
interface Place {
  readonly log: Log
  readonly stop: () => void
  db: Db
  seat: Seat
  /** the last entry looked at, and how many of those up to it were heard */
  seq: number
  count: number
  key: string
  /** false while the delegation has no access */
  open: boolean
  /** when an observer's seat ends */
  until: string | undefined
}

interface Around {
  readonly house: House
  readonly logs: Logs
  /** names this node in the presence that others read */
  readonly node: string
  /** milliseconds to wait after a turn, so that many streams are told of much at once */
  readonly pause: () => number
  /** whether no other group of the delegation has begun on this node meanwhile */
  readonly alone: () => boolean
}

/** Of an SOP that comes into sight while one listens, this much of what was before is told. */
const EARLIER = 50
const BEAT = 30 // ticks after which this node says again who is there
const EXPIRES = 90_000
const TOLERATED = 3 // ticks in a row that may fail before nobody is known to be allowed to listen

export function createGroup({ house, logs, node, pause, alone }: Around, code: string): Group {
  const streams = new Set<Stream>()
  const joining = new Set<Stream>()
  const places = new Map<string, Place>()
  const positions = new Map<string, number>()
  const dirty = new Set<string>([code, DIRECTORY])
  let begun = false
  let running: Promise<void> | undefined
  let again = false
  let cooling: NodeJS.Timeout | undefined
  let ended = false
  let said = ''
  let remote: readonly Present[] = []
  let ticks = 0
  let failed = 0
  const stops = [house.watch.on(code, () => wake(code)), house.watch.on(DIRECTORY, () => wake(DIRECTORY))]

  function wake(store?: string): void {
    if (store !== undefined) dirty.add(store)
    again = true
    if (!running && !cooling && !ended) running = Promise.resolve().then(run)
  }

  async function run(): Promise<void> {
    try {
      while (again && !ended && !cooling) {
        again = false
        await turn()
        const wait = pause()
        if (wait > 0) {
          cooling = setTimeout(() => {
            cooling = undefined
            if (again) wake()
          }, wait)
        }
      }
    } catch {
      // What can't be read can't be told: they come back, and go on where they were.
      for (const stream of [...streams]) stream.end()
    } finally {
      running = undefined
    }
  }

  async function turn(): Promise<void> {
    const changed = new Set(dirty)
    dirty.clear()
    if (changed.has(code)) await verify()
    const news: News[] = []
    const before = new Map(positions)
    const access = await house.known.access(code)
    for (const sop of access) {
      if (!places.has(sop) || changed.has(sop) || changed.has(DIRECTORY)) await look(sop, news)
    }
    for (const [store, place] of places) if (store !== code && !access.includes(store)) place.open = false
    if (!places.has(code) || changed.has(code)) await look(code, news)
    begun = true
    const words = wordsOf(before, news)
    for (const stream of streams) {
      if (stream.full()) stream.behind ??= new Map(before)
      if (!stream.behind && !joining.has(stream)) stream.say(words)
    }
    for (const stream of joining) begin(stream)
    joining.clear()
    for (const stream of streams) if (stream.behind && !stream.full()) await catchUp(stream, stream.behind)
  }

  /** Reads on in one store, as far as the delegation may hear of it now. */
  async function look(store: string, news: News[]): Promise<void> {
    const found = await find(store)
    let place = places.get(store)
    if (!found) {
      if (place) place.open = false
      return
    }
    const key = logKey(store, found.seat)
    if (!place) {
      // Watched before it is read, so that nothing falls between.
      const stop = house.watch.on(store, () => wake(store))
      place = { ...found, key, seq: 0, count: 0, open: true, log: logs.use(store), stop }
      places.set(store, place)
      const { head, heard } = await found.db.read(async (sql) => ({
        head: (await logHead(sql)).seq,
        heard: await heardUpTo(sql, found.seat),
      }))
      place.seq = head
      place.count = heard
      positions.set(key, heard)
      if (begun) await tellEarlier(store, place, news)
      return
    }
    if (key !== place.key) {
      const { seq } = place
      positions.delete(place.key)
      place.count = await found.db.read((sql) => heardUpTo(sql, found.seat, seq))
      positions.set(key, place.count)
    }
    Object.assign(place, { ...found, key, open: true })
    for (const { seq, type } of await place.log.after(place.db, place.seq)) {
      place.seq = seq
      if (!hears(place.seat, type)) continue
      place.count += 1
      note(store, place, place.count, type, news)
    }
    const { seq } = place
    if ((await place.log.after(place.db, seq)).length > 0) wake(store)
  }

  async function find(store: string): Promise<Pick<Place, 'db' | 'seat' | 'until'> | undefined> {
    if (store === code) return { db: (await house.stores.room(code))!, seat: OWN, until: undefined }
    const reached = await reach(house, { delegation: code }, store)
    if (!reached) return undefined
    const { kind, until } = reached.party
    return { db: reached.db, seat: reached.party, until: kind === 'observer' ? until : undefined }
  }

  async function tellEarlier(store: string, place: Place, news: News[]): Promise<void> {
    const from = Math.max(0, place.count - EARLIER)
    const earlier = await place.db.read((sql) => heardAfter(sql, place.seat, from, place.count - from))
    for (const { count, entry } of earlier) note(store, place, count, entry.type, news)
  }

  function note(store: string, place: Place, count: number, type: string, news: News[]): void {
    positions.set(place.key, count)
    news.push({ log: place.key, count, data: dataOf(store, count, type) })
  }

  const dataOf = (store: string, seq: number, type: string): string =>
    JSON.stringify(store === code ? { zone: 'room', seq, type } : { sop: store, zone: 'table', seq, type })

  function begin(stream: Stream): void {
    stream.present = whoIsThere()
    const { resumed } = stream
    if (!resumed) return stream.say(': beat\n\n')
    stream.behind = new Map(
      [...places.values()].map(({ key, count }) => [key, Math.min(count, positionIn(resumed, key))]),
    )
  }

  /** Brings a stream that is behind nearer to the others, from the logs themselves. */
  async function catchUp(stream: Stream, own: Map<string, number>): Promise<void> {
    for (const [store, place] of places) {
      if (!place.open) continue
      const from = own.get(place.key) ?? Math.max(0, place.count - EARLIER)
      if (from >= place.count) continue
      const limit = Math.min(BATCH, place.count - from)
      const missed = await place.db.read((sql) => heardAfter(sql, place.seat, from, limit))
      const news = missed.map(({ count, entry }) => ({
        ...{ log: place.key, count },
        data: dataOf(store, count, entry.type),
      }))
      stream.say(wordsOf(own, news))
      own.set(place.key, Math.min(place.count, from + limit))
      if (from + limit < place.count || stream.full()) return wake()
    }
    stream.behind = undefined
    stream.say(': beat\n\n')
  }

  /** Ends the streams whose session or token is over, with one question for all of them. */
  async function verify(): Promise<void> {
    const room = (await house.stores.room(code))!
    const live = await room.read((sql) => listLive(sql, house.clock()))
    for (const stream of [...streams]) if (!live.has(stream.via)) stream.end()
  }

  async function check(): Promise<void> {
    const now = house.clock()
    const room = (await house.stores.room(code))!
    const { live, head, others } = await room.read(async (sql) => ({
      live: await listLive(sql, now),
      head: (await logHead(sql)).seq,
      others: await listPresence(sql, node, now),
    }))
    remote = others
    for (const stream of [...streams]) if (!live.has(stream.via)) stream.end()
    // What another node did is announced here; where that did not arrive, it is seen a second later.
    const place = places.get(code)
    if (place && head > place.seq && !dirty.has(code) && !running && !cooling) house.watch.announce(code)
    const access = await house.stores.directory.read((sql) => accessOf(sql, code))
    const known = await house.known.access(code)
    if (access.join() !== known.join()) house.watch.announce(DIRECTORY)
    for (const [store, { until, open }] of places)
      if (open && until !== undefined && until <= now) wake(store)
    // While other processes are not heard, everything is looked at.
    if (house.watch.silent()) for (const store of [DIRECTORY, ...places.keys()]) house.watch.announce(store)
    else await lookAtOne()
  }

  let turnOf = 0
  /** One table a second, in turn: an announcement that got lost is made good in time. */
  async function lookAtOne(): Promise<void> {
    const open = [...places].filter(([store, place]) => place.open && store !== code)
    const [store, place] = open[(turnOf += 1) % open.length] ?? []
    if (!store || !place || dirty.has(store) || running || cooling) return
    const { seq } = await place.db.read(logHead)
    if (seq > place.seq && !dirty.has(store) && !running && !cooling) house.watch.announce(store)
  }

  function own(): Present[] {
    const pairs = new Set([...streams].map(({ member, sop = '' }) => `${member} ${sop}`))
    return [...pairs].sort().map((pair) => ({ member: pair.split(' ')[0]!, sop: pair.split(' ')[1]! }))
  }
  const present = (): Present[] => {
    const all = new Map([...own(), ...remote].map((one) => [`${one.member} ${one.sop}`, one]))
    return [...all.values()]
  }
  const whoIsThere = (): string =>
    present()
      .map(({ member, sop }) => `${member} ${sop}`)
      .sort()
      .join()

  /** Writes who is connected here for other nodes: when it changed, and before it would expire. */
  async function publish(): Promise<void> {
    const mine = own()
    const words = JSON.stringify(mine)
    if (words === said && ticks % BEAT !== 0) return
    const room = (await house.stores.room(code))!
    const now = house.clock()
    const until = new Date(Date.parse(now) + EXPIRES).toISOString()
    await room.write((tx) => putPresence(tx, node, mine, { now, until }))
    said = words
  }

  function tellPresence(): void {
    const there = whoIsThere()
    for (const stream of streams) {
      if (stream.present === undefined || stream.present === there || stream.full()) continue
      stream.present = there
      stream.say('data: {"zone":"room","type":"presence"}\n\n')
    }
  }

  return {
    streams,
    present,
    join(stream) {
      streams.add(stream)
      joining.add(stream)
      wake()
    },
    drained: () => wake(),
    left(stream) {
      streams.delete(stream)
      joining.delete(stream)
    },
    async tick() {
      ticks += 1
      for (const stream of [...streams]) stream.tick()
      try {
        await check()
        failed = 0
      } catch {
        failed += 1
        if (failed >= TOLERATED) for (const stream of [...streams]) stream.end()
      }
      tellPresence()
      await publish().catch(() => undefined)
    },
    async end() {
      ended = true
      clearTimeout(cooling)
      await running
      for (const stop of stops) stop()
      for (const { stop, log } of places.values()) {
        stop()
        log.release()
      }
      if (said !== '' && alone()) await publish().catch(() => undefined)
    },
  }
}
