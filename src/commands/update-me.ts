// Changing one's own settings.
import { type Failure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { type MemberRow, updateMember as storeMember } from '../store/members.ts'
import { type House } from './house.ts'
import { runInRoom } from './run.ts'

/** One's own settings. */
export function updateMe(
  house: House,
  who: Who,
  input: Partial<Pick<MemberRow, 'language' | 'digits' | 'era'>>,
): Promise<object | Failure> {
  return runInRoom(house, who, 'updateMe', async ({ tx }) => {
    await storeMember(tx, who.member, input)
    return { result: {}, type: 'member.changed', refs: { member: who.member } }
  })
}
