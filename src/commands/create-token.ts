// Making a personal token for a program.
import { fail, type Failure, isFailure } from '../errors.ts'
import type { Who, Scope } from '../review/policy.ts'
import { checkWords } from '../review/words.ts'
import { insertToken } from '../store/sessions.ts'
import type { House } from './house.ts'
import { runInRoom } from './run.ts'
import { secretHash } from './secrets.ts'

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
