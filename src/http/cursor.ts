// Opaque cursors: where a list goes on, in a form that nobody is tempted to compute.
import { fail, Refused } from '../errors.ts'

export function toCursor(value: string | number): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** The value in a cursor. One that is none of ours is refused: to begin anew in silence would never end. */
export function fromCursor<T extends 'string' | 'number'>(
  cursor: string | undefined,
  type: T,
): (T extends 'string' ? string : number) | undefined {
  if (cursor === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    value = undefined
  }
  if (typeof value === type) return value as T extends 'string' ? string : number
  throw new Refused(
    fail('invalid-request', { part: 'query' }, [{ pointer: '/query/cursor', code: 'field-invalid' }]),
  )
}

/** A page from one item more than it may hold. */
export function pageOf<T, V>(
  rows: readonly T[],
  limit: number,
  view: (row: T) => V,
  place: (row: T) => string | number,
): { items: V[]; next?: string } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(view),
    ...(rows.length > limit && last !== undefined && { next: toCursor(place(last)) }),
  }
}
