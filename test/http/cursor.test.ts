// Cursors: what comes out is what went in, and what is none of ours is refused.
import fc from 'fast-check'
import t from 'tap'
import { Refused } from '../../src/errors.ts'
import { fromCursor, pageOf, toCursor } from '../../src/http/cursor.ts'

function refused(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof Refused) return error.failure.failure
  }
  return 'nothing'
}

t.test('a cursor gives back its value', (t) => {
  fc.assert(fc.property(fc.string(), (value) => fromCursor(toCursor(value), 'string') === value))
  fc.assert(fc.property(fc.nat(), (value) => fromCursor(toCursor(value), 'number') === value))
  t.equal(fromCursor(undefined, 'string'), undefined)
  t.end()
})

t.test('what is none of ours is refused', (t) => {
  for (const cursor of ['', '!', 'bm90IGpzb24', toCursor(1)]) {
    t.equal(
      refused(() => fromCursor(cursor, 'string')),
      'invalid-request',
      cursor,
    )
  }
  t.equal(
    refused(() => fromCursor(toCursor('a'), 'number')),
    'invalid-request',
  )
  t.end()
})

t.test('pages joined by their cursors are the list', (t) => {
  const law = fc.property(fc.uniqueArray(fc.nat()), fc.integer({ min: 1, max: 7 }), (rows, limit) => {
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const after = fromCursor(cursor, 'number')
      const from = after === undefined ? 0 : rows.indexOf(after) + 1
      const page = pageOf(
        rows.slice(from, from + limit + 1),
        limit,
        (row) => row,
        (row) => row,
      )
      seen.push(...page.items)
      cursor = page.next
    } while (cursor !== undefined)
    return JSON.stringify(seen) === JSON.stringify(rows)
  })
  fc.assert(law)
  t.end()
})
