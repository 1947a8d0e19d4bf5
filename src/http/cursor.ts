// Opaque cursors: where a list goes on, in a form that nobody is tempted to compute.

export function toCursor(value: string | number): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** The value in a cursor; undefined when it is none of ours. */
export function fromCursor<T extends 'string' | 'number'>(
  cursor: string | undefined,
  type: T,
): (T extends 'string' ? string : number) | undefined {
  if (cursor === undefined) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return typeof value === type ? (value as T extends 'string' ? string : number) : undefined
  } catch {
    return undefined
  }
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
