// Signing in and out, invitations, sessions, tokens and oneself, over the API.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { type Ask, PASSWORD } from '../helpers/start.ts'
import { act, good, openTable, told } from '../helpers/table.ts'

const service = await startConforming(t)
const { anonymous, app, as } = service
const day = (days: number) => new Date(Date.parse('2026-11-24T03:00:00Z') + days * 86_400_000).toISOString()
const signIn = (login: string, password = PASSWORD, delegation = 'IDN') =>
  anonymous('POST', '/sessions', { delegation, login, password })
const bearing =
  (secret: string): Ask =>
  (method, url, body, headers = {}) =>
    anonymous(method, url, body, { authorization: `Bearer ${secret}`, ...headers })
const secretOf = (answer: Awaited<ReturnType<Ask>>) => answer.cookies[0]!.value

t.test('a session opens with a password and its cookie is kept from scripts and other sites', async (t) => {
  const answer = await signIn('Head ')
  t.equal(answer.statusCode, 201)
  t.match(answer.cookies[0], { name: 'sandhi', httpOnly: true, sameSite: 'Strict', path: '/' })
  t.notOk(answer.cookies[0]!.secure, 'plain HTTP gets no cookie that browsers would refuse')
  t.equal(answer.headers['cache-control'], 'no-store')
  t.notMatch(answer.body, secretOf(answer), 'the secret stands in the cookie alone')
  const me = await anonymous('GET', '/me', undefined, { cookie: `sandhi=${secretOf(answer)}` })
  t.match(good(me), { delegation: 'IDN', kind: 'party', name: 'The head', hostedBy: 'Test host' })
})

t.test('under TLS the cookie is bound to the host', async (t) => {
  const secure = await startConforming(t, { parties: ['IDN'], config: { origin: 'https://sandhi.example' } })
  const answer = await secure.anonymous('POST', '/sessions', {
    delegation: 'IDN',
    login: 'head',
    password: PASSWORD,
  })
  t.match(answer.cookies[0], { name: '__Host-sandhi', secure: true })
  t.match(answer.headers['strict-transport-security'], /max-age/)
})

t.test('a wrong password, login or delegation can not be told apart', async (t) => {
  const wrong = await signIn('head', 'another phrase here')
  t.equal(told(wrong), '401 sign-in-failed')
  const bodies = [wrong, await signIn('nobody'), await signIn('head', PASSWORD, 'XXX')].map((answer) => {
    const { instance: _, ...rest } = answer.json()
    return rest
  })
  t.strictSame(bodies[1], bodies[0])
  t.strictSame(bodies[2], bodies[0])
})

t.test('a login of half a character fails like any other, each time', async (t) => {
  for (let turn = 0; turn < 3; turn += 1)
    t.equal(told(await signIn('\ud800x', 'a wrong phrase here')), '401 sign-in-failed')
})

t.test('after failures the next try has to wait, for logins that do not exist too', async (t) => {
  for (const login of ['nobody-at-all', 'linguist']) {
    t.equal(told(await signIn(login, 'a wrong phrase here')), '401 sign-in-failed')
    let wait = 0
    for (let tries = 0; tries < 60 && wait < 20; tries += 1) {
      const answer = await signIn(login, 'a wrong phrase here')
      wait = Number(answer.headers['retry-after'] ?? 0)
    }
    t.ok(wait >= 20, `${login} has to wait longer with each failure`)
  }
  t.equal(told(await signIn('linguist')), '429 sign-in-slowed', 'the right password waits too')
  service.advance(16 * 60 * 1000)
  t.equal((await signIn('linguist')).statusCode, 201)
})

t.test('a sign-in that is not of the documented form is refused with its place', async (t) => {
  const cases: [object, string][] = [
    [{ delegation: 'IDN', login: 'head' }, '/password'],
    [{ delegation: 'IDN', login: 'head', password: 7 }, '/password'],
    [{ delegation: 'idn', login: 'head', password: 'x' }, '/delegation'],
    [{ delegation: 'IDN', login: 'head', password: 'x', remember: true }, '/remember'],
  ]
  for (const [body, pointer] of cases) {
    const answer = await anonymous('POST', '/sessions', body)
    t.equal(told(answer), '400 invalid-request')
    t.equal(answer.json().errors[0].pointer, pointer)
  }
})

t.test('where no mail server is set, no digest is offered', async (t) => {
  const ask = await as('IDN', 'reader')
  t.match(good(await ask('GET', '/me')), { digest: 'off', mail: false })
  const wanted = { email: 'reader@example.org', digest: 'weekly' }
  t.equal(told(await ask('PATCH', '/me', wanted)), '409 mail-not-offered')
  t.equal(good(await ask('GET', '/me')).email, undefined)
  t.equal((await ask('PATCH', '/me', { digest: 'off' })).statusCode, 204)
})

t.test('signing out ends the session at once', async (t) => {
  const ask = bearing(secretOf(await signIn('secretary')))
  t.equal((await ask('GET', '/me')).statusCode, 200)
  t.equal((await ask('DELETE', '/sessions/current')).statusCode, 204)
  t.equal(told(await ask('GET', '/me')), '401 unauthenticated')
  t.equal(told(await ask('DELETE', '/sessions/current')), '401 unauthenticated')
})

t.test('one’s sessions are listed, and one of them ended from another at once', async (t) => {
  const [here, there] = [secretOf(await signIn('legal')), secretOf(await signIn('legal'))].map(bearing) as [
    Ask,
    Ask,
  ]
  await there('GET', '/me')
  const { items } = good(await here('GET', '/me/sessions'))
  t.equal(items.filter((one: { current: boolean }) => one.current).length, 1)
  const other = good(await there('GET', '/me/sessions')).items.find((one: any) => one.current)
  t.equal(told(await (await as('IDN', 'reader'))('DELETE', `/me/sessions/${other.id}`)), '404 not-found')
  t.equal(told(await (await as('THA', 'legal'))('DELETE', `/me/sessions/${other.id}`)), '404 not-found')
  t.equal((await here('DELETE', `/me/sessions/${other.id}`)).statusCode, 204)
  t.equal(told(await there('GET', '/me')), '401 unauthenticated')
  t.equal(told(await here('DELETE', `/me/sessions/${other.id}`)), '404 not-found')
  t.equal((await here('GET', '/me')).statusCode, 200)
  t.equal(told(await here('DELETE', '/me/sessions/latest')), '400 invalid-request')
})

t.test('a session ends by itself after a working day', async (t) => {
  const ask = bearing(secretOf(await signIn('reader')))
  service.advance(11 * 3600 * 1000)
  t.equal((await ask('GET', '/me')).statusCode, 200)
  service.advance(2 * 3600 * 1000)
  t.equal(told(await ask('GET', '/me')), '401 unauthenticated')
})

t.test('what opens no room opens nothing', async (t) => {
  const { value } = (await signIn('head')).cookies[0]!
  const others = [
    '',
    'IDN_',
    'IDN_nothing',
    'XXX_nothing',
    'nonsense',
    value.slice(0, -1),
    `THA${value.slice(3)}`,
  ]
  for (const secret of others)
    t.equal(told(await bearing(secret)('GET', '/me')), '401 unauthenticated', secret)
  const basic = await anonymous('GET', '/me', undefined, { authorization: `Basic ${value}` })
  t.equal(told(basic), '401 unauthenticated')
})

t.test('every operation that is not open to everyone asks who is there', async (t) => {
  const { paths } = app.swagger() as { paths: Record<string, Record<string, any>> }
  const id = '0'.repeat(32)
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { operationId, security }] of Object.entries(methods)) {
      if (security?.length === 0) continue
      const address = path
        .replace('{code}', 'IDN')
        .replace(/\{(from|to|version)\}/g, '1')
        .replace(/\{[^}]+\}/g, id)
      const body = method === 'get' || method === 'delete' ? undefined : bodyOf(methods[method])
      const query = path.includes('/threads') ? '?zone=table' : ''
      const answer = await anonymous(method.toUpperCase() as 'GET', `${address}${query}`, body)
      t.equal(told(answer), '401 unauthenticated', operationId)
    }
  }
})

function bodyOf(operation: { requestBody?: { content: Record<string, { example?: unknown }> } }): unknown {
  return operation.requestBody?.content['application/json']?.example
}

t.test('an invitation sets a password once, and for a lost one ends what was open', async (t) => {
  const admin = await as('IDN', 'admin')
  const { items } = good(await admin('GET', '/delegations/IDN/members'))
  const { id } = items.find((one: { login: string }) => one.login === 'drafter')
  const before = bearing(secretOf(await signIn('drafter')))
  const first = good(await admin('POST', `/delegations/IDN/members/${id}/invitation`))
  const second = good(await admin('POST', `/delegations/IDN/members/${id}/invitation`))
  const use = (invitation: string, password: string) =>
    anonymous('POST', '/invitations', { invitation, password })
  t.equal(
    told(await use(first.invitation, 'a phrase that is new')),
    '404 invitation-invalid',
    'the earlier is void',
  )
  t.equal(told(await use(second.invitation, 'short')), '422 password-weak')
  t.equal(told(await use(second.invitation, 'aaaaaaaaaaaaaaaaa')), '422 password-weak')
  t.equal((await before('GET', '/me')).statusCode, 200, 'nothing has ended yet')
  const joined = await use(second.invitation, 'a phrase that is new')
  t.equal(joined.statusCode, 201)
  t.equal((await bearing(secretOf(joined))('GET', '/me')).statusCode, 200)
  t.equal(told(await before('GET', '/me')), '401 unauthenticated')
  t.equal(told(await signIn('drafter')), '401 sign-in-failed')
  t.equal((await signIn('drafter', 'a phrase that is new')).statusCode, 201)
  t.equal(told(await use(second.invitation, 'a phrase that is new')), '404 invitation-invalid', 'it is used')
  const late = good(await admin('POST', `/delegations/IDN/members/${id}/invitation`))
  service.advance(8 * 86_400_000)
  t.equal(told(await use(late.invitation, 'a phrase that is newer')), '404 invitation-invalid', 'it is over')
  for (const none of ['XXX_aaaaaaaaaa', 'IDN_aaaaaaaaaa', 'aaaaaaaaaaaa'])
    t.equal(told(await use(none, 'a phrase that is newer')), '404 invitation-invalid')
})

t.test('one’s language, digits and era are changed one by one and kept', async (t) => {
  const ask = bearing(secretOf(await signIn('signatory')))
  t.equal((await ask('PATCH', '/me', { language: 'th' })).statusCode, 204)
  t.equal(good(await ask('GET', '/me')).language, 'th')
  t.match(good(await ask('GET', '/me')), { digits: undefined, era: undefined }, 'nothing is chosen for one')
  t.equal((await ask('PATCH', '/me', { digits: 'arabic', era: 'both' })).statusCode, 204)
  t.equal((await ask('PATCH', '/me', { era: 'ce' })).statusCode, 204)
  t.match(good(await ask('GET', '/me')), { language: 'th', digits: 'arabic', era: 'ce' })
  t.equal(told(await ask('PATCH', '/me', { language: 'fr' })), '400 invalid-request')
  t.equal(told(await ask('PATCH', '/me', { digits: 'roman' })), '400 invalid-request')
  t.equal(told(await ask('PATCH', '/me', { name: 'Another' })), '400 invalid-request')
})

t.test('tokens', async (t) => {
  const head = bearing(secretOf(await signIn('head')))
  const now = 9
  const token = async (scopes: string[], ask = head) =>
    good(await ask('POST', '/me/tokens', { name: 'weekly comparison', scopes, until: day(now + 30) }))

  t.test('are shown once, listed without their secret, and ended at once', async (t) => {
    const made = await token(['read'])
    const ask = bearing(made.token)
    t.strictSame(good(await ask('GET', '/me')).scopes, ['read'])
    const listed = await head('GET', '/me/tokens')
    t.match(good(listed).items.at(-1), { id: made.id, name: 'weekly comparison', scopes: ['read'] })
    t.notMatch(listed.body, made.token.slice(4))
    t.equal(told(await (await as('THA'))('DELETE', `/me/tokens/${made.id}`)), '404 not-found')
    t.equal((await head('DELETE', `/me/tokens/${made.id}`)).statusCode, 204)
    t.equal(told(await ask('GET', '/me')), '401 unauthenticated')
    t.equal(told(await head('DELETE', `/me/tokens/${made.id}`)), '404 not-found')
  })

  t.test('can do no more than their scopes', async (t) => {
    const { at, head: headOf } = await openTable(service)
    const { version } = await headOf()
    const save = { base: version, message: 'x', edits: [{ op: 'setParameter', name: 'days' }] }
    const ask = { kind: 'stage', stage: 'final' }
    const cases: [string[], number | string, number | string][] = [
      [['read'], '403 scope-missing', '403 scope-missing'],
      [['read', 'write'], '422 edit-no-parameter', '403 scope-missing'],
      [['approve'], '403 scope-missing', '403 scope-missing'],
      [['write', 'approve'], '422 edit-no-parameter', 201],
    ]
    for (const [scopes, saved, asked] of cases) {
      const with_ = bearing((await token(scopes)).token)
      t.equal(told(await with_('POST', `${at}/versions`, save)), String(saved), scopes.join())
      t.equal(told(await with_('POST', `${at}/decisions`, ask)), String(asked), scopes.join())
    }
    const approver = bearing((await token(['approve'])).token)
    t.equal(told(await approver('GET', at)), '403 scope-missing', 'to approve is not to read')
    const given = await approver('POST', `${at}/approvals`, act(version, 'rejected'))
    t.equal(told(given), '201', 'but an act is answered with itself')
  })

  t.test('make no tokens that can do more than they', async (t) => {
    const ask = bearing((await token(['administer', 'read'])).token)
    const more = await ask('POST', '/me/tokens', { name: 'more', scopes: ['approve'], until: day(now + 30) })
    t.equal(told(more), '403 scope-missing')
    t.ok((await token(['read'], ask)).token)
    const reader = bearing((await token(['read'])).token)
    const any = await reader('POST', '/me/tokens', { name: 'more', scopes: ['read'], until: day(now + 30) })
    t.equal(told(any), '403 scope-missing')
  })

  t.test('end on their day, which is at most a year away', async (t) => {
    const make = (until: string) => head('POST', '/me/tokens', { name: 'x', scopes: ['read'], until })
    t.equal(told(await make(day(500))), '422 limit-exceeded')
    t.equal(told(await make(day(-1))), '422 limit-exceeded')
    t.equal(told(await make('tomorrow')), '400 invalid-request')
    const ask = bearing(good(await make(day(now + 1))).token)
    t.equal((await ask('GET', '/me')).statusCode, 200)
    service.advance(3 * 86_400_000)
    t.equal(told(await ask('GET', '/me')), '401 unauthenticated')
  })

  t.test('sign themselves out', async (t) => {
    const own = bearing(secretOf(await signIn('head')))
    const ask = bearing((await token(['read'], own)).token)
    t.equal((await ask('DELETE', '/sessions/current')).statusCode, 204)
    t.equal(told(await ask('GET', '/me')), '401 unauthenticated')
    t.equal((await own('GET', '/me')).statusCode, 200)
  })
})
