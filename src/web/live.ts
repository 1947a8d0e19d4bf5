// A worker that holds one stream of events for all tabs of a browser: a service gets few lines from one browser.
import { type News, openStream, type Stream } from './api/stream.ts'

/** What a tab says: who it listens as, and of which SOP it is; that the service answers again; that it goes. */
export type Ask = { readonly listen: string; readonly sop?: string | undefined } | 'again' | 'leave'

interface Port {
  onmessage: ((event: MessageEvent<Ask>) => void) | null
  postMessage(news: News): void
}
/** One for all tabs where a browser has such workers, else one a tab; the types for pages have neither. */
interface Scope extends Port {
  onconnect?: ((event: { readonly ports: readonly Port[] }) => void) | null
}

const EVENTS = '/api/v1/events'
const tabs = new Set<Port>()
let stream: Stream | undefined
let member: string | undefined
let at: string | undefined
let open = false

function tell(news: News): void {
  if (news.is !== 'event') open = news.is === 'open'
  if (news.is === 'unknown') stream = undefined
  for (const tab of tabs) tab.postMessage(news)
}

function hear(tab: Port, ask: Ask): void {
  if (ask === 'leave') {
    tabs.delete(tab)
    if (tabs.size === 0) end()
  } else if (ask === 'again') {
    stream?.again()
  } else {
    tabs.add(tab)
    // Where somebody else's stream ended is no place to go on from.
    if (member !== ask.listen) end()
    member = ask.listen
    if (stream === undefined || at !== ask.sop) turnTo(ask.sop)
    if (open) tab.postMessage({ is: 'open' })
  }
}

/** Listens as one who is at an SOP; the line before ends when this one is open, so that nothing is missed between. */
function turnTo(sop: string | undefined): void {
  const before = stream
  at = sop
  const address = sop === undefined ? EVENTS : `${EVENTS}?sop=${encodeURIComponent(sop)}`
  stream = openStream(address, (news) => {
    before?.end()
    tell(news)
  })
}

function end(): void {
  stream?.end()
  stream = undefined
  open = false
}

function serve(tab: Port): void {
  tab.onmessage = ({ data }) => hear(tab, data)
}

const scope = self as unknown as Scope
if ('onconnect' in scope) scope.onconnect = ({ ports }) => ports.forEach(serve)
else serve(scope)
