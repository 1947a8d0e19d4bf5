// What every route file is handed: the house, the door, the kept answers, and what only the service knows.
import type { FastifyInstance } from 'fastify'
import type { House, Reached } from '../commands/house.ts'
import type { Send } from '../commands/deliver-webhooks.ts'
import { reach } from '../commands/house.ts'
import { type Failure, fail, Refused } from '../errors.ts'
import { type Operation, refuse, type Who } from '../review/policy.ts'
import type { Template } from '../document/template.ts'
import type { Answers } from './answers.ts'
import type { Door } from './door.ts'

/** A reference list as it ships: items with an id, shown as they are. */
export type ReferenceLists = Readonly<
  Record<'glossary' | 'agencies' | 'instruments' | 'elements' | 'events' | 'states', readonly ReferenceItem[]>
>
export interface ReferenceItem {
  readonly id: string
  readonly [field: string]: unknown
}

export interface Parts {
  readonly app: FastifyInstance
  readonly house: House
  readonly door: Door
  readonly answers: Answers
  readonly lists: ReadonlyMap<string, ReferenceLists>
  readonly templates: () => Promise<ReadonlyMap<string, Template>>
  /** who runs the server: stands in a banner in every room */
  readonly hostedBy: string
  readonly version: string
  /** edition of ICU: where Thai words end is its to say */
  readonly icu: string
  readonly secure: boolean
  /** how webhooks are sent, and whether private addresses may be named */
  readonly webhooks: { readonly send: Send; readonly privately: boolean }
  /** whether there is a mail server, and so digests */
  readonly mail: boolean
}

/** The same caller for the answer to his own act: a key that may write but not read is shown what it wrote. */
export function reading<W extends Who>(who: W): W {
  return who.scopes.includes('read') ? who : { ...who, scopes: [...who.scopes, 'read'] }
}

/** Reads what was just written, for the answer. Where that fails, the write stands: the answer must not deny it. */
export async function asWritten<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw error instanceof Refused ? new Refused(fail('save-uncertain', error.failure.facts)) : error
  }
}

/** A table that the caller may reach and use for this operation, or why not. */
export async function reachFor(
  house: House,
  who: Who,
  sop: string,
  operation: Operation,
): Promise<Reached | Failure> {
  const reached = await reach(house, who, sop)
  if (!reached) return fail('not-found')
  return refuse(operation, who, reached.state) ?? reached
}
