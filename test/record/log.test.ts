// The log: canonical entries bound to the one before, and every way in which a stored log can be wrong.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { type Entry, entryHash, sealEntry, verifyLog } from '../../src/record/log.ts'

const LOG = '1'.repeat(32)
const entry = (seq: number, more: Partial<Entry> = {}): Entry => ({
  v: 1,
  log: LOG,
  seq,
  type: 'version.saved',
  refs: { version: 'abc', number: seq },
  by: 'IDN',
  time: '2026-11-24T03:00:00.000Z',
  ...more,
})
interface Stored {
  seq: number
  bytes: string
  hash: string
}
function log(count: number, change: (entry: Entry) => Entry = (one) => one): Stored[] {
  const stored: Stored[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const previous = stored.at(-1)?.hash
    const { bytes, hash } = sealEntry(change(entry(seq, previous === undefined ? {} : { previous })))
    stored.push({ seq, bytes, hash })
  }
  return stored
}
const stored = (bytes: string, seq = 1): Stored => ({ seq, bytes, hash: entryHash(bytes) })

t.test('an entry is canonical JSON, and its hash a tag and its bytes', (t) => {
  const { bytes, hash } = sealEntry(entry(1))
  t.match(bytes, /^\{"by":"IDN","log":"1+","refs":\{"number":1,"version":"abc"\},"seq":1,"time"/)
  t.equal(hash, createHash('sha256').update(`sandhi/entry/1\n${bytes}`).digest('hex'))
  t.equal(sealEntry({ ...entry(1), refs: { number: 1, version: 'abc' } }).bytes, bytes, 'whatever the order')
  t.end()
})

t.test('a whole log holds', (t) => {
  t.equal(verifyLog(LOG, []), undefined)
  t.equal(verifyLog(LOG, log(5)), undefined)
  t.end()
})

t.test('laws: any entry that is changed, left out, doubled or exchanged is noticed', (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom('change', 'omit', 'double', 'swap', 'hash'),
      (at, how) => {
        const entries = log(6)
        const one = entries[at]!
        if (how === 'change') entries[at] = { ...stored(one.bytes.replace('IDN', 'THA')), seq: one.seq }
        if (how === 'omit') entries.splice(at, 1)
        if (how === 'double') entries.splice(at, 0, one)
        if (how === 'swap') entries.splice(at, 2, entries[at + 1]!, one)
        if (how === 'hash') entries[at] = { ...one, hash: '0'.repeat(64) }
        const found = verifyLog(LOG, entries)
        return found !== undefined && found.seq >= at + 1 && found.seq <= at + 2
      },
    ),
  )
  t.end()
})

t.test('each thing that can be wrong is said', (t) => {
  const [first] = log(1)
  const what = (...entries: Stored[]) => verifyLog(LOG, entries)?.what
  t.equal(what({ ...first!, seq: 2 }), 'an entry is missing')
  t.equal(what({ ...first!, hash: '0' }), 'the entry does not have its hash')
  t.equal(what(stored('{')), 'the entry is not JSON')
  t.equal(what(stored(`${first!.bytes} `)), 'the entry is not canonical')
  t.equal(verifyLog('other', [first!])?.what, 'the entry belongs to another log')
  t.equal(what(stored(sealEntry(entry(7)).bytes)), 'the entry has another number')
  t.equal(
    what(stored(sealEntry(entry(1, { previous: '0' })).bytes)),
    'the entry does not follow the one before it',
  )
  t.equal(what(first!, stored(sealEntry(entry(2)).bytes, 2)), 'the entry does not follow the one before it')
  t.end()
})

t.test('the golden entries have the bytes and hashes that other verifiers expect', async (t) => {
  const file = join(import.meta.dirname, '../fixtures/golden/entries.json')
  const golden = JSON.parse(readFileSync(file, 'utf8')) as { entry: Entry; bytes: string; hash: string }[]
  for (const { entry: given, bytes, hash } of golden)
    t.strictSame(sealEntry(given), { bytes, hash, entry: given })
  const stored = golden.map(({ entry: { seq }, bytes, hash }) => ({ seq, bytes, hash }))
  t.equal(verifyLog(golden[0]!.entry.log, stored), undefined)
})
