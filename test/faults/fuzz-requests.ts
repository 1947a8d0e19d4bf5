// Requests for the API fuzz: one of each way to be wrong beside many that are right, and what they name from before.
import fc from 'fast-check'
import {
  ADDRESSES,
  BOUNDS,
  CONFUSED,
  HOSTILE,
  LINK,
  type Schema,
  type Schemas,
  valid,
} from './fuzz-schema.ts'

interface Parameter {
  readonly in: 'path' | 'query' | 'header'
  readonly name: string
  readonly schema: Schema
}
export interface Documented {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body?: Schema
  readonly example?: unknown
}

const WAYS = [
  ...Array<'right' | 'example'>(16).fill('right').fill('example', 8),
  ...['right', 'right', 'right', 'right', 'right', 'right', 'example', 'example', 'boundary', 'boundary'],
  ...[
    'confused',
    'confused',
    'hostile',
    'hostile',
    'hostile',
    'unknown',
    'missing',
    'duplicate',
    'proto',
    'deep',
  ],
  ...['huge', 'media', 'syntax', 'bytes', 'method', 'path', 'path', 'query', 'twice', 'header', 'credential'],
] as const
export type Way = (typeof WAYS)[number]

export interface Plan {
  readonly operation: Documented
  readonly way: Way
  readonly who: number
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** which place is changed, and by which value */
  readonly place: number
  readonly nth: number
  /** whether the tag or key is one that was used before */
  readonly again: boolean
}

/** Every operation of an OpenAPI file. */
export function operationsOf(file: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, any>>>>
}): Documented[] {
  return Object.entries(file.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, parameters = [], requestBody }]): Documented => {
      const { schema: body, example } = requestBody?.content['application/json'] ?? {}
      return { id, method: method.toUpperCase(), path, parameters, ...(body && { body, example }) }
    }),
  )
}

export function plans(operations: readonly Documented[], schemas: Schemas): fc.Arbitrary<Plan> {
  const each = operations.map((operation) => {
    const named = (place: string) => operation.parameters.filter((one) => one.in === place)
    const fields = (place: string) =>
      Object.fromEntries(named(place).map(({ name, schema }) => [name, valid(schemas, schema, name)]))
    const made = operation.body ? valid(schemas, operation.body) : fc.constant(undefined)
    return fc.record({
      operation: fc.constant(operation),
      way: fc.noBias(fc.constantFrom(...WAYS)),
      who: fc.noBias(fc.nat(99)),
      params: fc.record(fields('path')),
      query: fc.record(fields('query'), { requiredKeys: ['zone'].filter((name) => name in fields('query')) }),
      body: made,
      place: fc.noBias(fc.nat(9_999)),
      nth: fc.noBias(fc.nat(9_999)),
      again: fc.nat(9).map((one) => one === 0),
    })
  })
  // What changes something is asked more often than what is read.
  return fc.oneof(
    ...each.map((arbitrary, at) => ({ weight: operations[at]!.method === 'GET' ? 2 : 3, arbitrary })),
  )
}

/** A request as it is sent. */
export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly payload?: Buffer
}

/** Fills a plan with what is known, and then makes it wrong in its way. */
export function requestOf(plan: Plan, known: (kind: string, nth: number) => string | number): Sent {
  const { operation, way, place, nth } = plan
  const pick = <T>(from: readonly T[]): T => from[nth % from.length]!
  const fill = (value: unknown): unknown => filled(value, known)
  const params = Object.entries(plan.params).map(([name, value]): [string, string] => [
    name,
    encodeURIComponent(String(fill(value)).toWellFormed()),
  ])
  if (way === 'path' && params.length > 0) params[place % params.length]![1] = pick(ADDRESSES)
  const query = Object.entries(plan.query).map(([name, value]): [string, string] => [
    name,
    String(fill(value)),
  ])
  if (way === 'query')
    query.push([pick(['limit', 'cursor', 'zone', 'x', '__proto__', 'a[b]']), pick(HOSTILE)])
  if (way === 'twice')
    query.push(
      ...(query.length > 0
        ? [query[0]!]
        : [['limit', '1'] as [string, string], ['limit', '2'] as [string, string]]),
    )
  if (way === 'query' && query.length > 1)
    query[0]![1] = String(place % 2 ? pick(HOSTILE) : pick(BOUNDS)).slice(0, 4_000)
  const address = params.reduce((url, [name, value]) => url.replace(`{${name}}`, () => value), operation.path)
  const asked = query.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')
  const method =
    way === 'method' ? pick(['GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS', 'HEAD']) : operation.method
  const payload = payloadOf(plan, fill)
  const media = way === 'media' ? pick(MEDIA) : 'application/json'
  return {
    method,
    url: asked === '' ? address : `${address}?${asked}`,
    headers: { ...(payload && media !== '' && { 'content-type': media }), ...headersOf(plan, known) },
    ...(payload && { payload }),
  }
}

const MEDIA = [
  ...[
    '',
    'text/plain',
    'application/xml',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
  ],
  ...[
    'multipart/form-data; boundary=x',
    'application/merge-patch+json',
    'application/jsonx',
    '*/*',
    ';',
    'a'.repeat(5_000),
  ],
]

function headersOf(
  { operation, way, nth, again, query }: Plan,
  known: (kind: string, nth: number) => string | number,
) {
  const headers: Record<string, string> = {}
  const takes = (name: string) => operation.parameters.some((one) => one.in === 'header' && one.name === name)
  if (takes('if-match') && nth % 9 > 0) headers['if-match'] = nth % 3 === 0 ? '*' : String(known('tag', nth))
  if (takes('if-none-match') && nth % 3 === 0) headers['if-none-match'] = String(known('etag', nth))
  if (takes('idempotency-key') && nth % 4 === 0)
    headers['idempotency-key'] = again ? 'the-same-key' : `key-${nth}-${JSON.stringify(query).length}`
  if (way !== 'header') return headers
  const value = HOSTILE[nth % HOSTILE.length]!.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').trim()
  const names = [
    'if-match',
    'if-none-match',
    'idempotency-key',
    'accept',
    'accept-language',
    'last-event-id',
    'origin',
    'accept-encoding',
    'x-forwarded-for',
    'x-original-url',
    'cookie',
    'range',
    'user-agent',
  ]
  headers[names[nth % names.length]!] = nth % 2 ? value : 'a'.repeat(nth % 3_000)
  return headers
}

/** The bytes of the body. */
function payloadOf(
  { operation, way, body, place, nth }: Plan,
  fill: (value: unknown) => unknown,
): Buffer | undefined {
  const pick = <T>(from: readonly T[]): T => from[nth % from.length]!
  if (!operation.body) return way === 'syntax' || way === 'huge' ? Buffer.from('{"a":1}') : undefined
  const value = structuredClone(fill(way === 'example' ? linked(operation.example) : body))
  const text = () => JSON.stringify(value ?? null)
  switch (way) {
    case 'boundary':
      return bytes(changed(value, place, () => pick(BOUNDS)))
    case 'confused':
      return bytes(changed(value, place, () => pick(CONFUSED)))
    case 'hostile':
      return bytes(
        changed(value, place, (was) =>
          nth % 2 && typeof was === 'string' ? was + pick(HOSTILE) : pick(HOSTILE),
        ),
      )
    case 'unknown':
      return bytes(
        changed(value, place, (was) => (isObject(was) ? { ...was, [pick(HOSTILE)]: 1 } : { extra: was })),
      )
    case 'missing':
      return bytes(changed(value, place, () => undefined))
    case 'duplicate':
      return Buffer.from(text().replace(/"([a-z]+)":/, '"$1":null,"$1":'))
    case 'proto':
      return Buffer.from(
        text().replace(
          '{',
          `{"${pick(['__proto__', 'constructor', 'prototype'])}":{"admin":true}${text() === '{}' ? '' : ','}`,
        ),
      )
    case 'deep':
      return Buffer.from(
        nth % 2 ? '['.repeat(10_000) + ']'.repeat(10_000) : `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      )
    case 'huge':
      return bytes(
        changed(value, place, () => pick(['a', 'ก', '\u0e49', ' ']).repeat(nth % 2 ? 1_000_000 : 300_000)),
      )
    case 'syntax':
      return Buffer.from(
        pick([
          '',
          '{',
          text().slice(0, -1),
          `${text()},`,
          `${text()}{}`,
          'NaN',
          "{'a':1}",
          '{"a":01}',
          '\ufeff' + text(),
          '{"a":1,}',
          'undefined',
          '"\\ud800"',
          '[1,2',
          '{"a"',
          '{"a":"\n"}',
          '{"\\u005f_proto__":1}',
        ]),
      )
    case 'bytes':
      return pick([
        Buffer.from(text(), 'utf16le'),
        Buffer.from('7b2261223a22eda08022 7d'.replace(' ', ''), 'hex'),
        Buffer.from([0xff, 0xfe, 0x7b]),
        Buffer.concat([
          Buffer.from(text().slice(0, -2)),
          Buffer.from([0xed, 0xa0, 0x80]),
          Buffer.from(text().slice(-2)),
        ]),
        Buffer.from([0]),
        Buffer.alloc(1_000_001, 0x20),
      ])
    default:
      return Buffer.from(text())
  }
}

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? '')
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value with one place of it changed: its own, a field's or an item's, however deep. */
function changed(value: unknown, place: number, change: (was: unknown) => unknown): unknown {
  const places: (() => void)[] = []
  const root = { value }
  const walk = (holder: any, name: string | number) => {
    places.push(() => {
      const now = change(holder[name])
      if (now === undefined) delete holder[name]
      else holder[name] = now
    })
    const inner: unknown = holder[name]
    if (typeof inner === 'object' && inner !== null) for (const each of Object.keys(inner)) walk(inner, each)
  }
  walk(root, 'value')
  places[place % places.length]!()
  return root.value
}

function filled(value: unknown, known: (kind: string, nth: number) => string | number): unknown {
  if (typeof value === 'string') {
    const [, kind, nth] = LINK.exec(value) ?? []
    return kind === undefined ? value : known(kind, Number(nth))
  }
  if (Array.isArray(value)) return value.map((each) => filled(each, known))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, filled(each, known)]))
}

/** An example of the documentation, with what there is in place of what it names. */
function linked(value: unknown, name = ''): unknown {
  if (name === 'base' || (name === 'version' && typeof value === 'string')) return '⟦head:0⟧'
  if (name === 'invitation') return '⟦invitation:0⟧'
  if (name === 'key') return '⟦key:2⟧'
  if (name === 'quote') return 'Purpose'
  if (Array.isArray(value)) return value.map((each) => linked(each))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, linked(each, field)]))
}
