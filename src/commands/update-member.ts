// Changing a member of one's own delegation: seat, roles, end, and whether he can sign in.
import { fail, type Failure, isFailure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import {
  listMembers,
  listRoles,
  type MemberState,
  readMember,
  setRoles,
  updateMember as storeMember,
} from '../store/members.ts'
import type { Sql } from '../store/db.ts'
import { endSessions, endTokens } from '../store/sessions.ts'
import { unlessAsRead } from './expected.ts'
import { type House } from './house.ts'
import { runInRoom } from './run.ts'
import { type HeldRole } from './add-member.ts'
import { checkName } from './add-member.ts'

export interface MemberChange {
  readonly name?: string
  readonly seat?: string
  readonly until?: string
  readonly active?: boolean
  readonly roles?: readonly HeldRole[]
}

/** Changes a member, as long as he stands as `read`; who is made inactive is signed out everywhere at once. */
export function updateMember(
  house: House,
  who: Who,
  member: string,
  input: MemberChange,
  read?: MemberState,
): Promise<{ member: string } | Failure> {
  return runInRoom(house, who, 'updateMember', async (at) => {
    const now = await readMember(at.tx, member)
    if (!now) return fail('not-found')
    const stale = unlessAsRead(read, now)
    if (stale) return stale
    const words = checkName(input)
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
  })
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
