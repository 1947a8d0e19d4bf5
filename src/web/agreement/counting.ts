// Whether an act counts, and for what. Pure.
import type { Approval } from '../api/reads.ts'
import { lastWord } from './offered.ts'

export type Counting =
  | { readonly is: 'counts' }
  /** on an earlier version: for that alone */
  | { readonly is: 'elsewhere' }
  | { readonly is: 'withdrawn'; readonly date: string }
  | { readonly is: 'set-aside' }
  /** a later word of the same party on the same version decides */
  | { readonly is: 'replaced' }
  | { readonly is: 'takes-back' }

const ON_THE_TEXT = ['text-agreed', 'agreed-ad-referendum', 'ad-referendum-confirmed', 'rejected']

export function countingOf(act: Approval, acts: readonly Approval[]): Counting {
  if (act.act === 'withdrawn') return { is: 'takes-back' }
  const taker = acts.find(({ withdraws }) => withdraws === act.id)
  if (taker) return { is: 'withdrawn', date: taker.date }
  if (!act.stands) return { is: 'set-aside' }
  if (ON_THE_TEXT.includes(act.act) && lastWord(acts, act.party, act.version)?.id !== act.id)
    return { is: 'replaced' }
  return act.current ? { is: 'counts' } : { is: 'elsewhere' }
}

export interface OnVersion {
  readonly number: number
  readonly version: string
  readonly acts: readonly Approval[]
}

/** The acts by version, the current version first and there even when it has none; within one, as they were given. */
export function byVersion(
  acts: readonly Approval[],
  head: { readonly number: number; readonly version: string },
): OnVersion[] {
  const found = new Map<string, { number: number; version: string; acts: Approval[] }>([
    [head.version, { number: head.number, version: head.version, acts: [] }],
  ])
  for (const act of [...acts].sort((a, b) => a.seq - b.seq)) {
    const of = found.get(act.version) ?? { number: act.number, version: act.version, acts: [] }
    of.acts.push(act)
    found.set(act.version, of)
  }
  return [...found.values()].sort((a, b) => b.number - a.number)
}
