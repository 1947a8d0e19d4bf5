// What each preset of observer sees, field by field, against a list; a withheld chapter shows no word.
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { crawl, replay } from './crawl.ts'
import { beginObserved, decide, good, KEYS, save, SEATS, WITHHELD_WORDS } from './sop.ts'
import { openWorld, settleBase, type World } from './world.ts'

const HEAD = ['number', 'version', 'parents[]', 'by', 'time']
const FACTS = [
  ...['parties[]', 'languages[]', 'authentic[]', 'prevailing', 'character', 'format', 'reference'],
  ...['kind', 'value', 'unit', 'settled'].map((field) => `parameters.days.${field}`),
].map((field) => `facts.sop.${field}`)
const CLAUSE = [
  'key',
  'kind',
  'id',
  'content',
  'label.*',
  ...FACTS,
  'texts.*.id',
  'texts.*.heading',
  'texts.*.text',
]
const PLACE = ['parent', 'position', 'number.kind', 'number.ordinal', 'number.parent']
const ENTRY = [
  ...['key', 'kind', 'summary', 'changes[]', 'unchanged[]', 'texts.*.text[][]'],
  ...PLACE.flatMap((field) => [`from.${field}`, `to.${field}`]),
  ...['name', 'to.kind', 'to.value', 'to.unit', 'to.settled'].map((field) => `parameters[].${field}`),
]
const under = (prefix: string, fields: readonly string[]) => fields.map((field) => `${prefix}.${field}`)

/** What every observer sees of an SOP, whatever its preset. */
const TEXT = {
  sop: [
    ...[
      'id',
      'title.*',
      'stage',
      'procedure',
      'character',
      'languages[]',
      'authentic[]',
      'prevailing',
      'archived',
    ],
    ...[
      'negotiated[]',
      'parties[].delegation',
      'parties[].state',
      'standing',
      'exceptions[].element',
      'exceptions[].reason',
    ],
    ...['head.number', 'head.version', 'head.by', 'head.time'],
    ...['delegation', 'preset', 'until', 'comments', 'withheld[]'].map((field) => `observers[].${field}`),
  ],
  versions: under('items[]', HEAD),
  version: [
    ...[...HEAD, 'root', 'languages.*', 'shown.days.*', 'parties.*', ...under('clause', CLAUSE)],
    // Of a withheld chapter what numbers the rest, as in the text itself.
    ...Object.values(KEYS).flatMap((key) => (key === KEYS.withheldParagraph ? [] : [`references.${key}.*`])),
  ],
  diff: [
    ...[...under('from', HEAD), ...under('to', HEAD), ...under('entries[]', ENTRY)],
    ...['name', 'clauses[]', 'to.kind', 'to.value', 'to.unit', 'to.settled'].map(
      (field) => `parameters[].${field}`,
    ),
  ],
  history: under('items[]', [...HEAD, 'present', 'content']),
}
const ACTS = under('items[]', [
  ...['id', 'version', 'number', 'party', 'act', 'capacity', 'place', 'date', 'medium', 'reason'],
  ...['confirmedBy', 'languages.*', 'seq', 'stands', 'current'],
])
const TALK = under('items[]', [
  ...['id', 'zone', 'state', 'by', 'time', 'tag', 'may[]'],
  ...['version', 'key', 'language', 'part', 'quote', 'state', 'start', 'end'].map(
    (field) => `anchor.${field}`,
  ),
  ...['id', 'by', 'time', 'body', 'mentions[]', 'withdrawn', 'textId'].map((field) => `comments[].${field}`),
])

/** The declared view of each preset: the fields of each answer, or the code that it is refused with. */
const VIEWS: Readonly<Record<string, Readonly<Record<string, readonly string[] | string>>>> = {
  'clean-text': { ...TEXT, approvals: 'observer-not-granted', threads: 'observer-not-granted' },
  'bracketed-text': { ...TEXT, approvals: ACTS, threads: 'observer-not-granted' },
  'joint-workspace': {
    ...TEXT,
    sop: [...TEXT.sop, 'may[]'],
    version: [...TEXT.version, 'may[]'],
    approvals: ACTS,
    threads: TALK,
  },
}
const REFUSED = {
  decisions: 'standing-missing',
  record: 'standing-missing',
  export: 'standing-missing',
  readiness: 'standing-missing',
}

const PATHS: Readonly<Record<string, string>> = {
  ...{ sop: '', versions: '/versions', version: '/versions/latest', diff: '/diffs/2/latest' },
  ...{ history: `/clauses/${KEYS.article}/history`, approvals: '/approvals', threads: '/threads?zone=table' },
  ...{
    decisions: '/decisions',
    record: '/record',
    export: '/export',
    readiness: '/versions/latest/readiness',
  },
}
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  'clean-text': ['sop.created', 'version.saved'],
  'bracketed-text': ['approval.given', 'sop.created', 'version.saved'],
  // An entry doesn't say at which clause a thread stands, and a chapter is withheld from each of these seats.
  'joint-workspace': ['approval.given', 'sop.created', 'version.saved'],
}

t.setTimeout(180_000)
t.test('an observer sees what its preset declares', async (t) => {
  const world = await openWorld(t, await settleBase(t), 'observer')
  await world.fresh('observer')
  const sop = await beginObserved(world)
  const threads = await negotiate(world, sop)

  for (const [organisation, preset] of Object.entries(SEATS)) {
    t.test(`${preset}, field by field`, async (t) => {
      const ask = world.as(`${organisation}/head`)
      for (const [name, view] of Object.entries({ ...VIEWS[preset], ...REFUSED })) {
        const answer = await ask('GET', `/sops/${sop}${PATHS[name]}`)
        if (typeof view === 'string') t.equal(answer.json().code, view, name)
        else t.same(fieldsOf(answer.json()), [...view].sort(), name)
      }
      const heard = await replay(world.app, world.member(`${organisation}/head`).secret)
      const types = [...heard.matchAll(/"zone":"table","seq":(\d+),"type":"([^"]+)"/g)]
      t.same([...new Set(types.map(([, , type]) => type))].sort(), EVENTS[preset], 'events')
      t.same(
        types.map(([, seq]) => Number(seq)),
        types.map((_, at) => at + 1),
        'counted without a gap',
      )
    })
  }

  t.test('what is withheld shows no word, figure or fact in any representation', async (t) => {
    const scope = { sops: [sop], foreign: Object.values(threads), whole: true }
    const words = [...WITHHELD_WORDS, 'quicksilver_days', 'actip:14(7)', '๔๗๑๑', '4,711', '4.711']
    // Digits alone may also stand in an id.
    const shows = (raw: Buffer, word: string) => textOf(raw).includes(word)
    const figure = (raw: Buffer) => /(?<![0-9a-f])4711(?![0-9a-f])/.test(textOf(raw))
    for (const [organisation, preset] of Object.entries(SEATS)) {
      const seen = await crawl(world.app, world.as(`${organisation}/head`), scope)
      const told = seen.filter(({ request }) => !/templates|reference|docs|openapi/.test(request))
      t.ok(told.length > 100, `${told.length} answers`)
      const leaks = told.flatMap(({ request, raw }) =>
        [...words.filter((word) => shows(raw, word)), ...(figure(raw) ? ['4711'] : [])].map(
          (word) => `${word} in ${request}`,
        ),
      )
      t.same(leaks, [], preset)
    }
    const party = await crawl(world.app, world.as('THA/head'), scope)
    for (const type of ['application/json', 'text/markdown', 'text/plain', 'text/html']) {
      const all = party
        .filter(({ request }) => request.includes(type))
        .map(({ raw }) => textOf(raw))
        .join('')
      t.ok(
        WITHHELD_WORDS.some((word) => all.includes(word)),
        `a party finds them as ${type}`,
      )
    }
  })

  t.test('a thread at a withheld passage is not there, and none can be opened there', async (t) => {
    const ask = world.as('UNODC/head')
    const url = `/sops/${sop}/threads`
    for (const [method, path, body] of [
      ['GET', `${url}/${threads.withheld}?zone=table`, undefined],
      ['PATCH', `${url}/${threads.withheld}`, { zone: 'table', state: 'resolved' }],
    ] as const) {
      const answer = await ask(method, path, body, { 'if-match': '*' })
      const missing = await ask(method, path.replace(threads.withheld, '0'.repeat(32)), body, {
        'if-match': '*',
      })
      t.same({ ...answer.json(), instance: '' }, { ...missing.json(), instance: '' }, method)
      t.equal(answer.json().code, 'not-found', method)
    }
    const replied = await ask('POST', `${url}/${threads.withheld}/comments?zone=table`, {
      body: 'Is it there?',
    })
    t.equal(replied.json().code, 'not-found', 'no reply to what is not there')
    const guess = { version: 2, key: KEYS.withheldArticle, language: 'en', part: 'heading' }
    for (const mark of [{ quote: 'Zirconium' }, { quote: 'Another' }, { start: 0, end: 2 }]) {
      const body = { zone: 'table', anchor: { ...guess, ...mark }, comment: { body: 'A guess' } }
      t.equal((await ask('POST', url, body)).json().code, 'anchor-not-found')
    }
  })

  t.test('a write that is refused in one’s own room is not carried out either', async (t) => {
    const anchor = { version: 2, key: KEYS.article, language: 'en', part: 'heading', quote: 'Purpose' }
    const body = { zone: 'room', anchor, comment: { body: 'Among us' } }
    const before = (await world.as('IOM/head')('GET', '/delegations/IOM/record')).body
    t.equal(
      (await world.as('IOM/head')('POST', `/sops/${sop}/threads`, body)).json().code,
      'observer-not-granted',
    )
    t.equal((await world.as('IOM/head')('GET', '/delegations/IOM/record')).body, before)
  })

  t.test('a key that no chapter has, and the whole text, can not be withheld', async (t) => {
    const seat = {
      delegation: 'IOM',
      preset: 'clean-text',
      until: '2027-06-01T00:00:00.000Z',
      comments: false,
    }
    for (const key of ['sop', 'zzzzzzzzzzzzzzzz']) {
      const withheld = [key]
      const asked = await world.as('IDN/head')('POST', `/sops/${sop}/decisions`, {
        kind: 'observer',
        ...seat,
        withheld,
      })
      t.equal(asked.json().code, 'question-refused', key)
      const sopOf = {
        title: { en: 'New' },
        parties: ['IDN', 'THA'],
        languages: ['en'],
        authentic: ['en'],
        prevailing: 'none',
      }
      const made = await world.as('IDN/head')('POST', '/sops', {
        ...sopOf,
        observers: [{ ...seat, withheld }],
      })
      t.equal(made.json().code, 'question-refused', key)
    }
  })
})

/** Gives the SOP figures, steps, threads, acts and decisions, in the open and in the withheld chapter. */
async function negotiate(world: World, sop: string): Promise<{ open: string; withheld: string }> {
  const figure = (value: number) => ({ kind: 'duration', value, unit: 'day', settled: true })
  const text = (key: string, value: string) => ({ op: 'setText', key, language: 'en', part: 'text', value })
  await save(world, sop, [
    { op: 'setParameter', name: 'days', value: figure(45) },
    { op: 'setParameter', name: 'quicksilver_days', value: figure(4711) },
    text(KEYS.paragraph, 'Return is safe and voluntary, within {{days}}.'),
    { op: 'setFacts', key: KEYS.withheldArticle, value: { instruments: ['actip:14(7)'] } },
    text(KEYS.withheldParagraph, 'Keep the quicksilver for {{quicksilver_days}}.'),
  ])
  await save(world, sop, [
    { op: 'setText', key: KEYS.withheld, language: 'th', part: 'heading', value: 'เซอร์โคเนียมเหลว' },
  ])
  const open = async (key: string, quote: string) => {
    const anchor = { version: 2, key, language: 'en', part: 'heading', quote }
    const body = { zone: 'table', anchor, comment: { body: `On ${quote}`, mentions: ['IDN/legal'] } }
    return good<{ id: string }>(await world.as('THA/legal')('POST', `/sops/${sop}/threads`, body)).id
  }
  const threads = {
    open: await open(KEYS.article, 'Purpose'),
    withheld: await open(KEYS.withheldArticle, 'Zirconium list'),
  }
  const reply = { body: 'Answered.' }
  good(await world.as('IDN/legal')('POST', `/sops/${sop}/threads/${threads.open}/comments?zone=table`, reply))
  const resolved = { zone: 'table', state: 'resolved' }
  good(
    await world.as('IDN/legal')('PATCH', `/sops/${sop}/threads/${threads.open}`, resolved, {
      'if-match': '*',
    }),
  )
  const { version } = good<{ version: string }>(
    await world.as('IDN/head')('GET', `/sops/${sop}/versions/latest`),
  )
  const act = {
    act: 'rejected',
    version,
    capacity: 'Head',
    place: 'Bangkok',
    date: '2026-11-24',
    medium: 'in-person',
  }
  good(
    await world.as('IDN/head')('POST', `/sops/${sop}/approvals`, { ...act, reason: 'No instructions yet' }),
  )
  await decide(world, sop, { kind: 'stage', stage: 'legal-scrub' })
  await decide(world, sop, {
    kind: 'exception',
    element: await safeguard(world),
    reason: 'Stands in another text',
  })
  return threads
}

async function safeguard(world: World): Promise<string> {
  const answer = await world.as('IDN/head')('GET', '/reference/elements')
  const { items } = answer.json<{ items: { id: string; safeguard?: boolean }[] }>()
  return items.find((item) => item.safeguard)!.id
}

const textOf = (raw: Buffer): string =>
  (raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw).toString('utf8')

/** The fields of an answer: lists as `[]`, languages as `*`, clauses below a clause as that clause. */
function fieldsOf(value: unknown): string[] {
  const found = new Set<string>()
  const visit = (one: unknown, path: string): void => {
    if (Array.isArray(one)) {
      if (one.length === 0) return
      for (const item of one) visit(item, path.endsWith('.children') ? path.slice(0, -9) : `${path}[]`)
    } else if (typeof one === 'object' && one !== null) {
      const languages = Object.keys(one).every((name) => ['en', 'id', 'th'].includes(name))
      const plural = languages && 'en' in one
      for (const [name, item] of Object.entries(one))
        visit(item, path === '' ? name : `${path}.${plural ? '*' : name}`)
    } else found.add(path)
  }
  visit(value, '')
  return [...found].sort()
}
