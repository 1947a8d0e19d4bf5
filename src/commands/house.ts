// What every command is handed: the stores, the shipped lists, time and chance; and how a table is reached.
import { sopFacts } from '../document/clause.ts'
import { fail, Refused } from '../errors.ts'
import type { Template } from '../document/template.ts'
import type { Known } from '../review/facts.ts'
import type { Preset, SopState, Who } from '../review/policy.ts'
import type { Required } from '../review/readiness.ts'
import type { Db, Sql } from '../store/db.ts'
import type { Stores } from '../store/pool.ts'
import type { PartyRow, SopRow } from '../store/sops.ts'
import type { TreeCache } from '../store/tree-cache.ts'
import { getRoot, getTree } from '../store/trees.ts'
import { findVersion, type VersionRow } from '../store/versions.ts'
import type { Clause } from '../document/clause.ts'
import type { KnownFacts, TableFacts } from './known-facts.ts'
import type { Watch } from './watch.ts'

/** Random values, from a source that is passed in. */
export interface Chance {
  /** 128 random bits, hex: never time-ordered, which would show when hidden work began */
  readonly id: () => string
  /** 16 random bytes, hex */
  readonly salt: () => string
  /** 80 random bits, base 32: the key of a new clause */
  readonly key: () => string
  /** 256 random bits, base64url: the secret of a session, token or invitation */
  readonly secret: () => string
}

/** An edition of the reference lists, as far as rules need it. */
export interface Edition {
  readonly known: Known
  readonly required: readonly Required[]
}

export interface House {
  readonly stores: Stores
  readonly editions: ReadonlyMap<string, Edition>
  readonly templates: () => Promise<ReadonlyMap<string, Template>>
  readonly clock: () => string
  /** one source a store, so that nothing drawn in one shows in another */
  readonly chance: (store: string) => Chance
  readonly trees: (sop: string) => TreeCache
  readonly watch: Watch
  readonly known: KnownFacts
  readonly erasing: Erasing
}

/** Agreed erasures that some file may still hold the words of. */
export interface Erasing {
  /** SOPs that have one */
  readonly owed: Set<string>
  /** whether all SOPs were looked at since the start */
  looked: boolean
  /** what the next waits for */
  last: Promise<unknown>
}

/** A table as one caller may reach it. */
export interface Reached extends TableFacts {
  readonly db: Db
  readonly party: PartyRow
  readonly state: SopState
}

/** How the caller's delegation stands at a table now; undefined when it may not know of it. */
export function standingAt(
  sop: SopRow,
  parties: readonly PartyRow[],
  delegation: string,
  now: string,
): { party: PartyRow; state: SopState } | undefined {
  const party = parties.find((row) => row.delegation === delegation)
  if (!party || party.state === 'declined' || party.state === 'ended') return undefined
  const base = { id: sop.id, archived: sop.archived }
  if (party.kind === 'party') {
    return { party, state: { ...base, standing: party.state === 'member' ? 'party' : 'invited' } }
  }
  if (party.until !== undefined && party.until <= now) return undefined
  const { preset, comments } = party
  return { party, state: { ...base, standing: 'observer', preset: preset as Preset, comments } }
}

/** The table of an SOP that the caller's delegation has access to, or undefined: the two can't be told apart. */
export async function tableOf(
  house: House,
  who: Pick<Who, 'delegation'>,
  sop: string,
): Promise<Db | undefined> {
  if (!/^[0-9a-f]{32}$/.test(sop)) return undefined
  const access = await house.known.access(who.delegation)
  return access.includes(sop) ? house.stores.table(sop) : undefined
}

/** The same with the facts of the SOP as they are now. */
export async function reach(
  house: House,
  who: Pick<Who, 'delegation'>,
  sop: string,
): Promise<Reached | undefined> {
  const db = await tableOf(house, who, sop)
  if (!db) return undefined
  const facts = await house.known.facts(sop, db)
  const found = standingAt(facts.sop, facts.parties, who.delegation, house.clock())
  return found && { db, ...facts, ...found }
}

/** The tree of a version, every id of it verified. */
export function treeOf(house: House, sql: Sql, version: VersionRow): Promise<Clause> {
  const { sop, root } = version.revision
  return getTree(sql, version.rootRow, house.trees(sop), root)
}

/** The current version with its tree. Throws on an SOP without one: creating an SOP makes version 1. */
export async function headOf(house: House, sql: Sql): Promise<{ version: VersionRow; tree: Clause }> {
  const version = await findVersion(sql, 'latest')
  if (!version) throw new Refused(fail('storage-damaged', { reason: 'the SOP has no version' }))
  return { version, tree: await treeOf(house, sql, version) }
}

/** The current version and its root alone, whose facts say what the SOP is. */
export async function rootOfHead(sql: Sql): Promise<{ version: VersionRow; tree: Clause }> {
  const version = await findVersion(sql, 'latest')
  if (!version) throw new Refused(fail('storage-damaged', { reason: 'the SOP has no version' }))
  return { version, tree: await getRoot(sql, version.rootRow) }
}

/** The edition of the reference lists that a tree refers to. Throws when it doesn't ship: editions are kept for ever. */
export function editionOf(house: House, tree: Clause): Edition {
  const edition = house.editions.get(sopFacts(tree).reference)
  if (!edition) throw new Error(`the reference lists ${sopFacts(tree).reference} do not ship`)
  return edition
}
