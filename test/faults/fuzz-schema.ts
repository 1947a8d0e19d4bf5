// Values for the API fuzz, made from the schemas of the OpenAPI file: what they allow, and what is near or far from it.
import fc from 'fast-check'

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
}
export type Schemas = Readonly<Record<string, Schema>>

/** A place that is filled when the request is sent, with something that an earlier answer told of. */
export const link = (kind: string): fc.Arbitrary<string> =>
  fc.noBias(fc.nat(9_999)).map((nth) => `⟦${kind}:${nth}⟧`)
export const LINK = /^⟦([a-z]+):(\d+)⟧$/

const codes = fc.constantFrom('IDN', 'THA', 'IOM', 'MYS')
const tongues = fc.constantFrom('en', 'id', 'th', 'th', 'ms')
const words = fc.oneof(
  fc.constantFrom('Purpose', 'Tujuan', 'วัตถุประสงค์', 'Return is safe.', 'Pemulangan aman.', 'ข้อ ๑'),
  fc.lorem({ maxCount: 8 }),
)

/** What a field of this name most likely holds. */
const KNOWN: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  sop: link('sop'),
  base: fc.oneof(link('head'), link('head'), link('head'), link('hash')),
  ...{ version: link('version'), from: link('version'), to: link('version') },
  ...{ thread: link('thread'), comment: link('comment'), decision: link('decision') },
  ...{ session: link('session'), token: link('token'), member: link('member'), webhook: link('webhook') },
  ...{
    invitation: link('invitation'),
    withdraws: link('approval'),
    cursor: fc.oneof(link('cursor'), fc.constant('')),
  },
  ...{ key: link('key'), parent: fc.oneof(fc.constant('sop'), link('key')), after: link('key') },
  ...{ clause: link('key'), quote: fc.constantFrom('Purpose', 'safe and voluntary', 'safe') },
  ...{ code: codes, delegation: codes, by: codes, order: codes, language: tongues, prevailing: tongues },
  ...{ login: fc.constantFrom('head', 'legal', 'drafter', 'nobody'), edition: fc.constant('1') },
  until: fc.constantFrom('2027-01-31T00:00:00.000Z', '2030-01-01T00:00:00+07:00', '2020-01-01T00:00:00Z'),
  text: fc.oneof(words, link('text')),
}

const MADE = new WeakMap<Schemas, Map<string, fc.Arbitrary<unknown>>>()

/** Values that a schema allows; fields known by name mostly name what there is. */
export function valid(schemas: Schemas, schema: Schema, name = '', depth = 0): fc.Arbitrary<unknown> {
  const inner = (one: Schema, of = '') => valid(schemas, one, of, depth + 1)
  if (schema.$ref !== undefined) {
    const made = MADE.get(schemas) ?? new Map<string, fc.Arbitrary<unknown>>()
    MADE.set(schemas, made)
    const of = `${schema.$ref} ${name} ${depth}`
    const found = made.get(of) ?? inner(schemas[schema.$ref.split('/').at(-1)!]!, name)
    made.set(of, found)
    return found
  }
  const variants = schema.oneOf ?? schema.anyOf
  if (variants) return fc.oneof(...variants.map((one) => inner(one, name)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const type = Array.isArray(schema.type) ? (schema.type[0] as string) : (schema.type as string | undefined)
  switch (type) {
    case 'object':
      return objectOf(schema, inner)
    case 'array': {
      const least = schema.minItems ?? 0
      if (depth > 6 && least === 0) return fc.constant([])
      const most = Math.min(schema.maxItems ?? 4, Math.max(least, 4))
      return fc.array(inner(schema.items ?? {}, singular(name)), { minLength: least, maxLength: most })
    }
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -9, max: Math.min(schema.maximum ?? 12, 100) })
    case 'number':
      return fc.double({ noNaN: true })
    case 'boolean':
      return fc.boolean()
    default: {
      const known = KNOWN[name]
      const free = stringOf(schema)
      // A version's own id where an id is asked for, and else its number.
      if (name === 'version' && schema.pattern === '^[0-9a-f]{64}$')
        return fc.oneof(link('head'), link('head'), link('hash'), free)
      return known ? fc.oneof({ weight: 40, arbitrary: known }, { weight: 1, arbitrary: free }) : free
    }
  }
}

const singular = (name: string): string =>
  ({
    parties: 'code',
    languages: 'language',
    authentic: 'language',
    negotiated: 'language',
    withheld: 'key',
  })[name] ?? ''

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  inner: (schema: Schema, name?: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const names = Object.keys(properties)
  if (names.length === 0) {
    const value =
      typeof additionalProperties === 'object' ? inner(additionalProperties) : fc.constant('Something')
    return fc.dictionary(fc.constantFrom('en', 'id', 'th'), value, { minKeys: 1, maxKeys: 3 })
  }
  const fields = Object.fromEntries(names.map((name) => [name, inner(properties[name]!, name)]))
  return fc.record(fields, { requiredKeys: required as string[] })
}

function stringOf({ pattern, format, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (format === 'date') return fc.constantFrom('2026-11-24', '2026-02-29', '0001-01-01', '9999-12-31')
  if (pattern === '^[a-z]{2,3}$') return tongues
  if (pattern === '^[A-Z]{3,12}$') return codes
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).map((made) => made.slice(0, 200))
  const some = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 40) })
  return fc.oneof(
    { weight: 9, arbitrary: words.map((made) => made.slice(0, maxLength).padEnd(minLength, 'a')) },
    { weight: 1, arbitrary: some },
  )
}

const TIMES = (one: string, times: number) => one.repeat(times)

/** Words that break what takes text for bytes, bytes for text, or either for one's own. */
export const HOSTILE: readonly string[] = [
  ...['\u0000', 'a\u0000b', '\ud800', 'x\udfff', '\udc00\ud800', '\ufeffx', '\uffff', '\ufffe', '\u{10ffff}'],
  ...[
    '\u202eesrever\u202c',
    '\u2066left',
    '\u200d\u200d',
    '👩‍👩‍👧‍👦',
    'ก\u0e31\u0e31\u0e49\u0e49',
    '\u0e33',
    'ก\u0e4d\u0e32',
  ],
  ...[
    'เเก',
    '\u0e49ก',
    'น\u200bา',
    'e\u0301',
    TIMES('e\u0301', 300),
    '\u00ad',
    '\u{e0041}',
    'ﷺ',
    '𝟙𝟚𝟛',
    '١٢٣',
    '๑๒๓',
  ],
  ...[
    "' or 1=1 --",
    '"; drop table version; --',
    '${7*7}',
    '{{7*7}}',
    '{{figure}}',
    '../../etc/passwd',
    '%00',
    '%2e%2e%2f',
  ],
  ...[
    '\r\nX-Injected: 1',
    '<script>alert(1)</script>',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'NaN',
    '-0',
    '1e999',
  ],
  ...[
    '\t\n\r',
    ' ',
    '\u2028\u2029',
    '\u0085',
    '[object Object]',
    '$1',
    '\\',
    '\\u0000',
    '|a|b|\n|-|-|',
    TIMES('[', 400),
    TIMES('*', 400),
  ],
]

export const BOUNDS: readonly unknown[] = [
  ...[
    '',
    'a',
    TIMES('a', 100),
    TIMES('a', 101),
    TIMES('ก', 201),
    TIMES('a', 501),
    TIMES('a', 10_001),
    TIMES('a', 20_001),
  ],
  ...[
    0,
    -1,
    1,
    100,
    101,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
    2 ** 63,
    -(2 ** 63),
    1.5,
    1e308,
    5e-324,
  ],
  ...[
    '0000-00-00',
    '2026-02-30',
    '2026-11-24T24:00:00Z',
    '2026-11-24T23:59:60Z',
    '+275760-09-13T00:00:00.000Z',
  ],
  ...[
    [],
    {},
    Array(101).fill('x'),
    Array(2_001).fill({}),
    '0'.repeat(32),
    'f'.repeat(64),
    'sop',
    'latest',
    '*',
  ],
]

export const CONFUSED: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    '',
    'true',
    [],
    {},
    [[]],
    [null],
    { $ref: '#' },
    { length: 1 },
    { toString: 1 },
  ],
  ...[[1, 2, 3], { 0: 'a' }, { then: 1 }, { toJSON: 1 }, { valueOf: null }, '[]', '{}', { '': '' }],
]

/** What stands in place of a path parameter, as it stands in the address. */
export const ADDRESSES: readonly string[] = [
  ...[
    '%00',
    'a%00b',
    '%2F',
    '%2f..%2f',
    '..',
    '.',
    '%2e%2e',
    '%',
    '%zz',
    '%ff%fe',
    '%ed%a0%80',
    '%E0%B8%81',
    '',
    ' ',
  ],
  ...[
    TIMES('a', 201),
    TIMES('a', 5_000),
    '%0d%0aX: 1',
    '*',
    '-1',
    '0',
    '00',
    '1e3',
    '0x1',
    '9'.repeat(9),
    '9'.repeat(40),
  ],
  ...[
    'latest',
    'LATEST',
    'latest%20',
    '0'.repeat(32),
    'F'.repeat(32),
    '0'.repeat(64),
    '__proto__',
    'constructor',
    'null',
    'sop',
  ],
  ...[
    '%F0%9F%91%A9%E2%80%8D',
    "'",
    '%22',
    '%3Cscript%3E',
    '{sop}',
    ':sop',
    '%7Bsop%7D',
    '1;drop',
    'a b',
    '%25%30%30',
  ],
]
