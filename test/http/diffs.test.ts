// Comparing versions over the API: as data and as a page, in the reader's language.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { good, KEYS, openTable, setText, told } from '../helpers/table.ts'

const service = await startConforming(t, { parties: ['IDN', 'THA', 'MYS'] })
const { anonymous, as } = service
const { at, idn, tha, save } = await openTable(service)
const days = (value: number) => ({ kind: 'duration', unit: 'day', value, settled: true })
await save([
  setText(KEYS.paragraph, 'en', 'text', 'Return is always safe and voluntary.'),
  setText(KEYS.paragraph, 'th', 'text', 'การส่งกลับต้องปลอดภัยและเป็นไปโดยสมัครใจ'),
  { op: 'setParameter', name: 'days', value: days(45) },
])
await save([{ op: 'move', key: KEYS.annex, parent: 'sop' }])
await save([
  { op: 'remove', key: KEYS.note },
  { op: 'setParameter', name: 'days', value: days(30) },
])
const compare = async (pair: string, query = '', headers = {}) =>
  good(await tha('GET', `${at}/diffs/${pair}${query}`, undefined, headers))

t.test('words, structure and figures that differ, each with what stayed', async (t) => {
  const { from, to, entries, parameters } = await compare('2/3')
  t.match([from.number, to.number], [2, 3])
  t.equal(entries.length, 1)
  t.match(entries[0], { key: KEYS.paragraph, kind: 'paragraph', changes: ['changed'], unchanged: ['id'] })
  t.strictSame(
    entries[0].texts.en.text.map(([op]: [string]) => op),
    ['=', '+', '='],
  )
  t.match(entries[0].texts.en.text[1][1], 'always')
  const old = entries[0].texts.th.text
    .filter(([op]: [string]) => op !== '+')
    .map(([, words]: string[]) => words)
  t.equal(old.join(''), 'การส่งกลับต้องปลอดภัยและสมัครใจ')
  t.match(parameters, [{ name: 'days', to: days(45) }])
  t.match((await compare('3/4')).entries.map((one: any) => [one.key, one.changes]).flat(2), [
    KEYS.annex,
    'moved',
  ])
  t.match((await compare('4/latest')).entries, [{ key: KEYS.note, changes: ['removed'] }])
})

t.test('backwards it is the other way round, and with itself it is nothing', async (t) => {
  t.match((await compare('5/4')).entries, [{ key: KEYS.note, changes: ['added'] }])
  t.strictSame((await compare('4/4')).entries, [])
})

t.test('one language alone', async (t) => {
  const { entries } = await compare('2/3', '?language=en')
  t.strictSame(Object.keys(entries[0].texts), ['en'])
  t.strictSame((await compare('2/3', '?language=id')).entries, [])
  t.equal(told(await tha('GET', `${at}/diffs/2/3?language=fr`)), '404 not-found')
  t.equal(told(await tha('GET', `${at}/diffs/2/3?clause=x`)), '400 invalid-request')
})

t.test('a line for each clause in the reader’s language', async (t) => {
  const line = async (language: string) =>
    (await compare('2/3', '', { 'accept-language': language })).entries[0].summary as string
  t.match(await line('en'), /changed in English and Thai/)
  t.match(await line('id-ID,id;q=0.9'), /diubah/)
  t.match(await line('th'), /แก้ไข/)
})

t.test('a page that reads in a browser, styled by its own nonce alone', async (t) => {
  const answer = await tha('GET', `${at}/diffs/2/3`, undefined, {
    accept: 'text/html,*/*;q=0.1',
    'accept-language': 'th',
  })
  t.match(answer.headers['content-type'], 'text/html')
  const policy = String(answer.headers['content-security-policy'])
  const [, nonce] = /style-src 'nonce-([^']+)'/.exec(policy)!
  t.match(policy, "default-src 'none'")
  t.match(answer.body, `<style nonce="${nonce}">`)
  t.notMatch(answer.body, /<script|style="|onclick/)
  t.match(answer.body, /<html lang="th"/)
  t.match(answer.body, /<ins/)
  t.match(answer.body, 'ร่าง')
  const again = await tha('GET', `${at}/diffs/2/3`, undefined, {
    accept: 'text/html',
    'accept-language': 'th',
  })
  t.notMatch(again.body, nonce, 'each page has a nonce of its own')
})

t.test('one’s own language stands first', async (t) => {
  const page = async (ask: typeof idn) =>
    (await ask('GET', `${at}/diffs/2/3`, undefined, { accept: 'text/html' })).body
  const first = (body: string) => body.indexOf('เป็นไปโดย') < body.indexOf('always')
  t.ok(first(await page(tha)))
  t.notOk(first(await page(idn)))
})

t.test('a comparison one has is not sent again; form and language have tags of their own', async (t) => {
  const tags = new Set<string>()
  for (const headers of [
    { accept: 'application/json' },
    { accept: 'text/html' },
    { 'accept-language': 'th' },
  ]) {
    const answer = await tha('GET', `${at}/diffs/2/3`, undefined, headers)
    const tag = String(answer.headers.etag)
    tags.add(tag)
    t.match(answer.headers.vary, /Accept-Language/)
    const again = await tha('GET', `${at}/diffs/2/3`, undefined, { ...headers, 'if-none-match': tag })
    t.equal(again.statusCode, 304)
    const [cold, warm] = [answer.body, (await tha('GET', `${at}/diffs/2/3`, undefined, headers)).body]
    if (headers.accept !== 'text/html') t.equal(warm, cold, 'kept and fresh are the same')
  }
  t.equal(tags.size, 3)
})

t.test('`latest` is never said to hold when the text went on', async (t) => {
  const table = await openTable(service)
  const url = `${table.at}/diffs/1/latest`
  const tag = String((await table.idn('GET', url)).headers.etag)
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  t.equal((await table.idn('GET', url, undefined, { 'if-none-match': tag })).statusCode, 200)
})

t.test('what is not there, not acceptable, or not one’s own', async (t) => {
  t.equal(told(await tha('GET', `${at}/diffs/1/99`)), '404 not-found')
  t.equal(told(await tha('GET', `${at}/diffs/99/1`)), '404 not-found')
  t.equal(told(await tha('GET', `${at}/diffs/1/first`)), '400 invalid-request')
  t.equal(
    told(await tha('GET', `${at}/diffs/1/2`, undefined, { accept: 'application/pdf' })),
    '406 not-acceptable',
  )
  t.equal(told(await (await as('MYS'))('GET', `${at}/diffs/1/2`)), '404 not-found')
  t.equal(told(await anonymous('GET', `${at}/diffs/1/2`)), '401 unauthenticated')
})
