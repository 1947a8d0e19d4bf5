// The workspace as it was built, served to browsers from memory: its page with a fresh nonce, and its files.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Encoding, encode, sayEncoded, takes } from './encoding.ts'
import { tagOf, unchanged } from './operation.ts'

/** The built files by their path in the folder: `index.html`, `worker.js`, `assets/main-B3kd02xq.js`. */
export type WorkspaceFiles = ReadonlyMap<string, Buffer>

/** The addresses of screens; each gets the same page, which finds the screen. */
export const SCREENS = ['/', '/sign-in', '/invitation', '/sops/*', '/our/*'] as const

const PAGE = 'index.html'
const PLACEHOLDER = '__NONCE__'

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  woff2: 'font/woff2',
}
const COMPRESSED: readonly string[] = ['css', 'js', 'json', 'svg', 'txt', 'webmanifest']
const SMALL = 1_024 // bytes that are sent as they are

/** The name of a file that holds a hash of it, as Vite writes it. */
const HASHED = /^assets\/.*-[\w-]{8}\.\w+$/

export interface Workspace {
  readonly files: WorkspaceFiles
  readonly nonce: () => string
}

/** Adds a route for each screen and each file: what is no file of the folder has no address. */
export function workspaceRoutes(app: FastifyInstance, { files, nonce }: Workspace): void {
  const page = files.get(PAGE)
  if (!page) return
  const parts = page.toString('utf8').split(PLACEHOLDER)
  // Whoever asks too often still gets the page that says so.
  const options = { schema: { hide: true }, config: { rateLimit: false as const } }
  for (const screen of SCREENS) {
    app.get(screen, options, (_request, reply) => {
      const fresh = nonce()
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-security-policy', pagePolicy(fresh))
        .send(Buffer.from(parts.join(fresh)))
    })
  }
  for (const [path, bytes] of files) {
    if (path === PAGE) continue
    const send = sender(path, bytes)
    app.get(`/${path}`, options, send)
  }
}

function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}' 'self'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** A worker goes by the policy of its own file. */
const WORKERS: readonly string[] = ['worker.js', 'live.js']
const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"

function sender(path: string, bytes: Buffer) {
  const ending = path.slice(path.lastIndexOf('.') + 1)
  const tag = tagOf(path, bytes.toString('base64'))
  const smaller = COMPRESSED.includes(ending) && bytes.length > SMALL
  const kept = new Map<Encoding, Promise<Buffer>>()
  const encoded = (encoding: Encoding) => {
    const found = kept.get(encoding) ?? encode(bytes, encoding)
    kept.set(encoding, found)
    return found
  }
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    void reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (WORKERS.includes(path)) void reply.header('content-security-policy', WORKER_POLICY)
    if (unchanged(request, reply, tag)) return reply
    void reply.type(TYPES[ending] ?? 'application/octet-stream')
    if (!smaller) return reply.send(bytes)
    const encoding = (['br', 'gzip'] as const).find((one) => takes(request, one))
    sayEncoded(reply, encoding)
    return reply.send(encoding === undefined ? bytes : await encoded(encoding))
  }
}
