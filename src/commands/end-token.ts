// Ending one of one's own tokens.
import { fail, type Failure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { endToken as storeEndToken } from '../store/sessions.ts'
import type { House } from './house.ts'
import { runInRoom } from './run.ts'

export function endToken(house: House, who: Who, token: string): Promise<object | Failure> {
  return runInRoom(house, who, 'endToken', async ({ tx }) =>
    (await storeEndToken(tx, who.member, token))
      ? { result: {}, type: 'token.ended', refs: { token } }
      : fail('not-found'),
  )
}
