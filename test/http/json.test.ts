// JSON read strictly: as the platform reads it, but no name twice, no depth without end, valid UTF-8.
import fc from 'fast-check'
import t from 'tap'
import { isFailure } from '../../src/errors.ts'
import { parseJson } from '../../src/http/json.ts'

const read = (source: string) => parseJson(Buffer.from(source))
const code = (source: string | Buffer) => {
  const answer = parseJson(Buffer.from(source as string))
  return isFailure(answer) ? answer.failure : 'good'
}

t.test('what the platform reads is read the same', (t) => {
  fc.assert(
    fc.property(fc.json(), (source) => {
      const answer = read(source)
      // A generated object may name a key twice only when written so; JSON.stringify never does.
      return !isFailure(answer) && JSON.stringify(answer.value) === JSON.stringify(JSON.parse(source))
    }),
  )
  t.end()
})

t.test('whatever the bytes, it answers and never throws', (t) => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => parseJson(bytes) !== undefined))
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '1') }),
      (source) => {
        const answer = read(source)
        let plain: unknown
        try {
          plain = JSON.parse(source)
        } catch {
          return isFailure(answer)
        }
        return isFailure(answer)
          ? answer.failure === 'json-duplicate-key'
          : JSON.stringify(answer.value) === JSON.stringify(plain)
      },
    ),
  )
  t.end()
})

t.test('a name twice in one object', (t) => {
  t.equal(code('{"a":1,"a":2}'), 'json-duplicate-key')
  t.equal(code('{"a":1,"\\u0061":2}'), 'json-duplicate-key')
  t.equal(code('{"a":{"b":1,"b":1}}'), 'json-duplicate-key')
  t.equal(code('{"a":{"a":1},"b":[{"a":1},{"a":2}]}'), 'good')
  t.equal(code('{"a":"a","b":"a:a"}'), 'good')
  t.equal(code('["a","a"]'), 'good')
  t.end()
})

t.test('depth, and what is not UTF-8', (t) => {
  t.equal(code('['.repeat(48) + ']'.repeat(48)), 'good')
  t.equal(code('['.repeat(49) + ']'.repeat(49)), 'json-too-deep')
  t.equal(code('"[[[['.padEnd(200, '[') + '"'), 'good', 'within words it is no depth')
  t.match(parseJson(Uint8Array.of(0x22, 0xff, 0x22)), {
    failure: 'json-malformed',
    facts: { reason: 'not UTF-8' },
  })
  t.match(read('{"a":"'), { failure: 'json-malformed', facts: { reason: 'syntax' } })
  t.end()
})
