// The examples of the OpenAPI file, recorded: a short seeded run through every operation, its answers cut to size.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Recorded } from '../../src/http/openapi.ts'
import { offToken } from '../../src/review/digest.ts'
import { getDigest } from '../../src/store/digests.ts'
import { putDelegation } from '../../src/store/directory.ts'
import { PASSWORD, type Ask, type Started } from './start.ts'

export type Examples = Record<string, Recorded>

type Method = Parameters<Ask>[0]
interface Call {
  readonly path?: Record<string, string>
  readonly query?: Record<string, string>
  readonly body?: unknown
  readonly headers?: Record<string, string>
}
interface Documented {
  readonly operationId: string
  readonly requestBody?: { readonly content: Record<string, { readonly example?: unknown }> }
}
type Answer = Record<string, any>

const NAMES = {
  IDN: { en: 'Indonesia', id: 'Indonesia', th: 'อินโดนีเซีย' },
  THA: { en: 'Thailand', id: 'Thailand', th: 'ไทย' },
}

/** Calls each operation once with its declared body, and keeps what it was asked and what it answered. */
export async function recordExamples(started: Started): Promise<Examples> {
  const { as, anonymous, stores } = started
  for (const [code, names] of Object.entries(NAMES)) {
    await stores.directory.write((tx) => putDelegation(tx, { code, names, kind: 'party' }))
  }
  const known = operationsOf(started)
  const examples: Examples = {}
  const call = async (
    ask: Ask,
    id: string,
    { path = {}, query, body, headers }: Call = {},
  ): Promise<Answer> => {
    const { method, url, example } = known.get(id)!
    const filled = url.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name]!))
    const answer = await ask(
      method,
      query ? `${filled}?${new URLSearchParams(query).toString()}` : filled,
      body ?? example,
      { 'user-agent': 'weekly comparison', ...headers },
    )
    if (answer.statusCode >= 300) throw new Error(`${id}: ${answer.statusCode} ${answer.body}`)
    const json = String(answer.headers['content-type']).startsWith('application/json')
    const value: unknown = json ? answer.json() : undefined
    examples[id] = {
      ...(Object.keys(path).length > 0 && { path }),
      ...(query && { query }),
      answers: { ...examples[id]?.answers, ...(json && { [answer.statusCode]: cut(value) }) },
    }
    return value as Answer
  }
  const body = (id: string): Answer => ({ ...(known.get(id)!.example as object) })
  const [idn, tha, drafter, legal, signatory] = [
    await as('IDN'),
    await as('THA'),
    await as('IDN', 'drafter'),
    await as('THA', 'legal'),
    await as('IDN', 'signatory'),
  ]

  for (const id of ['getService', 'listProblems', 'getLiveness', 'getReadyState']) await call(anonymous, id)
  await call(anonymous, 'getProblem', { path: { code: 'superseded' } })
  await call(anonymous, 'signIn', { body: { ...body('signIn'), password: PASSWORD } })
  for (const id of ['getMe', 'updateMe', 'listDelegations', 'listTemplates']) await call(idn, id)
  for (const id of ['listTerms', 'listAgencies', 'listInstruments', 'listElements']) await call(idn, id)
  await call(idn, 'getDelegation', { path: { code: 'THA' } })

  const admin = await as('THA', 'admin')
  const added = await call(admin, 'addMember', {
    path: { code: 'THA' },
    body: { ...body('addMember'), login: 'legal2' },
  })
  const member = { code: 'THA', member: added.member as string }
  const again = await call(admin, 'inviteMember', { path: member })
  await call(anonymous, 'acceptInvitation', {
    body: { ...body('acceptInvitation'), invitation: again.invitation },
  })
  const members = (await admin('GET', '/delegations/THA/members')).json<Answer>()
  const { tag } = members.items.find(({ id }: Answer) => id === added.member)
  await call(admin, 'listMembers', { path: { code: 'THA' } })
  await call(admin, 'updateMember', { path: member, headers: { 'if-match': tag } })
  await call(admin, 'listRoomRecord', { path: { code: 'THA' } })

  await recordWebhooks(call, admin)
  await idn('PATCH', '/me', { email: 'head@example.org', digest: 'daily' })
  const { member: head } = (await idn('GET', '/me')).json<Answer>()
  const digest = await (await stores.room('IDN'))!.read((sql) => getDigest(sql, head))
  const link = { token: offToken(digest!.secret, 'IDN', head) }
  await call(anonymous, 'showDigestOff', { path: link })
  await call(anonymous, 'stopDigest', { path: link })
  await call(idn, 'listPresence', { path: { code: 'IDN' } })

  const token = await call(idn, 'createToken')
  await call(idn, 'listTokens')
  await call(idn, 'endToken', { path: { token: token.id } })
  const second = (
    await anonymous('POST', '/sessions', { delegation: 'IDN', login: 'head', password: PASSWORD })
  ).json()
  await call(idn, 'listSessions')
  await call(idn, 'endSession', { path: { session: second.id } })

  const made = await call(idn, 'createSop')
  const sop = { sop: made.id as string }
  const asked = await call(tha, 'listDecisions', { path: sop })
  const decision = { ...sop, decision: asked.items[0].id as string }
  await call(tha, 'answerDecision', { path: decision })
  await call(tha, 'getDecision', { path: decision })
  await call(idn, 'askDecision', {
    path: sop,
    body: {
      kind: 'observer',
      delegation: 'IOM',
      preset: 'joint-workspace',
      until: '2027-11-24T00:00:00.000Z',
      comments: true,
      withheld: [],
    },
  })
  const edit = { ...body('saveVersion'), base: made.head.version }
  await call(legal, 'saveVersion', { path: sop, query: { dryRun: 'true' }, body: edit })
  const saved = await call(legal, 'saveVersion', { path: sop, body: edit })
  delete (examples.saveVersion as Answer).query
  await call(idn, 'listSops')
  await call(idn, 'getSop', { path: sop })
  await call(idn, 'markVisit', { path: sop })
  await call(drafter, 'listVersions', { path: sop })
  const small = { clause: 'consent', language: 'th' }
  await call(drafter, 'getVersion', { path: { ...sop, version: 'latest' }, query: small })
  await call(drafter, 'getReadiness', { path: { ...sop, version: 'latest' } })
  await call(drafter, 'getClauseHistory', { path: { ...sop, key: 'consent' } })
  await call(drafter, 'compareVersions', { path: { ...sop, from: '1', to: 'latest' } })
  await call(idn, 'getTemplate', { path: { name: body('createSop').template } })

  const opened = await call(drafter, 'openThread', { path: sop })
  const thread = { ...sop, thread: opened.id as string }
  const table = { zone: 'table' }
  const replied = await call(legal, 'addComment', { path: thread, query: table })
  const comment = { ...thread, comment: replied.comments.at(-1).id as string }
  await call(legal, 'updateComment', { path: comment, headers: { 'if-match': replied.tag } })
  const seen = await call(drafter, 'getThread', { path: thread, query: table })
  await call(drafter, 'updateThread', { path: thread, headers: { 'if-match': seen.tag } })
  await call(drafter, 'listThreads', { path: sop, query: table })

  await call(signatory, 'giveApproval', {
    path: sop,
    body: { ...body('giveApproval'), act: 'initialled', version: saved.version },
  })
  await call(idn, 'listApprovals', { path: sop })
  await call(idn, 'listRecord', { path: sop, query: { type: 'version.saved' } })
  await call(idn, 'exportSop', { path: sop })
  await call(await as('IDN', 'reader'), 'signOut')
  return examples
}

/** Webhooks, with a receiver on this machine that takes what it is sent. */
async function recordWebhooks(
  call: (ask: Ask, id: string, how?: Call) => Promise<Answer>,
  admin: Ask,
): Promise<void> {
  const receiver = createServer((request, response) => {
    request.resume()
    response.writeHead(204).end()
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const { port } = receiver.address() as AddressInfo
  const own = { code: 'THA' }
  const made = await call(admin, 'createWebhook', { path: own })
  const webhook = { ...own, webhook: made.id as string }
  const { items } = await call(admin, 'listWebhooks', { path: own })
  await call(admin, 'updateWebhook', { path: webhook, headers: { 'if-match': items[0].tag } })
  const here = { name: 'Here', url: `http://127.0.0.1:${port}/`, zones: ['table'] }
  const local = (await admin('POST', '/delegations/THA/webhooks', here)).json<Answer>()
  await call(admin, 'pingWebhook', { path: { ...own, webhook: local.id } })
  await call(admin, 'deleteWebhook', { path: webhook })
  receiver.close()
}

function operationsOf({ app }: Started) {
  const { paths = {} } = app.swagger() as unknown as { paths: Record<string, Record<string, Documented>> }
  const listed = Object.entries(paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody }]) => {
      const example = requestBody?.content['application/json']?.example
      return [operationId, { method: method.toUpperCase() as Method, url, example }] as const
    }),
  )
  return new Map(listed)
}

const MOST = 2_000 // bytes of one example

interface How {
  /** code points that a text is cut to */
  readonly texts: number
  /** items that a list of things is cut to; a list called `items` has one */
  readonly items: number
  /** entries that a map of things is cut to */
  readonly maps: number
  /** whether what stands below a clause is shown */
  readonly below: boolean
}
const TRIES: readonly How[] = [
  { texts: Infinity, items: 3, maps: Infinity, below: true },
  { texts: Infinity, items: 1, maps: Infinity, below: true },
  { texts: 200, items: 1, maps: 1, below: true },
  { texts: 80, items: 1, maps: 1, below: false },
  { texts: 60, items: 1, maps: 1, below: false },
]

/** The same answer with long lists cut; where it is still too long, maps and texts too, marked with an ellipsis. */
function cut(value: unknown): unknown {
  for (const how of TRIES) {
    const shorter = cutBy(value, how)
    if (Buffer.byteLength(JSON.stringify(shorter)) <= MOST) return shorter
  }
  throw new Error(`an example is over ${MOST} bytes: ${JSON.stringify(value).slice(0, 200)}`)
}

export const MAPS = ['shown', 'parameters', 'notes', 'references']

function cutBy(value: unknown, how: How, name = ''): unknown {
  if (typeof value === 'string') {
    const points = [...value]
    return points.length > how.texts ? `${points.slice(0, how.texts).join('')}…` : value
  }
  if (Array.isArray(value)) {
    const most = name === 'children' && !how.below ? 0 : name === 'items' ? 1 : how.items
    const things = typeof value[0] === 'object'
    return (things ? value.slice(0, most) : value).map((each) => cutBy(each, how))
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const most = MAPS.includes(name) ? how.maps : Infinity
  return Object.fromEntries(entries.slice(0, most).map(([key, each]) => [key, cutBy(each, how, key)]))
}
