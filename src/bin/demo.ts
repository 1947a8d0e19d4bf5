// The demonstration: two delegations and an observer at one table, made by the same commands that the API runs.
import { buildHouse } from '../app.ts'
import { askDecision, answerDecision } from '../commands/ask-decision.ts'
import { createSop } from '../commands/create-sop.ts'
import { addComment } from '../commands/add-comment.ts'
import { openThread } from '../commands/open-thread.ts'
import { type Zone } from '../commands/say.ts'
import { updateThread } from '../commands/update-thread.ts'
import { giveApproval } from '../commands/give-approval.ts'
import { type House, treeOf } from '../commands/house.ts'
import { acceptInvitation } from '../commands/accept-invitation.ts'
import { addMember } from '../commands/add-member.ts'
import { inviteAdministrator } from '../commands/invite-administrator.ts'
import { saveVersion } from '../commands/save-version.ts'
import { whoIs } from '../commands/sign-in.ts'
import { type Failure, isFailure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import type { Shipped } from '../shipped.ts'
import type { Sql } from '../store/db.ts'
import { listDecisions } from '../store/decisions.ts'
import { putDelegation } from '../store/directory.ts'
import type { Stores } from '../store/pool.ts'
import { findVersion } from '../store/versions.ts'
import { CAST, type Cast } from './demo-cast.ts'
import type { Beat, Deed } from './demo-deeds.ts'
import { STORY } from './demo-story.ts'
import { chance, clock } from './ground.ts'

export const DEMO_HOST = 'Demonstration on this computer'
export const DEMO_PASSWORD = 'three-languages-one-text'
/** Ends the English name of every delegation of the demonstration: by it a demonstration is known. */
export const DEMO_MARK = ' (demonstration)'

const TEMPLATE = 'safe-voluntary-repatriation-reintegration'
const MEMORY = 8_000_000 // bytes of texts kept while the story is told
const HOUR = 3_600_000
const DAY = 24 * HOUR
const ZONE = 7 * HOUR // Jakarta and Bangkok are seven hours ahead of UTC
const SEAT = 180 * DAY

/** Fills empty stores. Everything lies in the nine days before `now`; throws where a command refuses: that is a bug. */
export async function loadDemo(stores: Stores, shipped: Shipped, now = clock()): Promise<void> {
  const time = createTime(Date.parse(now))
  const house = buildHouse({ stores, clock: time.clock, chance }, shipped, MEMORY)
  time.set(1, '08:00')
  const people = new Map<string, Who>()
  for (const cast of CAST) await settle(house, shipped, cast, people)
  const told: Told = { house, people, time, threads: new Map(), until: later(now, SEAT), sop: '' }
  for (const beat of STORY) await tell(told, beat)
}

interface Time {
  readonly clock: () => string
  /** Goes on to an hour of a day of the story. */
  readonly set: (day: number, hour: string) => void
  /** The day of the calendar, as it is there. */
  readonly today: () => string
}

/** A clock of the past that ticks a second at each look. */
function createTime(now: number): Time {
  const days = workingDays(now)
  let at = 0
  return {
    clock: () => new Date((at += 1000)).toISOString(),
    set: (day, hour) => {
      const [hours = 0, minutes = 0] = hour.split(':').map(Number)
      const next = days[day - 1]! + hours * HOUR + minutes * 60_000
      if (next < at) throw new Error(`the story goes back in time at ${hour} of day ${day}`)
      at = next
    },
    today: () => new Date(at + ZONE).toISOString().slice(0, 10),
  }
}

/** The midnights that begin five working days of the nine days before today: the first, the last, three between. */
function workingDays(now: number): number[] {
  const today = Math.floor((now + ZONE) / DAY) * DAY
  const past = Array.from({ length: 9 }, (_, back) => today - (9 - back) * DAY)
  const open = past.filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
  return Array.from({ length: 5 }, (_, place) => open[Math.round((place * (open.length - 1)) / 4)]! - ZONE)
}

const later = (time: string, by: number) => new Date(Date.parse(time) + by).toISOString()

/** A delegation with a member of every role; all have the same password. */
async function settle(house: House, shipped: Shipped, cast: Cast, people: Map<string, Who>): Promise<void> {
  const { code, kind, language } = cast
  const { names } = [...shipped.lists.values()].at(-1)!.states.find(({ id }) => id === code) as {
    names?: Record<string, string>
  }
  const marked = { ...names, en: `${names!.en}${DEMO_MARK}` }
  await house.stores.directory.write((tx) => putDelegation(tx, { code, kind, names: marked }))
  const { admin, ...others } = cast.members
  const known = async (login: string, { member, invitation }: { member: string; invitation: string }) => {
    done(await acceptInvitation(house, { invitation, password: DEMO_PASSWORD, agent: 'demonstration' }))
    people.set(`${code}/${login}`, (await whoIs(house, code, member))!)
  }
  const first = { name: admin!.name, login: 'admin', language }
  await known('admin', done(await inviteAdministrator(house, code, kind, first)))
  for (const [login, { name, role }] of Object.entries(others)) {
    const member = { name, login, language, roles: [{ role, sop: '*' }] }
    await known(login, done(await addMember(house, people.get(`${code}/admin`)!, member)))
  }
}

interface Told {
  readonly house: House
  readonly people: ReadonlyMap<string, Who>
  readonly time: Time
  readonly threads: Map<string, { readonly id: string; readonly zone: Zone }>
  /** when the observer's seat ends */
  readonly until: string
  sop: string
}

async function tell(told: Told, { when, ...deed }: Beat): Promise<void> {
  const [day, hour, login] = when.split(' ') as [string, string, string]
  told.time.set(Number(day), hour)
  const who = told.people.get(login)
  if (!who) throw new Error(`nobody is called ${login}`)
  try {
    await act(told, who, deed)
  } catch (error) {
    throw new Error(`the demonstration stops at ${when}`, { cause: error })
  }
}

async function act(told: Told, who: Who, deed: Deed): Promise<void> {
  const { house, sop } = told
  switch (deed.does) {
    case 'begin':
      return begin(told, who, deed.message)
    case 'admit': {
      const seat = {
        delegation: deed.observer,
        preset: 'joint-workspace',
        comments: true,
        withheld: [],
      } as const
      done(await askDecision(house, who, sop, { kind: 'observer', until: told.until, ...seat }))
      return
    }
    case 'ask':
      done(await askDecision(house, who, sop, deed.question))
      return
    case 'answer': {
      const asked = await read(told, (sql) => listDecisions(sql, { state: 'asked' }))
      const { id } = asked.find(({ kind }) => kind === deed.kind)!
      done(await answerDecision(house, who, sop, id, { answer: 'yes' }))
      return
    }
    case 'save':
      return save(told, who, deed)
    case 'approve':
      return approve(told, who, deed)
    default:
      return talk(told, who, deed)
  }
}

async function begin(told: Told, who: Who, message: string): Promise<void> {
  const { title, parties, languages, authentic, prevailing, character, reference } = (
    await told.house.templates()
  ).get(TEMPLATE)!
  const made = await createSop(told.house, who, {
    ...{ title, parties, languages, authentic, prevailing, character, reference },
    template: TEMPLATE,
    negotiated: languages,
    procedure: 'open',
    observers: [],
    message,
  })
  told.sop = done(made).id
}

async function save(told: Told, who: Who, deed: Deed & { does: 'save' }): Promise<void> {
  const { base, edits } = await read(told, async (sql) => {
    const version = (await findVersion(sql, deed.on ?? 'latest'))!
    const tree = await treeOf(told.house, sql, version)
    return { base: version.id, edits: deed.changes.flatMap((change) => change(tree)) }
  })
  const saved = done(await saveVersion(told.house, who, told.sop, { base, edits, message: deed.message }))
  if (!saved.saved || saved.warnings.length > 0) throw new Error(`${deed.message}: ${JSON.stringify(saved)}`)
}

async function approve(told: Told, who: Who, deed: Deed & { does: 'approve' }): Promise<void> {
  const { act, capacity, place, preparedBy } = deed
  const version = (await read(told, (sql) => findVersion(sql, 'latest')))!.id
  const said = { act, capacity, place, preparedBy, version, date: told.time.today() }
  done(await giveApproval(told.house, who, told.sop, { ...said, medium: 'electronic' }))
}

async function talk(
  told: Told,
  who: Who,
  deed: Deed & { does: 'discuss' | 'reply' | 'resolve' },
): Promise<void> {
  const { house, sop, threads } = told
  if (deed.does === 'discuss') {
    const { zone, passage, body, mentions } = deed
    const { quote, ...place } = passage
    const version = (await read(told, (sql) => findVersion(sql, 'latest')))!.number
    const anchor = { version, ...place, quote: { text: quote } }
    const opened = await openThread(house, who, sop, zone, { anchor, comment: { body, mentions } })
    threads.set(deed.thread, { id: done(opened).thread, zone })
    return
  }
  const { id, zone } = threads.get(deed.thread)!
  if (deed.does === 'reply') done(await addComment(house, who, sop, zone, id, { body: deed.body }))
  else done(await updateThread(house, who, sop, zone, id, 'resolved'))
}

async function read<T>({ house, sop }: Told, look: (sql: Sql) => Promise<T>): Promise<T> {
  return (await house.stores.table(sop))!.read(look)
}

function done<T>(result: T | Failure): T {
  if (isFailure(result)) throw new Error(JSON.stringify(result))
  return result
}
