// Using an invitation: a first or a new password, and the sign-in that follows.
import { fail, type Failure, isFailure } from '../errors.ts'
import { getInvitation, getMember, takeInvitation, updateMember as storeMember } from '../store/members.ts'
import { endSessions, endTokens } from '../store/sessions.ts'
import { type House } from './house.ts'
import { transact } from './run.ts'
import { hashPassword, secretHash } from './secrets.ts'
import { openSession, type SignedIn } from './sign-in.ts'

/** Uses an invitation: sets the password, ends all sessions and tokens there were, and signs in. */
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
    await endTokens(tx, member.id)
    return { result: {}, type: 'invitation.accepted', refs: { member: member.id } }
  })
  return isFailure(used) ? used : openSession(house, { delegation: code, agent: input.agent }, member)
}
