// The service worker: keeps the workspace itself in the browser, so that it opens while the service is gone.

/** What a worker hears; the library of types for pages does not have it. */
interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Extended {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  addEventListener(type: 'fetch', hear: (event: Asked) => void): void
  addEventListener(type: 'message', hear: (event: Extended & { readonly data: unknown }) => void): void
  addEventListener(type: 'install' | 'activate', hear: (event: Extended) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
}

const worker = self as unknown as Worker
const KEPT = 'workspace'
const PAGE = '/'

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request))
})

/** Asked for when the page is at rest: everything that a screen may need later. */
worker.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keepAll())
})

/** The page itself comes from the service while it answers. Its answer brings its own policy and nonce along. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT)
  try {
    const answer = await fetch(request)
    if (answer.ok && answer.headers.get('content-type')?.startsWith('text/html'))
      await cache.put(PAGE, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(PAGE)
    if (kept) return kept
    throw error
  }
}

/** What has a hash in its name never changes. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

interface Built {
  readonly file: string
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}

/** Keeps every file of this edition, one after another so that the line stays free, and lets go of those before. */
async function keepAll(): Promise<void> {
  const answer = await fetch('/assets/manifest.json', { cache: 'no-store' })
  if (!answer.ok) return
  const built = Object.values((await answer.json()) as Record<string, Built>)
  const files = new Set(built.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]))
  const cache = await caches.open(KEPT)
  for (const file of files) {
    if (file === 'worker.js' || (await cache.match(`/${file}`))) continue
    await cache.add(`/${file}`)
  }
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname !== PAGE && !files.has(pathname.slice(1))) await cache.delete(request)
  }
}
