// Delegations and one's own people, over the API: administered by one's own side, unseen by any other.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { type Ask, PASSWORD } from '../helpers/start.ts'
import { slowed } from '../helpers/stores.ts'
import { good, NUMBER, openTable, told } from '../helpers/table.ts'

const service = await startConforming(t)
const { anonymous, as } = service
const admin = await as('IDN', 'admin')
const reader = await as('IDN', 'reader')
const foreign = await as('THA', 'admin')

const signedIn = async (login: string, password = PASSWORD): Promise<Ask> => {
  const answer = await anonymous('POST', '/sessions', { delegation: 'IDN', login, password })
  const secret = answer.cookies[0]!.value
  return (method, url, body, headers = {}) =>
    anonymous(method, url, body, { authorization: `Bearer ${secret}`, ...headers })
}
const memberOf = async (login: string) =>
  good(await admin('GET', '/delegations/IDN/members')).items.find((one: any) => one.login === login)
const newcomer = {
  name: 'Second drafter',
  login: 'drafter2',
  language: 'id',
  roles: [{ role: 'drafter', sop: '*' }],
}

t.test('delegations are listed and read by everyone who is signed in', async (t) => {
  t.strictSame(
    good(await reader('GET', '/delegations')).items.map((one: any) => [one.code, one.kind]),
    [
      ['IDN', 'party'],
      ['IOM', 'observer'],
      ['THA', 'party'],
    ],
  )
  t.equal(good(await reader('GET', '/delegations/THA')).code, 'THA')
  t.equal(told(await reader('GET', '/delegations/XXX')), '404 not-found')
  t.equal(told(await reader('GET', '/delegations/tha')), '400 invalid-request')
  t.equal(told(await anonymous('GET', '/delegations')), '401 unauthenticated')
})

t.test('members are seen by their own side, without secrets, and by no other', async (t) => {
  const answer = await reader('GET', '/delegations/IDN/members')
  t.equal(good(answer).items.length, 8)
  t.match(good(answer).items[0], {
    login: 'admin',
    joined: true,
    active: true,
    roles: [{ role: 'administrator' }],
  })
  t.notMatch(answer.body, /argon2/)
  t.equal(told(await foreign('GET', '/delegations/IDN/members')), '404 not-found')
  t.equal(told(await (await as('IOM'))('GET', '/delegations/IDN/members')), '404 not-found')
})

t.test('an administrator adds a member, who joins with the invitation', async (t) => {
  const { member, invitation } = good(await admin('POST', '/delegations/IDN/members', newcomer))
  t.match(await memberOf('drafter2'), { id: member, joined: false, language: 'id' })
  const password = 'a phrase of the newcomer'
  t.equal((await anonymous('POST', '/invitations', { invitation, password })).statusCode, 201)
  t.equal((await memberOf('drafter2')).joined, true)
  t.equal(good(await (await signedIn('drafter2', password))('GET', '/me')).language, 'id')
})

t.test('nobody else adds one, and no member goes where he is not meant', async (t) => {
  const body = { ...newcomer, login: 'another' }
  t.equal(told(await reader('POST', '/delegations/IDN/members', body)), '403 role-missing')
  t.equal(told(await (await as('IDN', 'head'))('POST', '/delegations/IDN/members', body)), '403 role-missing')
  t.equal(told(await foreign('POST', '/delegations/IDN/members', body)), '404 not-found')
  t.equal(await memberOf('another'), undefined)
})

t.test('what is wrong with a new member is named', async (t) => {
  const add = (more: object) =>
    admin('POST', '/delegations/IDN/members', { ...newcomer, login: 'x1', ...more })
  const taken = await add({ login: 'HEAD' })
  t.equal(told(taken), '409 login-taken')
  t.equal(taken.json().errors[0].pointer, '/login')
  t.equal(told(await add({ login: 'a b' })), '400 invalid-request')
  t.equal(told(await add({ roles: [{ role: 'king', sop: '*' }] })), '400 invalid-request')
  t.equal(told(await add({ roles: [{ role: 'head', sop: 'x' }] })), '400 invalid-request')
  t.equal(told(await add({ name: 'a\u0000b' })), '422 text-refused')
  t.equal(told(await add({ seat: '\ud800' })), '422 text-refused')
  t.equal(told(await add({ name: NUMBER })), '422 case-data')
})

t.test('a change needs the tag that was read', async (t) => {
  const { id, tag } = await memberOf('secretary')
  const url = `/delegations/IDN/members/${id}`
  const change = { seat: 'Secretary of the delegation' }
  t.equal(told(await admin('PATCH', url, change)), '428 base-missing')
  t.equal(told(await admin('PATCH', url, change, { 'if-match': '"other"' })), '412 precondition-failed')
  const changed = await admin('PATCH', url, change, { 'if-match': `"other", ${tag}` })
  t.match(good(changed), { id, seat: change.seat })
  t.not(good(changed).tag, tag)
  t.equal(told(await admin('PATCH', url, change, { 'if-match': tag })), '412 precondition-failed')
  const held = { 'if-match': good(changed).tag }
  t.equal(told(await admin('PATCH', url, { name: NUMBER }, held)), '422 case-data')
  t.equal(told(await admin('PATCH', url, { seat: '\u202e' }, held)), '422 text-refused')
  t.equal(told(await admin('PATCH', url, { login: 'other' }, held)), '400 invalid-request')
  t.equal(told(await reader('PATCH', url, change, held)), '403 role-missing')
  t.equal(told(await foreign('PATCH', url, change, held)), '404 not-found')
  const nobody = `/delegations/IDN/members/${'0'.repeat(32)}`
  t.equal(told(await admin('PATCH', nobody, change, held)), '404 not-found')
})

t.test('who is made inactive is signed out everywhere at once, tokens too', async (t) => {
  const ask = await signedIn('linguist')
  const { token } = good(
    await ask('POST', '/me/tokens', { name: 'x', scopes: ['read'], until: '2026-12-01T00:00:00.000Z' }),
  )
  const withToken: Ask = (method, url) =>
    anonymous(method, url, undefined, { authorization: `Bearer ${token}` })
  t.equal((await withToken('GET', '/me')).statusCode, 200)
  const { id, tag } = await memberOf('linguist')
  good(await admin('PATCH', `/delegations/IDN/members/${id}`, { active: false }, { 'if-match': tag }))
  t.equal(told(await ask('GET', '/me')), '401 unauthenticated')
  t.equal(told(await withToken('GET', '/me')), '401 unauthenticated')
  const again = { delegation: 'IDN', login: 'linguist', password: PASSWORD }
  t.equal(told(await anonymous('POST', '/sessions', again)), '401 sign-in-failed')
})

t.test('a membership ends on its day, in whatever zone that is written', async (t) => {
  const ask = await signedIn('legal')
  const { id, tag } = await memberOf('legal')
  const until = '2026-11-24T13:00:00+07:00' // 06:00 UTC; the clock began at 03:00
  const changed = good(await admin('PATCH', `/delegations/IDN/members/${id}`, { until }, { 'if-match': tag }))
  t.equal(changed.until, '2026-11-24T06:00:00.000Z')
  t.equal((await ask('GET', '/me')).statusCode, 200)
  service.advance(3 * 3600 * 1000 + 60_000)
  t.equal(told(await ask('GET', '/me')), '401 unauthenticated')
})

t.test('a changed role counts from the next request', async (t) => {
  const ask = await signedIn('reader')
  const { sop, at } = await openTable(service)
  t.notOk(good(await ask('GET', at)).may.includes('saveVersion'))
  const { id, tag } = await memberOf('reader')
  const roles = [{ role: 'drafter', sop }]
  good(await admin('PATCH', `/delegations/IDN/members/${id}`, { roles }, { 'if-match': tag }))
  t.ok(good(await ask('GET', at)).may.includes('saveVersion'))
  const other = await openTable(service)
  t.notOk(good(await ask('GET', other.at)).may.includes('saveVersion'), 'for that SOP alone')
})

t.test('a delegation is never left without an administrator', async (t) => {
  const { id, tag } = await memberOf('admin')
  const url = `/delegations/IDN/members/${id}`
  const held = { 'if-match': tag }
  t.equal(told(await admin('PATCH', url, { active: false }, held)), '409 last-administrator')
  t.equal(told(await admin('PATCH', url, { roles: [] }, held)), '409 last-administrator')
  t.equal(told(await admin('PATCH', url, { until: '2020-01-01T00:00:00Z' }, held)), '409 last-administrator')
  t.equal((await memberOf('admin')).tag, tag, 'nothing was changed')
})

t.test('an invitation is given by one’s own administrator alone', async (t) => {
  const { id } = await memberOf('head')
  const url = `/delegations/IDN/members/${id}/invitation`
  t.equal(told(await (await as('IDN', 'head'))('POST', url)), '403 role-missing')
  t.equal(told(await foreign('POST', url)), '404 not-found')
  t.equal(told(await foreign('POST', url.replace('IDN', 'THA'))), '404 not-found')
  t.equal((await admin('POST', url)).statusCode, 201)
})

t.test('a repeated request with the same key adds once and gives the same answer', async (t) => {
  const body = { ...newcomer, login: 'drafter3' }
  const key = { 'idempotency-key': 'add-drafter-3' }
  const first = await admin('POST', '/delegations/IDN/members', body, key)
  const second = await admin('POST', '/delegations/IDN/members', body, key)
  t.equal(second.statusCode, 201)
  t.strictSame(second.json(), first.json())
  const other = await admin('POST', '/delegations/IDN/members', { ...body, login: 'drafter4' }, key)
  t.equal(told(other), '422 idempotency-mismatch')
  t.equal(await memberOf('drafter4'), undefined)
})

t.test('the record of one’s room is read by its own side, by type and delegation', async (t) => {
  const page = good(await admin('GET', '/delegations/IDN/record?limit=2'))
  t.equal(page.items.length, 2)
  t.equal(page.items[1].previous, page.items[0].hash)
  const next = good(await admin('GET', `/delegations/IDN/record?limit=2&cursor=${page.next}`))
  t.equal(next.items[0].seq, 3)
  const added = good(await admin('GET', '/delegations/IDN/record?type=member.added')).items
  t.ok(added.every((one: { type: string }) => one.type === 'member.added'))
  t.notMatch(JSON.stringify(added), /drafter|Second/, 'ids, and no words')
  t.strictSame(good(await admin('GET', '/delegations/IDN/record?by=THA')).items, [])
  t.equal(told(await foreign('GET', '/delegations/IDN/record')), '404 not-found')
})

t.test('of all that change a member by one tag, one is carried out and each other is told', async (t) => {
  const { id, tag } = await memberOf('linguist')
  t.teardown(slowed((await service.stores.room('IDN'))!))
  const change = (turn: number) =>
    admin('PATCH', `/delegations/IDN/members/${id}`, { seat: `Seat ${turn}` }, { 'if-match': tag })
  const answers = await Promise.all(Array.from({ length: 12 }, (_, turn) => change(turn)))
  const told412 = answers.filter((answer) => told(answer) === '412 precondition-failed')
  t.equal(told412.length, 11)
})
