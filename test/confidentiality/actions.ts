// What delegations do in the two worlds: acts at the table, and acts that only Indonesia's own room knows of.
import fc from 'fast-check'
import type { Ask } from '../helpers/start.ts'
import { listen } from './crawl.ts'
import { KEYS } from './sop.ts'
import type { World } from './world.ts'

const TABLE = [
  ...['save', 'saveOld', 'insert', 'remove', 'openThread', 'reply', 'resolve', 'reopen', 'mend', 'withdraw'],
  ...['reject', 'takeBack', 'agree', 'ask', 'answer', 'erase', 'ownRoom', 'malformed'],
] as const
const HIDDEN = [
  ...[
    'openThread',
    'openThread',
    'reply',
    'resolve',
    'reopen',
    'mend',
    'withdraw',
    'visit',
    'dryRun',
    'read',
  ],
  ...[
    'addMember',
    'changeMember',
    'invite',
    'token',
    'endToken',
    'settings',
    'refused',
    'otherSop',
    'otherSop',
  ],
  ...['session', 'endSession', 'failedSignIn', 'webhook', 'listen', 'digest'],
] as const

/** One act as data: what, by whom, at which of the things there are, with which words. */
export interface Act {
  readonly at: 'table' | 'hidden'
  readonly what: string
  readonly who: number
  readonly which: number
  readonly word: string
}

const WORDS = ['segera', 'ทันที', 'at once', 'aman', 'ปลอดภัย', 'safe'] as const
const act = (at: Act['at'], what: readonly string[]): fc.Arbitrary<Act> =>
  fc.record({
    at: fc.constant(at),
    what: fc.constantFrom(...what),
    who: fc.nat(3),
    which: fc.nat(7),
    word: fc.constantFrom(...WORDS),
  })
export const tableAct = act('table', TABLE)
export const hiddenAct = act('hidden', HIDDEN)

/** What an actor may refer to later, in the order it came. */
export interface Known {
  threads: string[]
  comments: { thread: string; comment: string }[]
  acts: string[]
  decisions: string[]
  members: string[]
  tokens: string[]
  sessions: string[]
  sops: string[]
  saved: number
}
export const nothing = (): Known => ({
  ...{ threads: [], comments: [], acts: [], decisions: [], members: [], tokens: [], sessions: [], sops: [] },
  saved: 0,
})

const MOST_SAVES = 3
const SPEAKERS = ['IDN/head', 'THA/head', 'IDN/drafter', 'THA/legal'] as const
const HEADS = ['IDN/head', 'THA/head'] as const
const FORMAL = { capacity: 'Head', place: 'Bangkok', date: '2026-11-24', medium: 'in-person' } as const

const of = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)]
const any = { 'if-match': '*' }
const passage = (word: string) => ({
  anchor: { version: 2, key: KEYS.article, language: 'en', part: 'heading', quote: 'Purpose' },
  comment: { body: `About ${word}` },
})

/** Acts at the table; refused ones too. The observer of the joint workspace speaks as well. */
export async function actAtTable(world: World, sop: string, known: Known, one: Act): Promise<void> {
  const { what, who, which, word } = one
  const own = `/sops/${sop}`
  const ask = world.as(SPEAKERS[who])
  const head = world.as(HEADS[who % 2])
  const made = async <T>(answer: ReturnType<Ask>): Promise<T | undefined> => {
    const { statusCode, body } = await answer
    if (statusCode >= 500) throw new Error(body)
    return statusCode === 201 ? (JSON.parse(body) as T) : undefined
  }
  const edits = async (ref: string, list: object[]) => {
    if (known.saved >= MOST_SAVES) return
    const { version } = (await ask('GET', `${own}/versions/${ref}`)).json<{ version: string }>()
    const done = await made(
      ask(
        'POST',
        `${own}/versions`,
        { base: version, message: word, edits: list },
        { 'idempotency-key': `key-${who}-${which}-${word}` },
      ),
    )
    if (done) known.saved += 1
  }
  const setText = (key: string) => ({
    op: 'setText',
    key,
    language: 'th',
    part: 'heading',
    value: `${word} ${which}`,
  })
  switch (what) {
    case 'save':
      return edits('latest', [setText(which % 2 ? KEYS.article : KEYS.last)])
    case 'saveOld':
      return edits('2', [setText(KEYS.article)])
    case 'insert': {
      const clause = { kind: 'paragraph', texts: { en: { text: word }, th: { text: 'ข้อความ' } } }
      return edits('latest', [
        { op: 'insert', parent: which % 2 ? KEYS.article : KEYS.withheldArticle, clause },
      ])
    }
    case 'remove':
      return edits('latest', [{ op: 'remove', key: which % 2 ? KEYS.article : KEYS.withheldParagraph }])
    case 'openThread': {
      const by = which === 0 ? world.as('UNODC/head') : ask
      const thread = await made<ThreadMade>(by('POST', `${own}/threads`, { zone: 'table', ...passage(word) }))
      return note(known, thread)
    }
    case 'agree':
    case 'reject': {
      const { version } = (await head('GET', `${own}/versions/latest`)).json<{ version: string }>()
      const kind = what === 'agree' ? 'text-agreed' : 'rejected'
      const given = await made<{ id: string }>(
        head('POST', `${own}/approvals`, { ...FORMAL, act: kind, version }),
      )
      if (given) known.acts.push(given.id)
      return
    }
    case 'takeBack': {
      const withdraws = of(known.acts, which)
      const { version } = (await head('GET', `${own}/versions/latest`)).json<{ version: string }>()
      if (withdraws)
        await made(head('POST', `${own}/approvals`, { ...FORMAL, act: 'withdrawn', version, withdraws }))
      return
    }
    case 'ask': {
      const until = new Date(Date.UTC(2028, which)).toISOString()
      const seat = { preset: 'joint-workspace', comments: which % 2 === 0, withheld: [], until }
      const question =
        which % 3 ? { kind: 'observer', delegation: 'IOM', ...seat } : { kind: 'stage', stage: 'legal-scrub' }
      return ask1(known, made(head('POST', `${own}/decisions`, question)))
    }
    case 'erase': {
      const answer = await ask('GET', `${own}/versions/latest?clause=${KEYS.last}`)
      const { clause } = answer.json<{ clause: { texts: Record<string, { id: string }> } }>()
      const question = { kind: 'erasure', text: clause.texts.id!.id, reason: word }
      return ask1(known, made(head('POST', `${own}/decisions`, question)))
    }
    case 'answer': {
      const decision = of(known.decisions, which)
      const yes = { answer: which % 3 ? 'yes' : 'no' }
      if (decision) await made(head('POST', `${own}/decisions/${decision}/answers`, yes))
      return
    }
    case 'ownRoom': {
      await made(world.as('THA/legal')('POST', `${own}/threads`, { zone: 'room', ...passage(word) }))
      return
    }
    case 'malformed': {
      await made(ask('POST', `${own}/versions`, { base: word, edits: [], unknown: true }))
      return
    }
    default:
      return talk(ask, sop, 'table', known, one)
  }
}

type ThreadMade = { id: string; comments: { id: string }[] }
function note(known: Known, thread: ThreadMade | undefined): void {
  if (!thread) return
  known.threads.push(thread.id)
  known.comments.push({ thread: thread.id, comment: thread.comments[0]!.id })
}
async function ask1(known: Known, asked: Promise<{ id: string } | undefined>): Promise<void> {
  const decision = await asked
  if (decision) known.decisions.push(decision.id)
}

/** Replies, resolves, mends and withdraws in either zone. */
async function talk(
  ask: Ask,
  sop: string,
  zone: string,
  known: Known,
  { what, which, word }: Act,
): Promise<void> {
  const thread = of(known.threads, which)
  const said = of(known.comments, which)
  if (!thread || !said) return
  const at = `/sops/${sop}/threads/${thread}`
  const comment = `/sops/${sop}/threads/${said.thread}/comments/${said.comment}`
  const answer = await {
    reply: () => ask('POST', `${at}/comments?zone=${zone}`, { body: word, mentions: ['THA', 'IDN/legal'] }),
    resolve: () => ask('PATCH', at, { zone, state: 'resolved' }, any),
    reopen: () => ask('PATCH', at, { zone, state: 'open' }, any),
    mend: () => ask('PATCH', comment, { zone, body: `${word} mended` }, any),
    withdraw: () => ask('PATCH', comment, { zone, withdrawn: true }, any),
  }[what]!()
  if (answer.statusCode >= 500) throw new Error(answer.body)
  if (what === 'reply' && answer.statusCode === 201) {
    const { id, comments } = answer.json<ThreadMade>()
    known.comments.push({ thread: id, comment: comments.at(-1)!.id })
  }
}

/** Acts of which no other delegation may learn anything at all. */
export async function actHidden(world: World, sop: string, known: Known, one: Act): Promise<void> {
  const { what, who, which, word } = one
  const ask = world.as(who % 2 ? 'IDN/legal' : 'IDN/head')
  const admin = world.as('IDN/admin')
  const own = `/sops/${sop}`
  const idn = '/delegations/IDN/members'
  const roles = [{ role: 'legal', sop }]
  const ok = async (answer: ReturnType<Ask>) => {
    const { statusCode, body } = await answer
    if (statusCode >= 500) throw new Error(body)
    return (statusCode < 300 && body !== '' ? JSON.parse(body) : {}) as Record<string, string | undefined>
  }
  const push = (list: string[], id: string | undefined) => void (id !== undefined && list.push(id))
  switch (what) {
    case 'openThread': {
      const answer = await ask('POST', `${own}/threads`, { zone: 'room', ...passage(word) })
      if (answer.statusCode !== 201) return
      return note(known, answer.json<ThreadMade>())
    }
    case 'visit':
      return void (await ok(ask('POST', `${own}/visits`, { version: 1 + which })))
    case 'dryRun':
    case 'refused': {
      const { version } = (await ask('GET', `${own}/versions/latest`)).json<{ version: string }>()
      const edits = [{ op: 'setText', key: KEYS.article, language: 'id', part: 'heading', value: word }]
      const clause = { kind: 'paragraph', texts: { id: { text: word } } }
      const body = {
        base: version,
        message: word,
        edits: [...edits, { op: 'insert', parent: KEYS.article, clause }],
      }
      if (what === 'dryRun') return void (await ok(ask('POST', `${own}/versions?dryRun=true`, body)))
      // A save that the door or the schema refuses never reaches the table.
      await ok(world.bearing('IDN_nothing')('POST', `${own}/versions`, body))
      return void (await ok(ask('POST', `${own}/versions`, { ...body, more: word })))
    }
    case 'read': {
      const urls = [
        'versions/latest',
        'diffs/1/latest',
        'threads?zone=room',
        'threads?zone=table',
        'record',
        'export',
      ]
      for (const url of urls)
        await ok(ask('GET', `${own}/${url}`, undefined, { 'accept-language': 'th' }).then(textless))
      return
    }
    case 'addMember': {
      const login = `seat${known.members.length}`
      return push(
        known.members,
        (await ok(admin('POST', idn, { name: word, login, language: 'id', roles }))).member,
      )
    }
    case 'changeMember': {
      const member = of(known.members, which)
      if (member)
        await ok(admin('PATCH', `${idn}/${member}`, { active: which % 2 === 0, seat: word, roles }, any))
      return
    }
    case 'invite': {
      const member = of(known.members, which) ?? world.member('IDN/reader').id
      return void (await ok(admin('POST', `${idn}/${member}/invitation`)))
    }
    case 'settings':
      return void (await ok(
        ask('PATCH', '/me', which % 2 ? { language: 'id' } : { digits: 'arabic', era: 'ce' }),
      ))
    case 'token': {
      const body = { name: word, scopes: ['read'], until: '2027-01-31T00:00:00.000Z' }
      return push(known.tokens, (await ok(ask('POST', '/me/tokens', body))).id)
    }
    case 'endToken':
      return void (await ok(ask('DELETE', `/me/tokens/${of(known.tokens, which) ?? '0'.repeat(32)}`)))
    case 'session': {
      const body = { delegation: 'IDN', login: 'head', password: 'a phrase for the test' }
      return push(known.sessions, (await ok(world.as()('POST', '/sessions', body))).id)
    }
    case 'endSession':
      return void (await ok(ask('DELETE', `/me/sessions/${of(known.sessions, which) ?? '0'.repeat(32)}`)))
    case 'webhook': {
      const receiver = { name: word, url: 'https://localhost/', zones: ['table', 'room'] }
      const { id } = await ok(admin('POST', '/delegations/IDN/webhooks', receiver))
      if (id !== undefined && which % 2)
        await ok(admin('PATCH', `/delegations/IDN/webhooks/${id}`, { active: false }, any))
      return push(known.tokens, id)
    }
    case 'listen': {
      const stream = await listen(world.app, world.member(who % 2 ? 'IDN/legal' : 'IDN/head').secret)
      return stream.end()
    }
    case 'digest':
      return void (await ok(
        ask('PATCH', '/me', which % 2 ? { email: 'head@example.org', digest: 'daily' } : { digest: 'off' }),
      ))
    case 'failedSignIn': {
      const body = { delegation: 'IDN', login: which % 2 ? 'head' : word, password: word }
      return void (await ok(world.as()('POST', '/sessions', body)))
    }
    case 'otherSop': {
      const title = { en: word }
      const languages = ['en']
      const parties = ['IDN', 'VNM']
      const body = { title, parties, languages, authentic: languages, prevailing: 'none', procedure: 'open' }
      const made = await ok(world.as('IDN/head')('POST', '/sops', body))
      return push(known.sops, made.id)
    }
    default:
      return talk(ask, sop, 'room', known, one)
  }
}

/** Bodies that are no JSON are not looked into. */
const textless = <T extends { statusCode: number }>({ statusCode }: T) => ({ statusCode, body: '' }) as never
