// The append-only log: each entry canonical JSON, bound to the one before it by its hash.
import { createHash } from 'node:crypto'
import { canonical } from '../document/ids.ts'

/** What is written down of an act: ids and delegations, no words. Order is `seq`, never time. */
export interface Entry {
  readonly v: 1
  /** the log it stands in: an SOP's id or a delegation's room */
  readonly log: string
  readonly seq: number
  readonly type: string
  readonly refs: Readonly<Record<string, string | number>>
  readonly by: string
  readonly time: string
  /** hash of the entry before; absent in the first */
  readonly previous?: string
}

export interface SealedEntry {
  readonly bytes: string
  readonly hash: string
  readonly entry: Entry
}

/** An entry's bytes (RFC 8785) and its hash: SHA-256 over `sandhi/entry/1`, a line feed and the bytes, hex. */
export function sealEntry(entry: Entry): SealedEntry {
  const bytes = canonical(entry)
  return { bytes, hash: entryHash(bytes), entry }
}

export function entryHash(bytes: string): string {
  return createHash('sha256').update('sandhi/entry/1\n').update(bytes).digest('hex')
}

/** The first place where a log, as stored, is not what it says it is; undefined when all of it holds. */
export function verifyLog(
  log: string,
  stored: Iterable<{ seq: number; bytes: string; hash: string }>,
): { seq: number; what: string } | undefined {
  let expected = 1
  let previous: string | undefined
  for (const { seq, bytes, hash } of stored) {
    if (seq !== expected) return { seq: expected, what: 'an entry is missing' }
    if (entryHash(bytes) !== hash) return { seq, what: 'the entry does not have its hash' }
    let entry: Entry
    try {
      entry = JSON.parse(bytes) as Entry
    } catch {
      return { seq, what: 'the entry is not JSON' }
    }
    if (canonical(entry) !== bytes) return { seq, what: 'the entry is not canonical' }
    if (entry.log !== log) return { seq, what: 'the entry belongs to another log' }
    if (entry.seq !== seq) return { seq, what: 'the entry has another number' }
    if (entry.previous !== previous) return { seq, what: 'the entry does not follow the one before it' }
    previous = hash
    expected += 1
  }
  return undefined
}
