// Joint decisions over the API: asking, answering, and what each kind changes.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import type { Ask } from '../helpers/start.ts'
import { act, beginning, good, KEYS, NUMBER, openTable, setText, type Table, told } from '../helpers/table.ts'

const service = await startConforming(t, { parties: ['IDN', 'THA', 'MYS'] })
const { anonymous, as } = service
const [mys, iom] = [await as('MYS'), await as('IOM')]
const UNTIL = '2027-11-24T00:00:00.000Z'
const ask = ({ at, idn }: Table, question: object, headers?: Record<string, string>) =>
  idn('POST', `${at}/decisions`, question, headers)
const answer = ({ at }: Table, by: Ask, id: string, body: object = { answer: 'yes' }) =>
  by('POST', `${at}/decisions/${id}/answers`, body)
const stage = { kind: 'stage', stage: 'legal-scrub' }

t.test('one asks, the other answers, and the yes takes effect at once', async (t) => {
  const table = await openTable(service)
  const asked = await ask(table, stage)
  t.equal(asked.statusCode, 201)
  t.match(good(asked), {
    question: stage,
    by: 'IDN',
    state: 'asked',
    waitsFor: ['THA'],
    answers: [],
    may: [],
  })
  t.equal(good(await table.idn('GET', table.at)).stage, 'negotiation')
  const url = `${table.at}/decisions/${good(asked).id}`
  t.strictSame(good(await table.tha('GET', url)).may, ['answerDecision'])
  t.strictSame(good(await (await as('THA', 'legal'))('GET', url)).may, [])
  const answered = await answer(table, table.tha, good(asked).id, {
    answer: 'yes',
    reason: 'As agreed in Bangkok',
  })
  t.equal(answered.statusCode, 201)
  t.match(good(answered), {
    state: 'agreed',
    waitsFor: [],
    answers: [{ delegation: 'THA', answer: 'yes', reason: 'As agreed in Bangkok' }],
  })
  t.equal(good(await table.tha('GET', table.at)).stage, 'legal-scrub')
  t.equal(told(await answer(table, table.tha, good(asked).id)), '409 decision-settled')
  const types = good(await table.tha('GET', `${table.at}/record`)).items.map((one: any) => one.type)
  t.strictSame(types.slice(-2), ['decision.asked', 'decision.answered'])
})

t.test('one no declines it, and it can be asked anew', async (t) => {
  const table = await openTable(service)
  const { id } = good(await ask(table, stage))
  t.equal(told(await ask(table, stage)), '409 decision-idle', 'it is open already')
  t.match(good(await answer(table, table.tha, id, { answer: 'no' })), { state: 'declined' })
  t.equal(good(await table.idn('GET', table.at)).stage, 'negotiation')
  t.equal((await ask(table, stage)).statusCode, 201)
})

t.test('decisions are listed in order, by state, with their cursor', async (t) => {
  const table = await openTable(service)
  const first = good(await ask(table, stage))
  const second = good(await ask(table, { kind: 'negotiated-languages', languages: ['en'] }))
  await answer(table, table.tha, first.id)
  const list = async (query: string) => good(await table.tha('GET', `${table.at}/decisions${query}`))
  t.strictSame(
    (await list('?state=agreed')).items.slice(1).map((one: any) => one.id),
    [first.id],
  )
  t.strictSame(
    (await list('?state=asked')).items.map((one: any) => one.id),
    [second.id],
  )
  const page = await list('?limit=1')
  const rest = await list(`?cursor=${page.next}`)
  t.strictSame(
    rest.items.map((one: any) => one.id),
    [first.id, second.id],
  )
  t.equal(told(await table.tha('GET', `${table.at}/decisions?state=open`)), '400 invalid-request')
  t.equal(told(await table.tha('GET', `${table.at}/decisions/${'0'.repeat(32)}`)), '404 not-found')
  const other = await openTable(service)
  t.equal(
    told(await table.tha('GET', `${other.at}/decisions/${first.id}`)),
    '404 not-found',
    'of another SOP',
  )
  t.equal(told(await answer(other, table.tha, second.id)), '404 not-found')
})

t.test('who asks and who answers', async (t) => {
  const table = await openTable(service)
  const { id } = good(await ask(table, stage))
  for (const login of ['admin', 'signatory', 'drafter', 'legal', 'linguist', 'secretary', 'reader']) {
    t.equal(told(await answer(table, await as('THA', login), id)), '403 role-missing', login)
    const asked = await (await as('THA', login))('POST', `${table.at}/decisions`, { kind: 'archive' })
    t.equal(told(asked), '403 role-missing', login)
  }
  t.equal(told(await answer(table, table.idn, id)), '403 not-asked', 'asking is the asker’s own yes')
  t.equal(told(await answer(table, mys, id)), '404 not-found')
  t.equal(told(await answer(table, anonymous, id)), '401 unauthenticated')
  t.equal(told(await mys('GET', `${table.at}/decisions`)), '404 not-found')
})

t.test('what can not be asked', async (t) => {
  const table = await openTable(service)
  const seat = { kind: 'observer', preset: 'clean-text', until: UNTIL, comments: false, withheld: [] }
  const cases: [object, string][] = [
    [{ kind: 'procedure', procedure: 'open' }, '409 decision-idle'],
    [{ kind: 'stage', stage: 'negotiation' }, '409 decision-idle'],
    [{ kind: 'party', delegation: 'THA' }, '409 decision-idle'],
    [{ kind: 'party', delegation: 'XXX' }, '422 delegation-unknown'],
    [{ kind: 'party', delegation: 'IOM' }, '422 delegation-unknown'],
    [{ ...seat, delegation: 'MYS' }, '422 delegation-unknown'],
    [{ ...seat, delegation: 'IOM', withheld: ['none'] }, '422 question-refused'],
    [{ ...seat, delegation: 'IOM', preset: 'all' }, '400 invalid-request'],
    [{ ...seat, delegation: 'IOM', until: 'soon' }, '400 invalid-request'],
    [{ kind: 'observer-ended', delegation: 'IOM' }, '409 decision-idle'],
    [{ kind: 'negotiated-languages', languages: ['fr'] }, '422 question-refused'],
    [{ kind: 'negotiated-languages', languages: [] }, '400 invalid-request'],
    [{ kind: 'exception', element: 'none', reason: 'A reason' }, '422 question-refused'],
    [{ kind: 'exception', element: 'consent', reason: 'x' }, '400 invalid-request'],
    [{ kind: 'exception', element: 'consent', reason: `Case ${NUMBER}` }, '422 case-data'],
    [{ kind: 'exception', element: 'consent', reason: 'a\u0000bc' }, '422 text-refused'],
    [{ kind: 'erasure', text: '0'.repeat(64), reason: 'A name' }, '404 not-found'],
    [{ kind: 'reopening', version: (await table.head()).version, reason: 'A slip' }, '409 not-adopted'],
    [{ kind: 'war' }, '400 invalid-request'],
    [{ ...stage, force: true }, '400 invalid-request'],
    [{}, '400 invalid-request'],
  ]
  for (const [question, code] of cases)
    t.equal(told(await ask(table, question)), code, JSON.stringify(question))
  t.equal(good(await table.idn('GET', `${table.at}/decisions`)).items.length, 1)
  const { id } = good(await ask(table, stage))
  t.equal(told(await answer(table, table.tha, id, { answer: 'perhaps' })), '400 invalid-request')
  t.equal(
    told(await answer(table, table.tha, id, { answer: 'no', reason: `See ${NUMBER}` })),
    '422 case-data',
  )
})

t.test('a repeated request with the same key asks once', async (t) => {
  const table = await openTable(service)
  const key = { 'idempotency-key': 'ask-stage-1' }
  const first = await ask(table, stage, key)
  const again = await ask(table, stage, key)
  t.equal(again.statusCode, 201)
  t.equal(again.body, first.body)
  t.equal(told(await ask(table, { kind: 'archive' }, key)), '422 idempotency-mismatch')
  t.equal(good(await table.idn('GET', `${table.at}/decisions`)).items.length, 2)
})

t.test('the procedure is switched, and the languages negotiated in', async (t) => {
  const table = await openTable(service)
  await table.decide({ kind: 'procedure', procedure: 'by-proposal' })
  await table.decide({ kind: 'negotiated-languages', languages: ['en'] })
  const sop = good(await table.tha('GET', table.at))
  t.match(sop, { procedure: 'by-proposal', negotiated: ['en'] })
  t.notOk(sop.may.includes('saveVersion'))
})

t.test('a missing safeguard needs an agreed exception with its reason', async (t) => {
  const table = await openTable(service)
  const { clause } = good(await table.idn('GET', `${table.at}/versions/latest?clause=${KEYS.article}`))
  const elements = clause.facts.elements.filter((one: string) => one !== 'no_detention')
  await table.save([{ op: 'setFacts', key: KEYS.article, value: { elements } }])
  const { version } = await table.head()
  const give = () => table.idn('POST', `${table.at}/approvals`, act(version))
  const refused = await give()
  t.equal(told(refused), '409 not-ready')
  t.match(refused.json().facts.findings, [
    { class: 'needs-reason', rule: 'safeguard-missing', subject: 'no_detention' },
  ])
  const question = { kind: 'exception', element: 'no_detention', reason: 'It stands in the treaty already' }
  const { id } = good(await ask(table, question))
  t.equal(told(await give()), '409 not-ready', 'asked is not agreed')
  good(await answer(table, table.tha, id))
  const { items, ready } = good(await table.idn('GET', `${table.at}/versions/latest/readiness`))
  t.equal(ready, true)
  t.match(
    items.find((one: any) => one.subject === 'no_detention'),
    { class: 'listed' },
  )
  t.equal((await give()).statusCode, 201)
})

t.test('a further state joins when it and every party has said yes', async (t) => {
  const table = await openTable(service)
  t.equal(told(await mys('GET', table.at)), '404 not-found')
  const { id, waitsFor } = good(await ask(table, { kind: 'party', delegation: 'MYS' }))
  t.strictSame(waitsFor, ['MYS', 'THA'])
  t.equal(good(await mys('GET', table.at)).standing, 'invited', 'it may read, to know what it answers')
  good(await answer(table, mys, id))
  t.equal(told(await answer(table, mys, id)), '409 decision-answered')
  t.equal(good(await mys('GET', table.at)).standing, 'invited')
  good(await answer(table, table.tha, id))
  t.equal(good(await mys('GET', table.at)).standing, 'party')
  t.ok((await table.save([setText(KEYS.note, 'en', 'text', 'Offices.')], mys)).saved)
})

t.test('a party that says no to a further state keeps it out', async (t) => {
  const table = await openTable(service)
  const { id } = good(await ask(table, { kind: 'party', delegation: 'MYS' }))
  good(await answer(table, mys, id))
  good(await answer(table, table.tha, id, { answer: 'no' }))
  t.equal(told(await mys('GET', table.at)), '404 not-found')
  t.equal(told(await mys('GET', `${table.at}/versions/1`)), '404 not-found')
})

t.test('when an invited state leaves, what waited for it alone is settled', async (t) => {
  const { id } = good(await (await as('IDN'))('POST', '/sops', beginning({ parties: ['IDN', 'THA', 'MYS'] })))
  const at = `/sops/${id}`
  const [idn, tha] = [await as('IDN'), await as('THA')]
  const { items } = good(await idn('GET', `${at}/decisions`))
  const of = (code: string) => items.find((one: any) => one.question.delegation === code).id
  const seat = {
    kind: 'observer',
    delegation: 'IOM',
    preset: 'clean-text',
    until: UNTIL,
    comments: false,
    withheld: [],
  }
  const observer = good(await idn('POST', `${at}/decisions`, seat))
  const reply = (by: Ask, decision: string, said: string) =>
    by('POST', `${at}/decisions/${decision}/answers`, { answer: said })
  for (const decision of [of('THA'), observer.id]) good(await reply(tha, decision, 'yes'))
  t.equal(told(await iom('GET', at)), '404 not-found')
  t.equal((await reply(mys, of('MYS'), 'no')).statusCode, 204)
  t.equal(good(await tha('GET', at)).standing, 'party')
  t.equal(good(await iom('GET', at)).standing, 'observer')
})

t.test('an observer’s seat ends on its day, or by joint decision', async (t) => {
  const seat = { kind: 'observer', delegation: 'IOM', preset: 'clean-text', comments: false, withheld: [] }
  const table = await openTable(service)
  const until = '2026-11-24T12:00:00+07:00' // 05:00 UTC
  await table.decide({ ...seat, until })
  t.equal((await iom('GET', table.at)).statusCode, 200)
  service.advance(2 * 3600 * 1000)
  t.equal(told(await iom('GET', table.at)), '404 not-found')
  await table.decide({ ...seat, until: UNTIL })
  t.equal((await iom('GET', table.at)).statusCode, 200)
  await table.decide({ kind: 'observer-ended', delegation: 'IOM' })
  t.equal(told(await iom('GET', table.at)), '404 not-found')
  t.strictSame(good(await table.idn('GET', table.at)).observers, [])
  t.equal(told(await ask(table, { kind: 'observer-ended', delegation: 'IOM' })), '409 decision-idle')
})

t.test('an SOP is archived by joint decision: it is read, and changed no more', async (t) => {
  const table = await openTable(service)
  await table.decide({ kind: 'archive' })
  const sop = good(await table.idn('GET', table.at))
  t.equal(sop.archived, true)
  t.notOk(sop.may.includes('saveVersion') || sop.may.includes('giveApproval'))
  const { version } = await table.head()
  const edits = [setText(KEYS.note, 'en', 'text', 'Offices.')]
  t.equal(
    told(await table.idn('POST', `${table.at}/versions`, { base: version, message: 'x', edits })),
    '409 sop-archived',
  )
  t.equal(
    told(await table.idn('POST', `${table.at}/versions?dryRun=true`, { base: version, message: 'x', edits })),
    '409 sop-archived',
  )
  t.equal(told(await table.idn('POST', `${table.at}/approvals`, act(version))), '409 sop-archived')
  t.equal((await table.tha('GET', `${table.at}/versions/latest`)).statusCode, 200)
  t.equal(told(await ask(table, { kind: 'archive' })), '409 decision-idle')
})
