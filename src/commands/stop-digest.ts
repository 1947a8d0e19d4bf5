// Turning a digest off by the link in it, without signing in.
import { fail, type Failure } from '../errors.ts'
import { isOffToken, readOffToken, type Speech, speechOf } from '../review/digest.ts'
import { getDigest } from '../store/digests.ts'
import { getMember, updateMember as storeMember } from '../store/members.ts'
import type { House } from './house.ts'
import { transact } from './run.ts'

interface Reader {
  readonly delegation: string
  readonly member: string
  readonly name: string
  /** in which to answer */
  readonly speech: Speech
}

/** Whose digest a token turns off; undefined when it is no good one. */
export async function readerOf(house: House, token: string): Promise<Reader | undefined> {
  const named = readOffToken(token)
  const room = named && (await house.stores.room(named.delegation))
  if (!named || !room) return undefined
  const { delegation, member } = named
  const { row, found } = await room.read(async (sql) => ({
    row: await getDigest(sql, member),
    found: await getMember(sql, member),
  }))
  if (!row || !found || !isOffToken(token, row.secret, delegation, member)) return undefined
  return { delegation, member, name: found.name, speech: speechOf(found.language) }
}

/** Turns it off; once more is as good as once. */
export async function stopDigest(house: House, token: string): Promise<Reader | Failure> {
  const reader = await readerOf(house, token)
  if (!reader) return fail('not-found')
  const { delegation, member, name } = reader
  const room = (await house.stores.room(delegation))!
  const who = { delegation, kind: 'party' as const, member, name, roles: [], scopes: [] }
  const act = house.chance(delegation).id()
  return transact(house, room, delegation, who, act, undefined, async ({ tx }) => {
    const found = await getMember(tx, member)
    if (!found?.digest) return { result: reader }
    await storeMember(tx, member, { digest: null })
    return { result: reader, type: 'member.changed', refs: { member } }
  })
}
