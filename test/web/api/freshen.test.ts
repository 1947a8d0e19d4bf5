// What an event makes the workspace ask again, and how the pieces of a stream become events.
import t from 'tap'
import { concerns, leads, moves } from '../../../src/web/api/freshen.ts'
import { createFrames } from '../../../src/web/api/stream.ts'

const table = (type: string) => ({ sop: 'a', zone: 'table', type })
const KEYS = [
  ['sops'],
  ['sop', 'a'],
  ['sop', 'a', 'versions'],
  ['sop', 'a', 'version', '3', {}],
  ['sop', 'a', 'diff', '2', '3'],
  ['sop', 'a', 'threads', 'table'],
  ['sop', 'a', 'threads', 'room'],
  ['sop', 'a', 'readiness', '3', 'en'],
  ['sop', 'b'],
  ['members', 'IDN'],
  ['presence', 'IDN'],
] as const
/** A key without what is no name in it. */
const named = (key: readonly unknown[]) =>
  key
    .filter((each) => typeof each === 'string')
    .slice(0, 5)
    .join(' ')
const asked = (event: Parameters<typeof concerns>[0]) =>
  KEYS.filter((key) => concerns(event, key)).map((key) => named(key))

t.test('a version that was saved concerns all of its SOP but the versions before it', (t) => {
  t.same(asked(table('version.saved')), [
    'sops',
    'sop a',
    'sop a versions',
    'sop a threads table',
    'sop a threads room',
    'sop a readiness 3 en',
  ])
  t.end()
})

t.test('a comment at the table concerns no internal discussion, nor one in the room a joint one', (t) => {
  t.same(asked(table('comment.added')), ['sop a threads table', 'sop a readiness 3 en'])
  t.same(asked({ zone: 'room', type: 'comment.added' }), ['sop a threads room'])
  t.end()
})

t.test('an erasure concerns every version too', (t) => {
  t.ok(asked(table('text.erased')).includes('sop a version 3'))
  t.ok(asked(table('text.erased')).includes('sop a diff 2 3'))
  t.end()
})

t.test('who is connected concerns that alone', (t) => {
  t.same(asked({ zone: 'room', type: 'presence' }), ['presence IDN'])
  t.end()
})

t.test('what says which version is the newest is asked first, and what never changes not at all', (t) => {
  t.same(KEYS.filter(leads), [['sops'], ['sop', 'a'], ['sop', 'b']])
  t.notOk(moves(['sop', 'a', 'version', '3']))
  t.ok(moves(['sop', 'a', 'versions']))
  t.end()
})

t.test('a frame counts when it is whole, wherever the line cut it', (t) => {
  const take = createFrames()
  t.same(take(': beat\n\nid: 4'), [{}])
  t.same(take('2\ndata: {"zone":'), [])
  t.same(take('"table"}\n\n'), [{ id: '42', data: '{"zone":"table"}' }])
  t.end()
})
