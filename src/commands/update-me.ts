// Changing one's own settings.
import { fail, type Failure } from '../errors.ts'
import { type Digest, periodOf } from '../review/digest.ts'
import type { Who } from '../review/policy.ts'
import { beginDigest, putDigestPosition } from '../store/digests.ts'
import { getMember, type MemberRow, updateMember as storeMember } from '../store/members.ts'
import { type House } from './house.ts'
import { hearings } from './log-places.ts'
import { runInRoom } from './run.ts'

export interface MyChange extends Partial<Pick<MemberRow, 'language' | 'digits' | 'era'>> {
  /** '' takes it away, and turns the digest off */
  readonly email?: string
  readonly digest?: Digest | 'off'
}

/** One's own settings. A digest begins with what happens from now on; without a mail server there is none. */
export async function updateMe(
  house: House,
  who: Who,
  { email, digest, ...rest }: MyChange,
  mail: boolean,
): Promise<object | Failure> {
  const wanted = digest !== undefined && digest !== 'off'
  if (wanted && !mail) return fail('mail-not-offered')
  const heads = wanted ? await hearings(house, who.delegation, ['table']) : []
  return runInRoom(house, who, 'updateMe', async ({ tx, now, chance }) => {
    const before = await getMember(tx, who.member)
    const address = email ?? before?.email ?? ''
    if (wanted && address === '')
      return fail('email-missing', {}, [{ pointer: '/email', code: 'email-missing' }])
    const off = digest === 'off' || email === ''
    await storeMember(tx, who.member, {
      ...rest,
      ...(email !== undefined && { email: email === '' ? null : email }),
      ...(off ? { digest: null } : wanted && { digest }),
    })
    if (wanted && digest !== before?.digest) {
      await beginDigest(tx, { member: who.member, secret: chance.secret(), period: periodOf(digest, now) })
      if (!before?.digest) {
        for (const { key, heard } of heads) await putDigestPosition(tx, who.member, key, heard)
      }
    }
    return { result: {}, type: 'member.changed', refs: { member: who.member } }
  })
}
