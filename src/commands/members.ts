// A delegation's own people, changed by its own administrator alone: add, change, invite, hand over.
import { fail, type Failure, isFailure } from '../errors.ts'
import type { Role, Who } from '../review/policy.ts'
import { checkWords } from '../review/words.ts'
import {
  getInvitation,
  getMember,
  insertMember,
  listMembers,
  listRoles,
  putInvitation,
  putVisit,
  setRoles,
  takeInvitation,
  updateMember as storeMember,
} from '../store/members.ts'
import type { Sql } from '../store/db.ts'
import {
  endSession as storeEndSession,
  endSessions,
  endToken as storeEndToken,
  endTokens,
  insertToken,
} from '../store/sessions.ts'
import type { Scope } from '../review/policy.ts'
import { type House, reach } from './house.ts'
import { type At, type Done, type Once, runInRoom, transact } from './run.ts'
import { hashPassword, secretHash } from './secrets.ts'
import { openSession, type SignedIn } from './sign-in.ts'

export interface HeldRole {
  readonly role: Role
  /** an SOP's id, or `*` for all */
  readonly sop: string
}

export interface NewMember {
  readonly name: string
  readonly login: string
  readonly seat?: string
  readonly language: string
  readonly until?: string
  readonly roles: readonly HeldRole[]
}

/** A one-time way in: shown once, to be handed over by the administrator. */
export interface Invited {
  readonly member: string
  readonly invitation: string
  readonly until: string
}

const INVITATION = 7 * 24 * 3600 * 1000

export function addMember(house: House, who: Who, input: NewMember, once?: Once): Promise<Invited | Failure> {
  return runInRoom(house, who, 'addMember', (at) => add(at, input), once)
}

async function add(at: At, input: NewMember): Promise<Done<Invited> | Failure> {
  const words = wordsOf(input)
  if (isFailure(words)) return words
  const id = at.chance.id()
  const { roles, login, ...rest } = input
  const added = await insertMember(at.tx, { ...rest, login: login.trim().toLowerCase(), id, active: true })
  if (!added) return fail('login-taken', {}, [{ pointer: '/login', code: 'login-taken' }])
  await setRoles(at.tx, id, roles)
  const invited = await invite(at, id)
  return { result: invited, type: 'member.added', refs: { member: id } }
}

const wordsOf = ({ name, seat }: MemberChange) =>
  checkWords([
    ...(name ? [{ pointer: '/name', value: name }] : []),
    ...(seat ? [{ pointer: '/seat', value: seat }] : []),
  ])

async function invite(at: At, member: string): Promise<Invited> {
  const secret = at.chance.secret()
  const until = new Date(Date.parse(at.now) + INVITATION).toISOString()
  await putInvitation(at.tx, { hash: secretHash(secret), member, until })
  return { member, invitation: `${at.who.delegation}_${secret}`, until }
}

/** A new invitation for a member who has none left or lost the password; the old one is void. */
export function inviteMember(
  house: House,
  who: Who,
  member: string,
  once?: Once,
): Promise<Invited | Failure> {
  return runInRoom(
    house,
    who,
    'inviteMember',
    async (at) => {
      const found = await getMember(at.tx, member)
      if (!found) return fail('not-found')
      return { result: await invite(at, member), type: 'member.invited', refs: { member } }
    },
    once,
  )
}

export interface MemberChange {
  readonly name?: string
  readonly seat?: string
  readonly until?: string
  readonly active?: boolean
  readonly roles?: readonly HeldRole[]
}

/** Changes a member; who is made inactive is signed out everywhere at once. */
export function updateMember(
  house: House,
  who: Who,
  member: string,
  input: MemberChange,
  once?: Once,
): Promise<{ member: string } | Failure> {
  return runInRoom(
    house,
    who,
    'updateMember',
    async (at) => {
      const found = await getMember(at.tx, member)
      if (!found) return fail('not-found')
      const words = wordsOf(input)
      if (isFailure(words)) return words
      const { roles, ...change } = input
      await storeMember(at.tx, member, change)
      if (roles) await setRoles(at.tx, member, roles)
      if (!(await hasAdministrator(at.tx, at.now))) return fail('last-administrator')
      if (input.active === false) {
        await endSessions(at.tx, member)
        await endTokens(at.tx, member)
      }
      return { result: { member }, type: 'member.changed', refs: { member } }
    },
    once,
  )
}

async function hasAdministrator(sql: Sql, now: string): Promise<boolean> {
  const roles = await listRoles(sql)
  const administrators = new Set(
    roles.flatMap(({ member, role }) => (role === 'administrator' ? [member] : [])),
  )
  const members = await listMembers(sql)
  return members.some(
    ({ id, active, until }) => administrators.has(id) && active && (until === undefined || until > now),
  )
}

/** Uses an invitation: sets the password, ends other sessions, and signs in. */
export async function acceptInvitation(
  house: House,
  input: { readonly invitation: string; readonly password: string; readonly agent: string },
): Promise<SignedIn | Failure> {
  const [code = '', secret = ''] = input.invitation.split(/_(.*)/s)
  const room = /^[A-Z]{3,12}$/.test(code) ? await house.stores.room(code) : undefined
  if (!room) return fail('invitation-invalid')
  const hash = await hashPassword(input.password)
  if (isFailure(hash)) return hash
  const invited = await room.read((sql) => getInvitation(sql, secretHash(secret)))
  const member = invited && (await room.read((sql) => getMember(sql, invited.member)))
  if (!invited || !member || invited.until <= house.clock()) return fail('invitation-invalid')
  const who = {
    delegation: code,
    kind: 'party' as const,
    member: member.id,
    name: member.name,
    roles: [],
    scopes: [],
  }
  const act = house.chance(code).id()
  const used = await transact(house, room, code, who, act, undefined, async ({ tx }) => {
    if (!(await takeInvitation(tx, invited.hash))) return fail('invitation-invalid')
    await storeMember(tx, member.id, { secret: hash })
    await endSessions(tx, member.id)
    return { result: {}, type: 'invitation.accepted', refs: { member: member.id } }
  })
  return isFailure(used) ? used : openSession(house, { delegation: code, agent: input.agent }, member)
}

/** Ends one of one's own sessions, at once. */
export function endSession(house: House, who: Who, session: string): Promise<object | Failure> {
  return runInRoom(house, who, 'endSession', async ({ tx }) =>
    (await storeEndSession(tx, who.member, session))
      ? { result: {}, type: 'session.ended', refs: { session } }
      : fail('not-found'),
  )
}

/** A personal token, shown once; it can do no more than its scopes and its member's roles. */
export function createToken(
  house: House,
  who: Who,
  input: { readonly name: string; readonly scopes: readonly Scope[]; readonly until: string },
): Promise<{ id: string; token: string } | Failure> {
  return runInRoom(house, who, 'createToken', async ({ tx, now, chance }) => {
    const words = checkWords([{ pointer: '/name', value: input.name }])
    if (isFailure(words)) return words
    const beyond = input.scopes.find((scope) => !who.scopes.includes(scope))
    if (beyond) return fail('scope-missing', { scope: beyond })
    const most = new Date(Date.parse(now) + 366 * 24 * 3600 * 1000).toISOString()
    if (input.until <= now || input.until > most)
      return fail('limit-exceeded', { most }, [{ pointer: '/until', code: 'limit-exceeded' }])
    const secret = chance.secret()
    const id = chance.id()
    await insertToken(tx, {
      ...input,
      scopes: [...input.scopes],
      hash: secretHash(secret),
      id,
      member: who.member,
      created: now,
    })
    return {
      result: { id, token: `${who.delegation}_${secret}` },
      type: 'token.created',
      refs: { token: id },
    }
  })
}

export function endToken(house: House, who: Who, token: string): Promise<object | Failure> {
  return runInRoom(house, who, 'endToken', async ({ tx }) =>
    (await storeEndToken(tx, who.member, token))
      ? { result: {}, type: 'token.ended', refs: { token } }
      : fail('not-found'),
  )
}

/** Notes the newest version of an SOP that one has seen; nobody else learns of it. */
export async function markVisit(
  house: House,
  who: Who,
  sop: string,
  version: number,
): Promise<object | Failure> {
  const reached = await reach(house, who, sop)
  if (!reached) return fail('not-found')
  const seen = Math.min(version, reached.sop.head)
  return runInRoom(house, who, 'markVisit', async ({ tx }) => {
    await putVisit(tx, who.member, sop, seen)
    return { result: {} }
  })
}

/** One's own settings. */
export function updateMe(
  house: House,
  who: Who,
  input: { readonly language: string },
): Promise<object | Failure> {
  return runInRoom(house, who, 'updateMe', async ({ tx }) => {
    await storeMember(tx, who.member, input)
    return { result: {}, type: 'member.changed', refs: { member: who.member } }
  })
}

/** The first administrator of a delegation, by an invitation that the operator prints. */
export async function inviteAdministrator(
  house: House,
  delegation: string,
  kind: Who['kind'],
  input: { readonly name: string; readonly login: string; readonly language: string },
): Promise<Invited | Failure> {
  const room = (await house.stores.room(delegation)) ?? (await house.stores.createRoom(delegation))
  const who: Who = { delegation, kind, member: 'operator', name: 'operator', roles: [], scopes: [] }
  const act = house.chance(delegation).id()
  return transact(house, room, delegation, who, act, undefined, async (at) => {
    const known = (await listMembers(at.tx)).find((row) => row.login === input.login)
    if (known)
      return { result: await invite(at, known.id), type: 'member.invited', refs: { member: known.id } }
    return add(at, { ...input, roles: [{ role: 'administrator', sop: '*' }] })
  })
}
