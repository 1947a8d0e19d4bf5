// Who is asking: the credential of a request becomes a member, remembered until anything in his room changes.
import type {} from '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import type { House } from '../commands/house.ts'
import { whoHolds } from '../commands/sign-in.ts'
import type { Who } from '../review/policy.ts'

export interface Caller extends Who {
  /** `session/<id>` or `token/<id>` */
  readonly via: string
  readonly until: string
}

export interface Door {
  readonly who: (request: FastifyRequest) => Promise<Caller | undefined>
}

export const COOKIE = { secure: '__Host-sandhi', plain: 'sandhi' }

/** Credentials are looked up once, then kept in memory until the delegation's room changes or their time is over. */
export function createDoor(house: House, cookie: string): Door {
  const rooms = new Map<string, Map<string, Caller>>()
  const remembered = (code: string): Map<string, Caller> => {
    let known = rooms.get(code)
    if (!known) {
      rooms.set(code, (known = new Map<string, Caller>()))
      house.watch.on(code, () => rooms.get(code)?.clear())
    }
    return known
  }
  return {
    async who(request) {
      const credential = credentialOf(request, cookie)
      if (!credential) return undefined
      const code = /^([A-Z]{3,12})_/.exec(credential)?.[1]
      if (code === undefined) return undefined
      const silent = house.watch.silent()
      const known = silent ? undefined : rooms.get(code)?.get(credential)
      if (known && known.until > house.clock()) return known
      const found = await whoHolds(house, credential)
      if (found && !silent) {
        const kept = remembered(code)
        if (kept.size > 1000) kept.clear()
        kept.set(credential, found)
      }
      return found
    },
  }
}

function credentialOf(request: FastifyRequest, cookie: string): string | undefined {
  const { authorization } = request.headers
  if (authorization?.startsWith('Bearer ')) return authorization.slice(7)
  return request.cookies[cookie]
}
