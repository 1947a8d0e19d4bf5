// The stream of events as it comes over the line: read piece by piece, opened again when it breaks, resumed where it was.

/** That something happened where one may see it, and nothing of what it says. */
export interface LiveEvent {
  /** the SOP whose table it is; none in one's own room */
  readonly sop?: string
  readonly zone: string
  readonly type: string
}

export type News =
  /** from now on nothing is missed */
  | { readonly is: 'open' }
  /** broken; it is opened again by itself */
  | { readonly is: 'down' }
  /** the service does not know who is asking; it is not opened again */
  | { readonly is: 'unknown' }
  | { readonly is: 'event'; readonly event: LiveEvent }

export interface Stream {
  /** Opens it at once if it waits. */
  readonly again: () => void
  readonly end: () => void
}

const SILENCE = 40_000 // milliseconds without a word after which a line counts as dead; the service says one every 15 s
const LEAST = 400
const MOST = 30_000

/** Listens until it is ended. What was told while the line was broken is told when it is open again. */
export function openStream(address: string, tell: (news: News) => void): Stream {
  let last: string | undefined
  let wait = LEAST
  let ended = false
  let line: AbortController | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function listen(): Promise<void> {
    const own = (line = new AbortController())
    let silence: ReturnType<typeof setTimeout> | undefined
    const alive = () => {
      clearTimeout(silence)
      silence = setTimeout(() => own.abort(), SILENCE)
    }
    try {
      alive()
      const headers = { accept: 'text/event-stream', ...(last !== undefined && { 'last-event-id': last }) }
      const answer = await fetch(address, { headers, cache: 'no-store', signal: own.signal })
      if (answer.status === 401) {
        end()
        return tell({ is: 'unknown' })
      }
      if (!answer.ok || !answer.body) throw new Error(String(answer.status))
      wait = LEAST
      tell({ is: 'open' })
      const reader = answer.body.getReader()
      const decoder = new TextDecoder()
      const take = createFrames()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        alive()
        for (const { id, data } of take(decoder.decode(value, { stream: true }))) {
          if (id !== undefined) last = id
          const event = data === undefined ? undefined : eventOf(data)
          if (event && !ended) tell({ is: 'event', event })
        }
      }
    } catch {
      // A line that breaks is opened again, whatever broke it.
    } finally {
      clearTimeout(silence)
      line = undefined
    }
    if (ended) return
    tell({ is: 'down' })
    // Not all browsers at once after a restart.
    waiting = setTimeout(again, wait * (0.5 + Math.random()))
    wait = Math.min(wait * 2, MOST)
  }

  function again(): void {
    clearTimeout(waiting)
    waiting = undefined
    if (!ended && !line && navigator.onLine) void listen()
  }
  function end(): void {
    ended = true
    clearTimeout(waiting)
    removeEventListener('online', again)
    line?.abort()
  }
  addEventListener('online', again)
  again()
  return { again, end }
}

interface Frame {
  readonly id?: string
  readonly data?: string
}

/** Takes the pieces of a stream as they come, and gives the frames that are whole. */
export function createFrames(): (piece: string) => Frame[] {
  let rest = ''
  return (piece) => {
    const parts = (rest + piece).split('\n\n')
    rest = parts.pop() ?? ''
    return parts.map((part) => {
      const fields = new Map(
        part.split('\n').flatMap((line) => {
          const [, name, value] = /^(id|data): ?(.*)$/.exec(line) ?? []
          return name === undefined ? [] : [[name, value ?? ''] as const]
        }),
      )
      return Object.fromEntries(fields)
    })
  }
}

function eventOf(data: string): LiveEvent | undefined {
  try {
    const { sop, zone, type } = JSON.parse(data) as Partial<LiveEvent>
    if (typeof zone !== 'string' || typeof type !== 'string') return undefined
    return { zone, type, ...(typeof sop === 'string' && { sop }) }
  } catch {
    return undefined
  }
}
