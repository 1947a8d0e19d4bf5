// Measures a crowd: 200 streams of events open, half of each side, while 50 clients save; who heard what, and when.
import { request } from 'node:http'
import { newest, startSaving } from './client.ts'
import type { Seeded } from './house.ts'
import { percentile } from './pgbench.ts'
import type { Running } from './processes.ts'
import { context, type Result } from './result.ts'

const STREAMS = 200
const WRITERS = 50
const SECONDS = 5
const PATIENCE = 20_000 // milliseconds for the last event

interface Seat {
  readonly name: string
  readonly seeded: Seeded
  readonly product: Running
}

export async function benchCrowd({ name, seeded, product }: Seat): Promise<Result[]> {
  const credentials = [seeded.credential, seeded.other]
  const streams = await Promise.all(
    Array.from({ length: STREAMS }, (_, each) => openStream(product, credentials[each % 2]!)),
  )
  try {
    await new Promise((go) => setTimeout(go, 500)) // until they stand where the log ends
    const start = performance.now()
    const sent = await saveAll(product, seeded)
    const seconds = (performance.now() - start) / 1000
    const due = sent.size
    const until = performance.now() + PATIENCE
    while (performance.now() < until && streams.some((stream) => stream.seqs.size < due))
      await new Promise((go) => setTimeout(go, 50))
    const heard = streams.reduce((sum, { seqs }) => sum + seqs.size, 0)
    const twice = streams.reduce((sum, stream) => sum + stream.twice, 0)
    const times = streams.flatMap(({ seqs }) => waits(seqs, sent))
    const what = `${name}, ${STREAMS} streams open and ${WRITERS} clients saving`
    return [
      context('E6', `${what}: saves a second`, due / seconds, '/s'),
      context('E6', `${what}: events missing`, STREAMS * due - heard, '', `${heard} heard, ${twice} twice`),
      context(
        'E6',
        `${what}: from a save sent to its event, 95 of 100 within`,
        percentile(times, 0.95),
        'ms',
        `median ${percentile(times, 0.5).toFixed(0)} ms`,
      ),
    ]
  } finally {
    for (const stream of streams) stream.close()
  }
}

/** When each version was sent, by its number. */
async function saveAll(product: Running, seeded: Seeded): Promise<Map<number, number>> {
  const version = await newest(product.url, seeded)
  const sent = new Map<number, number>()
  const until = performance.now() + SECONDS * 1000
  const write = async (place: number) => {
    const keys = seeded.keys.filter((_, at) => at % WRITERS === place)
    // Beyond what any other part counts to: a text that is there already is not saved.
    const saving = startSaving(product.url, { ...seeded, version, keys }, 500_000_000 + place * 100_000)
    try {
      while (performance.now() < until) {
        const at = performance.now()
        sent.set(await saving.save(), at)
      }
    } finally {
      saving.close()
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, place) => write(place)))
  return sent
}

/** How long each event took: nothing else is written to the log meanwhile, so events and versions count in step. */
function waits(seqs: ReadonlyMap<number, number>, sent: ReadonlyMap<number, number>): number[] {
  const apart = Math.min(...seqs.keys()) - Math.min(...sent.keys())
  return [...seqs].flatMap(([seq, at]) => {
    const from = sent.get(seq - apart)
    return from === undefined ? [] : [at - from]
  })
}

interface Stream {
  /** when each event came, by its place in the log */
  readonly seqs: Map<number, number>
  twice: number
  readonly close: () => void
}

function openStream(product: Running, credential: string): Promise<Stream> {
  return new Promise((opened, failed) => {
    const headers = { authorization: `Bearer ${credential}`, accept: 'text/event-stream' }
    const asked = request(`${product.url}/api/v1/events`, { agent: false, headers }, (answer) => {
      const stream: Stream = { seqs: new Map(), twice: 0, close: () => asked.destroy() }
      let rest = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        const at = performance.now()
        const events = (rest + chunk).split('\n\n')
        rest = events.pop()!
        for (const event of events) {
          const seq = event.includes('"version.saved"') ? /"seq":(\d+)/.exec(event)?.[1] : undefined
          if (seq === undefined) continue
          if (stream.seqs.has(Number(seq))) stream.twice += 1
          stream.seqs.set(Number(seq), at)
        }
      })
      if (answer.statusCode === 200) opened(stream)
      else failed(new Error(`a stream was refused with ${answer.statusCode}`))
    })
    asked.on('error', failed)
    asked.end()
  })
}
