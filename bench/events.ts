// Measures how soon the other side hears of a save: an open stream of events, and a browser at a page of the workspace.
import { type Browser } from 'playwright-core'
import { delegate, openBrowser } from '../test/helpers/browser.ts'
import { PASSWORD } from '../test/helpers/start.ts'
import { newest, startSaving } from './client.ts'
import type { Seeded } from './house.ts'
import { percentile } from './pgbench.ts'
import type { Running } from './processes.ts'
import { context, type Result } from './result.ts'

const SAVES = 60
const PATIENCE = 5_000 // milliseconds for one event

interface Seat {
  readonly name: string
  readonly seeded: Seeded
  readonly product: Running
}

export async function benchEvents(seats: readonly Seat[]): Promise<Result[]> {
  const rows: Result[] = []
  const ends: (() => unknown)[] = []
  const browser = await openBrowser({ teardown: (end) => ends.push(end) }).catch(() => undefined)
  try {
    for (const seat of seats) {
      const stream = await heard(seat, await openStream(seat))
      rows.push(row(`${seat.name}: from a save sent to its event at the other delegation’s stream`, stream))
      if (browser) {
        const page = await heard(seat, await openPage(browser, seat))
        rows.push(row(`${seat.name}: from a save sent to its event in the other delegation’s browser`, page))
      }
    }
  } finally {
    for (const end of ends) await end()
  }
  if (!browser) rows.push(context('E4', 'events in a browser', NaN, 'ms', 'no browser is installed'))
  return rows
}

const row = (what: string, times: readonly number[]) =>
  context(
    'E4',
    `${what}, 95 of 100 within`,
    percentile(times, 0.95),
    'ms',
    `median ${percentile(times, 0.5).toFixed(1)} ms`,
  )

interface Ear {
  /** The time at which the event after those heard so far arrived, in milliseconds since 1970. */
  next(): Promise<number>
  close(): Promise<void>
}

const now = () => performance.timeOrigin + performance.now()

/** Saves one after another, each when the one before was heard of. */
async function heard({ product, seeded }: Seat, ear: Ear): Promise<number[]> {
  const version = await newest(product.url, seeded)
  const saving = startSaving(product.url, { ...seeded, version }, Math.floor(now()) % 1_000_000_000)
  const times: number[] = []
  try {
    for (let each = 0; each < SAVES; each++) {
      const sent = now()
      const [at] = await Promise.all([ear.next(), saving.save()])
      times.push(at - sent)
      await new Promise((go) => setTimeout(go, 10))
    }
  } finally {
    saving.close()
    await ear.close()
  }
  return times
}

/** A queue of arrivals and of those who wait for one. */
function createEar(close: () => Promise<void>): Ear & { heard: (at: number) => void } {
  const arrived: number[] = []
  const waiting: ((at: number) => void)[] = []
  return {
    heard: (at) => {
      const first = waiting.shift()
      if (first) first(at)
      else arrived.push(at)
    },
    next: () => {
      const first = arrived.shift()
      if (first !== undefined) return Promise.resolve(first)
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('no event came')), PATIENCE)
        waiting.push((at) => {
          clearTimeout(late)
          resolve(at)
        })
      })
    },
    close,
  }
}

async function openStream({ product, seeded }: Seat): Promise<Ear> {
  const end = new AbortController()
  const headers = { authorization: `Bearer ${seeded.other}`, accept: 'text/event-stream' }
  const answer = await fetch(`${product.url}/api/v1/events`, { headers, signal: end.signal })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  const ear = createEar(async () => end.abort())
  const read = async () => {
    for await (const bytes of answer.body!) {
      const at = now()
      for (const _ of Buffer.from(bytes as Uint8Array)
        .toString()
        .matchAll(/"version\.saved"/g))
        ear.heard(at)
    }
  }
  read().catch(() => undefined)
  await new Promise((go) => setTimeout(go, 500)) // until it stands where the log ends
  return ear
}

/** A page of the workspace on which a second stream notes the time of each event by the browser's own clock. */
async function openPage(browser: Browser, { product, seeded }: Seat): Promise<Ear> {
  const seat = { delegation: 'THA', login: 'drafter', password: PASSWORD }
  const { context: session, page } = await delegate(browser, product.url, seat)
  await page.goto(`${product.url}/sops/${seeded.sop}/versions/latest`)
  const ear = createEar(() => session.close())
  await page.exposeFunction('noted', (at: number) => ear.heard(at))
  await page.evaluate(`new Promise((open) => {
    const stream = new EventSource('/api/v1/events')
    const note = (event) => {
      if (JSON.parse(event.data).type === 'version.saved') noted(performance.timeOrigin + performance.now())
    }
    stream.addEventListener('message', note)
    stream.addEventListener('open', () => setTimeout(open, 500))
  })`)
  return ear
}
