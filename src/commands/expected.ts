// What a writer had read must still stand when he writes: compared inside his transaction, so that of two one is told.
import { fail, type Failure } from '../errors.ts'

/** A failure unless what is stored now is what was read; with nothing named, anything may be overwritten. */
export function unlessAsRead<T>(read: T | undefined, now: T | undefined): Failure | undefined {
  if (read === undefined || JSON.stringify(read) === JSON.stringify(now)) return undefined
  return fail('precondition-failed')
}
