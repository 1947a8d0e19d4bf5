// SOPs over the API: creating, listing and reading them, states that are to join, and what one may do.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { act, beginning, good, NUMBER, openTable, setText, KEYS, TITLE, told } from '../helpers/table.ts'

const service = await startConforming(t, { parties: ['IDN', 'THA', 'MYS'] })
const { anonymous, as } = service
const [idn, tha, mys, iom] = [await as('IDN'), await as('THA'), await as('MYS'), await as('IOM')]
const UNTIL = '2027-11-24T00:00:00.000Z'
const SEAT = { delegation: 'IOM', preset: 'clean-text', until: UNTIL, comments: false, withheld: [] }
const asked = async (at: string, ask = idn) => good(await ask('GET', `${at}/decisions`)).items

t.test('an SOP begins from a template with all its words', async (t) => {
  const template = 'safe-voluntary-repatriation-reintegration'
  const answer = await idn('POST', '/sops', beginning({ template }))
  t.equal(answer.statusCode, 201)
  const sop = good(answer)
  t.equal(answer.headers.location, `/api/v1/sops/${sop.id}`)
  t.match(sop, {
    title: TITLE,
    stage: 'negotiation',
    character: 'arrangement',
    prevailing: 'none',
    archived: false,
  })
  t.match(sop.parties, [
    { delegation: 'IDN', state: 'member' },
    { delegation: 'THA', state: 'invited' },
  ])
  const { clause, message } = good(await idn('GET', `/sops/${sop.id}/versions/1`))
  t.match(clause.facts.sop.template, { name: template, version: 1 })
  t.ok(clause.children.length > 5)
  t.equal(message, 'First version')
})

t.test('an SOP without a template begins empty, by proposal unless joint drafting is chosen', async (t) => {
  const { procedure: _, ...body } = beginning()
  const sop = good(await idn('POST', '/sops', body))
  t.equal(sop.procedure, 'by-proposal')
  t.notOk(sop.may.includes('saveVersion'))
  t.strictSame(good(await idn('GET', `/sops/${sop.id}/versions/latest`)).clause.children, [])
})

t.test('who may begin one', async (t) => {
  t.equal(told(await anonymous('POST', '/sops', beginning())), '401 unauthenticated')
  t.equal(told(await (await as('IDN', 'reader'))('POST', '/sops', beginning())), '403 role-missing')
  t.equal(told(await (await as('IDN', 'admin'))('POST', '/sops', beginning())), '403 role-missing')
  t.equal(told(await iom('POST', '/sops', beginning())), '403 standing-missing')
})

t.test('what is wrong with a beginning is named, and nothing is left of it', async (t) => {
  const before = good(await idn('GET', '/sops')).items.length
  const cases: [object, string, string?][] = [
    [{ parties: ['THA', 'MYS'] }, '422 question-refused', '/parties'],
    [{ parties: ['IDN', 'XXX'] }, '422 delegation-unknown', '/parties/1'],
    [{ parties: ['IDN', 'IOM'] }, '422 delegation-unknown', '/parties/1'],
    [{ parties: ['IDN', 'IDN'] }, '422 facts-refused'],
    [{ parties: ['IDN'] }, '400 invalid-request', '/parties'],
    [{ template: 'none' }, '422 template-unknown', '/template'],
    [{ reference: '1999.1' }, '422 facts-refused', '/reference'],
    [{ authentic: ['fr'] }, '422 facts-refused'],
    [{ prevailing: 'fr' }, '422 facts-refused'],
    [{ title: { ...TITLE, fr: 'Retour' } }, '422 facts-refused'],
    [{ title: { ...TITLE, en: '<b>Safe</b>' } }, '422 text-refused', '/title/en'],
    [{ title: { ...TITLE, en: `Return of ${NUMBER}` } }, '422 case-data', '/title/en'],
    [{ message: 'a\u0000b' }, '422 text-refused', '/message'],
    [{ negotiated: ['en', 'fr'] }, '422 facts-refused', '/negotiated/1'],
    [{ observers: [{ ...SEAT, withheld: ['none'] }] }, '422 question-refused'],
    [{ observers: [{ ...SEAT, delegation: 'MYS' }] }, '422 delegation-unknown', '/observers/0'],
    [{ procedure: 'closed' }, '400 invalid-request', '/procedure'],
    [{ owner: 'IDN' }, '400 invalid-request', '/owner'],
    [{ languages: 'en' }, '400 invalid-request', '/languages'],
  ]
  for (const [more, code, pointer] of cases) {
    const answer = await idn('POST', '/sops', beginning(more))
    t.equal(told(answer), code, JSON.stringify(more))
    if (pointer !== undefined) t.equal(answer.json().errors?.[0]?.pointer, pointer, JSON.stringify(more))
  }
  t.equal(good(await idn('GET', '/sops')).items.length, before)
})

t.test('a repeated beginning with the same key makes one SOP', async (t) => {
  const key = { 'idempotency-key': 'begin-1234' }
  const first = await idn('POST', '/sops', beginning(), key)
  const again = await idn('POST', '/sops', beginning(), key)
  t.equal(again.statusCode, 201)
  t.equal(good(again).id, good(first).id)
  t.equal(
    told(await idn('POST', '/sops', beginning({ message: 'Another' }), key)),
    '422 idempotency-mismatch',
  )
  t.equal(
    told(await idn('POST', '/sops', beginning(), { 'idempotency-key': 'short' })),
    '400 invalid-request',
  )
  const other = good(await tha('POST', '/sops', beginning(), key))
  t.not(other.id, good(first).id, 'a key is its member’s own')
})

t.test('a list goes on with its cursor, and shows only what one takes part in', async (t) => {
  const ids: string[] = []
  let cursor = ''
  do {
    const page = good(await idn('GET', `/sops?limit=2${cursor}`))
    ids.push(...page.items.map((one: { id: string }) => one.id))
    t.ok(page.items.length <= 2)
    cursor = page.next === undefined ? '' : `&cursor=${page.next}`
  } while (cursor)
  t.equal(new Set(ids).size, ids.length)
  t.strictSame(
    ids,
    good(await idn('GET', '/sops')).items.map((one: { id: string }) => one.id),
  )
  t.strictSame(good(await mys('GET', '/sops')).items, [])
  t.strictSame(good(await iom('GET', '/sops')).items, [])
  t.equal(told(await idn('GET', '/sops?cursor=nonsense')), '400 invalid-request')
  t.equal(told(await idn('GET', '/sops?limit=0')), '400 invalid-request')
  t.equal(told(await idn('GET', '/sops?limit=many')), '400 invalid-request')
  t.equal(told(await idn('GET', '/sops?order=new')), '400 invalid-request')
})

t.test('what one may not know of is not there, like what is not there', async (t) => {
  const { at } = await openTable(service)
  const bodies = []
  for (const url of [at, `/sops/${'0'.repeat(32)}`]) {
    const { instance: _, ...body } = (await mys('GET', url)).json()
    bodies.push(body)
  }
  t.equal(bodies[0].code, 'not-found')
  t.strictSame(bodies[0], bodies[1])
  t.equal(told(await idn('GET', '/sops/1')), '400 invalid-request')
  t.equal(told(await idn('GET', `/sops/${'A'.repeat(32)}`)), '400 invalid-request')
  t.equal(told(await anonymous('GET', at)), '401 unauthenticated')
})

t.test('what one has is not sent again', async (t) => {
  const { at, save } = await openTable(service)
  const first = await idn('GET', at)
  const tag = String(first.headers.etag)
  t.equal(first.headers['cache-control'], 'private, no-cache')
  const held = await idn('GET', at, undefined, { 'if-none-match': `"other", W/${tag}` })
  t.equal(held.statusCode, 304)
  t.equal(held.headers.etag, tag)
  await save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  t.equal((await idn('GET', at, undefined, { 'if-none-match': tag })).statusCode, 200)
})

t.test('a state named as party reads and answers, and takes part from its yes on', async (t) => {
  const { id } = good(await idn('POST', '/sops', beginning({ parties: ['IDN', 'THA'] })))
  const at = `/sops/${id}`
  const sop = good(await tha('GET', at))
  t.equal(sop.standing, 'invited')
  t.notOk(
    sop.may.includes('saveVersion') || sop.may.includes('giveApproval') || sop.may.includes('exportSop'),
  )
  t.ok(sop.may.includes('answerDecision') && sop.may.includes('listRecord'))
  const { version } = sop.head
  const edits = [setText('sop', 'en', 'heading', 'Another title')]
  t.equal(
    told(await tha('POST', `${at}/versions`, { base: version, message: 'x', edits })),
    '403 standing-missing',
  )
  t.equal(told(await tha('POST', `${at}/approvals`, act(version))), '403 standing-missing')
  t.equal(told(await tha('GET', `${at}/export`)), '403 standing-missing')
  t.equal((await tha('GET', `${at}/versions/latest/readiness`)).statusCode, 200)
  const [decision] = await asked(at)
  t.match(decision, { waitsFor: ['THA'], state: 'asked', may: [] })
  const url = `${at}/decisions/${decision.id}/answers`
  t.equal(told(await (await as('THA', 'legal'))('POST', url, { answer: 'yes' })), '403 role-missing')
  t.equal(told(await idn('POST', url, { answer: 'yes' })), '403 not-asked')
  t.equal((await tha('POST', url, { answer: 'yes' })).statusCode, 201)
  t.equal(good(await tha('GET', at)).standing, 'party')
  t.equal((await tha('POST', `${at}/versions`, { base: version, message: 'x', edits })).statusCode, 201)
  t.equal(told(await tha('POST', url, { answer: 'no' })), '409 decision-settled')
})

t.test('a state that declines sees nothing of it any more', async (t) => {
  const { id } = good(await idn('POST', '/sops', beginning()))
  const [decision] = await asked(`/sops/${id}`)
  const answer = await tha('POST', `/sops/${id}/decisions/${decision.id}/answers`, { answer: 'no' })
  t.equal(answer.statusCode, 204)
  t.equal(told(await tha('GET', `/sops/${id}`)), '404 not-found')
  t.match(good(await idn('GET', `/sops/${id}`)).parties[1], { delegation: 'THA', state: 'declined' })
})

t.test('three parties: each answers for each, and one that declines holds nobody up', async (t) => {
  const { id } = good(await idn('POST', '/sops', beginning({ parties: ['IDN', 'THA', 'MYS'] })))
  const at = `/sops/${id}`
  const [first, second] = await asked(at)
  t.strictSame(
    [first.waitsFor, second.waitsFor],
    [
      ['MYS', 'THA'],
      ['MYS', 'THA'],
    ],
  )
  const of = (code: string) => [first, second].find(({ question }) => question.delegation === code)
  good(await tha('POST', `${at}/decisions/${of('THA').id}/answers`, { answer: 'yes' }))
  t.equal(good(await tha('GET', at)).standing, 'invited', 'Malaysia has not answered')
  t.equal((await mys('POST', `${at}/decisions/${of('MYS').id}/answers`, { answer: 'no' })).statusCode, 204)
  t.equal(good(await tha('GET', at)).standing, 'party')
  t.match(good(await idn('GET', `${at}/decisions/${of('THA').id}`)), { state: 'agreed', waitsFor: [] })
})

t.test('a seat for an observer, asked for at the beginning, is one when every party said yes', async (t) => {
  const { id } = good(await idn('POST', '/sops', beginning({ observers: [SEAT] })))
  const at = `/sops/${id}`
  t.equal(told(await iom('GET', at)), '404 not-found')
  for (const { id: decision } of await asked(at)) {
    good(await tha('POST', `${at}/decisions/${decision}/answers`, { answer: 'yes' }))
  }
  t.match(good(await iom('GET', at)), { standing: 'observer', may: [] })
  t.strictSame(good(await idn('GET', at)).observers, [SEAT])
})

t.test('what one has seen is noted for oneself alone', async (t) => {
  const { at } = await openTable(service)
  t.equal((await idn('POST', `${at}/visits`, { version: 2 })).statusCode, 204)
  t.equal(good(await idn('GET', at)).visited, 2)
  t.equal(good(await (await as('IDN', 'legal'))('GET', at)).visited, undefined)
  t.equal((await idn('POST', `${at}/visits`, { version: 99 })).statusCode, 204)
  t.equal(good(await idn('GET', at)).visited, 2, 'no further than there is')
  t.equal(told(await mys('POST', `${at}/visits`, { version: 1 })), '404 not-found')
  t.equal(told(await idn('POST', `${at}/visits`, { version: 0 })), '400 invalid-request')
})

t.test('`may` names what the caller may do now, by role', async (t) => {
  const { at } = await openTable(service)
  const may = async (login: string, delegation = 'IDN') =>
    good(await (await as(delegation, login))('GET', at)).may as string[]
  const talk = ['openThread', 'addComment']
  const all = ['listRecord', 'exportSop']
  t.strictSame(await may('reader'), all)
  t.strictSame(await may('admin'), all)
  t.strictSame(await may('secretary'), [...talk, 'askDecision', ...all])
  t.strictSame(await may('drafter'), ['saveVersion', ...talk, 'askDecision', ...all])
  t.strictSame(await may('signatory'), [...talk, 'giveApproval', 'askDecision', ...all])
  t.strictSame(await may('head', 'THA'), [
    'saveVersion',
    ...talk,
    'giveApproval',
    'askDecision',
    'answerDecision',
    ...all,
  ])
})

t.test('a refused creation leaves its Idempotency-Key free for the corrected one', async (t) => {
  const idn = await as('IDN')
  const once = { 'idempotency-key': 'create-and-correct' }
  const wrong = beginning({ title: { en: 'a\u00adb' } })
  t.equal(told(await idn('POST', '/sops', wrong, once)), '422 text-refused')
  t.equal((await idn('POST', '/sops', beginning(), once)).statusCode, 201)
})
