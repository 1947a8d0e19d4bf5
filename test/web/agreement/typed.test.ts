// The fingerprint typed from paper is matched however it was typed, and another version's is named.
import t from 'tap'
import { cleanFingerprint, matchFingerprint } from '../../../src/web/agreement/typed.ts'

const id = (start: string) => start + '0'.repeat(64 - start.length)
const HERE = { number: 15, version: id('4e1b90d7'), languages: { th: id('93c05be1'), en: id('d12f07aa') } }
const VERSIONS = [HERE, { number: 14, version: id('90552190') }]

t.test('upper and lower case, spaces and Thai digits are the same fingerprint', async (t) => {
  for (const typed of ['4e1b90d7', '4E1B 90D7', ' 4e1b-90d7 ', '๔e๑b ๙๐d๗', '４e1b90d7'])
    t.equal(cleanFingerprint(typed), '4e1b90d7', typed)
  t.equal(cleanFingerprint('4e1b 90d7 0000'), '4e1b90d7', 'what stands behind the eighth is left out')
  t.equal(cleanFingerprint('xyz'), '')
})

t.test('nothing is said before the eighth character', async (t) => {
  t.same(matchFingerprint('4e1b 90d', HERE, VERSIONS), { of: 'incomplete' })
  t.same(matchFingerprint('', HERE, VERSIONS), { of: 'incomplete' })
})

t.test('it is said whose fingerprint it is', async (t) => {
  t.same(matchFingerprint('4E1B 90D7', HERE, VERSIONS), { of: 'this' })
  t.same(matchFingerprint('9055 2190', HERE, VERSIONS), { of: 'other', number: 14 })
  t.same(matchFingerprint('d12f 07aa', HERE, VERSIONS), { of: 'language', language: 'en' })
  t.same(matchFingerprint('0000 0000', HERE, VERSIONS), { of: 'none' })
})
