// What waits for a delegation and for one of its members, found in what the service tells; pure, so that it can be tested.
import type { components } from '../../client/client.ts'

type Of<K extends keyof components['schemas']> = components['schemas'][K]
type Sop = Of<'Sop'>
type Thread = Of<'Thread'>
type Approval = Of<'Approval'>
type Me = Pick<Of<'Me'>, 'delegation' | 'member' | 'roles'>
export type Role = Of<'HeldRole'>['role']

/** What is known of one SOP; a list is empty where one's seat does not see it. */
export interface Known {
  readonly sop: Sop
  readonly versions: readonly Of<'VersionHead'>[]
  readonly threads: readonly Thread[]
  readonly approvals: readonly Approval[]
  readonly decisions: readonly Of<'Decision'>[]
  /** whether nothing stands against the current version */
  readonly ready: boolean
  /** when words were last kept in this browser that are not saved yet */
  readonly unsaved?: string | undefined
}

export type Kind =
  | 'unsaved'
  | 'sign'
  | 'initial'
  | 'agree'
  | 'confirm'
  | 'invited'
  | 'decide'
  | 'ready'
  | 'answer'
  | 'read'
  | 'first'
  | 'replied'
  | 'changed'

/** Among tasks of one day, what binds comes first. */
const WEIGHT: readonly Kind[] = [
  'unsaved',
  'sign',
  'initial',
  'agree',
  'confirm',
  'invited',
  'decide',
  'ready',
  'answer',
  'read',
  'first',
  'replied',
  'changed',
]

export interface Task {
  readonly id: string
  readonly kind: Kind
  readonly sop: Sop
  /** when it came: the service knows no dates by which a thing is due */
  readonly when: string
  readonly zone: 'joint' | 'internal'
  /** whose it is: a role, a member by name, or everyone */
  readonly seat: { readonly role?: Role; readonly name?: string }
  readonly mine: boolean
  /** where it is done */
  readonly to: string
  /** the delegations, or in one's own room the member, from whom it comes */
  readonly by: readonly string[]
  /** the version it is about, and the one that was seen before */
  readonly number?: number
  readonly from?: number
  readonly version?: string
  readonly question?: Of<'Question'>['kind']
  readonly thread?: Thread
}

/** Everything that waits, the newest day first; among tasks of one day what binds comes first. */
export function tasksOf(me: Me, known: readonly Known[], now: Date): Task[] {
  const all = known.flatMap((each) => [
    ...unsaved(each),
    ...acts(me, each),
    ...decisions(me, each),
    ...reading(me, each),
    ...each.threads.flatMap((thread) => talk(me, each.sop, thread) ?? []),
  ])
  const day = ({ when }: Task) => Math.min(startOfDay(when), startOfDay(now))
  return all.sort(
    (a, b) =>
      day(b) - day(a) ||
      WEIGHT.indexOf(a.kind) - WEIGHT.indexOf(b.kind) ||
      Date.parse(b.when) - Date.parse(a.when),
  )
}

export type Group = 'today' | 'week' | 'earlier'

/** The tasks by when they came: today, since Monday, earlier; a group with nothing in it is left out. */
export function groupsOf(tasks: readonly Task[], now: Date): { group: Group; tasks: Task[] }[] {
  const today = startOfDay(now)
  const monday = new Date(today)
  monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7))
  const groupOf = ({ when }: Task): Group => {
    const day = startOfDay(when)
    return day >= today ? 'today' : day >= monday.getTime() ? 'week' : 'earlier'
  }
  return (['today', 'week', 'earlier'] as const)
    .map((group) => ({ group, tasks: tasks.filter((task) => groupOf(task) === group) }))
    .filter((each) => each.tasks.length > 0)
}

function startOfDay(time: string | Date): number {
  const day = new Date(time)
  return day.setHours(0, 0, 0, 0)
}

const holds = (me: Me, role: Role, sop: string) =>
  me.roles.some((held) => held.role === role && (held.sop === '*' || held.sop === sop))

function unsaved({ sop, unsaved: at }: Known): Task[] {
  if (at === undefined) return []
  const to = `/sops/${sop.id}/versions/latest`
  return [
    {
      id: `unsaved ${sop.id}`,
      kind: 'unsaved',
      sop,
      when: at,
      zone: 'internal',
      seat: {},
      mine: true,
      to,
      by: [],
    },
  ]
}

/** How a party stands to the text: its last word on it, and on which version that was said. */
export interface Word {
  readonly party: string
  readonly sign: 'signed' | 'agreed' | 'adReferendum' | 'earlier' | 'refused' | 'none'
  readonly act?: Approval
}

const TEXT: readonly Approval['act'][] = [
  'text-agreed',
  'agreed-ad-referendum',
  'ad-referendum-confirmed',
  'rejected',
]
const SIGNED: readonly Approval['act'][] = ['signed', 'signed-ad-referendum']

export function wordOf(party: string, approvals: readonly Approval[]): Word {
  const standing = approvals.filter((act) => act.party === party && act.stands)
  const signed = standing.find(({ act, current }) => current && SIGNED.includes(act))
  if (signed) return { party, sign: 'signed', act: signed }
  const act = standing.filter((each) => TEXT.includes(each.act)).at(-1)
  if (!act) return { party, sign: 'none' }
  if (!act.current) return { party, sign: act.act === 'rejected' ? 'none' : 'earlier', act }
  if (act.act === 'rejected') return { party, sign: 'refused', act }
  return { party, sign: act.act === 'agreed-ad-referendum' ? 'adReferendum' : 'agreed', act }
}

export const partiesOf = ({ parties }: Sop): string[] =>
  parties.filter(({ state }) => state === 'member').map(({ delegation }) => delegation)

/** Formal acts that one's own delegation has not given, and that the text or the others wait for. */
function acts(me: Me, { sop, approvals, ready }: Known): Task[] {
  if (sop.standing !== 'party' || sop.archived) return []
  const others = partiesOf(sop).filter((party) => party !== me.delegation)
  const own = wordOf(me.delegation, approvals)
  const { number, version } = sop.head
  const task = (kind: Kind, role: Role, given: readonly Approval[]): Task => ({
    id: `${kind} ${sop.id}`,
    kind,
    sop,
    when:
      given
        .map(({ date }) => `${date}T00:00:00`)
        .sort()
        .at(-1) ?? sop.head.time,
    zone: 'joint',
    seat: { role },
    mine: holds(me, role, sop.id),
    to: `/sops/${sop.id}/versions/${number}/agreement`,
    by: [...new Set(given.map(({ party }) => party))],
    number,
    version,
  })
  if (sop.adopted) {
    const given = (kinds: readonly Approval['act'][], parties: readonly string[]) =>
      approvals.filter(
        (act) => act.stands && act.current && kinds.includes(act.act) && parties.includes(act.party),
      )
    for (const [kind, kinds, role] of [
      ['sign', SIGNED, 'signatory'],
      ['initial', ['initialled', ...SIGNED], 'signatory'],
    ] as const) {
      const theirs = given(kinds, others)
      if (theirs.length > 0 && given(kinds, [me.delegation]).length === 0) return [task(kind, role, theirs)]
    }
    return []
  }
  if (own.sign === 'adReferendum' && own.act) return [{ ...task('confirm', 'head', [own.act]), by: [] }]
  if (own.sign === 'agreed' || own.sign === 'refused') return []
  const theirs = others
    .map((party) => wordOf(party, approvals))
    .flatMap(({ sign, act }) => (act && (sign === 'agreed' || sign === 'adReferendum') ? [act] : []))
  if (theirs.length > 0) return [task('agree', 'head', theirs)]
  return ready && others.length > 0 ? [task('ready', 'head', [])] : []
}

function decisions(me: Me, { sop, decisions: asked }: Known): Task[] {
  return asked
    .filter(({ state, waitsFor }) => state === 'asked' && waitsFor.includes(me.delegation))
    .map(({ id, question, by, time }) => ({
      id,
      kind: question.kind === 'party' && question.delegation === me.delegation ? 'invited' : 'decide',
      sop,
      when: time,
      zone: 'joint',
      seat: { role: 'head' },
      mine: holds(me, 'head', sop.id),
      to: `/sops/${sop.id}/versions#decisions`,
      by: [by],
      question: question.kind,
    }))
}

/** Versions that others saved since one last looked. */
function reading(me: Me, { sop, versions }: Known): Task[] {
  const { visited, head } = sop
  const theirs = versions.filter(({ number, by }) => number > (visited ?? 0) && by !== me.delegation)
  const newest = theirs[0]
  if (!newest) return []
  const base = `/sops/${sop.id}`
  return [
    {
      id: `read ${sop.id}`,
      kind: visited === undefined ? 'first' : 'read',
      sop,
      when: newest.time,
      zone: 'joint',
      seat: {},
      mine: true,
      to: visited === undefined ? `${base}/versions/latest` : `${base}/compare/${visited}/${head.number}`,
      by: [...new Set(theirs.map(({ by }) => by))].sort(),
      number: head.number,
      ...(visited !== undefined && { from: visited }),
    },
  ]
}

/** An open discussion that asks for one of us, that was answered, or whose words are no longer as they were. */
function talk(me: Me, sop: Sop, thread: Thread): Task | undefined {
  const said = thread.comments.filter(({ withdrawn }) => !withdrawn)
  const [first, last] = [said[0], said.at(-1)]
  if (thread.state !== 'open' || !first || !last) return undefined
  const internal = thread.zone === 'room'
  const task = (kind: Kind, seat: Task['seat'], mine: boolean): Task => ({
    id: thread.id,
    kind,
    sop,
    when: last.time,
    zone: internal ? 'internal' : 'joint',
    seat,
    mine,
    to: `${internal ? '/our' : ''}/sops/${sop.id}/discussions#${thread.id}`,
    by: [internal ? (last.author?.name ?? last.by) : last.by],
    thread,
  })
  const ours = (name: string) => name === me.member || name.split('/')[0] === me.delegation || internal
  const calls = said.filter(({ mentions }) => mentions.some(ours))
  const unanswered = internal ? last === calls.at(-1) : last.by !== me.delegation
  if (calls.length > 0 && unanswered) {
    const called = [...new Set(calls.flatMap(({ mentions }) => mentions.filter(ours)))]
    const role = called.map((name) => name.split('/')[1]).find((name) => name !== undefined) as
      Role | undefined
    const mine =
      last.author?.member !== me.member && called.some((name) => means(me, name, sop.id, thread.may))
    return task('answer', role ? { role } : {}, mine)
  }
  if (thread.by !== me.delegation) return undefined
  const seat = first.author ? { name: first.author.name } : {}
  const mine = first.author?.member === me.member
  const { state } = thread.anchor
  if (state === 'changed' || state === 'removed') return task('changed', seat, mine)
  return last.by === me.delegation ? undefined : task('replied', seat, mine)
}

/** Whether a mention means oneself: by id, by a role that one holds, or as the whole delegation where one may answer. */
function means(me: Me, name: string, sop: string, may: readonly string[]): boolean {
  if (name === me.member) return true
  const [delegation, role] = name.split('/')
  if (delegation !== me.delegation) return false
  return role === undefined ? may.includes('addComment') : holds(me, role as Role, sop)
}
