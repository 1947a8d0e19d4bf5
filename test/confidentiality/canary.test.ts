// Canaries: each field of one side’s room holds words of its own; all that others can read is searched.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { symbols } from 'pino'
import t from 'tap'
import { crawl, replay, rest } from './crawl.ts'
import { beginObserved, good, KEYS } from './sop.ts'
import { openWorld, settleBase, type World } from './world.ts'

/** Words planted in each field, and the search for them in every form in which they could come out. */
function createCanaries() {
  const words = new Map<string, string>()
  const keep = (field: string, value: string): string => {
    words.set(field, value)
    return value
  }
  return {
    words,
    /** Remembers a secret or an id that the service made. */
    keep,
    /** New words for a field: ASCII, Indonesian, or Thai, with a number that makes them unlike all others. */
    plant(field: string): string {
      const at = words.size + 10
      const thai = [...String(at)].map((digit) => String.fromCodePoint(0x0e50 + Number(digit))).join('')
      return keep(field, [`canary-q${at}x`, `kenari rahasia q${at}x`, `นกคีรีบูนลับ${thai}ค`][at % 3]!)
    },
    /** The fields whose words stand in these bytes. */
    in(bytes: Buffer): string[] {
      const stands = ([, word]: [string, string]) => formsOf(word).some((form) => bytes.includes(form))
      return [...words].filter(stands).map(([field]) => field)
    },
  }
}
type Canaries = ReturnType<typeof createCanaries>

function formsOf(word: string): Buffer[] {
  const utf8 = Buffer.from(word)
  const escaped = [...word]
    .map((one) => (one > '~' ? `\\u0${one.codePointAt(0)!.toString(16)}` : one))
    .join('')
  const base64 = [0, 1, 2].map((skip) => {
    const shifted = Buffer.concat([Buffer.alloc(skip), utf8]).toString('base64')
    return shifted.slice(skip === 0 ? 0 : skip + 1, -4) // the ends depend on what stands beside
  })
  const forms = [escaped, encodeURIComponent(word), utf8.toString('hex'), ...base64]
  return [utf8, Buffer.from(word, 'utf16le'), ...forms.map((form) => Buffer.from(form))]
}

t.setTimeout(180_000)
t.test('words of one side’s room stand in its own file and its own answers alone', async (t) => {
  const world = await openWorld(t, await settleBase(t), 'canary', {
    ...{ log: 'debug', smtp: 'smtp://127.0.0.1:9', mailFrom: 'sandhi@example.org' },
  })
  const log: string[] = []
  ;(world.app.log as unknown as Record<symbol, object>)[symbols.streamSym] = {
    write: (line: string) => log.push(line),
  }
  await world.fresh('canary')
  const sop = await beginObserved(world)
  const canaries = createCanaries()
  const { ids, key } = await fill(world, sop, canaries)

  const own = [
    ...(await answersOf(world, 'IDN/legal', sop, [])),
    ...(await answersOf(world, 'IDN/admin', sop, [])),
  ]
  const shown = new Set(own.flatMap(({ raw }) => canaries.in(raw)))
  t.same(
    [...SHOWN].filter((field) => !shown.has(field)),
    [],
    'its own side sees them',
  )

  for (const viewer of [
    'THA/head',
    'THA/admin',
    'IOM/head',
    'RSO/head',
    'UNODC/head',
    'MYS/head',
    'VNM/head',
    undefined,
  ]) {
    const seen = await answersOf(world, viewer, sop, ids)
    // A question for a thread by its id brings the id back in no answer, so ids are searched as well.
    const leaks = seen.flatMap(({ request, raw, answer }) =>
      [...canaries.in(raw), ...canaries.in(Buffer.from(answer, 'latin1'))].map(
        (field) => `${field} in ${request}`,
      ),
    )
    t.same([...new Set(leaks)], [], `answers to ${viewer ?? 'nobody'}`)
  }

  const metrics = await world.as()('GET', '/metrics', undefined, { authorization: 'Bearer metrics-token' })
  t.same(canaries.in(metrics.rawPayload), [], 'metrics')
  const exported = await world.as('THA/head')('GET', `/sops/${sop}/export`)
  t.same(canaries.in(gunzipSync(exported.rawPayload)), [], 'the export, unpacked')
  t.same(canaries.in(exported.rawPayload), [], 'the export, packed')

  t.ok(log.length > 100, `${log.length} lines of log`)
  const logged = canaries.in(Buffer.from(log.join('')))
  t.same(
    logged.filter((field) => !field.startsWith('id of')),
    [],
    'the log, but for ids in addresses',
  )

  for (const file of await filesOf(world.folder())) {
    const found = canaries.in(await readFile(file))
    const name = file.slice(world.folder().length)
    if (name.startsWith('/rooms/IDN.db')) continue
    t.same(found, [], `bytes of ${name}`)
  }
  const room = canaries.in(
    Buffer.concat(
      await Promise.all((await filesOf(join(world.folder(), 'rooms'))).map((file) => readFile(file))),
    ),
  )
  t.same(
    [...STORED].filter((field) => !room.includes(field)),
    [],
    'the search finds them where they are',
  )
  t.notOk(room.includes(key), 'an Idempotency-Key is kept as a hash')
})

/** Fields that the own side has to find again, so that the search is known to see. */
const SHOWN = [
  'comment',
  'reply',
  'earlier words',
  'name',
  'login',
  'seat',
  'name of token',
  'name of webhook',
  'address of webhook',
  'e-mail address',
  'id of thread',
] as const
const STORED = [
  'comment',
  'reply',
  'earlier words',
  'withdrawn comment',
  'name',
  'login',
  'seat',
  'name of token',
  'agent',
  'name of webhook',
  'e-mail address',
  'login that failed',
] as const

/** Fills every field of Indonesia's room, and sends what is refused and so must be kept nowhere. */
async function fill(world: World, sop: string, canaries: Canaries): Promise<{ ids: string[]; key: string }> {
  const plant = (field: string) => canaries.plant(field)
  const ask = world.as('IDN/legal')
  const admin = world.as('IDN/admin')
  const threads = `/sops/${sop}/threads`
  const anchor = { version: 2, key: KEYS.article, language: 'en', part: 'heading', quote: 'Purpose' }
  const key = 'Idempotency-Key'
  const once = {
    'idempotency-key': plant(key)
      .replace(/[^ -~]/g, 'z')
      .padEnd(8, 'q'),
  }
  canaries.keep(key, once['idempotency-key'])

  const opened = await ask(
    'POST',
    threads,
    { zone: 'room', anchor, comment: { body: plant('earlier words'), mentions: ['IDN/head'] } },
    once,
  )
  const thread = good<{ id: string; comments: { id: string }[] }>(opened)
  const at = `${threads}/${canaries.keep('id of thread', thread.id)}`
  canaries.keep('id of comment', thread.comments[0]!.id)
  const any = { 'if-match': '*' }
  good(
    await ask(
      'PATCH',
      `${at}/comments/${thread.comments[0]!.id}`,
      { zone: 'room', body: plant('comment') },
      any,
    ),
  )
  good(await ask('POST', `${at}/comments?zone=room`, { body: plant('reply') }))
  const more = good<typeof thread>(
    await ask('POST', `${at}/comments?zone=room`, { body: plant('withdrawn comment') }),
  )
  good(
    await ask('PATCH', `${at}/comments/${more.comments.at(-1)!.id}`, { zone: 'room', withdrawn: true }, any),
  )
  good(await ask('PATCH', at, { zone: 'room', state: 'resolved' }, any))

  const login = plant('login').replace(/[^a-z0-9]/g, '') || 'canarylogin'
  canaries.keep('login', login)
  const roles = [{ role: 'drafter', sop }]
  const person = { name: plant('name'), seat: plant('seat'), login, language: 'id', roles }
  const members = '/delegations/IDN/members'
  const invited = good<{ member: string; invitation: string }>(await admin('POST', members, person))
  canaries.keep('id of member', invited.member)
  const password = `${plant('password')} abcdefgh`
  const invitation = canaries.keep('invitation', invited.invitation)
  const agent = canaries.keep('agent', 'Canary-Agent/q77x')
  const entered = await world.as()('POST', '/invitations', { invitation, password }, { 'user-agent': agent })
  canaries.keep('id of session', good<{ id: string }>(entered).id)
  canaries.keep('secret of session', entered.cookies[0]!.value)
  const drafter = world.bearing(entered.cookies[0]!.value)
  const until = '2027-01-31T00:00:00.000Z'
  const made = good<{ id: string; token: string }>(
    await ask('POST', '/me/tokens', { name: plant('name of token'), scopes: ['read'], until }),
  )
  canaries.keep('id of token', made.id)
  canaries.keep('token', made.token)
  const receiver = { name: plant('name of webhook'), url: 'https://localhost/', zones: ['table', 'room'] }
  canaries.keep('address of webhook', (receiver.url += 'canary-hook99'))
  const webhook = good<{ id: string; secret: string }>(
    await admin('POST', '/delegations/IDN/webhooks', receiver),
  )
  canaries.keep('id of webhook', webhook.id)
  canaries.keep('secret of webhook', webhook.secret)
  good(await admin('POST', `/delegations/IDN/webhooks/${webhook.id}/ping`))
  const email = canaries.keep('e-mail address', 'canary-mail99@example.org')
  good(await ask('PATCH', '/me', { email, digest: 'daily' }))
  const failed = canaries.keep('login that failed', 'canaryfailed99')
  await world.as()('POST', '/sessions', {
    delegation: 'IDN',
    login: failed,
    password: plant('failed password'),
  })

  // At the table, but of no effect there: a dry run, refused saves, a bad body, a refused comment.
  const { version } = good<{ version: string }>(await ask('GET', `/sops/${sop}/versions/latest`))
  const save = (word: string) => {
    const edits = [{ op: 'setText', key: KEYS.article, language: 'id', part: 'heading', value: word }]
    return { base: version, message: word, edits }
  }
  const versions = `/sops/${sop}/versions`
  good(await drafter('POST', `${versions}?dryRun=true`, save(plant('dry run'))))
  await world.as('IDN/reader')('POST', versions, save(plant('save of a reader')))
  await drafter('POST', versions, { ...save(plant('save with a bad base')), base: 'f'.repeat(64) })
  await drafter('POST', versions, {
    ...save(plant('save with a field too many')),
    [plant('unknown field')]: 1,
  })
  await drafter('POST', versions, save(`${plant('case data')} 1101700230708`))
  await drafter('POST', `${threads}/${'0'.repeat(32)}/comments?zone=table`, {
    body: plant('comment to nowhere'),
  })
  await drafter('GET', `/sops/${sop}?q=${encodeURIComponent(plant('query'))}`)
  await drafter('GET', `/delegations/THA?${encodeURIComponent(plant('query name'))}=1`)
  // An act of the drafter at the table names the delegation, and he himself in the room alone.
  good(await drafter('POST', threads, { zone: 'table', anchor, comment: { body: 'For everyone.' } }))
  await rest()
  const ids = [...canaries.words].filter(([field]) => field.startsWith('id of')).map(([, id]) => id)
  return { ids, key }
}

async function answersOf(world: World, viewer: string | undefined, sop: string, foreign: string[]) {
  const ask = world.as(viewer)
  const seen = await crawl(world.app, ask, { sops: [sop, '0'.repeat(32)], foreign, whole: false })
  const stream = viewer === undefined ? '' : await replay(world.app, world.member(viewer).secret)
  const bodies = await Promise.all(
    [
      ask('POST', '/sessions', { delegation: 'IDN', login: 'canaryfailed', password: 'not the password' }),
      ask('POST', `/sops/${sop}/versions`, { base: 'f'.repeat(64), message: 'x', edits: [] }),
      ask('POST', `/sops/${sop}/threads`, { zone: 'room' }),
      ask('POST', '/delegations/IDN/members', { name: 'x', login: 'xx', language: 'en', roles: [] }),
    ].map(async (answer) => ({ request: 'a refused write', raw: (await answer).rawPayload, answer: '' })),
  )
  return [...seen, ...bodies, { request: '/events', raw: Buffer.from(stream), answer: stream }]
}

async function filesOf(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
}
