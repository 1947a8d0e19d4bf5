// What a run of the fault tests found, as rows for docs/reliability.md; and how far a run goes.
import { appendFileSync } from 'node:fs'

export interface Row {
  /** the fault */
  readonly what: string
  readonly engine: 'SQLite' | 'PostgreSQL' | 'both' | 'none'
  readonly tries: number
  /** acknowledged and not there afterwards, or served other than it was saved */
  readonly lost: number
  readonly note: string
  /** the command that runs it again */
  readonly again: string
}

/** The full form runs by `npm run test:faults`; the short one, a few tries each, in the test command. */
export const FULL = process.env['SANDHI_FAULTS'] === 'full'

/** A part of the full form alone, for a machine with little time: 0.1 is a tenth of its tries. */
const SHARE = Number(process.env['SANDHI_FAULTS_SHARE'] ?? 1)

/** How many tries: few in the short form. */
export const tries = (few: number, all: number): number => (FULL ? Math.ceil(all * SHARE) : few)

/** Keeps a row for the table, where a run collects them. */
export function report(row: Row): void {
  const file = process.env['SANDHI_FAULTS_ROWS']
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`)
}

/** The command for one file of these tests; the file's URL names it. */
export const again = (url: string): string =>
  `npm run test:faults ${/([a-z0-9-]+)\.test\.[jt]s$/.exec(url)?.[1] ?? ''}`.trim()

/** The `skip` of a test, said in the table too; false where it can run. */
export function skipUnless(
  can: boolean,
  row: Pick<Row, 'what' | 'engine' | 'again'>,
  reason: string,
): string | false {
  if (can) return false
  report({ ...row, tries: 0, lost: 0, note: `skipped: ${reason}` })
  return reason
}
