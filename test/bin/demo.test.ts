// The demonstration: everything in it was made by the commands, and shows what the product does.
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { DEMO_HOST, DEMO_MARK, DEMO_PASSWORD, loadDemo } from '../../src/bin/demo.ts'
import type { components } from '../../src/client/schema.ts'
import { fsck } from '../../src/store/fsck.ts'
import { openStores } from '../../src/store/pool.ts'
import { CONFIG, seeded, shippedLists } from '../helpers/start.ts'

const NOW = '2026-11-24T03:00:00.000Z' // a Tuesday, ten in the morning in Jakarta and Bangkok
const LOGINS = ['admin', 'head', 'signatory', 'drafter', 'legal', 'linguist', 'secretary', 'reader']

type Seen = components['schemas']

const folder = join(t.testdir({}), 'data')
const stores = await openStores({ folder })
await loadDemo(stores, shippedLists(), NOW)
const { app } = await buildApp(
  { stores, clock: () => NOW, chance: seeded('demo') },
  shippedLists(),
  { ...CONFIG, data: folder, hostedBy: DEMO_HOST },
  { version: '0.0.0-test', icu: '' },
)
t.teardown(async () => {
  await app.close()
  await stores.close()
})

async function enter(
  delegation: string,
  login: string,
): Promise<<Name extends keyof Seen>(name: Name, url: string) => Promise<Seen[Name]>> {
  const payload = { delegation, login, password: DEMO_PASSWORD }
  const answer = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  const headers = { authorization: `Bearer ${answer.cookies[0]!.value}` }
  return async (_name, url) => {
    const read = await app.inject({ url: `/api/v1${url}`, headers })
    if (read.statusCode !== 200) throw new Error(`${url}: ${read.body}`)
    return read.json<Seen[typeof _name]>()
  }
}

const idn = await enter('IDN', 'head')
const tha = await enter('THA', 'head')
const iom = await enter('IOM', 'drafter')
const [sop] = (await idn('SopPage', '/sops')).items
const at = `/sops/${sop!.id}`
const versions = (await idn('VersionPage', `${at}/versions?limit=100`)).items.sort(
  (a, b) => a.number - b.number,
)

t.test('every delegation has a member of every role and is marked as a demonstration', async (t) => {
  for (const [code, get] of Object.entries({ IDN: idn, THA: tha, IOM: iom })) {
    const { items } = await get('MemberList', `/delegations/${code}/members`)
    t.same(items.map(({ login }) => login).sort(), [...LOGINS].sort())
    t.equal(new Set(items.flatMap(({ roles }) => roles.map(({ role }) => role))).size, 8)
  }
  const { items } = await idn('DelegationList', '/delegations')
  for (const { names } of items) t.ok(names.en?.endsWith(DEMO_MARK))
  t.notOk(items.some(({ names }) => names.id?.includes('demonstration')))
})

t.test('every member signs in with the one password', async (t) => {
  for (const login of LOGINS) t.ok(await enter('THA', login))
})

t.test('a dozen versions came from both sides, in order, before now, on working days', async (t) => {
  t.ok(versions.length >= 12)
  t.ok(versions.filter(({ by }) => by === 'IDN').length >= 4)
  t.ok(versions.filter(({ by }) => by === 'THA').length >= 4)
  const times = versions.map(({ time }) => time)
  t.same(times, [...times].sort())
  t.ok(times[0]! >= '2026-11-15' && times.at(-1)! <= NOW)
  t.equal(new Set(times.map((time) => time.slice(0, 10))).size, 5)
  for (const time of times) t.notOk([0, 6].includes(new Date(Date.parse(time) + 7 * 3600_000).getUTCDay()))
})

t.test('the edits are of every kind, and one save merged with another', async (t) => {
  const diff = await idn('Diff', `${at}/diffs/1/latest`)
  const seen = new Set(diff.entries.flatMap((entry) => entry.changes as string[]))
  for (const change of ['added', 'removed', 'moved', 'changed']) t.ok(seen.has(change), change)
  const merged = await idn('Diff', `${at}/diffs/9/11`)
  const keys = merged.entries.map(({ key }) => key)
  t.ok(keys.includes('reception-interview') && keys.includes('costs-no-delay'))
})

t.test('an observer has a seat in the joint workspace and hears nothing of decisions', async (t) => {
  t.equal((await iom('SopPage', '/sops')).items.length, 1)
  t.ok((await iom('ThreadPage', `${at}/threads?zone=table`)).items.length >= 5)
  await t.rejects(iom('DecisionPage', `${at}/decisions`))
})

t.test(
  'threads at the table are in three languages: open, resolved, changed, on a clause gone',
  async (t) => {
    const { items } = await tha('ThreadPage', `${at}/threads?zone=table&limit=100`)
    t.same([...new Set(items.map(({ anchor }) => anchor.language))].sort(), ['en', 'id', 'th'])
    t.same([...new Set(items.map(({ state }) => state))].sort(), ['open', 'resolved'])
    t.same([...new Set(items.map(({ anchor }) => anchor.state))].sort(), ['changed', 'found', 'removed'])
    t.same([...new Set(items.map(({ by }) => by))].sort(), ['IDN', 'IOM', 'THA'])
  },
)

t.test('every room has threads of its own', async (t) => {
  for (const get of [idn, tha, iom])
    t.ok((await get('ThreadPage', `${at}/threads?zone=room`)).items.length >= 1)
})

t.test('an act stands on an earlier version and no act on the current one', async (t) => {
  const { items } = await tha('ApprovalList', `${at}/approvals`)
  t.match(items, [{ act: 'agreed-ad-referendum', party: 'IDN', stands: true, current: false, number: 11 }])
  t.ok(versions.at(-1)!.number > 11)
})

t.test('one joint decision is open', async (t) => {
  const { items } = await idn('DecisionPage', `${at}/decisions`)
  t.match(
    items.filter(({ state }) => state === 'asked').map(({ question }) => question),
    [{ kind: 'stage', stage: 'legal-scrub' }],
  )
})

t.test('nothing is left in one language: no text is missing at the end', async (t) => {
  const { items } = await idn('Readiness', `${at}/versions/latest/readiness`)
  const rules = new Set(items.map(({ rule }) => rule))
  for (const rule of ['text-missing', 'reference-dangling', 'form-missing', 'step-without-owner'] as const) {
    t.notOk(rules.has(rule), rule)
  }
})

t.test('every id and every record entry holds', async (t) => {
  t.same(await fsck(stores), [])
})
