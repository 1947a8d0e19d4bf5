// Inviting a member anew: a one-time way in, shown once.
import { fail, type Failure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { getMember, putInvitation } from '../store/members.ts'
import { type House } from './house.ts'
import { type At, type Once, runInRoom } from './run.ts'
import { secretHash } from './secrets.ts'

/** A one-time way in: shown once, to be handed over by the administrator. */
export interface Invited {
  readonly member: string
  readonly invitation: string
  readonly until: string
}

const INVITATION = 7 * 24 * 3600 * 1000

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

export async function invite(at: At, member: string): Promise<Invited> {
  const secret = at.chance.secret()
  const until = new Date(Date.parse(at.now) + INVITATION).toISOString()
  await putInvitation(at.tx, { hash: secretHash(secret), member, until })
  return { member, invitation: `${at.who.delegation}_${secret}`, until }
}
