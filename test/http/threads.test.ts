// Threads over the API: at the table and in one's room, their words found again, comments changed and withdrawn.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import type { Ask } from '../helpers/start.ts'
import { slowed } from '../helpers/stores.ts'
import { good, KEYS, NUMBER, openTable, setText, type Table, told } from '../helpers/table.ts'

const service = await startConforming(t, { parties: ['IDN', 'THA', 'MYS'] })
const { anonymous, as } = service
const legal = await as('IDN', 'legal')
const reader = await as('IDN', 'reader')
const mys = await as('MYS')
const passage = (more: object = {}) => ({
  version: 2,
  key: KEYS.paragraph,
  language: 'en',
  part: 'text',
  quote: 'safe and voluntary',
  ...more,
})
const opening = (zone = 'table', more: object = {}, body = 'Is this the term of the glossary?') => ({
  zone,
  anchor: passage(more),
  comment: { body },
})
/** Twelve tries at once: how many got which answer. */
const race = async (attempt: (turn: number) => ReturnType<Ask>) => {
  const answers = (await Promise.all(Array.from({ length: 12 }, (_, turn) => attempt(turn)))).map(told)
  const count = (answer: string) => answers.filter((one) => one === answer).length
  return { done: count('200'), stale: count('412 precondition-failed') }
}
const open = async ({ at }: Table, ask: Ask, zone = 'table', more: object = {}, body?: string) =>
  good(await ask('POST', `${at}/threads`, opening(zone, more, body)))

t.test('a thread is opened at a quotation, and both sides read it at the table', async (t) => {
  const table = await openTable(service)
  const answer = await legal('POST', `${table.at}/threads`, opening())
  t.equal(answer.statusCode, 201)
  const thread = good(answer)
  t.match(thread, {
    zone: 'table',
    state: 'open',
    by: 'IDN',
    anchor: {
      version: 2,
      key: KEYS.paragraph,
      quote: 'safe and voluntary',
      state: 'found',
      start: 10,
      end: 28,
    },
    comments: [{ by: 'IDN', author: { name: 'The legal' }, withdrawn: false, earlier: [] }],
    may: ['addComment', 'updateThread', 'updateComment'],
  })
  const { comments, ...rest } = good(await table.tha('GET', `${table.at}/threads/${thread.id}?zone=table`))
  t.match(rest, { id: thread.id, by: 'IDN' })
  t.notOk('author' in comments[0], 'the person shows to the own side only')
  t.strictSame(good(await reader('GET', `${table.at}/threads/${thread.id}?zone=table`)).may, [])
  t.equal(told(await mys('GET', `${table.at}/threads/${thread.id}?zone=table`)), '404 not-found')
  t.equal(told(await anonymous('GET', `${table.at}/threads?zone=table`)), '401 unauthenticated')
})

t.test(
  'a passage is marked by range, or by a quotation told from its like by what stands around it',
  async (t) => {
    const table = await openTable(service)
    await table.save([setText(KEYS.note, 'th', 'text', 'ผู้เสียหายต้องปลอดภัย ผู้เสียหายต้องสมัครใจ')])
    const at = async (more: object) => {
      const { anchor } = await open(table, legal, 'table', {
        version: 3,
        key: KEYS.note,
        language: 'th',
        ...more,
      })
      return [anchor.quote, anchor.start]
    }
    t.strictSame(await at({ quote: 'ผู้เสียหาย', after: 'ต้องสมัครใจ' }), ['ผู้เสียหาย', 22])
    t.strictSame(await at({ quote: 'ผู้เสียหาย' }), ['ผู้เสียหาย', 0])
    t.strictSame(await at({ quote: undefined, start: 22, end: 32 }), ['ผู้เสียหาย', 22])
    const refused = async (more: object) =>
      told(await legal('POST', `${table.at}/threads`, opening('table', more)))
    t.equal(await refused({ quote: 'not there' }), '422 anchor-not-found')
    t.equal(await refused({ quote: undefined }), '422 anchor-not-found')
    t.equal(await refused({ quote: undefined, start: 5, end: 5 }), '422 anchor-not-found')
    t.equal(await refused({ quote: undefined, start: 0, end: 500 }), '422 anchor-not-found')
    t.equal(await refused({ version: 99 }), '422 anchor-not-found')
    t.equal(await refused({ key: 'none' }), '422 anchor-not-found')
    t.equal(await refused({ part: 'heading' }), '422 anchor-not-found')
    t.equal(await refused({ part: 'title' }), '400 invalid-request')
  },
)

t.test(
  'words are found again in a later version, or what stands there now is shown, and none vanishes',
  async (t) => {
    const table = await openTable(service)
    const { id } = await open(table, legal)
    const anchor = async () => good(await table.tha('GET', `${table.at}/threads/${id}?zone=table`)).anchor
    await table.save([setText(KEYS.paragraph, 'en', 'text', 'Every return is safe and voluntary.')])
    t.match(await anchor(), { state: 'found', start: 16, end: 34, quote: 'safe and voluntary' })
    await table.save([setText(KEYS.paragraph, 'en', 'text', 'Return is voluntary.')])
    t.match(await anchor(), { state: 'changed', quote: 'safe and voluntary', now: 'Return is voluntary.' })
    await table.save([{ op: 'remove', key: KEYS.chapter }])
    t.match(await anchor(), { state: 'removed', quote: 'safe and voluntary', version: 2 })
    await table.save([{ op: 'restore', key: KEYS.chapter, version: 2 }])
    t.match(await anchor(), { state: 'found', start: 10 })
  },
)

t.test('a thread in one’s room is there for one’s own side alone', async (t) => {
  const table = await openTable(service)
  const { id } = await open(table, legal, 'room', {}, 'Ask the capital.')
  t.match(good(await reader('GET', `${table.at}/threads/${id}?zone=room`)), { zone: 'room', by: 'IDN' })
  t.equal(good(await table.idn('GET', `${table.at}/threads?zone=room`)).items.length, 1)
  t.strictSame(good(await table.idn('GET', `${table.at}/threads?zone=table`)).items, [])
  for (const zone of ['table', 'room']) {
    t.equal(told(await table.tha('GET', `${table.at}/threads/${id}?zone=${zone}`)), '404 not-found')
    const body = { body: 'x' }
    t.equal(
      told(await table.tha('POST', `${table.at}/threads/${id}/comments?zone=${zone}`, body)),
      '404 not-found',
    )
  }
  const stray = await legal('POST', `${table.at}/threads/${id}/comments?zone=table`, { body: 'x' })
  t.equal(told(stray), '404 not-found', 'a reply can not go where it was not meant')
  const other = await openTable(service)
  t.equal(told(await legal('GET', `${other.at}/threads/${id}?zone=room`)), '404 not-found', 'of another SOP')
  t.strictSame(good(await table.idn('GET', `${other.at}/threads?zone=room`)).items, [])
  t.notMatch(JSON.stringify(good(await table.tha('GET', `${table.at}/record`))), new RegExp(id))
})

t.test('threads are listed in order, by state and by whom they mention, with their cursor', async (t) => {
  const table = await openTable(service)
  const ids: string[] = []
  for (const word of ['Return', 'is', 'safe', 'and', 'voluntary'])
    ids.push((await open(table, legal, 'table', { quote: word })).id)
  const list = async (query: string, ask = table.tha) =>
    good(await ask('GET', `${table.at}/threads?zone=table${query}`))
  const first = await list('&limit=3')
  const rest = await list(`&limit=3&cursor=${first.next}`)
  t.strictSame(
    [...first.items, ...rest.items].map((one: any) => one.id),
    ids,
  )
  t.equal(rest.next, undefined)
  const url = `${table.at}/threads/${ids[1]}`
  good(
    await table.tha('PATCH', url, { zone: 'table', state: 'resolved' }, { 'if-match': first.items[1].tag }),
  )
  t.strictSame(
    (await list('&state=resolved')).items.map((one: any) => one.id),
    [ids[1]],
  )
  t.equal((await list('&state=open')).items.length, 4)
  const mention = { body: 'Please see.', mentions: ['THA/legal', 'THA/legal'] }
  const replied = good(await legal('POST', `${table.at}/threads/${ids[2]}/comments?zone=table`, mention))
  t.strictSame(replied.comments[1].mentions, ['THA/legal'])
  t.strictSame(
    (await list('&mentions=us')).items.map((one: any) => one.id),
    [ids[2]],
  )
  t.strictSame((await list('&mentions=us', table.idn)).items, [])
  t.equal(
    told(await table.tha('GET', `${table.at}/threads`)),
    '400 invalid-request',
    'the zone has to be named',
  )
  t.equal(told(await table.tha('GET', `${table.at}/threads?zone=IDN`)), '400 invalid-request')
  t.equal(told(await table.tha('GET', `${table.at}/threads?zone=table&cursor=5`)), '400 invalid-request')
})

t.test('replies, resolving and reopening', async (t) => {
  const table = await openTable(service)
  const { id, tag } = await open(table, legal)
  const url = `${table.at}/threads/${id}`
  const body = { body: 'We will send the wording.' }
  const replied = await table.tha('POST', `${url}/comments?zone=table`, body)
  t.equal(replied.statusCode, 201)
  t.strictSame(
    good(replied).comments.map((one: any) => one.by),
    ['IDN', 'THA'],
  )
  const resolve = (headers: Record<string, string>, state = 'resolved', ask = table.tha) =>
    ask('PATCH', url, { zone: 'table', state }, headers)
  t.equal(told(await resolve({})), '428 base-missing')
  t.equal(
    told(await resolve({ 'if-match': tag })),
    '412 precondition-failed',
    'there is a reply it has not seen',
  )
  const held = { 'if-match': good(await table.tha('GET', `${url}?zone=table`)).tag }
  t.equal(told(await resolve(held, 'closed')), '400 invalid-request')
  t.equal(told(await resolve({ 'if-match': '*' }, 'resolved', reader)), '403 role-missing')
  t.equal(good(await resolve(held)).state, 'resolved')
  t.equal(good(await resolve({ 'if-match': '*' }, 'open', table.idn)).state, 'open')
  const types = good(await table.idn('GET', `${table.at}/record`)).items.map((one: any) => one.type)
  t.strictSame(types.slice(-4), ['thread.opened', 'comment.added', 'thread.resolved', 'thread.reopened'])
  t.equal(told(await table.tha('POST', `${url}/comments`, body)), '400 invalid-request', 'no zone')
  const nowhere = `${table.at}/threads/${'0'.repeat(32)}`
  t.equal(told(await table.tha('POST', `${nowhere}/comments?zone=table`, body)), '404 not-found')
})

t.test(
  'a comment is changed by its author for ten minutes, and what it said before is kept in sight',
  async (t) => {
    const table = await openTable(service)
    const thread = await open(table, legal)
    const [{ id }] = thread.comments
    const url = `${table.at}/threads/${thread.id}/comments/${id}`
    const change = (ask: Ask, body: object, headers: Record<string, string> = { 'if-match': '*' }) =>
      ask('PATCH', url, { zone: 'table', ...body }, headers)
    const words = { body: 'Is this the right term?' }
    t.equal(told(await change(legal, words, {})), '428 base-missing')
    t.equal(told(await change(legal, words, { 'if-match': '"other"' })), '412 precondition-failed')
    t.equal(told(await change(legal, {})), '400 invalid-request')
    t.equal(told(await change(legal, { withdrawn: false })), '400 invalid-request')
    t.equal(told(await change(await as('IDN', 'head'), words)), '403 comment-not-yours', 'a colleague')
    t.equal(told(await change(table.tha, words)), '403 comment-not-yours', 'the other side')
    t.equal(told(await change(mys, words)), '404 not-found')
    const [changed] = good(await change(legal, words, { 'if-match': thread.tag })).comments
    t.match(changed, { body: words.body, earlier: [{ body: 'Is this the term of the glossary?' }] })
    const [same] = good(await change(legal, words)).comments
    t.equal(same.earlier.length, 1, 'the same words again are no change')
    service.advance(9 * 60_000)
    t.equal((await change(legal, { body: 'Is it?' })).statusCode, 200)
    service.advance(2 * 60_000)
    t.equal(told(await change(legal, { body: 'Or not?' })), '409 comment-closed')
    const [late] = good(await change(legal, { withdrawn: true })).comments
    t.notOk('body' in late || 'textId' in late)
    t.match(
      late,
      { withdrawn: true, earlier: [] },
      'withdrawal is possible at any time, and takes all words away',
    )
    t.notMatch((await table.tha('GET', `${table.at}/threads?zone=table`)).body, /Is it\?|glossary|right term/)
    t.equal(told(await change(legal, { withdrawn: true })), '409 comment-closed')
    const nowhere = `${table.at}/threads/${thread.id}/comments/${'0'.repeat(32)}`
    t.equal(
      told(await legal('PATCH', nowhere, { zone: 'table', ...words }, { 'if-match': '*' })),
      '404 not-found',
    )
  },
)

t.test('in a room too', async (t) => {
  const table = await openTable(service)
  const thread = await open(table, legal, 'room')
  const url = `${table.at}/threads/${thread.id}/comments/${thread.comments[0].id}`
  const held = { 'if-match': thread.tag }
  t.equal(told(await legal('PATCH', url, { zone: 'table', body: 'x' }, held)), '404 not-found')
  t.match(good(await legal('PATCH', url, { zone: 'room', body: 'Changed.' }, held)).comments, [
    { body: 'Changed.' },
  ])
})

t.test('who may speak', async (t) => {
  const table = await openTable(service)
  t.equal(told(await reader('POST', `${table.at}/threads`, opening())), '403 role-missing')
  t.equal(told(await reader('POST', `${table.at}/threads`, opening('room'))), '403 role-missing')
  t.equal(told(await mys('POST', `${table.at}/threads`, opening())), '404 not-found')
  t.equal(told(await mys('POST', `${table.at}/threads`, opening('room'))), '404 not-found')
  t.equal(told(await anonymous('POST', `${table.at}/threads`, opening())), '401 unauthenticated')
})

t.test('a repeated request with the same key opens one thread and adds one comment', async (t) => {
  const table = await openTable(service)
  for (const zone of ['table', 'room']) {
    const key = { 'idempotency-key': `thread-${zone}` }
    const first = await legal('POST', `${table.at}/threads`, opening(zone), key)
    const second = await legal('POST', `${table.at}/threads`, opening(zone), key)
    t.equal(second.body, first.body)
    t.equal(good(await legal('GET', `${table.at}/threads?zone=${zone}`)).items.length, 1)
    t.equal(
      told(await legal('POST', `${table.at}/threads`, opening(zone, {}, 'Else'), key)),
      '422 idempotency-mismatch',
    )
    const url = `${table.at}/threads/${good(first).id}/comments?zone=${zone}`
    const again = { 'idempotency-key': `reply-${zone}-1` }
    await legal('POST', url, { body: 'A reply.' }, again)
    t.equal(good(await legal('POST', url, { body: 'A reply.' }, again)).comments.length, 2)
  }
})

t.test('what is said is guarded like the text', async (t) => {
  const table = await openTable(service)
  const say = (comment: object) => legal('POST', `${table.at}/threads`, { ...opening(), comment })
  const guarded = await say({ body: `Her number is ${NUMBER}.` })
  t.equal(told(guarded), '422 case-data')
  t.match(guarded.json().errors, [
    { pointer: '/comment/body', code: 'thai-id', facts: { start: 14, end: 27 } },
  ])
  t.notMatch(guarded.body, NUMBER, 'the answer does not repeat it')
  const claims = [{ text: NUMBER, reason: 'A file number of the ministry' }]
  t.equal((await say({ body: `File ${NUMBER}.`, claims })).statusCode, 201)
  t.equal(told(await say({ body: 'a\u0000' })), '422 text-refused')
  t.equal(told(await say({ body: '\udc00' })), '422 text-refused')
  t.equal(told(await say({ body: '' })), '400 invalid-request')
  t.equal(told(await say({ body: 'x'.repeat(10_001) })), '400 invalid-request')
  t.equal(told(await say({ body: 'x', mentions: ['everybody'] })), '400 invalid-request')
  t.equal(told(await say({ body: 'x', claims: [{ text: 'x', reason: `It is ${NUMBER}` }] })), '422 case-data')
})

t.test('of all that change what one tag names, one is carried out and each other is told', async (t) => {
  const table = await openTable(service)
  const stores = { table: await service.stores.table(table.sop), room: await service.stores.room('IDN') }
  for (const zone of ['table', 'room'] as const) {
    t.teardown(slowed(stores[zone]!))
    const { id, comments, tag } = await open(table, legal, zone)
    const [url, held] = [`${table.at}/threads/${id}`, { 'if-match': tag }]
    const comment = `${url}/comments/${comments[0].id}`
    const mend = (turn: number) => legal('PATCH', comment, { zone, body: `Words ${turn}.` }, held)
    t.strictSame(await race(mend), { done: 1, stale: 11 })
    const mended = good(await legal('GET', `${url}?zone=${zone}`))
    t.equal(mended.comments[0].earlier.length, 1)

    const now = { 'if-match': mended.tag }
    const close = () => table.idn('PATCH', url, { zone, state: 'resolved' }, now)
    t.strictSame(await race(close), { done: 1, stale: 11 })
    const reopen = () => table.idn('PATCH', url, { zone, state: 'open' }, { 'if-match': '*' })
    t.strictSame(await race(reopen), { done: 12, stale: 0 }, 'who names no tag overwrites')
  }
})
