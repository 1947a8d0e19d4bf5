// Reads all that a caller can read: every GET of the API with every id that he knows or may guess.
import type { FastifyInstance } from 'fastify'
import type { Ask } from '../helpers/start.ts'
import { CODES } from './world.ts'
import { KEYS } from './sop.ts'

/** One request and all that came back: status, headers but the date, body. */
export interface Seen {
  readonly request: string
  readonly answer: string
  readonly raw: Buffer
}

export interface Scope {
  /** SOPs to ask for, whether or not they exist or may be known */
  readonly sops: readonly string[]
  /** ids of threads, decisions, sessions … of others, to be asked for too */
  readonly foreign: readonly string[]
  /** also what never changes: templates, lists, problems, documentation; and every representation */
  readonly whole: boolean
}

interface Operation {
  readonly id: string
  readonly path: string
  readonly types: readonly string[]
  readonly queries: readonly string[]
}

const UNKNOWN = '0'.repeat(32)

/** The GETs of the API from its own description, and those that stand outside it. */
export function operationsOf(app: FastifyInstance): Operation[] {
  const { paths = {} } = app.swagger() as { paths?: Record<string, { get?: Described }> }
  const described = Object.entries(paths).flatMap(([path, { get }]) => {
    if (!get) return []
    const types = Object.keys((get.responses['200'] as { content?: object })?.content ?? {})
    const queries = (get.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name)
    return [{ id: get.operationId, path, types, queries }]
  })
  const outside = OUTSIDE.map((path) => ({ id: path, path, types: ['*/*'], queries: [] }))
  return [...described, ...outside]
}

interface Described {
  operationId: string
  parameters?: { name: string; in: string }[]
  responses: Record<string, unknown>
}

const OUTSIDE = ['/metrics', '/api/docs', '/api/docs/json', '/api/v1', '/api/v1/nothing', '/api/openapi.json']
const UNCHANGING = /templates|reference|problems|docs|openapi|service|health/

/** Query strings to try for each parameter; a parameter that is not named here fails the crawl. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  cursor: [],
  limit: ['limit=1', 'limit=2'],
  language: ['language=th'],
  clause: [`clause=${KEYS.article}`, `clause=${KEYS.withheldArticle}`],
  digits: ['digits=arabic'],
  era: ['era=both'],
  order: ['order=THA'],
  zone: [],
  state: [],
  mentions: ['mentions=us'],
  version: ['version=1'],
  type: ['type=version.saved'],
  by: ['by=IDN'],
  edition: [],
}
const BRIEF: Readonly<Record<string, readonly string[]>> = {
  limit: ['limit=3'],
  digits: [],
  era: [],
  order: [],
}
const STATES: Readonly<Record<string, readonly string[]>> = {
  listThreads: ['state=open', 'state=resolved'],
  listDecisions: ['state=asked', 'state=agreed'],
}

/** The query strings of one operation; a zone is part of every one that needs it. */
function queriesOf({ id, queries }: Operation, whole: boolean): string[] {
  const single = queries.flatMap((name) => {
    const known = (whole ? undefined : BRIEF[name]) ?? QUERIES[name]
    if (!known) throw new Error(`${id}: no value is declared for the query ${name}`)
    return name === 'state' ? STATES[id]! : known
  })
  const zones = queries.includes('zone') ? ['zone=table', 'zone=room'] : ['']
  return zones.flatMap((zone) => ['', ...single].map((query) => [zone, query].filter(Boolean).join('&')))
}

/** Each query and media type of an address; in brief, fewer of both, and one form of what is absent. */
function formsOf(
  operation: Operation,
  path: string,
  { sops, whole }: Scope,
  found: ReadonlyMap<string, Found>,
): [string, string][] {
  const types = operation.types.length > 0 ? operation.types : ['application/json']
  const queries = queriesOf(operation, whole)
  const absent = sops.some((sop) => path.includes(sop) && found.get(sop)!.versions.length === 0)
  const forms = queries.flatMap((query): [string, string][] => types.map((type) => [query, type]))
  if (whole) return forms
  const brief = forms.filter(([query, type]) => type === types[0] || query === queries[0])
  return absent ? brief.slice(0, 1) : brief
}

/** Crawls as one caller; the order is that of the API's description, and of its own lists. */
export async function crawl(app: FastifyInstance, ask: Ask, scope: Scope): Promise<Seen[]> {
  const seen: Seen[] = []
  const get = async (url: string, accept: string) => {
    const answer = await ask('GET', url, undefined, { accept })
    const { date: _, ...headers } = answer.headers
    const text = `${answer.statusCode} ${JSON.stringify(headers)}\n${answer.rawPayload.toString('latin1')}`
    seen.push({ request: `${url} (${accept})`, answer: text, raw: answer.rawPayload })
    return answer
  }
  const found = new Map<string, Found>()
  for (const sop of scope.sops) found.set(sop, await find(ask, sop))
  for (const operation of operationsOf(app)) {
    if (operation.id === 'streamEvents' || (!scope.whole && UNCHANGING.test(operation.path))) continue
    for (const path of pathsOf(operation, scope, found)) {
      for (const [query, type] of formsOf(operation, path, scope, found)) {
        let url: string | undefined = query === '' ? path : `${path}?${query}`
        for (let pages = 0; url !== undefined && pages < 30; pages += 1) {
          const answer = await get(url, type)
          const next: string | undefined =
            /"next"/.test(answer.body) && answer.statusCode === 200
              ? answer.json<{ next?: string }>().next
              : undefined
          url = next === undefined ? undefined : `${path}?${query === '' ? '' : `${query}&`}cursor=${next}`
        }
      }
    }
  }
  return seen
}

/** What a caller learns of an SOP from its own lists. */
interface Found {
  readonly versions: string[]
  readonly threads: string[]
  readonly decisions: string[]
}

async function find(ask: Ask, sop: string): Promise<Found> {
  const list = async <T>(url: string, pick: (item: T) => string): Promise<string[]> => {
    const answer = await ask('GET', url)
    return answer.statusCode === 200 ? answer.json<{ items: T[] }>().items.map(pick) : []
  }
  const id = (item: { id: string }) => item.id
  const versions = await list<{ number: number; version: string }>(`/sops/${sop}/versions`, (item) =>
    item.number === 1 ? item.version : String(item.number),
  )
  const threads = [
    ...(await list(`/sops/${sop}/threads?zone=table`, id)),
    ...(await list(`/sops/${sop}/threads?zone=room`, id)),
  ]
  return { versions, threads, decisions: await list(`/sops/${sop}/decisions`, id) }
}

/** An operation's addresses with every id in every place; one that is not known here fails the crawl. */
function pathsOf({ path }: Operation, scope: Scope, found: ReadonlyMap<string, Found>): string[] {
  if (!path.includes('{')) return [path]
  if (!path.includes('{sop}')) return fill([path], values(path, scope))
  return scope.sops.flatMap((sop) => {
    const own = found.get(sop)!
    const filled = fill([path.replace('{sop}', sop)], values(path, scope, own))
    return own.versions.length > 0 ? filled : filled.slice(0, 4)
  })
}

function values(path: string, { foreign, whole }: Scope, own?: Found): Record<string, readonly string[]> {
  const versions = [...(own?.versions ?? []), 'latest', '99']
  return {
    version: versions,
    from: whole ? versions : versions.slice(-3, -2),
    to: whole ? versions : versions.slice(0, -1),
    thread: [...(own?.threads ?? []), ...foreign, UNKNOWN],
    decision: [...(own?.decisions ?? []), ...foreign, UNKNOWN],
    token: [`IDN.${UNKNOWN}.${'A'.repeat(43)}`],
    key: [KEYS.article, KEYS.withheldArticle, KEYS.withheldParagraph, 'zzzzzzzzzzzzzzzz'],
    name: ['safe-voluntary-repatriation-reintegration', 'none'],
    code: path.includes('problems')
      ? ['not-found', 'nothing']
      : whole
        ? [...CODES, 'XXX']
        : ['IDN', 'THA', 'XXX'],
  }
}

function fill(paths: readonly string[], known: Record<string, readonly string[]>): string[] {
  return paths.flatMap((path) => {
    const name = /\{([^}]+)\}/.exec(path)?.[1]
    if (name === undefined) return [path]
    const of = known[name]
    if (!of) throw new Error(`${path}: no value is known for ${name}`)
    return fill(
      of.map((value) => path.replace(`{${name}}`, value)),
      known,
    )
  })
}

/** Replays the event stream of a caller from its beginning. */
export async function replay(app: FastifyInstance, secret: string): Promise<string> {
  const stream = await listen(app, secret, '0')
  for (let tries = 0; tries < 500 && !stream.text().includes(': beat'); tries += 1) await rest()
  await stream.end()
  return stream.text()
}

/** Opens the event stream of a caller and keeps every byte of it. */
export async function listen(app: FastifyInstance, secret: string, lastEventId?: string) {
  const answer = await app.inject({
    url: '/api/v1/events',
    payloadAsStream: true,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
  })
  const stream = answer.stream()
  let text = ''
  stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
  return {
    text: () => text,
    end: async () => {
      const closed = new Promise((done) => stream.once('close', done))
      stream.destroy()
      answer.raw.res.destroy() // as the end of a socket does, of which there is none here
      await closed
      await rest()
    },
  }
}

/** Lets whatever was woken run. */
export async function rest(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await new Promise((done) => setImmediate(done))
}
