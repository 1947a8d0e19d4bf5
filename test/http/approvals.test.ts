// Formal acts over the API: who may give which when, what they amount to, and how each stays in sight.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { act, good, KEYS, NUMBER, openTable, setText, type Table, told } from '../helpers/table.ts'

const service = await startConforming(t, { parties: ['IDN', 'THA', 'MYS'] })
const { anonymous, as } = service
const signatory = { IDN: await as('IDN', 'signatory'), THA: await as('THA', 'signatory') }
const mys = await as('MYS')
const heading = (value: string) => setText(KEYS.article, 'en', 'heading', value)

/** Gives an act on the current version, or the one named, and says code and status. */
const giver =
  (table: Table) =>
  async (ask: Table['idn'], kind?: string, more: { version?: string } = {}) => {
    const version = more.version ?? (await table.head()).version
    return ask('POST', `${table.at}/approvals`, act(version, kind, more))
  }
const listed = async (table: Table, query = '') =>
  good(await table.idn('GET', `${table.at}/approvals${query}`))
const adoptedTable = async (more: object = {}) => {
  const table = await openTable(service, more)
  const give = giver(table)
  good(await give(table.idn))
  good(await give(table.tha))
  return { ...table, give }
}

t.test('an act names the exact text, and stands in the record', async (t) => {
  const table = await openTable(service)
  const authority = { document: 'Instruction', number: '12/2026', date: '2026-11-01' }
  const { version, number } = await table.head()
  const answer = await giver(table)(table.idn, 'text-agreed', {
    authority,
    preparedBy: 'The legal adviser',
  } as object)
  t.equal(answer.statusCode, 201)
  const given = good(answer)
  t.match(given, {
    ...{ act: 'text-agreed', version, number, party: 'IDN', authority, preparedBy: 'The legal adviser' },
    ...{ confirmedBy: 'The head', stands: true, current: true },
  })
  const { languages } = good(await table.tha('GET', `${table.at}/versions/latest`))
  t.strictSame(given.languages, languages)
  t.strictSame(good(await table.tha('GET', `${table.at}/approvals`)), { items: [given] })
  const [entry] = good(await table.tha('GET', `${table.at}/record?type=approval.given`)).items
  t.match(entry, { seq: given.seq, by: 'IDN', refs: { approval: given.id, version, act: 'text-agreed' } })
})

t.test(
  'the text is adopted when every party has agreed to the same version, and is closed then',
  async (t) => {
    const table = await openTable(service)
    const give = giver(table)
    good(await give(table.idn))
    t.equal((await listed(table)).adopted, undefined)
    t.notOk('adopted' in good(await table.idn('GET', table.at)))
    good(await give(table.tha))
    const { version } = await table.head()
    t.equal((await listed(table)).adopted, version)
    const sop = good(await table.idn('GET', table.at))
    t.strictSame(sop.adopted, { version })
    t.notOk(sop.may.includes('saveVersion'))
    const save = { base: version, message: 'x', edits: [heading('Aim')] }
    const closed = await table.idn('POST', `${table.at}/versions`, save)
    t.equal(told(closed), '409 text-adopted')
    t.match(closed.json().facts, { version })
    for (const kind of ['text-agreed', 'agreed-ad-referendum', 'rejected', 'withdrawn'])
      t.equal(told(await give(table.idn, kind)), '409 text-adopted', kind)
  },
)

t.test(
  'a new version leaves acts in sight for the version they were given on, and carries none over',
  async (t) => {
    const table = await openTable(service)
    const give = giver(table)
    const { version } = await table.head()
    good(await give(table.idn))
    await table.save([heading('Aim')])
    good(await give(table.tha))
    t.match(await listed(table), {
      items: [
        { party: 'IDN', number: 2, current: false },
        { party: 'THA', number: 3, current: true },
      ],
    })
    t.equal((await listed(table)).adopted, undefined)
    const late = await give(table.tha, 'text-agreed', { version })
    t.equal(told(late), '409 superseded')
    t.equal(late.json().facts.head, (await table.head()).version)
    t.match(await listed(table, '?version=2'), { items: [{ party: 'IDN' }] })
    t.equal((await listed(table, `?version=${version}`)).items.length, 1)
    t.equal((await listed(table, '?version=latest')).items.length, 1)
    t.equal(told(await table.idn('GET', `${table.at}/approvals?version=99`)), '404 not-found')
    t.equal(told(await table.idn('GET', `${table.at}/approvals?version=newest`)), '400 invalid-request')
  },
)

t.test(
  'the same act is not given twice, and takes effect once when it is repeated with its key',
  async (t) => {
    const table = await openTable(service)
    const give = giver(table)
    const key = { 'idempotency-key': 'approve-1' }
    const body = act((await table.head()).version)
    const first = await table.idn('POST', `${table.at}/approvals`, body, key)
    const again = await table.idn('POST', `${table.at}/approvals`, body, key)
    t.equal(again.statusCode, 201)
    t.equal(again.body, first.body)
    t.equal(
      told(await table.idn('POST', `${table.at}/approvals`, { ...body, place: 'Jakarta' }, key)),
      '422 idempotency-mismatch',
    )
    t.equal(told(await give(table.idn)), '409 act-given-already')
    t.equal(told(await give(table.idn, 'agreed-ad-referendum')), '409 act-given-already')
    t.equal((await listed(table)).items.length, 1)
  },
)

t.test('ad referendum binds when it is confirmed', async (t) => {
  const table = await openTable(service)
  const give = giver(table)
  t.equal(told(await give(table.idn, 'ad-referendum-confirmed')), '409 nothing-to-confirm')
  good(await give(table.idn, 'agreed-ad-referendum'))
  good(await give(table.tha))
  t.equal((await listed(table)).adopted, undefined)
  good(await give(table.idn, 'ad-referendum-confirmed'))
  t.equal((await listed(table)).adopted, (await table.head()).version)
})

t.test('a rejection stays in the record, and the last word of a party decides', async (t) => {
  const table = await openTable(service)
  const give = giver(table)
  good(await give(table.idn))
  good(await give(table.idn, 'rejected', { reason: 'Awaiting instructions' } as object))
  good(await give(table.tha))
  t.equal((await listed(table)).adopted, undefined)
  good(await give(table.idn))
  t.equal((await listed(table)).adopted, (await table.head()).version)
  t.strictSame(
    (await listed(table)).items.map((one: any) => one.act),
    ['text-agreed', 'rejected', 'text-agreed', 'text-agreed'],
  )
})

t.test('readiness never stands against a rejection, nor an agreement ad referendum', async (t) => {
  const table = await openTable(service)
  const give = giver(table)
  await table.save([{ op: 'setText', key: KEYS.article, language: 'th', part: 'heading' }])
  const refused = await give(table.idn)
  t.equal(told(refused), '409 not-ready')
  t.match(refused.json().facts.findings, [
    { class: 'blocks', rule: 'text-missing', key: KEYS.article, language: 'th' },
  ])
  t.equal((await give(table.idn, 'agreed-ad-referendum')).statusCode, 201)
  t.equal(told(await give(table.idn, 'ad-referendum-confirmed')), '409 not-ready')
  t.equal((await give(table.tha, 'rejected')).statusCode, 201)
})

t.test('an act is withdrawn until adoption, by its own party, and stays in sight', async (t) => {
  const table = await openTable(service)
  const give = giver(table)
  const { id } = good(await give(table.idn))
  const withdraw = (ask: Table['idn'], withdraws?: string, more: object = {}) =>
    give(ask, 'withdrawn', { ...(withdraws && { withdraws }), ...more } as object)
  t.equal(told(await withdraw(table.idn)), '409 nothing-to-withdraw')
  t.equal(told(await withdraw(table.tha, id)), '409 nothing-to-withdraw')
  t.equal(told(await withdraw(table.idn, '0'.repeat(32))), '409 nothing-to-withdraw')
  const { version } = good(await table.idn('GET', `${table.at}/versions/1`))
  t.equal(told(await withdraw(table.idn, id, { version })), '409 nothing-to-withdraw', 'of another version')
  t.equal(good(await withdraw(table.idn, id)).withdraws, id)
  t.match(await listed(table), { items: [{ id, stands: false }, { act: 'withdrawn' }] })
  t.equal(told(await withdraw(table.idn, id)), '409 nothing-to-withdraw')
  good(await give(table.tha))
  t.equal((await listed(table)).adopted, undefined)
  good(await give(table.idn))
  t.ok((await listed(table)).adopted)
})

t.test('the head agrees the text and the signatory signs it, after it is adopted', async (t) => {
  const table = await openTable(service)
  const give = giver(table)
  t.equal(told(await give(signatory.IDN, 'text-agreed')), '403 role-missing')
  t.equal(told(await give(signatory.IDN, 'signed')), '409 not-adopted')
  t.equal(told(await give(table.idn, 'signed')), '403 role-missing')
  t.equal((await give(signatory.IDN, 'initialled')).statusCode, 201, 'initials come before too')
  t.equal(told(await give(signatory.IDN, 'internal-procedures-completed')), '409 not-adopted')
  good(await give(table.idn))
  good(await give(table.tha))
  for (const kind of ['signed-ad-referendum', 'signed', 'internal-procedures-completed']) {
    for (const side of ['IDN', 'THA'] as const)
      t.equal((await give(signatory[side], kind)).statusCode, 201, kind)
    t.equal(told(await give(signatory.THA, kind)), '409 act-given-already', kind)
  }
  const { version } = good(await table.idn('GET', `${table.at}/versions/1`))
  t.equal(
    told(await give(signatory.IDN, 'signed', { version })),
    '409 superseded',
    'on the adopted version alone',
  )
  t.ok((await listed(table)).items.every((one: any) => one.stands && one.current))
})

t.test('an adopted text is opened again by joint decision, and its acts are set aside', async (t) => {
  const table = await adoptedTable()
  const { version } = await table.head()
  const reason = 'A clerical error in Article 1'
  const ask = (of: string) =>
    table.idn('POST', `${table.at}/decisions`, { kind: 'reopening', version: of, reason })
  t.equal(told(await ask('0'.repeat(64))), '409 superseded')
  const { id } = good(await ask(version))
  t.equal((await listed(table)).adopted, version, 'until the other party says yes')
  good(await table.tha('POST', `${table.at}/decisions/${id}/answers`, { answer: 'yes' }))
  t.match(await listed(table), { items: [{ stands: false }, { stands: false }] })
  t.equal((await listed(table)).adopted, undefined)
  t.equal(told(await ask(version)), '409 not-adopted')
  await table.save([heading('Aim')])
  good(await table.give(table.idn))
  good(await table.give(table.tha))
  t.equal((await listed(table)).adopted, (await table.head()).version)
})

t.test('three parties: two are not enough', async (t) => {
  const { id } = good(
    await (
      await as('IDN')
    )('POST', '/sops', {
      ...{ title: { en: 'Return' }, parties: ['IDN', 'THA', 'MYS'], languages: ['en'], authentic: ['en'] },
      ...{ prevailing: 'none', procedure: 'open' },
    }),
  )
  const at = `/sops/${id}`
  const [idn, tha] = [await as('IDN'), await as('THA')]
  for (const { id: decision, waitsFor } of good(await idn('GET', `${at}/decisions`)).items)
    for (const code of waitsFor)
      good(await (await as(code))('POST', `${at}/decisions/${decision}/answers`, { answer: 'yes' }))
  const elements = [
    'best_interests',
    'consent',
    'data_protection',
    'no_detention',
    'non_punishment',
    'non_refoulement',
    'risk_assessment',
    'voluntary_return',
  ]
  const clause = { kind: 'article', facts: { elements }, texts: { en: { heading: 'Purpose' } } }
  const { head } = good(await mys('GET', at))
  const edits = [{ op: 'insert', clause, parent: 'sop' }]
  const { version } = good(await mys('POST', `${at}/versions`, { base: head.version, message: 'x', edits }))
  for (const ask of [idn, tha]) good(await ask('POST', `${at}/approvals`, act(version)))
  t.equal(good(await idn('GET', `${at}/approvals`)).adopted, undefined)
  good(await mys('POST', `${at}/approvals`, act(version)))
  t.equal(good(await idn('GET', `${at}/approvals`)).adopted, version)
})

t.test('who gives none', async (t) => {
  const table = await openTable(service)
  const give = giver(table)
  for (const login of ['admin', 'drafter', 'legal', 'linguist', 'secretary', 'reader'])
    t.equal(told(await give(await as('IDN', login))), '403 role-missing', login)
  t.equal(told(await give(mys)), '404 not-found')
  t.equal(told(await give(anonymous)), '401 unauthenticated')
  t.equal(told(await mys('GET', `${table.at}/approvals`)), '404 not-found')
})

t.test('a body that is not of the documented form is refused', async (t) => {
  const table = await openTable(service)
  const { version } = await table.head()
  const cases: [object, string][] = [
    [{ version: 'latest' }, '400 invalid-request'],
    [{ version: '2' }, '400 invalid-request'],
    [{ version: '0'.repeat(64) }, '404 not-found'],
    [{ act: 'approved' }, '400 invalid-request'],
    [{ date: '24-11-2026' }, '400 invalid-request'],
    [{ date: '2026-02-30' }, '400 invalid-request'],
    [{ place: '' }, '400 invalid-request'],
    [{ authority: { document: 'x' } }, '400 invalid-request'],
    [{ party: 'THA' }, '400 invalid-request'],
    [{ place: 'Bang\u0000kok' }, '422 text-refused'],
    [{ capacity: `Holder of ${NUMBER}` }, '422 case-data'],
    [{ authority: { document: 'x', number: NUMBER, date: '2026-11-01' } }, '422 case-data'],
  ]
  for (const [more, code] of cases) {
    const answer = await table.idn('POST', `${table.at}/approvals`, { ...act(version), ...more })
    t.equal(told(answer), code, JSON.stringify(more))
  }
  t.strictSame((await listed(table)).items, [])
})

t.test('acts that one has are not sent again', async (t) => {
  const table = await adoptedTable()
  const first = await table.idn('GET', `${table.at}/approvals`)
  const held = { 'if-none-match': String(first.headers.etag) }
  t.equal((await table.idn('GET', `${table.at}/approvals`, undefined, held)).statusCode, 304)
  good(await table.give(signatory.IDN, 'signed'))
  t.equal((await table.idn('GET', `${table.at}/approvals`, undefined, held)).statusCode, 200)
})
