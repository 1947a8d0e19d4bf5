// Facts that every request asks for, kept in memory until the store they come from changes.
import type { Act, Negotiation } from '../review/approvals.ts'
import type { Asked, Question } from '../review/decisions.ts'
import { earOf, type Seat } from '../review/observer.ts'
import { listApprovals } from '../store/approvals.ts'
import type { Db, Sql } from '../store/db.ts'
import { type DecisionRow, listDecisions } from '../store/decisions.ts'
import { accessOf } from '../store/directory.ts'
import { listHidden } from '../store/erasure.ts'
import { getSop, listParties, type PartyRow, type SopRow } from '../store/sops.ts'
import { findVersion } from '../store/versions.ts'
import { heardUpTo } from './heard.ts'
import type { Watch } from './watch.ts'

/** How an SOP stands, beside its text. */
export interface TableFacts {
  readonly sop: SopRow
  readonly parties: readonly PartyRow[]
  readonly negotiation: Negotiation
  /** text ids out of sight until the parties have decided on their erasure */
  readonly hidden: ReadonlySet<string>
  /** safeguards that the parties agreed to leave out */
  readonly exceptions: readonly { readonly element: string; readonly reason: string }[]
}

export interface KnownFacts {
  /** ids of the SOPs that a delegation has access to, the oldest first */
  readonly access: (delegation: string) => Promise<readonly string[]>
  readonly facts: (sop: string, table: Db) => Promise<TableFacts>
  /** the id of a version named by number, id or `latest`; undefined when there is none */
  readonly version: (sop: string, table: Db, named: number | string) => Promise<string | undefined>
  /** how many entries of a store's log a seat has heard */
  readonly heard: (store: string, db: Db, seat: Seat) => Promise<number>
}

/** The store in which access stands, as a watch names it. */
export const DIRECTORY = 'directory'
const MOST = 1000

export function createKnownFacts(directory: Db, watch: Watch): KnownFacts {
  const remember = createMemory(watch)
  return {
    access: (delegation) =>
      remember(directory, DIRECTORY, delegation, () => directory.read((sql) => accessOf(sql, delegation))),
    facts: (sop, table) => remember(table, sop, '', () => table.read(readFacts)),
    version: (sop, table, named) =>
      remember(table, sop, `version ${named}`, () =>
        table.read(async (sql) => (await findVersion(sql, named))?.id),
      ),
    heard: (store, db, seat) =>
      remember(db, store, `heard ${earOf(seat)}`, () => db.read((sql) => heardUpTo(sql, seat))),
  }
}

export async function readFacts(sql: Sql): Promise<TableFacts> {
  const [sop, parties] = [await getSop(sql), await listParties(sql)]
  const hidden = new Set((await listHidden(sql)).map(({ text }) => text))
  const negotiation = await negotiationOf(sql, { sop, parties })
  return { sop, parties, negotiation, hidden, exceptions: await exceptionsOf(sql) }
}

/** Safeguards that the parties agreed to leave out, by joint decision, each with its reason. */
export async function exceptionsOf(sql: Sql): Promise<{ element: string; reason: string }[]> {
  const decisions = await listDecisions(sql, { state: 'agreed' })
  return decisions.flatMap((decision) => {
    const { question } = askedOf(decision)
    return question.kind === 'exception' ? [{ element: question.element, reason: question.reason }] : []
  })
}

/** A decision as its rules see it. */
export function askedOf({ payload, by, answers }: DecisionRow): Asked {
  return { question: payload as Question, by, answers }
}

/** What stands at the table, as the rules of approval see it. */
export async function negotiationOf(
  sql: Sql,
  { sop, parties }: { sop: SopRow; parties: readonly PartyRow[] },
): Promise<Negotiation> {
  const acts = (await listApprovals(sql)).map(({ id, revision, delegation, act, withdraws, seq }): Act => ({
    id,
    revision,
    delegation,
    act: act,
    seq,
    ...(withdraws !== undefined && { withdraws }),
  }))
  const head = await findVersion(sql, 'latest')
  return { acts, parties: partyCodes(parties), head: head?.id ?? '', reopened: sop.reopened }
}

/** Codes of the parties, joined or named: everyone whose yes counts. */
export function partyCodes(parties: readonly PartyRow[]): string[] {
  return parties
    .filter((row) => row.kind === 'party' && (row.state === 'member' || row.state === 'invited'))
    .map((row) => row.delegation)
}

/**
 * Remembers by store and name. A commit in the store forgets, also what was being read while it happened; and what
 * another process committed is seen from the store's count of changes, so that nobody reads what was before his save.
 */
function createMemory(watch: Watch) {
  const stores = new Map<string, Kept>()
  return async function remember<T>(db: Db, store: string, name: string, read: () => Promise<T>): Promise<T> {
    if (watch.silent()) return read()
    const changes = await db.changes()
    let kept = stores.get(store)
    if (kept?.changes !== changes) {
      kept?.stop()
      if (stores.size >= MOST) {
        for (const { stop } of stores.values()) stop()
        stores.clear()
      }
      const stop = watch.on(store, () => {
        stores.delete(store)
        stop()
      })
      stores.set(store, (kept = { changes, stop, answers: new Map() }))
    }
    const found = kept.answers.get(name) as Promise<T> | undefined
    if (found) return found
    if (kept.answers.size >= MOST) kept.answers.clear()
    const fresh = read()
    kept.answers.set(name, fresh)
    const { answers } = kept
    fresh.catch(() => answers.delete(name))
    return fresh
  }
}

interface Kept {
  readonly changes: number
  readonly stop: () => void
  readonly answers: Map<string, Promise<unknown>>
}
