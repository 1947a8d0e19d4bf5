// Signing in with a password, into one delegation's room; slowed after failures, for logins that don't exist too.
import { fail, type Failure } from '../errors.ts'
import { SCOPES, type Who } from '../review/policy.ts'
import { getDelegation } from '../store/directory.ts'
import type { Sql } from '../store/db.ts'
import { findLogin, getMember, listRoles, type MemberRow } from '../store/members.ts'
import {
  clearSignIn,
  dropEnded,
  findSession,
  findToken,
  getSignIn,
  insertSession,
  putSignIn,
} from '../store/sessions.ts'
import type { House } from './house.ts'
import { type Done, transact } from './run.ts'
import { checkPassword, secretHash } from './secrets.ts'

export interface SignIn {
  readonly delegation: string
  readonly login: string
  readonly password: string
  readonly agent: string
}

export interface SignedIn {
  readonly session: string
  readonly member: string
  /** begins with the delegation's code, so that it opens one room and nothing can be learnt of another's logins */
  readonly secret: string
  readonly until: string
}

const SESSION = 12 * 3600 * 1000 // a working day
const FREE = 5 // failures before the first wait
const LONGEST = 15 * 60 // seconds

export async function signIn(house: House, input: SignIn): Promise<SignedIn | Failure> {
  const room = await house.stores.room(input.delegation)
  const now = house.clock()
  if (!room) {
    await checkPassword(undefined, input.password)
    return fail('sign-in-failed')
  }
  const login = input.login.trim().toLowerCase().toWellFormed() // as the store keeps it
  const { member, held } = await room.read(async (sql) => ({
    member: await findLogin(sql, login),
    held: await getSignIn(sql, login),
  }))
  if (held && held.failures >= FREE && held.until > now) {
    return fail('sign-in-slowed', { seconds: Math.ceil((Date.parse(held.until) - Date.parse(now)) / 1000) })
  }
  const right = await checkPassword(member?.secret, input.password)
  if (!right || !member || !mayEnter(member, now)) {
    const failures = (held?.failures ?? 0) + 1
    const wait = Math.min(LONGEST, 2 ** Math.max(0, failures - FREE))
    const until = new Date(Date.parse(now) + wait * 1000).toISOString()
    await room.write((tx) => putSignIn(tx, { login, failures, until }))
    return fail('sign-in-failed')
  }
  return openSession(house, input, member)
}

/** Opens a session for a member whose right to it was just shown. */
export async function openSession(
  house: House,
  input: Pick<SignIn, 'delegation' | 'agent'>,
  member: Pick<MemberRow, 'id' | 'login'>,
): Promise<SignedIn | Failure> {
  const room = (await house.stores.room(input.delegation))!
  const who = await whoIs(house, input.delegation, member.id)
  if (!who) return fail('sign-in-failed')
  const chance = house.chance(input.delegation)
  const secret = chance.secret()
  const session = chance.id()
  return transact(
    house,
    room,
    input.delegation,
    who,
    chance.id(),
    undefined,
    async ({ tx, now }): Promise<Done<SignedIn>> => {
      const until = new Date(Date.parse(now) + SESSION).toISOString()
      await clearSignIn(tx, member.login)
      await dropEnded(tx, now)
      const agent = input.agent.slice(0, 200)
      await insertSession(tx, {
        hash: secretHash(secret),
        id: session,
        member: member.id,
        created: now,
        until,
        agent,
      })
      const result = { session, member: member.id, secret: `${input.delegation}_${secret}`, until }
      return { result, type: 'session.opened', refs: { session } }
    },
  )
}

export const mayEnter = (member: MemberRow, now: string): boolean =>
  member.active && (member.until === undefined || member.until > now)

/** A member as the rules see him, with all scopes; undefined when he is gone. */
export async function whoIs(house: House, delegation: string, id: string): Promise<Who | undefined> {
  const kind = await house.stores.directory.read((sql) => getDelegation(sql, delegation))
  const room = await house.stores.room(delegation)
  if (!kind || !room) return undefined
  return room.read((sql) => memberIn(sql, { code: delegation, kind: kind.kind }, id, house.clock()))
}

async function memberIn(
  sql: Sql,
  delegation: { code: string; kind: Who['kind'] },
  id: string,
  now: string,
): Promise<Who | undefined> {
  const member = await getMember(sql, id)
  if (!member || !mayEnter(member, now)) return undefined
  const roles = (await listRoles(sql, id)).map(({ role, sop }) => ({ role, sop }))
  const { code, kind } = delegation
  return { delegation: code, kind, member: id, name: member.name, roles, scopes: SCOPES }
}

/** Who holds a secret: a session's or a token's. Undefined says nothing of why. */
export async function whoHolds(
  house: House,
  credential: string,
): Promise<(Who & { via: string; until: string }) | undefined> {
  const [code = '', secret = ''] = split(credential)
  const room = /^[A-Z]{3,12}$/.test(code) ? await house.stores.room(code) : undefined
  const delegation = room && (await house.stores.directory.read((sql) => getDelegation(sql, code)))
  if (!room || !delegation) return undefined
  return room.read(async (sql) => {
    const hash = secretHash(secret)
    const now = house.clock()
    const session = await findSession(sql, hash)
    const key = session ?? (await findToken(sql, hash))
    if (!key || key.until <= now) return undefined
    const who = await memberIn(sql, delegation, key.member, now)
    const scopes = 'scopes' in key ? key.scopes : SCOPES
    const { until: end = key.until } = (await getMember(sql, key.member)) ?? {}
    const until = end < key.until ? end : key.until
    return who && { ...who, scopes, via: session ? `session/${key.id}` : `token/${key.id}`, until }
  })
}

function split(credential: string): [string, string] {
  const at = credential.indexOf('_')
  return [credential.slice(0, at), credential.slice(at + 1)]
}
