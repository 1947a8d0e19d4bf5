// Saving over the API: merging, conflicts with all facts, dry runs, restoring, repeated requests, bad edits.
import { createHash } from 'node:crypto'
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import type { Ask } from '../helpers/start.ts'
import { good, KEYS, openTable, setText, told } from '../helpers/table.ts'

const service = await startConforming(t)
const { anonymous, as } = service
const sha256 = (words: string) => createHash('sha256').update(words, 'utf8').digest('hex')
const heading = (language: string, value: string) => setText(KEYS.article, language, 'heading', value)

t.test('a save makes the next version and gives the digest of each text as received', async (t) => {
  const { at, idn, head } = await openTable(service)
  const base = (await head()).version
  const value = 'วัตถุประสงค์หลัก'
  const answer = await idn('POST', `${at}/versions`, {
    base,
    message: 'Thai heading',
    edits: [heading('th', value)],
  })
  t.equal(answer.statusCode, 201)
  t.match(good(answer), {
    number: 3,
    saved: true,
    inserted: [],
    incoming: [],
    digests: [{ pointer: '/edits/0/value', sha256: sha256(value) }],
  })
  t.match(good(await idn('GET', `${at}/versions/latest`)), {
    number: 3,
    version: good(answer).version,
    message: 'Thai heading',
    parents: [base],
    by: 'IDN',
  })
})

t.test('inserted clauses get keys, named in the answer', async (t) => {
  const { save, text } = await openTable(service)
  const clause = {
    kind: 'article',
    texts: { en: { heading: 'Scope' } },
    children: [{ kind: 'paragraph', texts: { en: { text: 'Here.' } } }],
  }
  const { inserted } = await save([{ op: 'insert', clause, parent: KEYS.chapter, after: KEYS.article }])
  t.equal(inserted.length, 2)
  t.match(inserted[0], /^[a-z2-7]{16}$/)
  t.match(await text(inserted[1], 'en'), { text: 'Here.' })
})

t.test('what changes nothing makes no version', async (t) => {
  const { at, idn, head } = await openTable(service)
  const before = await head()
  const body = { base: before.version, message: 'x', edits: [heading('en', 'Purpose')] }
  const answer = await idn('POST', `${at}/versions`, body)
  t.equal(answer.statusCode, 200)
  t.match(good(answer), { saved: false, number: before.number, version: before.version })
  t.strictSame(await head(), before)
  t.equal(good(await idn('GET', `${at}/record?type=version.saved`)).items.length, 1)
})

t.test('a save on an old base merges what touches other places, and says what came in', async (t) => {
  const { at, idn, tha, head, text } = await openTable(service)
  const { version: base } = await head()
  good(await idn('POST', `${at}/versions`, { base, message: 'x', edits: [heading('en', 'Aim')] }))
  const answer = await tha('POST', `${at}/versions`, {
    base,
    message: 'y',
    edits: [heading('th', 'จุดมุ่งหมาย')],
  })
  t.equal(answer.statusCode, 201)
  t.match(good(answer).incoming, [{ op: 'setText', language: 'en', value: 'Aim', was: 'Purpose' }])
  t.equal((await text(KEYS.article, 'en')).heading, 'Aim')
  t.equal((await text(KEYS.article, 'th')).heading, 'จุดมุ่งหมาย')
})

t.test('the same place is a conflict with base, theirs and mine, and nothing is stored', async (t) => {
  const { at, idn, tha, head, text } = await openTable(service)
  const { version: base } = await head()
  good(await idn('POST', `${at}/versions`, { base, message: 'x', edits: [heading('en', 'Aim')] }))
  const edits = [heading('en', 'Goal'), heading('th', 'จุดมุ่งหมาย')]
  const answer = await tha('POST', `${at}/versions`, { base, message: 'y', edits })
  t.equal(told(answer), '409 conflict')
  const { facts } = answer.json()
  t.match(facts, { base: 2, head: 3, headVersion: (await head()).version })
  t.match(facts.conflicts, [
    { key: KEYS.article, language: 'en', base: 'Purpose', theirs: 'Aim', mine: 'Goal' },
  ])
  t.equal((await text(KEYS.article, 'th')).heading, 'วัตถุประสงค์')
  t.equal((await head()).number, 3)
  const again = { base: facts.headVersion, message: 'y', edits }
  t.equal(
    (await tha('POST', `${at}/versions`, again)).statusCode,
    201,
    'composed on the current version it saves',
  )
})

t.test('removal against an edit is a conflict, whoever came first', async (t) => {
  for (const removalFirst of [true, false]) {
    const { at, idn, tha, head } = await openTable(service)
    const { version: base } = await head()
    const removal = [{ op: 'remove', key: KEYS.annex }]
    const edit = [setText(KEYS.note, 'en', 'text', 'Offices are listed by name.')]
    const [first, second] = removalFirst ? [removal, edit] : [edit, removal]
    good(await idn('POST', `${at}/versions`, { base, message: 'x', edits: first }))
    t.equal(told(await tha('POST', `${at}/versions`, { base, message: 'y', edits: second })), '409 conflict')
    t.equal((await head()).number, 3)
  }
})

t.test('the base has to be named, and to be a version of this SOP', async (t) => {
  const { at, idn } = await openTable(service)
  const other = await openTable(service)
  const edits = [heading('en', 'Aim')]
  const post = (body: object) => idn('POST', `${at}/versions`, { message: 'x', edits, ...body })
  t.equal(told(await post({})), '428 base-missing')
  t.equal(told(await post({ base: 'latest' })), '400 invalid-request')
  t.equal(told(await post({ base: '0'.repeat(64) })), '422 base-unknown')
  t.equal(told(await post({ base: (await other.head()).version })), '422 base-unknown')
})

t.test('a dry run shows what would be saved, and saves nothing', async (t) => {
  const { at, tha, head } = await openTable(service)
  const before = await head()
  const run = (ask: Ask, body: object, query = '?dryRun=true') =>
    ask('POST', `${at}/versions${query}`, { base: before.version, message: 'x', ...body })
  const answer = await run(tha, { edits: [heading('en', 'Aim')] })
  t.equal(answer.statusCode, 200)
  t.match(good(answer), {
    number: 3,
    version: before.version,
    saved: true,
    digests: [{ sha256: sha256('Aim') }],
  })
  t.strictSame(await head(), before)
  t.equal(told(await run(tha, { edits: [{ op: 'remove', key: 'none' }] })), '422 edit-no-clause')
  t.equal(told(await run(await as('THA', 'reader'), { edits: [heading('en', 'Aim')] })), '403 role-missing')
  t.equal(told(await run(tha, { edits: [heading('en', 'Aim')] }, '?dryRun=perhaps')), '400 invalid-request')
  t.equal((await run(tha, { edits: [heading('en', 'Aim')] }, '?dryRun=false')).statusCode, 201)
})

t.test('a clause is restored as it was in a version, with its text ids', async (t) => {
  const { save, text, at, idn } = await openTable(service)
  const was = await text(KEYS.note, 'en')
  await save([setText(KEYS.note, 'en', 'text', 'Other words.')])
  await save([{ op: 'remove', key: KEYS.annex }])
  await save([{ op: 'restore', key: KEYS.annex, version: 2 }])
  t.strictSame(await text(KEYS.note, 'en'), was)
  const body = { base: (await idn('GET', at)).json().head.version, message: 'x' }
  const restore = (key: string, version: number) =>
    idn('POST', `${at}/versions`, { ...body, edits: [{ op: 'restore', key, version }] })
  t.equal(told(await restore(KEYS.annex, 99)), '422 edit-no-clause')
  t.equal(told(await restore('z'.repeat(16), 1)), '422 edit-no-clause')
  t.equal(told(await restore(KEYS.annex, 0)), '400 invalid-request')
})

t.test('a repeated request with the same key saves once and gives the same answer', async (t) => {
  const { at, idn, tha, head } = await openTable(service)
  const { version: base } = await head()
  const key = { 'idempotency-key': 'save-once-1' }
  const body = { base, message: 'x', edits: [heading('en', 'Aim')] }
  const [first, second] = [
    await idn('POST', `${at}/versions`, body, key),
    await idn('POST', `${at}/versions`, body, key),
  ]
  t.equal(second.statusCode, 201)
  t.equal(second.body, first.body)
  t.equal((await head()).number, 3)
  const other = await idn('POST', `${at}/versions`, { ...body, message: 'z' }, key)
  t.equal(told(other), '422 idempotency-mismatch')
  const foreign = await tha('POST', `${at}/versions`, { ...body, edits: [heading('id', 'Maksud')] }, key)
  t.equal(foreign.statusCode, 201, 'a key is its member’s own')
})

t.test('a refused request does not use its key up', async (t) => {
  const { at, idn, head } = await openTable(service)
  const key = { 'idempotency-key': 'refused-first' }
  const body = { base: (await head()).version, message: 'x', edits: [{ op: 'remove', key: 'none' }] }
  t.equal(told(await idn('POST', `${at}/versions`, body, key)), '422 edit-no-clause')
  const right = { ...body, edits: [heading('en', 'Aim')] }
  t.equal((await idn('POST', `${at}/versions`, right, key)).statusCode, 201)
})

t.test('who may save', async (t) => {
  const { at, head } = await openTable(service)
  const { version: base } = await head()
  const codes: string[] = []
  for (const login of ['admin', 'signatory', 'secretary', 'reader', 'linguist']) {
    const edits = [heading('en', `By the ${login}`)]
    const ask = await as('IDN', login)
    codes.push(told(await ask('POST', `${at}/versions`, { base, message: 'x', edits })))
  }
  t.strictSame(codes, [...Array<string>(4).fill('403 role-missing'), '201'])
  const body = { base, message: 'x', edits: [heading('en', 'Aim')] }
  t.equal(told(await anonymous('POST', `${at}/versions`, body)), '401 unauthenticated')
  t.equal(told(await (await as('IOM'))('POST', `${at}/versions`, body)), '404 not-found')
})

t.test('an edit that does not fit is refused with its place', async (t) => {
  const { at, idn, head } = await openTable(service)
  const { version: base } = await head()
  const article = (more: object = {}) => ({ kind: 'article', texts: { en: { heading: 'X' } }, ...more })
  const cases: [object, string][] = [
    [setText('z'.repeat(16), 'en', 'heading', 'X'), '422 edit-no-clause'],
    [{ ...heading('en', 'X'), was: 'Something else' }, '422 edit-mismatch'],
    [setText(KEYS.article, 'fr', 'heading', 'But'), '422 facts-refused'],
    [{ op: 'setParameter', name: 'days' }, '422 edit-no-parameter'],
    [
      { op: 'setParameter', name: 'days', value: { kind: 'date', value: '2026-02-30', settled: true } },
      '422 facts-refused',
    ],
    [{ op: 'setParameter', name: 'Days', value: { kind: 'number', settled: true } }, '400 invalid-request'],
    [{ op: 'remove', key: 'sop' }, '422 edit-root'],
    [{ op: 'remove', key: KEYS.note, was: '0'.repeat(64) }, '422 edit-mismatch'],
    [{ op: 'move', key: KEYS.chapter, parent: KEYS.article }, '422 edit-circle'],
    [{ op: 'move', key: KEYS.note, parent: 'none' }, '422 edit-no-clause'],
    [{ op: 'move', key: KEYS.note, parent: KEYS.article, after: KEYS.annex }, '422 edit-no-place'],
    [{ op: 'insert', clause: article(), parent: 'none' }, '422 edit-no-clause'],
    [{ op: 'insert', clause: article(), parent: 'sop', after: KEYS.note }, '422 edit-no-place'],
    [{ op: 'insert', clause: article({ key: KEYS.note }), parent: 'sop' }, '422 edit-key-used'],
    [{ op: 'insert', clause: article({ key: 'short' }), parent: 'sop' }, '400 invalid-request'],
    [{ op: 'insert', clause: article({ kind: 'verse' }), parent: 'sop' }, '400 invalid-request'],
    [{ op: 'setFacts', key: KEYS.article, value: { elements: ['none'] } }, '422 facts-refused'],
    [{ op: 'setFacts', key: KEYS.article, value: { step: { forms: ['f'] } } }, '422 facts-refused'],
    [{ op: 'setFacts', key: KEYS.article, value: { colour: 'red' } }, '400 invalid-request'],
    [{ op: 'setKind', key: 'sop', value: 'article' }, '422 edit-root'],
    [{ op: 'replace', key: KEYS.article }, '400 invalid-request'],
    [{ key: KEYS.article }, '400 invalid-request'],
    [heading('en', 'a\u0000b'), '422 text-refused'],
    [heading('en', 'half \ud83d'), '422 text-refused'],
    [heading('en', '<script>'), '422 text-refused'],
    [heading('en', 'x'.repeat(20_001)), '400 invalid-request'],
  ]
  for (const [edit, code] of cases) {
    const answer = await idn('POST', `${at}/versions`, {
      base,
      message: 'x',
      edits: [heading('id', 'Maksud'), edit],
    })
    t.equal(told(answer), code, JSON.stringify(edit).slice(0, 100))
    if (code.startsWith('422 edit')) t.match(answer.json().errors[0].pointer, /^\/edits\/1/)
  }
  t.equal((await head()).number, 2)
})

t.test('a key that was ever used is not taken again', async (t) => {
  const { at, idn, save, head } = await openTable(service)
  await save([{ op: 'remove', key: KEYS.annex }])
  const clause = { kind: 'annex', key: KEYS.annex, texts: { en: { heading: 'X' } } }
  const body = {
    base: (await head()).version,
    message: 'x',
    edits: [{ op: 'insert', clause, parent: 'sop' }],
  }
  t.equal(told(await idn('POST', `${at}/versions`, body)), '422 edit-key-used')
})

t.test('every fault of the texts is named at once, each with its place', async (t) => {
  const { at, idn, head } = await openTable(service)
  const edits = [heading('en', 'a\u202eb'), heading('th', 'นํ้า'), heading('id', '![x](y)')]
  const answer = await idn('POST', `${at}/versions`, {
    base: (await head()).version,
    message: '\u0007',
    edits,
  })
  t.equal(told(answer), '422 text-refused')
  const pointers = answer.json().errors.map((one: any) => one.pointer)
  t.strictSame(new Set(pointers), new Set(['/edits/0/value', '/edits/1/value', '/edits/2/value', '/message']))
  t.match(answer.json().errors[0], { code: 'text-bidi', facts: { codePoint: 'U+202E' } })
})

t.test('a key is forgotten after a day', async (t) => {
  const { at, idn, head } = await openTable(service)
  const until = '2026-12-24T00:00:00.000Z'
  const { token } = good(await idn('POST', '/me/tokens', { name: 'x', scopes: ['read', 'write'], until }))
  const { version: base } = await head()
  const headers = { 'idempotency-key': 'every-day', authorization: `Bearer ${token}` }
  const post = (value: string) =>
    anonymous('POST', `${at}/versions`, { base, message: 'x', edits: [heading('en', value)] }, headers)
  t.equal((await post('Aim')).statusCode, 201)
  t.equal(told(await post('Goal')), '422 idempotency-mismatch')
  service.advance(11 * 3600 * 1000)
  t.equal(told(await post('Goal')), '422 idempotency-mismatch')
  service.advance(14 * 3600 * 1000)
  t.equal(told(await post('Goal')), '409 conflict', 'it is a new request')
})
