// Long answers travel gzipped to who takes that: the same words, under a tag of their own; problems and rooms never.
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { start } from '../helpers/start.ts'
import { good, KEYS, openTable, setText } from '../helpers/table.ts'

const service = await start(t)
const table = await openTable(service)
const { at, idn, tha } = table
await table.save([setText(KEYS.note, 'en', 'text', 'Offices are listed by rank. '.repeat(300))])
for (let turn = 0; turn < 20; turn += 1)
  await table.save([setText(KEYS.note, 'id', 'text', `Kantor ${turn}.`)])

const get = (url: string, headers: Record<string, string> = {}, ask = idn) =>
  ask('GET', url, undefined, headers)
const GZIP = { 'accept-encoding': 'br, gzip' }

t.test('a long answer is the same words in fewer bytes', async (t) => {
  for (const [url, vary, headers] of [
    [`${at}/versions/latest`, 'Accept, Accept-Encoding', {}],
    [`${at}/versions/latest?language=en`, 'Accept, Accept-Encoding', { accept: 'text/markdown' }],
    [`${at}/diffs/1/latest`, 'Accept, Accept-Language, Accept-Encoding', {}],
    [`${at}/record?limit=100`, 'Accept-Encoding', {}],
  ] as const) {
    const plain = await get(url, headers)
    t.equal(plain.headers['content-encoding'], undefined)
    t.equal(plain.headers.vary, vary)
    for (const turn of ['fresh', 'kept']) {
      const zipped = await get(url, { ...headers, ...GZIP })
      t.match(zipped.headers, {
        'content-encoding': 'gzip',
        vary,
        'content-type': plain.headers['content-type'],
      })
      t.equal(zipped.headers['content-length'], String(zipped.rawPayload.length))
      t.ok(zipped.rawPayload.length < plain.rawPayload.length / 2)
      t.ok(gunzipSync(zipped.rawPayload).equals(plain.rawPayload), `${url}, ${turn}`)
    }
  }
})

t.test('each form has its tag, and either says that one has the words', async (t) => {
  for (const url of [`${at}/versions/latest`, `${at}/diffs/1/latest`]) {
    const tags = [await get(url), await get(url, GZIP)].map(({ headers }) => String(headers.etag))
    t.equal(new Set(tags).size, 2)
    for (const tag of tags) {
      for (const taken of [{}, GZIP]) {
        const again = await get(url, { ...taken, 'if-none-match': `"other", W/${tag}` })
        t.equal(again.statusCode, 304)
        t.equal(again.headers.etag, tag)
        t.equal(again.rawPayload.length, 0)
      }
    }
    t.equal((await get(url, { 'if-none-match': '"other.gzip"' })).statusCode, 200)
  }
})

t.test('who does not take it, and what is short, gets the words as they are', async (t) => {
  for (const taken of ['', 'br', 'gzip;q=0', 'identity', 'gzip;q=0, *;q=0']) {
    const answer = await get(`${at}/versions/latest`, { 'accept-encoding': taken })
    t.equal(answer.headers['content-encoding'], undefined, taken)
    t.equal(good(answer).clause.key, 'sop')
  }
  t.equal(
    (await get(`${at}/versions/latest`, { 'accept-encoding': '*' })).headers['content-encoding'],
    'gzip',
  )
  const short = await get(`${at}/versions/latest?clause=${KEYS.paragraph}&language=en`, GZIP)
  t.equal(short.headers['content-encoding'], undefined)
  const missing = await get(`${at}/versions/99`, GZIP)
  t.match(missing.headers, { 'content-type': 'application/problem+json; charset=utf-8' })
  t.equal(missing.headers['content-encoding'], undefined)
})

t.test('a page is never sent with the words of one and the nonce of another', async (t) => {
  for (let turn = 0; turn < 2; turn += 1) {
    const page = await get(`${at}/diffs/1/latest`, { ...GZIP, accept: 'text/html' })
    t.equal(page.headers['content-encoding'], undefined)
    const [, nonce] = /'nonce-([^']+)'/.exec(String(page.headers['content-security-policy']))!
    t.match(page.body, `<style nonce="${nonce}">`)
  }
})

t.test('beside the names of one’s own side nothing is compressed that the other side wrote', async (t) => {
  const anchor = { version: 2, key: KEYS.note, language: 'en', part: 'text', start: 0, end: 7 }
  for (const zone of ['table', 'room']) {
    for (let turn = 0; turn < 12; turn += 1) {
      const comment = { body: `Is this so? ${'Is it? '.repeat(60)}` }
      good(await tha('POST', `${at}/threads`, { zone, anchor, comment }))
    }
    const answer = await get(`${at}/threads?zone=${zone}`, GZIP, tha)
    t.ok(answer.rawPayload.length > 5_000)
    t.equal(answer.headers['content-encoding'], undefined)
  }
})
