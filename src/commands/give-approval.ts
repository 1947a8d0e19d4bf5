// Giving a formal act for one's country, on one exact version.
import { languageHash } from '../document/ids.ts'
import { sopFacts } from '../document/clause.ts'
import { fail, type Failure, isFailure } from '../errors.ts'
import { type ActKind, ACT_ROLES, type Act, adopted, refuseAct } from '../review/approvals.ts'
import { hasRole, type Who } from '../review/policy.ts'
import { gates, readiness } from '../review/readiness.ts'
import { checkWords } from '../review/words.ts'
import { insertApproval } from '../store/approvals.ts'
import type { Sql } from '../store/db.ts'
import { findVersion, type VersionRow } from '../store/versions.ts'
import { editionOf, type House, treeOf } from './house.ts'
import { exceptionsOf, negotiationOf } from './known-facts.ts'
import { type AtTable, type Done, type Once, runAtTable } from './run.ts'

export interface GiveApproval {
  readonly act: ActKind
  /** the full version id, never `latest` */
  readonly version: string
  readonly capacity: string
  readonly authority?: { readonly document: string; readonly number: string; readonly date: string }
  readonly place: string
  readonly date: string
  readonly medium: 'in-person' | 'electronic' | 'on-paper'
  readonly preparedBy?: string
  readonly withdraws?: string
  readonly reason?: string
}

export interface GivenApproval {
  readonly id: string
  /** whether this act made the text adopted */
  readonly adopted: boolean
}

export function giveApproval(
  house: House,
  who: Who,
  sop: string,
  input: GiveApproval,
  once?: Once,
): Promise<GivenApproval | Failure> {
  return runAtTable(house, who, sop, 'giveApproval', (at) => give(house, at, input), once)
}

async function give(house: House, at: AtTable, input: GiveApproval): Promise<Done<GivenApproval> | Failure> {
  const { tx, who, act: id, seq } = at
  const roles = ACT_ROLES[input.act]
  if (!hasRole(who, roles, at.sop.id)) return fail('role-missing', { roles })
  if (at.sop.archived) return fail('sop-archived', { sop: at.sop.id })
  const version = await findVersion(tx, input.version)
  if (!version) return fail('not-found', { version: input.version })
  const before = await negotiationOf(tx, at)
  const refused = refuseAct({ ...input, delegation: who.delegation, revision: version.id }, before)
  if (refused) return refused
  const unready = AGREES.includes(input.act) ? await against(house, tx, version) : undefined
  if (unready) return unready
  const words = checkWords(wordsOf(input))
  if (isFailure(words)) return words
  const tree = await treeOf(house, tx, version)
  const languages = sopFacts(tree).languages.map((language): [string, string] => [
    language,
    languageHash(tree, language),
  ])
  const { act, version: _, withdraws, preparedBy, ...said } = input
  await insertApproval(tx, {
    id,
    number: version.number,
    revision: version.id,
    delegation: who.delegation,
    act,
    seq,
    body: { ...said, languages: Object.fromEntries(languages) },
    ...(withdraws !== undefined && { withdraws }),
    ...(preparedBy !== undefined && { prepared: preparedBy }),
    confirmed: who.name,
  })
  const given: Act = {
    id,
    revision: version.id,
    delegation: who.delegation,
    act,
    seq,
    ...(withdraws !== undefined && { withdraws }),
  }
  const nowAdopted = adopted({ ...before, acts: [...before.acts, given] })
  const refs = { approval: id, act: act, version: version.id, number: version.number }
  return {
    result: { id, adopted: nowAdopted !== undefined && adopted(before) === undefined },
    type: 'approval.given',
    refs: { ...refs, ...(withdraws !== undefined && { withdraws }) },
  }
}

/** Acts that say yes to the whole text: nothing may stand against it then. */
const AGREES: readonly ActKind[] = ['text-agreed', 'ad-referendum-confirmed']

async function against(house: House, sql: Sql, version: VersionRow): Promise<Failure | undefined> {
  const tree = await treeOf(house, sql, version)
  const elements = (await exceptionsOf(sql)).map(({ element }) => element)
  const findings = readiness(tree, editionOf(house, tree).required, elements).filter(gates)
  return findings.length > 0 ? fail('not-ready', { findings }) : undefined
}

function wordsOf(input: GiveApproval): { pointer: string; value: string }[] {
  const { capacity, place, preparedBy, reason, authority } = input
  const said: [string, string | undefined][] = [
    ['/capacity', capacity],
    ['/place', place],
    ['/preparedBy', preparedBy],
    ['/reason', reason],
    ['/authority/document', authority?.document],
    ['/authority/number', authority?.number],
  ]
  return said.flatMap(([pointer, value]) => (value === undefined ? [] : [{ pointer, value }]))
}
