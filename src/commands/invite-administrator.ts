// The first administrator of a delegation, by an invitation that the operator prints.
import { type Failure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { listMembers } from '../store/members.ts'
import { type House } from './house.ts'
import { transact } from './run.ts'
import { add } from './add-member.ts'
import { type Invited } from './invite-member.ts'
import { invite } from './invite-member.ts'

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
