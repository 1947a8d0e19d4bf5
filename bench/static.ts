// Looks at every GET of the API as it writes its answer, G4: no long JavaScript string, nothing compressed in between.
import http from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import zlib from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.ts'
import { chance, clock, configuration, EDITION, shipped } from '../src/bin/ground.ts'
import { openStores } from '../src/store/pool.ts'
import type { Seeded } from './house.ts'
import { context, type Result, result } from './result.ts'

const LONGEST = 50_000 // characters of a string

interface Seen {
  strings: number
  compressed: number
}

/** Asks each route in this process, over a socket, and watches what it hands to `node:http` and to `node:zlib`. */
export async function benchStatic(seeded: Seeded): Promise<Result[]> {
  const seen: Seen = { strings: 0, compressed: 0 }
  const unwatch = watchWrites(seen)
  const stores = await openStores({ folder: seeded.folder })
  const config = { ...configuration(), hostedBy: 'bench', rate: 1_000_000_000, log: 'silent' }
  const { app } = await buildApp({ stores, clock, chance }, shipped(), config, EDITION)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const long: string[] = []
  const compressing: string[] = []
  const packed: string[] = []
  const unread: string[] = []
  let asked = 0
  try {
    for (const path of pathsOf(app)) {
      Object.assign(seen, { strings: 0, compressed: 0 })
      const answer = await fetch(url + filled(path, seeded), {
        headers: { authorization: `Bearer ${seeded.credential}` },
        signal: AbortSignal.timeout(20_000),
      })
      await answer.arrayBuffer()
      asked += 1
      if (answer.status !== 200) unread.push(`${path} ${answer.status}`)
      if (seen.strings > LONGEST) long.push(`${path} ${Math.round(seen.strings / 1000)}k characters`)
      if (seen.compressed > 0) (isFile(answer) ? packed : compressing).push(path)
    }
  } finally {
    unwatch()
    await app.close()
    await stores.close()
  }
  const of = `of ${asked} GET routes, on an SOP of 500 clauses`
  return [
    result(
      'G4',
      `routes that send over 50 KB as a JavaScript string, ${of}`,
      long.length,
      'routes',
      'at most',
      0,
      long.join('; '),
    ),
    result(
      'G4',
      `routes that compress inside the request, ${of}`,
      compressing.length,
      'routes',
      'at most',
      0,
      [...compressing, ...packed.map((path) => `not counted: ${path}, a file that is gzip itself`)].join(
        '; ',
      ),
    ),
    context('G4', `routes that did not answer 200, ${of}`, unread.length, 'routes', unread.join('; ')),
  ]
}

const isFile = (answer: Response) => answer.headers.get('content-type') === 'application/gzip'

/** All but streams, which do not end. */
function pathsOf(app: FastifyInstance): string[] {
  const { paths = {} } = app.swagger() as { paths?: Record<string, { get?: object }> }
  const listed = Object.keys(paths).filter((path) => paths[path]!.get && !path.endsWith('/events'))
  return [...listed, '/api/openapi.json', '/api/docs/json']
}

function filled(path: string, { sop, keys }: Seeded): string {
  const values: Record<string, string> = {
    sop,
    version: 'latest',
    from: '1',
    to: 'latest',
    key: keys[0]!,
    code: path.includes('/problems/') ? 'not-found' : 'IDN',
    name: 'safe-voluntary-repatriation-reintegration',
  }
  const query = path.includes('/threads') ? '?zone=table' : ''
  return path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x') + query
}

/** Counts the longest string written to an answer, and calls that compress; the result undoes it. */
function watchWrites(seen: Seen): () => void {
  const target = http.OutgoingMessage.prototype as unknown as Record<string, (...given: unknown[]) => unknown>
  const undo: (() => void)[] = []
  for (const name of ['write', 'end'] as const) {
    const original = target[name]!
    target[name] = function (this: unknown, ...given) {
      const [chunk] = given
      if (typeof chunk === 'string' && this instanceof http.ServerResponse) {
        seen.strings = Math.max(seen.strings, chunk.length)
      }
      return original.apply(this, given)
    }
    undo.push(() => (target[name] = original))
  }
  const compressors = zlib as unknown as Record<string, (...given: unknown[]) => unknown>
  for (const name of Object.keys(compressors).filter((each) =>
    /^(create)?(gzip|deflate|brotliCompress)/i.test(each),
  )) {
    const original = compressors[name]!
    const put = (value: unknown) =>
      Object.defineProperty(compressors, name, {
        value,
        configurable: true,
        enumerable: true,
        writable: true,
      })
    put((...given: unknown[]) => {
      seen.compressed += 1
      return original(...given)
    })
    undo.push(() => put(original))
  }
  syncBuiltinESMExports()
  return () => {
    undo.forEach((each) => each())
    syncBuiltinESMExports()
  }
}
