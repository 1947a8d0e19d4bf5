// Which two versions are compared: those that were asked for, or what is new to the reader. Pure.
import type { Approval, VersionHead } from '../api/reads.ts'

export interface Pair {
  readonly from: number
  readonly to: number
}

const AGREEING: readonly Approval['act'][] = [
  'text-agreed',
  'agreed-ad-referendum',
  'ad-referendum-confirmed',
  'initialled',
  'signed-ad-referendum',
  'signed',
]

/** The newest version on which a delegation's agreement stands. */
export function lastAgreed(approvals: readonly Approval[], delegation: string): number | undefined {
  const numbers = approvals
    .filter(({ act, party, stands }) => stands && party === delegation && AGREEING.includes(act))
    .map(({ number }) => number)
  return numbers.length > 0 ? Math.max(...numbers) : undefined
}

/** What a reader is shown who names no versions: since his visit, else since we agreed, else the last step. */
export function usualPair(
  head: number,
  visited: number | undefined,
  agreed: number | undefined,
): Pair | undefined {
  const since = [visited, agreed, head - 1].find((number) => number !== undefined && number < head)
  return since === undefined || since < 1 ? undefined : { from: since, to: head }
}

/** A version as an address names it: by number, by id, or `latest`. */
export function versionNamed(name: string, versions: readonly VersionHead[]): VersionHead | undefined {
  if (name === 'latest')
    return versions.reduce<VersionHead | undefined>(
      (newest, each) => (newest && newest.number > each.number ? newest : each),
      undefined,
    )
  return versions.find(({ number, version }) => String(number) === name || version === name)
}
