// Sending the digests that are due: at most one a period, none lost, and after a crash one twice at the most.
import { countNews, digestLetter, type Letter, letterId, offToken, periodOf } from '../review/digest.ts'
import type { Db } from '../store/db.ts'
import {
  claimDigest,
  type DigestRow,
  finishDigest,
  listDigestPositions,
  listReadyDigests,
  postponeDigest,
  putDigestPosition,
} from '../store/digests.ts'
import { listDelegations } from '../store/directory.ts'
import { getMember } from '../store/members.ts'
import { heardAfter } from './heard.ts'
import type { House } from './house.ts'
import { beginning, type Hearing, hearings } from './log-places.ts'

export interface Message extends Letter {
  readonly to: string
  readonly id: string
  readonly date: string
  /** what turns the digest off with one request */
  readonly off: string
}

/** Hands a message to the mail server; false when that did not take it. */
export type Mail = (message: Message) => Promise<boolean>

const LEASE = 10 * 60_000
const LATER = 30 * 60_000 // until it is tried again when the mail server did not take it
const TRIES = 2 // whose end is not known: the second may be one too many, a third is not made
const BATCH = 500

/** Sends every digest that is due now. */
export async function sendDigests(
  house: House,
  mail: Mail,
  at: { readonly origin: string; readonly hostedBy: string },
): Promise<void> {
  for (const { code } of await house.stores.directory.read(listDelegations)) {
    const room = await house.stores.room(code)
    if (!room) continue
    const now = house.clock()
    const ready = await room.read((sql) => listReadyDigests(sql, now))
    for (const row of ready) await sendOne(house, mail, at, code, room, row)
  }
}

async function sendOne(
  house: House,
  mail: Mail,
  { origin, hostedBy }: { readonly origin: string; readonly hostedBy: string },
  code: string,
  room: Db,
  row: DigestRow,
): Promise<void> {
  const { member: id, secret } = row
  const now = house.clock()
  const member = (await room.read((sql) => getMember(sql, id)))!
  const { email: to, digest, language } = member
  if (to === undefined || digest === undefined || row.period >= periodOf(digest, now)) return
  const period = periodOf(digest, now)
  const holder = house.chance(`${code}/deliveries`).id()
  const until = after(now, LEASE)
  if (!(await room.write((tx) => claimDigest(tx, row, { holder, now, until })))) return
  // What is not told now is told in the next period: only what was told moves the place on.
  if (row.tries >= TRIES) return room.write((tx) => finishDigest(tx, id, holder, period))
  const { types, heads } = await newsOf(house, code, room, id)
  const counts = countNews(types)
  const off = `${origin}/api/v1/digests/${offToken(secret, code, id)}`
  const letter = digestLetter(counts, {
    ...{ language, digest, origin, off, hostedBy },
    thaiDigits: member.digits !== 'arabic',
  })
  const taken =
    counts.sops === 0 || (await mail({ ...letter, to, off, id: letterId(code, id, period), date: now }))
  await room.write(async (tx) => {
    if (!taken) return postponeDigest(tx, id, holder, after(house.clock(), LATER))
    for (const [log, head] of heads) await putDigestPosition(tx, id, log, head)
    return finishDigest(tx, id, holder, period)
  })
}

const after = (now: string, milliseconds: number): string =>
  new Date(Date.parse(now) + milliseconds).toISOString()

/** What each table's log says that this member was not told of, and how far that goes. */
async function newsOf(
  house: House,
  code: string,
  room: Db,
  member: string,
): Promise<{ types: string[][]; heads: [string, number][] }> {
  const positions = await room.read((sql) => listDigestPositions(sql, member))
  const types: string[][] = []
  const heads: [string, number][] = []
  // Of what happens in the room not even how much goes through other people's mail servers.
  for (const hearing of await hearings(house, code, ['table'])) {
    const from = positions.get(hearing.key) ?? beginning(hearing)
    const heard = from < hearing.heard ? await typesAfter(hearing, from) : []
    types.push(heard)
    heads.push([hearing.key, from + heard.length])
  }
  return { types, heads }
}

async function typesAfter({ db, seat }: Hearing, from: number): Promise<string[]> {
  const types: string[] = []
  for (;;) {
    const heard = await db.read((sql) => heardAfter(sql, seat, from + types.length, BATCH))
    types.push(...heard.map(({ entry }) => entry.type))
    if (heard.length < BATCH) return types
  }
}
