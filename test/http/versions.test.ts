// Reading versions over the API: the list, one of them whole or in part, what stands against it, a clause's history.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { good, inserts, KEYS, openTable, setText, told } from '../helpers/table.ts'

const service = await startConforming(t, { parties: ['IDN', 'THA', 'MYS'] })
const { anonymous, as } = service
const { at, idn, tha, save, head } = await openTable(service)
const drafter = await as('THA', 'drafter')
await save([setText(KEYS.article, 'en', 'heading', 'Aim')], drafter)
await save([setText(KEYS.article, 'id', 'heading', 'Maksud')])
await save([setText(KEYS.paragraph, 'th', 'text', 'การส่งกลับต้องปลอดภัย')], drafter)
const mys = await as('MYS')

t.test('the list goes from the newest to the first, with its cursor', async (t) => {
  const first = good(await tha('GET', `${at}/versions?limit=3`))
  t.strictSame(
    first.items.map((one: any) => one.number),
    [5, 4, 3],
  )
  const rest = good(await tha('GET', `${at}/versions?limit=3&cursor=${first.next}`))
  t.strictSame(
    rest.items.map((one: any) => one.number),
    [2, 1],
  )
  t.equal(rest.next, undefined)
  t.strictSame(first.items[0].parents, [first.items[1].version])
  t.equal(told(await tha('GET', `${at}/versions?cursor=InRleHQi`)), '400 invalid-request')
})

t.test('who made a version shows to the own side only', async (t) => {
  const [own, others] = [await drafter('GET', `${at}/versions`), await idn('GET', `${at}/versions`)]
  t.match(good(own).items[0], { by: 'THA', author: { name: 'The drafter' } })
  t.equal(good(others).items[0].author, undefined)
  t.notMatch(others.body, /drafter/)
})

t.test('a version is the same by number, by id, and as the latest', async (t) => {
  const { version } = await head()
  const bodies = await Promise.all(
    ['5', version, 'latest'].map(async (name) => good(await idn('GET', `${at}/versions/${name}`))),
  )
  t.strictSame(bodies[1], bodies[0])
  t.strictSame(bodies[2], bodies[0])
  t.match(bodies[0], { number: 5, version, clause: { key: 'sop', kind: 'sop' } })
  t.notMatch(JSON.stringify(bodies[0]), /salt/)
})

t.test('numbers are printed in each language, in the digits asked for', async (t) => {
  const read = async (query: string) =>
    good(await idn('GET', `${at}/versions/5?clause=${KEYS.article}${query}`))
  t.strictSame((await read('')).clause.label, { en: 'Article 1', id: 'Pasal 1', th: 'ข้อ ๑' })
  t.strictSame((await read('&digits=arabic')).clause.label.th, 'ข้อ 1')
})

t.test('references, the parties and time limits read as each language writes them', async (t) => {
  const table = await openTable(service)
  const step = 'ffffffffffffffff'
  const limited = (key: string, limit: object) => ({
    ...{ op: 'insert', parent: KEYS.annex, after: KEYS.note },
    clause: { key, kind: 'step', facts: { step: { limit } }, texts: { en: { text: 'Inform the embassy.' } } },
  })
  await table.save([
    {
      op: 'setParameter',
      name: 'notice',
      value: { kind: 'duration', value: 3, unit: 'day', settled: false },
    },
    limited('gggggggggggggggg', { rule: 'none' }),
    limited(step, { rule: 'within', parameter: 'notice', event: 'identification' }),
    { op: 'insert', parent: 'sop', clause: { key: 'hhhhhhhhhhhhhhhh', kind: 'preamble' } },
  ])
  const read = async (query = '') => good(await idn('GET', `${table.at}/versions/latest${query}`))
  const whole = await read()
  t.strictSame(whole.references[KEYS.paragraph], {
    en: 'Article 1 paragraph (1)',
    id: 'Pasal 1 ayat (1)',
    th: 'ข้อ ๑ วรรค ๑',
  })
  t.strictSame(whole.references['hhhhhhhhhhhhhhhh'].en, 'the Preamble')
  t.strictSame(Object.keys(whole.references), [
    ...['hhhhhhhhhhhhhhhh', KEYS.chapter, KEYS.article, KEYS.paragraph, KEYS.annex, KEYS.note, step],
    'gggggggggggggggg',
  ])
  t.strictSame(whole.parties, {
    en: 'Indonesia and Thailand',
    id: 'Indonesia dan Thailand',
    th: 'อินโดนีเซียและไทย',
  })
  const [, first, second] = whole.clause.children.at(-1).children
  t.strictSame(first.limit, {
    en: 'within [3 days] of formal identification',
    id: 'dalam waktu [3 hari] terhitung sejak identifikasi formal',
    th: 'ภายใน [๓ วัน]นับแต่การคัดแยกผู้เสียหายอย่างเป็นทางการ',
  })
  t.equal(second.limit, undefined, 'no limit, no words')
  const one = await read(`?language=th&digits=arabic&order=THA&clause=${step}`)
  t.strictSame(
    one.references[KEYS.paragraph],
    { th: 'ข้อ 1 วรรค 1' },
    'also of clauses that were not asked for',
  )
  t.strictSame(one.parties, { th: 'ไทยและอินโดนีเซีย' })
  t.match(one.clause.limit.th, '[3 วัน]')
  t.strictSame(Object.keys(one.clause.limit), ['th'])
})

t.test('one language, or one clause with all below it', async (t) => {
  const { clause } = good(await idn('GET', `${at}/versions/5?clause=${KEYS.chapter}&language=th`))
  t.equal(clause.key, KEYS.chapter)
  t.strictSame(Object.keys(clause.texts), ['th'])
  t.equal(clause.children[0].children[0].key, KEYS.paragraph)
  t.equal(told(await idn('GET', `${at}/versions/5?language=fr`)), '404 not-found')
  t.equal(told(await idn('GET', `${at}/versions/5?clause=none`)), '404 not-found')
  t.equal(told(await idn('GET', `${at}/versions/5?language=thai`)), '400 invalid-request')
  t.equal(told(await idn('GET', `${at}/versions/5?digits=roman`)), '400 invalid-request')
})

t.test('Markdown and plain text of one language', async (t) => {
  const read = (accept: string, query = '?language=id') =>
    idn('GET', `${at}/versions/5${query}`, undefined, { accept })
  const markdown = await read('text/markdown')
  t.match(markdown.headers['content-type'], 'text/markdown')
  t.match(markdown.body, /^# Pemulangan aman\n/)
  t.match(markdown.body, /Pasal 1.*Maksud/)
  const plain = await read('text/plain, application/json;q=0.5')
  t.match(plain.headers['content-type'], 'text/plain')
  t.notMatch(plain.body, /[#*{}]/)
  t.match(await read('text/plain', ''), { body: /^Safe return\n/ }, 'the first language if none is said')
  t.notMatch((await read('text/plain', `?language=en&clause=${KEYS.annex}`)).body, /voluntary/)
  t.match((await read('application/*')).headers['content-type'], 'application/json')
  t.equal(told(await read('application/pdf')), '406 not-acceptable')
  t.equal(told(await read('text/plain;q=0')), '406 not-acceptable')
})

t.test('a version one has is not sent again, and each form has its own tag', async (t) => {
  const tags = new Set<string>()
  for (const [url, accept] of [
    [`${at}/versions/5`, 'application/json'],
    [`${at}/versions/5`, 'text/plain'],
    [`${at}/versions/5?language=th`, 'text/plain'],
    [`${at}/versions/latest`, 'text/markdown'],
    [`${at}/versions`, 'application/json'],
  ] as const) {
    const answer = await idn('GET', url, undefined, { accept })
    const tag = String(answer.headers.etag)
    tags.add(tag)
    t.equal(answer.headers['cache-control'], 'private, no-cache')
    const again = await idn('GET', url, undefined, { accept, 'if-none-match': tag })
    t.equal(again.statusCode, 304)
    t.equal(again.headers.etag, tag)
    t.equal(again.rawPayload.length, 0)
    t.equal((await idn('GET', url, undefined, { accept, 'if-none-match': '"other"' })).statusCode, 200)
  }
  t.equal(tags.size, 5)
})

t.test('what is not there, not a version’s name, or not one’s own', async (t) => {
  const other = await openTable(service)
  const { version } = await other.head()
  t.equal(told(await idn('GET', `${at}/versions/99`)), '404 not-found')
  t.equal(told(await idn('GET', `${at}/versions/${version}`)), '404 not-found', 'of another SOP')
  t.equal(told(await idn('GET', `${at}/versions/${'0'.repeat(64)}`)), '404 not-found')
  for (const name of ['newest', '-1', '1.0', '1e3', '0x1', '%00', '..%2f1']) {
    t.equal(told(await idn('GET', `${at}/versions/${name}`)), '400 invalid-request', name)
  }
  t.equal(told(await idn('GET', `${at}/versions/${'1'.repeat(300)}`)), '414 address-too-long')
  t.equal(told(await mys('GET', `${at}/versions/1`)), '404 not-found')
  t.equal(told(await mys('GET', `${at}/versions`)), '404 not-found')
  t.equal(told(await anonymous('GET', `${at}/versions/1`)), '401 unauthenticated')
})

t.test('what stands against a version, in the caller’s language', async (t) => {
  const read = async (version: string, language = 'en') =>
    good(await idn('GET', `${at}/versions/${version}/readiness`, undefined, { 'accept-language': language }))
  t.equal((await read('latest')).ready, true)
  const first = await read('1')
  t.equal(first.ready, false)
  t.match(first.items[0], { class: 'needs-reason', rule: 'safeguard-missing', what: /safeguard/ })
  t.match((await read('1', 'th')).items[0].what, /มาตรการคุ้มครอง/)
  t.match((await read('1', 'fr, id;q=0.8')).items[0].what, /jaminan/)
  t.equal(told(await idn('GET', `${at}/versions/99/readiness`)), '404 not-found')
  t.equal(told(await mys('GET', `${at}/versions/1/readiness`)), '404 not-found')
})

t.test(
  'a text missing in an authentic language, a figure in brackets, a reference to nothing: each blocks',
  async (t) => {
    const table = await openTable(service)
    await table.save([
      { op: 'setText', key: KEYS.article, language: 'th', part: 'heading' },
      {
        op: 'setParameter',
        name: 'days',
        value: { kind: 'duration', unit: 'day', value: 45, settled: false },
      },
      { op: 'setParameter', name: 'hours', value: { kind: 'duration', unit: 'hour', settled: false } },
      setText(KEYS.note, 'en', 'text', 'As in {{#zzzzzzzzzzzzzzzz}}.'),
    ])
    const { items, ready } = good(await idn('GET', `${table.at}/versions/latest/readiness`))
    t.equal(ready, false)
    const blocking = items.filter((one: any) => one.class === 'blocks')
    t.match(blocking, [
      { rule: 'text-missing', key: KEYS.article, language: 'th', subject: 'heading' },
      { rule: 'figure-in-brackets', subject: 'days' },
      { rule: 'figure-unset', subject: 'hours' },
      { rule: 'reference-dangling', key: KEYS.note, language: 'en' },
    ])
  },
)

t.test('figures are shown in each language, with the digits and the era asked for', async (t) => {
  const table = await openTable(service)
  await table.save([
    { op: 'setParameter', name: 'days', value: { kind: 'duration', unit: 'day', value: 45, settled: true } },
    { op: 'setParameter', name: 'start', value: { kind: 'date', value: '2026-11-24', settled: true } },
    setText(KEYS.note, 'th', 'text', 'ภายใน {{days}} นับแต่ {{start}}'),
  ])
  const read = async (query: string) => good(await idn('GET', `${table.at}/versions/latest${query}`)).shown
  t.strictSame((await read('')).days, { en: '45 days', id: '45 hari', th: '๔๕ วัน' })
  t.equal((await read('?digits=arabic')).days.th, '45 วัน')
  t.match((await read('?era=ce')).start.th, /๒๐๒๖/)
  t.match((await read('?era=both')).start.th, /๒๕๖๙.*๒๐๒๖|๒๐๒๖.*๒๕๖๙/)
  const { text } = await table.text(KEYS.note, 'th')
  t.equal(text, 'ภายใน {{days}} นับแต่ {{start}}', 'the text itself names the figure')
  const plain = await idn('GET', `${table.at}/versions/latest?language=th`, undefined, {
    accept: 'text/plain',
  })
  t.match(plain.body, 'ภายใน ๔๕ วัน')
})

t.test('each state’s original puts itself first, and both have the same id', async (t) => {
  const table = await openTable(service)
  await table.save([setText(KEYS.note, 'en', 'text', 'Between {{parties}}.')])
  const read = async (order: string) =>
    (
      await idn('GET', `${table.at}/versions/latest?language=en&order=${order}`, undefined, {
        accept: 'text/plain',
      })
    ).body
  t.match(await read('IDN'), /Indonesia and .*Thailand/)
  t.match(await read('THA'), /Thailand and .*Indonesia/)
})

t.test('the history of a clause: the versions in which it came, changed and went', async (t) => {
  const table = await openTable(service)
  await table.save([setText(KEYS.note, 'en', 'text', 'Offices are listed by name.')])
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  await table.save([{ op: 'remove', key: KEYS.note }])
  const url = `${table.at}/clauses/${KEYS.note}/history`
  const { items, next } = good(await tha('GET', url))
  t.strictSame(
    items.map((one: any) => [one.number, one.present]),
    [
      [5, false],
      [3, true],
      [2, true],
    ],
  )
  t.equal(next, undefined)
  const page = good(await tha('GET', `${url}?limit=1`))
  t.equal(page.items.length, 1)
  const rest = good(await tha('GET', `${url}?limit=2&cursor=${page.next}`))
  t.strictSame(rest.items, items.slice(1))
  t.equal(told(await mys('GET', url)), '404 not-found')
  t.strictSame(good(await tha('GET', `${table.at}/clauses/${'z'.repeat(16)}/history`)), { items: [] })
})

t.test('a long history is read whole, in pages', async (t) => {
  const table = await openTable(service)
  for (let turn = 0; turn < 6; turn += 1)
    await table.save([setText(KEYS.note, 'en', 'text', `Turn ${turn}.`)])
  const numbers: number[] = []
  let cursor = ''
  do {
    const page = good(await tha('GET', `${table.at}/clauses/${KEYS.note}/history?limit=2${cursor}`))
    numbers.push(...page.items.map((one: any) => one.number))
    cursor = page.next === undefined ? '' : `&cursor=${page.next}`
  } while (cursor)
  t.strictSame(numbers, [8, 7, 6, 5, 4, 3, 2])
})

t.test('under the procedure by proposal a direct save is refused, and says why', async (t) => {
  const table = await openTable(service, { procedure: 'by-proposal' })
  const { version } = await table.head()
  const body = { base: version, message: 'x', edits: inserts() }
  const answer = await idn('POST', `${table.at}/versions`, body)
  t.equal(told(answer), '409 procedure-by-proposal')
  t.match(answer.json().detail, /proposal/)
  t.equal((await table.head()).number, 1)
  await table.decide({ kind: 'procedure', procedure: 'open' })
  t.equal((await idn('POST', `${table.at}/versions`, body)).statusCode, 201)
})
