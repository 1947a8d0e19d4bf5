// Broken HTTP, byte by byte: request lines, headers, lengths, chunks and targets that no client should send.

/** A sequence of numbers that is the same for the same seed (mulberry32). */
export function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = Math.imul(state ^ (state >>> 15), 1 | state)
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
    return ((word ^ (word >>> 14)) >>> 0) % below
  }
}

/** What is sent on one connection. */
export interface Sent {
  readonly kind: string
  readonly bytes: Buffer
  /** good requests in front, each to be answered as such */
  readonly good: number
  /** whether what follows may be right, and so be carried out; it writes nothing then either */
  readonly right: boolean
}

/** Parts of good messages, for the breaking. */
export interface Sound {
  /** `Host` and `Authorization`, each with its line's end */
  readonly headers: string
  /** where comments are saved */
  readonly path: string
  /** a comment that would be kept: each has other words */
  readonly save: () => string
}

const JSON_TYPE = 'Content-Type: application/json\r\n'
const GET = '/api/v1/service'
/** Is refused for what it says, however it is sent. */
const REFUSED = '{"body":"Words that nobody keeps","more":1}'

type Pick = <T>(list: readonly T[]) => T
interface Tools {
  readonly sound: Sound
  readonly below: (count: number) => number
  readonly pick: Pick
  readonly post: (headers: string, body: string, line?: string) => string
  readonly get: (target: string, headers?: string, version?: string) => string
  readonly noise: (length: number) => string
}
type Made = string | { readonly text: string; readonly good?: number; readonly right?: boolean }

const chunked = (body: string) => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`
const lengthOf = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n`
const CHUNKED = 'Transfer-Encoding: chunked\r\n'

const LINES = [
  ...['GET', 'GET /', 'GET\r\n', '\0\0\0\0', 'GET / HTTP/1.1 more', '/ GET HTTP/1.1', 'G\0ET / HTTP/1.1'],
  ...['GET\t/\tHTTP/1.1', 'get / HTTP/1.1', 'GÉT / HTTP/1.1', 'GE T / HTTP/1.1', ' GET / HTTP/1.1', ': x'],
  ...['HTTP/1.1 200 OK', 'SSH-2.0-OpenSSH_9', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', 'EHLO example.org'],
  ...[
    'PRI * HTTP/2.0',
    'GET / HTTP/1.1\rX: y',
    'GET /\0 HTTP/1.1',
    'GET /\x7f HTTP/1.1',
    '\ufeffGET / HTTP/1.1',
  ],
]
const VERSIONS = ['HTTP/0.9', 'HTTP/1.2', 'HTTP/2.0', 'HTTP/3.0', 'HTTP/11.1', 'HTTP/1.1.1', 'HTTP/1', 'HTTP']
const MORE_VERSIONS = ['http/1.1', 'HTTPS/1.1', 'HTTP/1.１', 'HTTP 1.1', 'HTTP/-1.1', 'HTTP/1.1\0', 'ICY/1.1']
const LENGTHS = [
  ...['-1', '+5', '5x', '0x10', '1e3', '5, 5', '5,6', '', '5 5', '５', 'NaN', '1.0', '5;q=1', '٥', '"5"'],
  ...['18446744073709551616', '9'.repeat(40), '9223372036854775808', '10000000', '9007199254740993'],
]
const CODINGS = [
  ...['chunked', 'CHUNKED', ' chunked', 'chunked, chunked', 'identity', 'gzip', 'x', 'chunked, identity'],
  ...['xchunked', 'chunked\x0b', '"chunked"', 'chunked;q=1', ',chunked', 'chun\0ked'],
]
const SIZES = [
  ...['zz', '-1', '0x5', '', ';', 'FFFFFFFFFFFFFFFFF', '5 5', '+5', '５', '5\n', '\0', '5;\0', '.5', '1g'],
]
const HEADERS = [
  ...[
    'no colon',
    ': no name',
    'Spaced : x',
    'Two words: x',
    'Na\0me: x',
    'Näme: x',
    'X: a\0b',
    'X: a\rb',
    '\x01: x',
  ],
  ...['X: \x7f', '(x): y', 'X@: y', ' folded', '\tfolded', 'X\r: y', '{"a": 1}', 'X: \x08'],
]
const TARGETS = [
  ...[
    'http://example.org/api/v1/service',
    'https://x/',
    'example.org:80',
    '*',
    '//evil.example/',
    '/../../etc',
  ],
  ...[
    '/%',
    '/%zz',
    '/%00',
    '/%c0%af',
    '/%ff',
    '/api/v1/sops/%ff',
    '/api/v1/%2e%2e/%2e%2e/',
    '/api/v1/sops/%00',
  ],
  ...[
    '?',
    '#fragment',
    'api/v1/service',
    '/api\\v1',
    '/api/v1/sops?limit=%',
    '/api/v1/sops?%ff=%fe',
    '/a;b=c',
  ],
  ...[
    '/%u0041',
    '/api/v1/service?a=%00',
    '/__proto__',
    '/api/v1/problems/__proto__',
    '/constructor',
    '/%5c..%5c',
  ],
  ...[
    `/${'%2f'.repeat(200)}`,
    `/${'a/'.repeat(500)}`,
    `/api/v1/sops/${'%41'.repeat(300)}`,
    'file:///etc/hosts',
  ],
]

/** Kinds of broken message, each with how one of them is made. */
const KINDS: Readonly<Record<string, (tools: Tools) => Made>> = {
  'a line that is none': ({ pick, below, noise, sound }) =>
    `${below(4) ? pick(LINES) : noise(1 + below(60))}\r\n${sound.headers}\r\n`,
  'bytes by chance': ({ below, noise }) => `${noise(1 + below(400))}\r\n\r\n`,
  'empty lines, and then nothing': ({ below }) => ({ text: '\r\n'.repeat(below(50)) + '\n', right: true }),
  'a version that is not spoken': ({ pick, post, sound, get }) =>
    pick([
      get(GET, '', pick([...VERSIONS, ...MORE_VERSIONS])),
      post(lengthOf(sound.save()), sound.save(), `POST ${sound.path} ${pick(VERSIONS)}`),
    ]),
  'a length that is none': ({ pick, post, sound }) =>
    post(`Content-Length: ${pick(LENGTHS)}\r\n`, sound.save()),
  'no length': ({ post, sound }) => post('', sound.save()),
  'two lengths': ({ pick, post, sound }) => {
    const body = sound.save()
    return post(
      pick([`${lengthOf(body)}Content-Length: 3\r\n`, `Content-Length: 3\r\n${lengthOf(body)}`]),
      body,
    )
  },
  'a length with chunks': ({ pick, post, sound }) => {
    const [body, hidden] = [sound.save(), sound.save()]
    const inner = post(lengthOf(hidden), hidden)
    const headers = [
      `Content-Length: ${pick([0, 3, 5, inner.length])}\r\n`,
      `Transfer-Encoding: ${pick(CODINGS)}\r\n`,
    ]
    return post(
      (pick([0, 1]) ? headers : headers.reverse()).join(''),
      pick([chunked(body), `0\r\n\r\n${inner}`]),
    )
  },
  'a coding that is none': ({ pick, post }) => ({
    text: post(`Transfer-Encoding: ${pick(CODINGS)}\r\n`, chunked(REFUSED)),
    right: true,
  }),
  'a chunk of no size': ({ pick, post, sound }) => {
    const body = sound.save()
    const half = Math.floor(body.length / 2)
    const begun = pick(['', `${half.toString(16)}\r\n${body.slice(0, half)}\r\n`])
    return post(CHUNKED, `${begun}${pick(SIZES)}\r\n${body.slice(begun ? half : 0)}\r\n0\r\n\r\n`)
  },
  'a chunk of another size': ({ pick, post, sound }) => {
    const body = sound.save()
    const size = pick([1, 5, body.length - 1, body.length + 1, body.length + 40, 2 ** 31, 2 ** 53])
    return post(CHUNKED, `${size.toString(16)}\r\n${body}\r\n0\r\n\r\n`)
  },
  'chunks with extensions': ({ pick, post, below }) => ({
    text: post(
      CHUNKED,
      chunked(REFUSED).replace('\r\n', `;${'a'.repeat(below(40_000))}${pick(['', '=b', '="\\""'])}\r\n`),
    ),
    right: true,
  }),
  'chunks with bad trailers': ({ pick, post, sound }) =>
    post(CHUNKED, chunked(sound.save()).replace(/\r\n$/, `${pick(HEADERS.slice(0, 4))}\r\n\r\n`)),
  'a header that is none': ({ pick, post, sound }) => {
    const body = sound.save()
    return post(`${pick(HEADERS.slice(0, 8))}\r\n${lengthOf(body)}`, body)
  },
  'odd headers': ({ pick, post }) => ({
    text: post(`${pick(HEADERS)}\r\n${lengthOf(REFUSED)}`, REFUSED),
    right: true,
  }),
  'headers that are too large': ({ pick, below, get }) =>
    get(
      GET,
      pick([
        () => `X: ${'x'.repeat(17_000 + below(300_000))}\r\n`,
        () => `${'x'.repeat(17_000 + below(100_000))}: x\r\n`,
        () => Array.from({ length: 2_000 + below(2_000) }, (_, at) => `X-${at}: ${at}\r\n`).join(''),
      ])(),
    ),
  'an address that is too long': ({ pick, below, get }) =>
    get(pick([`/${'a'.repeat(17_000 + below(200_000))}`, `${GET}?${'a=b&'.repeat(5_000 + below(5_000))}`])),
  'no end of lines as it should be': ({ pick, get }) => ({
    text: get(GET).replaceAll('\r\n', pick(['\n', '\r', '\n\r', '\r\r\n', '\n\n', '\0\r\n'])),
    right: true,
  }),
  'odd targets': ({ pick, get }) => ({ text: get(pick(TARGETS)), right: true }),
  methods: ({ pick, sound, get }) => ({
    text: get(pick([GET, sound.path, '*', 'x:443']), '').replace(
      'GET',
      pick(['CONNECT', 'TRACE', 'OPTIONS', 'PROPFIND', 'PUT', 'M-SEARCH', 'QUERY', 'PURGE', 'BREW', 'LOCK']),
    ),
    right: true,
  }),
  expectations: ({ pick, post }) => ({
    text: post(
      `Expect: ${pick(['100-continue', '100-Continue, 100-continue', 'x', '', '200-ok', '100-continue\r\nExpect: x'])}\r\n${lengthOf(REFUSED)}`,
      REFUSED,
    ),
    right: true,
  }),
  upgrades: ({ pick, get, noise, below }) => ({
    text: `${get(
      GET,
      `Connection: ${pick(['Upgrade', 'upgrade, HTTP2-Settings', 'keep-alive, Upgrade'])}\r\nUpgrade: ${pick(['websocket', 'h2c', 'TLS/1.0', 'x', ''])}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZQ==\r\nSec-WebSocket-Version: 13\r\nHTTP2-Settings: AAMAAABk\r\n`,
    )}${below(2) ? noise(30) : ''}`,
    right: true,
  }),
  'no host, or two': ({ pick, sound }) => {
    const hosts = pick(['', 'Host: x\r\nHost: y\r\n', 'Host: x\r\nhost: x\r\n'])
    const bearing = sound.headers.replace(/^Host: .*\r\n/, '')
    const body = sound.save()
    return `POST ${sound.path} HTTP/1.1\r\n${hosts}${bearing}${JSON_TYPE}${lengthOf(body)}\r\n${body}`
  },
  'a body that breaks off': ({ below, post, sound }) => {
    const body = sound.save()
    return post(lengthOf(body), body).slice(0, -1 - below(body.length))
  },
  'a message that breaks off': ({ below, post, sound }) => {
    const body = sound.save()
    const text = post(lengthOf(body), body)
    return text.slice(0, 1 + below(text.length - 1))
  },
  'a body longer than it says': ({ pick, post, sound }) => ({
    text: `${post(lengthOf(sound.save()), sound.save())}${pick(['}', ' x\r\n\r\n', '{"a":1}\r\n\r\n', '\0\r\n'])}`,
    good: 1,
  }),
  'a body shorter than it is': ({ below, post, sound }) => {
    const body = sound.save()
    return post(`Content-Length: ${1 + below(body.length - 8)}\r\n`, body)
  },
  'good requests, and then rubbish': ({ below, get, noise, post, sound, pick }) => {
    const good = 1 + below(5)
    const save = sound.save()
    const each = pick([get(GET), post(lengthOf(save), save)])
    const rest = pick([
      `${noise(20)}\r\n\r\n`,
      post('Content-Length: x\r\n', sound.save()),
      post(`${CHUNKED}Content-Length: 4\r\n`, chunked(sound.save())),
    ])
    return { text: each.repeat(good) + rest, good }
  },
  'a byte changed': ({ below, post }) => {
    const text = [...post(lengthOf(REFUSED), REFUSED)]
    for (let left = 1 + below(3); left > 0; left -= 1)
      text[below(text.length)] = String.fromCharCode(below(256))
    return { text: text.join(''), right: true }
  },
}

/** Messages without end, the same for the same seed. */
export function* brokenRequests(seed: number, sound: Sound): Generator<Sent> {
  const below = sequence(seed)
  const tools: Tools = {
    ...{ sound, below },
    pick: (list) => list[below(list.length)]!,
    post: (headers, body, line = `POST ${sound.path} HTTP/1.1`) =>
      `${line}\r\n${sound.headers}${JSON_TYPE}${headers}\r\n${body}`,
    get: (target, headers = '', version = 'HTTP/1.1') =>
      `GET ${target} ${version}\r\n${sound.headers}${headers}\r\n`,
    noise: (length) => Array.from({ length }, () => String.fromCharCode(128 + below(128))).join(''),
  }
  const kinds = Object.entries(KINDS)
  for (let at = 0; ; at += 1) {
    const [kind, make] = kinds[at % kinds.length]!
    const made = make(tools)
    const { text, good = 0, right = false } = typeof made === 'string' ? { text: made } : made
    // What stands here as a character beyond Latin-1 goes as UTF-8, all others as the byte they name.
    const bytes = /^[\0-\xff]*$/.test(text) ? Buffer.from(text, 'latin1') : Buffer.from(text)
    yield { kind, bytes, good, right }
  }
}
