// What a launched service prints, at its most talkative: no secret and no word of anybody, whatever goes wrong.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { build, ROOT, seed, withoutTemplates } from '../faults/service.ts'
import { again, report } from '../faults/rows.ts'
import { PASSWORD } from '../helpers/start.ts'
import { beginning, KEYS, inserts } from '../helpers/table.ts'

/** Every form in which a word could come out. */
function formsOf(word: string): string[] {
  const bytes = Buffer.from(word)
  const cut = (skip: number) =>
    Buffer.concat([Buffer.alloc(skip), bytes])
      .toString('base64')
      .slice(skip === 0 ? 0 : skip + 1, -4)
  return [
    ...[word, encodeURIComponent(word), bytes.toString('hex'), bytes.toString('base64url').slice(0, -1)],
    ...[JSON.stringify(word).slice(1, -1), cut(0), cut(1), cut(2)],
  ]
}

t.setTimeout(120_000)
t.test('no secret and no word stands in what the service prints', async (t) => {
  await build()
  const place = t.testdir({})
  const folder = join(place, 'data')
  await seed(folder)
  const templates = withoutTemplates(join(place, 'templates'))
  const command = ['serve', '--empty', '--data', folder, '--port', '0', '--templates', templates]
  const child = spawn(process.execPath, [join(ROOT, 'dist/bin/sandhi.js'), ...command], {
    env: {
      PATH: process.env['PATH'],
      SANDHI_HOSTED_BY: 'Test host',
      SANDHI_LOG: 'debug',
      SANDHI_METRICS_TOKEN: 'canary-metrics-token',
    },
  })
  t.teardown(() => child.kill('SIGKILL'))
  let printed = ''
  const up = new Promise<string>((done, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        const address = /API +(\S+\/api\/v1)/.exec(printed)?.[1]
        if (address !== undefined) done(address)
      })
    }
    child.once('exit', () => failed(new Error(printed)))
  })
  const address = await up
  const secrets = new Map<string, string>([
    ['password', PASSWORD],
    ['metrics token', 'canary-metrics-token'],
  ])
  const plant = (field: string, word = `canary ${field.replaceAll(' ', '-')} นกคีรีบูน`): string => {
    secrets.set(field, word)
    return word
  }
  const ask = async (
    secret: string | undefined,
    method: string,
    path: string,
    body?: unknown,
    more: object = {},
  ) => {
    const headers = {
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...more,
    }
    const sent = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(address + path, { method, headers, ...(body !== undefined && { body: sent }) })
    const text = await answer.text()
    const json: any =
      /json/.test(answer.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : {}
    return { status: answer.status, json, cookie: answer.headers.getSetCookie()[0] ?? '' }
  }
  const signIn = async (delegation: string, login: string) => {
    const { cookie } = await ask(undefined, 'POST', '/sessions', { delegation, login, password: PASSWORD })
    const secret = /=([^;]+)/.exec(cookie)![1]!
    secrets.set(`cookie of ${delegation}/${login}`, secret)
    return secret
  }
  const [idn, tha, admin] = [
    await signIn('IDN', 'head'),
    await signIn('THA', 'head'),
    await signIn('IDN', 'admin'),
  ]

  const { id: sop } = (
    await ask(idn, 'POST', '/sops', beginning({ title: { en: plant('title'), id: 'Judul', th: 'ชื่อ' } }))
  ).json
  const decisions = (await ask(tha, 'GET', `/sops/${sop}/decisions`)).json
  await ask(tha, 'POST', `/sops/${sop}/decisions/${decisions.items[0].id}/answers`, {
    answer: 'yes',
    reason: plant('reason'),
  })
  const head = async () => (await ask(idn, 'GET', `/sops/${sop}`)).json.head.version
  const save = async (edits: object[]) =>
    ask(idn, 'POST', `/sops/${sop}/versions`, { base: await head(), message: plant('message'), edits })
  const words = { op: 'setText', key: KEYS.paragraph, language: 'en', part: 'text', value: plant('text') }
  t.equal((await save(inserts())).status, 201)
  t.equal((await save([words])).status, 201)
  const anchor = { version: 2, key: KEYS.paragraph, language: 'id', part: 'text', quote: 'aman' }
  const opened = await ask(
    idn,
    'POST',
    `/sops/${sop}/threads`,
    { zone: 'room', anchor, comment: { body: plant('comment') } },
    { 'idempotency-key': plant('idempotency key', 'canary-key-q1x') },
  )
  t.equal(opened.status, 201)

  const person = {
    name: plant('name'),
    seat: plant('seat'),
    login: plant('login', 'canarylogin'),
    language: 'id',
    roles: [],
  }
  const invited = await ask(admin, 'POST', '/delegations/IDN/members', person)
  t.equal(invited.status, 201)
  const invitation = plant('invitation', invited.json.invitation)
  const password = plant('new password', 'canary password of length')
  const entered = await ask(undefined, 'POST', '/invitations', { invitation, password })
  plant('cookie of a newcomer', /=([^;]+)/.exec(entered.cookie)![1])
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const token = (await ask(idn, 'POST', '/me/tokens', { name: plant('token name'), scopes: ['read'], until }))
    .json
  plant('token', token.secret)
  const hook = {
    name: plant('webhook name'),
    url: 'https://canary-host.example/canary-path',
    zones: ['table'],
  }
  const hooked = await ask(admin, 'POST', '/delegations/IDN/webhooks', hook)
  if (hooked.json.secret !== undefined) plant('webhook secret', hooked.json.secret)
  plant('webhook address', 'canary-path')

  // And all that goes wrong.
  const wrong = plant('wrong password', 'canary wrong password q9')
  await ask(undefined, 'POST', '/sessions', {
    delegation: 'IDN',
    login: plant('wrong login', 'canary-nobody'),
    password: wrong,
  })
  for (let turn = 0; turn < 6; turn += 1)
    await ask(undefined, 'POST', '/sessions', { delegation: 'IDN', login: 'legal', password: wrong })
  await ask(undefined, 'POST', '/invitations', {
    invitation: plant('used invitation', 'IDN_canaryinvitation'),
    password,
  })
  await ask(plant('nonsense', 'IDN_canarynonsense'), 'GET', '/me')
  await ask(token.secret, 'POST', '/sops', beginning())
  await ask(idn, 'POST', '/sops', `{"title": "${plant('malformed', 'canary malformed')}`)
  await ask(idn, 'POST', '/sops', {
    title: plant('refused'),
    [plant('unknown field', 'canaryfield')]: plant('unknown value'),
  })
  await ask(idn, 'POST', `/sops/${sop}/versions`, {
    base: '0'.repeat(64),
    message: plant('lost message'),
    edits: [words],
  })
  await save([{ ...words, value: plant('case data', 'canary 3175012345670001') }])
  await ask(idn, 'GET', `/sops?cursor=${encodeURIComponent(plant('query', 'canary query q8'))}`)
  await ask(idn, 'GET', '/me', undefined, {
    'user-agent': plant('agent', 'Canary-Agent/q7'),
    'x-other': plant('header', 'canary-header'),
    cookie: `sandhi=${plant('other cookie', 'IDN_canarycookie')}`,
    referer: `http://x/${plant('referer', 'canary-referer')}`,
  })
  await ask(idn, 'PUT', '/me', { name: plant('wrong method') })
  await ask(idn, 'DELETE', '/sessions/current')
  const metrics = await fetch(new URL('/metrics', address), {
    headers: { authorization: 'Bearer canary-metrics-token' },
  })
  t.equal(metrics.status, 200)

  const gone = new Promise<number | null>((done) => child.once('exit', done))
  child.kill('SIGTERM')
  t.equal(await gone, 0)
  const lines = printed.split('\n').length
  t.ok(lines > 30, `${lines} lines`)
  t.match(printed, 'request completed')
  const found = [...secrets].filter(([, word]) =>
    formsOf(word).some((form) => form.length > 5 && printed.includes(form)),
  )
  t.same(
    found.map(([field]) => field),
    [],
    `${secrets.size} secrets and words are in none of ${lines} lines`,
  )
  t.ok(
    formsOf('canary').some((form) => `x ${encodeURIComponent('canary')}`.includes(form)),
    'the search sees',
  )
  report({
    what: 'Secrets and canaries in the log, level debug, in any of eight forms',
    engine: 'SQLite',
    tries: secrets.size,
    lost: found.length,
    note: `${lines} lines of a launched service, through a story with all that goes wrong`,
    again: again(import.meta.url),
  })
})
