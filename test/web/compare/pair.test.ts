// Which two versions a comparison opens with.
import t from 'tap'
import { lastAgreed, usualPair, versionNamed } from '../../../src/web/compare/pair.ts'

type Act = Parameters<typeof lastAgreed>[0][number]
const act = (party: string, number: number, more: Partial<Act> = {}) =>
  ({ act: 'text-agreed', party, number, stands: true, ...more }) as Act

t.test('we last agreed to the newest version on which an agreeing act of ours stands', async (t) => {
  const acts = [
    act('IDN', 4),
    act('IDN', 9, { act: 'agreed-ad-referendum' }),
    act('IDN', 10, { stands: false }),
    act('IDN', 11, { act: 'rejected' }),
    act('THA', 12),
  ]
  t.equal(lastAgreed(acts, 'IDN'), 9)
  t.equal(lastAgreed(acts, 'THA'), 12)
  t.equal(lastAgreed(acts, 'MYS'), undefined)
})

t.test('what is new since the visit comes first, then since we agreed, then the last version', async (t) => {
  t.strictSame(usualPair(14, 12, 9), { from: 12, to: 14 })
  t.strictSame(usualPair(14, 14, 9), { from: 9, to: 14 })
  t.strictSame(usualPair(14, 14, 14), { from: 13, to: 14 })
  t.strictSame(usualPair(14, undefined, undefined), { from: 13, to: 14 })
})

t.test('a first version has nothing to be compared with', async (t) => {
  t.equal(usualPair(1, undefined, undefined), undefined)
  t.equal(usualPair(1, 1, 1), undefined)
})

t.test('a version is named by its number, its id, or as the latest', async (t) => {
  const head = { parents: [], by: 'IDN', time: '2026-11-24T03:00:00.000Z' }
  const versions = [
    { ...head, number: 2, version: 'bb' },
    { ...head, number: 1, version: 'aa' },
  ]
  t.equal(versionNamed('1', versions)?.version, 'aa')
  t.equal(versionNamed('bb', versions)?.number, 2)
  t.equal(versionNamed('latest', versions)?.number, 2)
  t.equal(versionNamed('3', versions), undefined)
  t.equal(versionNamed('latest', []), undefined)
})
