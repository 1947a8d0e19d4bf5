// Texts hidden and erased: out of sight of everyone at once, back after a no, gone from every route after the yes.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import t from 'tap'
import { eraseAgreed } from '../../src/commands/erase-text.ts'
import { isGone } from '../../src/store/erasure.ts'
import { startConforming } from '../helpers/conform.ts'
import { type Ask, ENGINE } from '../helpers/start.ts'
import { good, KEYS, openTable, setText, type Table, told } from '../helpers/table.ts'

const service = await startConforming(t)
const { as } = service
const iom = await as('IOM')
const SECRET = 'Somsri of Ban Nong'
const UNTIL = '2027-11-24T00:00:00.000Z'

/** A table where words slipped into a clause, with a thread that quotes them and a comment that repeats them. */
async function slipped(): Promise<Table & { text: string; thread: string; comment: any }> {
  const table = await openTable(service)
  await table.save([setText(KEYS.note, 'en', 'text', `Call ${SECRET} first.`)])
  const { id } = await table.text(KEYS.note, 'en')
  const seat = {
    kind: 'observer',
    delegation: 'IOM',
    preset: 'joint-workspace',
    until: UNTIL,
    comments: true,
  }
  await table.decide({ ...seat, withheld: [] })
  const anchor = { version: 3, key: KEYS.note, language: 'en', part: 'text', quote: SECRET }
  const opened = good(
    await table.tha('POST', `${table.at}/threads`, {
      zone: 'table',
      anchor,
      comment: { body: `Who is ${SECRET}?` },
    }),
  )
  await table.save([setText(KEYS.note, 'en', 'text', 'Call the office first.')])
  return { ...table, text: id, thread: opened.id, comment: opened.comments[0] }
}

/** Everything that can be read of a table, in every form. */
async function everything({ at }: Table, ask: Ask): Promise<[string, string][]> {
  const all: [string, string][] = []
  const get = async (url: string, accept = 'application/json') => {
    const answer = await ask('GET', `${at}${url}`, undefined, { accept })
    const zipped = answer.headers['content-type'] === 'application/gzip'
    all.push([`${url} ${accept}`, zipped ? gunzipSync(answer.rawPayload).toString() : answer.body])
  }
  for (const version of ['2', '3', '4', 'latest']) {
    for (const type of ['application/json', 'text/markdown', 'text/plain']) {
      await get(`/versions/${version}?language=en`, type)
      await get(`/versions/${version}?clause=${KEYS.note}`, type)
    }
    await get(`/versions/${version}`)
  }
  for (const pair of ['2/3', '3/4', '4/3', '3/3']) {
    for (const type of ['application/json', 'text/html']) await get(`/diffs/${pair}`, type)
  }
  for (const url of [
    '',
    '/versions',
    `/clauses/${KEYS.note}/history`,
    '/threads?zone=table',
    '/approvals',
    '/decisions',
    '/record',
    '/export',
  ])
    await get(url)
  return all
}
/** Where the words can be read, by whomever. */
async function found(table: Table): Promise<string[]> {
  const places: string[] = []
  for (const ask of [table.idn, table.tha, iom])
    places.push(
      ...(await everything(table, ask)).flatMap(([url, body]) => (body.includes(SECRET) ? [url] : [])),
    )
  return places
}
const erasure = (text: string) => ({ kind: 'erasure', text, reason: 'A name of a person' })

t.test('either side hides a text at once, for all', async (t) => {
  const table = await slipped()
  const before = await found(table)
  t.ok(before.length > 20)
  const drafter = await as('THA', 'drafter')
  const asked = await drafter('POST', `${table.at}/decisions`, erasure(table.text))
  t.equal(asked.statusCode, 201, 'a drafter may hide, no head needed')
  t.equal(
    told(await (await as('THA', 'reader'))('POST', `${table.at}/decisions`, erasure(table.text))),
    '403 role-missing',
  )
  const comment = good(await drafter('POST', `${table.at}/decisions`, erasure(table.comment.textId)))
  t.strictSame(await found(table), [])
  const { clause } = good(await table.idn('GET', `${table.at}/versions/3?clause=${KEYS.note}`))
  t.strictSame(clause.texts.en, { id: table.text, hidden: true })
  const thread = good(await table.idn('GET', `${table.at}/threads/${table.thread}?zone=table`))
  t.match(thread.anchor, { state: 'erased', quote: undefined })
  t.notOk('body' in thread.comments[0])

  t.test('a no brings it back', async (t) => {
    for (const { id } of [good(asked), comment])
      good(await table.idn('POST', `${table.at}/decisions/${id}/answers`, { answer: 'no' }))
    t.strictSame(await found(table), before)
    const back = good(await table.idn('GET', `${table.at}/versions/3?clause=${KEYS.note}`)).clause
    t.match(back.texts.en, { id: table.text, text: `Call ${SECRET} first.` })
  })
})

t.test('what was kept by a reader is not said to hold any more', async (t) => {
  const table = await slipped()
  const urls = ['/versions/3', '/diffs/2/3', '/versions/3?language=en']
  const { version } = good(await table.idn('GET', `${table.at}/versions/3`))
  const tags: Record<string, string> = {}
  for (const url of [...urls, `/versions/${version}`])
    tags[url] = String((await table.idn('GET', `${table.at}${url}`)).headers.etag)
  good(await table.tha('POST', `${table.at}/decisions`, erasure(table.text)))
  for (const [url, tag] of Object.entries(tags)) {
    const answer = await table.idn('GET', `${table.at}${url}`, undefined, { 'if-none-match': tag })
    t.equal(answer.statusCode, 200, url)
    t.notMatch(answer.body, SECRET)
  }
})

t.test('after the yes the words are gone from every route, and every version still reads', async (t) => {
  const table = await slipped()
  const before = good(await table.idn('GET', `${table.at}/versions/3`))
  await table.decide(erasure(table.text))
  const left = await found(table)
  t.ok(left.length > 0 && left.every((url) => /threads|export/.test(url)), 'a comment is a text of its own')
  await table.decide(erasure(table.comment.textId))
  t.strictSame(await found(table), [])
  const after = good(await table.idn('GET', `${table.at}/versions/3`))
  t.equal(after.version, before.version)
  t.equal(after.root, before.root)
  t.strictSame(after.languages, before.languages)
  const { clause } = good(await table.idn('GET', `${table.at}/versions/3?clause=${KEYS.note}`))
  t.strictSame(clause.texts.en, { id: table.text, erased: true })
  t.equal(told(await table.idn('POST', `${table.at}/decisions`, erasure(table.text))), '409 decision-idle')
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  const { version: base } = await table.head()
  const edits = [{ op: 'restore', key: KEYS.note, version: 3 }]
  const restored = await table.idn('POST', `${table.at}/versions`, { base, message: 'x', edits })
  t.ok(restored.statusCode < 500, `restoring what was erased: ${told(restored)}`)
  t.notMatch(restored.body, SECRET)
})

t.test('the message of a version is hidden and erased like a text', async (t) => {
  const table = await openTable(service)
  const { version: base } = await table.head()
  const edits = [setText(KEYS.article, 'en', 'heading', 'Aim')]
  good(await table.idn('POST', `${table.at}/versions`, { base, message: `For ${SECRET}`, edits }))
  const { items } = good(await table.tha('GET', `${table.at}/versions`))
  const { id } = good(await table.tha('POST', `${table.at}/decisions`, erasure(items[0].messageId)))
  t.strictSame(await found(table), [])
  good(await table.idn('POST', `${table.at}/decisions/${id}/answers`, { answer: 'yes' }))
  t.strictSame(await found(table), [])
})

t.test('a text of another SOP, or of a room, is not one that can be asked for', async (t) => {
  const table = await slipped()
  const other = await openTable(service)
  t.equal(told(await other.idn('POST', `${other.at}/decisions`, erasure(table.text))), '404 not-found')
  t.equal(told(await iom('POST', `${table.at}/decisions`, erasure(table.text))), '403 standing-missing')
})

/** Has somebody read a snapshot of a table; the answer ends it. On SQLite that can only be another process, or as if. */
async function reader(sop: string): Promise<() => Promise<unknown>> {
  if (ENGINE === 'sqlite') {
    const base = new Database(join(service.folder, 'sops', `${sop}.db`), { readonly: true })
    base.exec('begin; select 1 from sop')
    return async () => base.close()
  }
  let end = (): void => undefined
  const over = new Promise<void>((done) => (end = done))
  const table = (await service.stores.table(sop))!
  let began = (): void => undefined
  const begun = new Promise<void>((done) => (began = done))
  const reading = table.read(async (sql) => {
    await sql.get('select 1 from sop')
    began()
    return over
  })
  await begun
  return () => (end(), reading)
}

t.test('files that somebody still reads lose the words by a later round', async (t) => {
  const table = await slipped()
  const { sop, text } = table
  const room = (await service.stores.room('THA'))!
  const gone = () => room.read((sql) => isGone(sql, sop, text))
  const { id } = good(await table.tha('POST', `${table.at}/decisions`, erasure(text)))
  const end = await reader(sop)
  const answer = { answer: 'yes' }
  t.equal(told(await table.idn('POST', `${table.at}/decisions/${id}/answers`, answer)), '201')
  const { erasing } = service.house
  t.strictSame([...erasing.owed], [sop], 'it is agreed, and not finished')
  await t.rejects(service.rounds.erasures(), { message: 'storage-failed' })
  t.strictSame([...erasing.owed], [sop])
  t.equal(await gone(), false)
  await end()
  erasing.owed.clear()
  erasing.looked = false // as after a start
  await service.rounds.erasures()
  t.equal(await gone(), true)
  t.strictSame([...erasing.owed], [])
  const { items } = good(await table.idn('GET', `${table.at}/record?type=text.erased`))
  t.equal(items.length, 1)
  const files = ENGINE === 'sqlite' ? readdirSync(join(service.folder, 'sops')) : []
  for (const file of files.filter((name) => name.startsWith(sop)))
    t.notOk(readFileSync(join(service.folder, 'sops', file), 'utf8').includes(`Call ${SECRET}`), file)
})

t.test('two that erase at once erase once, and the record says so once', async (t) => {
  const table = await slipped()
  const { id } = good(await table.tha('POST', `${table.at}/decisions`, erasure(table.text)))
  const answering = table.idn('POST', `${table.at}/decisions/${id}/answers`, { answer: 'yes' })
  await Promise.all([answering, ...Array.from({ length: 5 }, () => eraseAgreed(service.house, table.sop))])
  t.strictSame([...service.house.erasing.owed], [])
  const { items } = good(await table.idn('GET', `${table.at}/record?type=text.erased`))
  t.equal(items.length, 1)
})
