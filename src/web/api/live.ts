// What others do, as it happens: the answers it concerns are asked for again. Loaded when a page has come to rest.
import type { Ask } from '../live.ts'
import { askAgain, onConnection } from './connection.ts'
import { concerns, leads, moves } from './freshen.ts'
import { queries } from './queries.ts'
import type { LiveEvent, News } from './stream.ts'

const TOGETHER = 40 // milliseconds in which what comes together is asked for together
const WORKER = '/live.js'

interface Line {
  onmessage: ((event: MessageEvent<News>) => void) | null
  postMessage(ask: Ask): void
}

export interface Listening {
  /** says of which SOP the page is now */
  readonly turnTo: (sop: string | undefined) => void
  readonly end: () => void
}

let line: Line | undefined

function dial(): Line | undefined {
  try {
    if (typeof SharedWorker === 'undefined') return new Worker(WORKER, { type: 'module' })
    return new SharedWorker(WORKER, { type: 'module' }).port
  } catch {
    return undefined
  }
}

/** Listens as a member; `told` hears whether everything that happens is heard of. */
export function listen(
  member: string,
  sop: string | undefined,
  told: (open: boolean) => void,
): Listening | undefined {
  const to = (line ??= dial())
  if (!to) return undefined
  let place = sop
  let open = false
  const become = (next: boolean) => told((open = next))
  const hear = (news: News) => {
    if (news.is === 'event') return gather(news.event)
    const before = open
    become(news.is === 'open')
    if (news.is === 'unknown') void queries.invalidateQueries({ queryKey: ['me'] })
    // Whether the service is gone, or only the line.
    if (news.is === 'down' && before) void askAgain()
    if (news.is === 'open' && !before) void catchUp(Date.now())
  }
  to.onmessage = ({ data }) => hear(data)
  const say = () => to.postMessage({ listen: member, sop: place })
  const leave = () => {
    become(false)
    to.postMessage('leave')
  }
  const off = onConnection(({ reached }) => reached && to.postMessage('again'))
  // A page that the browser keeps aside hears nothing, and listens again when it is brought back.
  const back = ({ persisted }: PageTransitionEvent) => persisted && say()
  window.addEventListener('pageshow', back)
  window.addEventListener('pagehide', leave)
  say()
  return {
    turnTo: (next) => {
      if (place === next) return
      place = next
      say()
    },
    end: () => {
      off()
      window.removeEventListener('pageshow', back)
      window.removeEventListener('pagehide', leave)
      leave()
    },
  }
}

/** What was read before the stream was open may have changed unheard. */
const catchUp = (opened: number) => refresh((key, readAt) => moves(key) && readAt > 0 && readAt < opened)

let gathered: LiveEvent[] = []
function gather(event: LiveEvent): void {
  gathered.push(event)
  if (gathered.length > 1) return
  setTimeout(() => {
    const events = gathered
    gathered = []
    void refresh((key) => events.some((each) => concerns(each, key)))
  }, TOGETHER)
}

/** Asks again for what is on the screen; the rest is asked for when it is next shown. */
async function refresh(which: (key: readonly unknown[], readAt: number) => boolean): Promise<void> {
  const asked = (first: boolean) =>
    queries.invalidateQueries({
      predicate: ({ queryKey, state }) => leads(queryKey) === first && which(queryKey, state.dataUpdatedAt),
    })
  // First what says which version is the newest: where words stand is told for that one.
  await asked(true)
  await asked(false)
}
