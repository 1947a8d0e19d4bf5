// One stream of events on its socket: written while that takes it, ended when its credential is, dropped when it stays full.
import type { Writable } from 'node:stream'
import { encodePositions, type Positions } from './event-id.ts'

/** What happened in a log, as it is told. */
export interface News {
  readonly log: string
  readonly count: number
  readonly data: string
}

export interface Stream {
  /** `session/<id>` or `token/<id>` */
  readonly via: string
  readonly member: string
  /** the SOP it has open, if any */
  readonly sop: string | undefined
  /** where it is to go on; undefined for one that begins now */
  readonly resumed: Positions | undefined
  /** its own place, while it is behind the others of its delegation */
  behind: Map<string, number> | undefined
  /** who was connected when it was last told of that; undefined before its beginning */
  present: string | undefined
  readonly full: () => boolean
  /** Writes, unless the socket is full; nothing of nothing. */
  readonly say: (text: string) => void
  /** A second passed: beats when it is time, and gives up a socket that stayed full. */
  readonly tick: () => void
  readonly end: () => void
}

/** News from a place on, each with its id. */
export function wordsOf(from: Positions, news: readonly News[]): string {
  const at = new Map(from)
  let text = ''
  for (const { log, count, data } of news) {
    at.set(log, count)
    text += `id: ${encodePositions(at)}\ndata: ${data}\n\n`
  }
  return text
}

const BEAT = 15 // ticks
const PATIENCE = 30 // ticks

export function createStream(
  of: Pick<Stream, 'via' | 'member' | 'sop' | 'resumed'>,
  out: Writable,
  { drained, closed }: { drained: () => void; closed: () => void },
): Stream {
  let full = false
  let ticks = 0
  let waited = 0
  let ended = false
  out.on('drain', () => {
    if (!full) return
    full = false
    waited = 0
    drained()
  })
  out.on('close', finish)
  out.on('error', finish)

  function finish(): void {
    if (ended) return
    ended = true
    closed()
  }
  function write(text: string): void {
    if (!ended && !full && text !== '') full = !out.write(text)
  }

  return {
    ...of,
    behind: undefined,
    present: undefined,
    full: () => full,
    say: write,
    tick() {
      ticks += 1
      // A beat shows that the stream lives, by the timer alone. One at each wake would tell when somebody did
      // what this caller does not hear of.
      if (ticks % BEAT === 0) write(': beat\n\n')
      waited = full ? waited + 1 : 0
      if (waited >= PATIENCE) out.destroy()
    },
    end() {
      if (full) out.destroy()
      else out.end()
      finish()
    },
  }
}
