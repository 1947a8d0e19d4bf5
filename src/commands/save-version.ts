// Saving a version: edits on a base become the next version of the joint line, merged by clause if the head moved.
import { createHash } from 'node:crypto'
import type { Clause, NewClause } from '../document/clause.ts'
import { applyEdits, type Edit, type Given } from '../document/edits.ts'
import { nodeId, revisionId, sameTree, sealText } from '../document/ids.ts'
import { mergeTrees } from '../document/merge.ts'
import { fail, type Failure, type Fault, isFailure } from '../errors.ts'
import { adopted } from '../review/approvals.ts'
import { checkFacts } from '../review/facts.ts'
import type { Who } from '../review/policy.ts'
import {
  checkWords,
  type Claim,
  type Incoming,
  normaliseEdits,
  wordsOfClaims,
  wordsOfEdits,
} from '../review/words.ts'
import type { Sql } from '../store/db.ts'
import { usedKeys, useKeys } from '../store/sops.ts'
import { holdTree, putTree } from '../store/trees.ts'
import { findVersion, insertRevision, type VersionRow } from '../store/versions.ts'
import { editionOf, headOf, type House, reach, treeOf } from './house.ts'
import { negotiationOf } from './known-facts.ts'
import { recordClaims } from './record-claims.ts'
import { type AtTable, type Done, type Once, runAtTable } from './run.ts'

export interface SaveVersion {
  /** the version that the edits were made on, by id */
  readonly base: string
  readonly edits: readonly Edit[]
  readonly message: string
  readonly claims?: readonly Claim[]
}

export interface SavedVersion {
  readonly number: number
  readonly version: string
  /** false when the edits changed nothing: then no version was made */
  readonly saved: boolean
  /** keys of the clauses that the edits inserted, in the order of the edits */
  readonly inserted: readonly string[]
  /** what others saved since the base, as edits; empty when the base was the head */
  readonly incoming: readonly Edit[]
  /** SHA-256 of each text as it was received, so that the client can check it */
  readonly digests: readonly { readonly pointer: string; readonly sha256: string }[]
  /** what looks like personal data without being refused */
  readonly warnings: readonly Fault[]
}

export function saveVersion(
  house: House,
  who: Who,
  sop: string,
  input: SaveVersion,
  once?: Once,
): Promise<SavedVersion | Failure> {
  return runAtTable(house, who, sop, 'saveVersion', (at) => save(house, at, input), once)
}

async function save(house: House, at: AtTable, input: SaveVersion): Promise<Done<SavedVersion> | Failure> {
  const { tx, act, now, who } = at
  if (at.sop.procedure !== 'open') return fail('procedure-by-proposal')
  const done = adopted(await negotiationOf(tx, at))
  if (done) return fail('text-adopted', { version: done })
  const prepared = await prepare(house, tx, at, input)
  if (isFailure(prepared)) return prepared
  const { tree, head, answer, claimed } = prepared
  if (!answer.saved) return { result: answer }
  const message = sealText(at.chance.salt(), { text: input.message })
  const revision = {
    format: 1 as const,
    sop: at.sop.id,
    root: prepared.root,
    parents: [head.version.id],
    by: who.delegation,
    time: now,
    message: message.id,
  }
  const id = revisionId(revision)
  const number = head.version.number + 1
  const moved = await insertRevision(tx, {
    id,
    revision,
    rootRow: await putTree(tx, tree, head.tree),
    messageText: input.message,
    messageSalt: message.salt,
    number,
    act,
    from: head.version.number,
  })
  if (!moved) throw new Error('the head moved inside a transaction')
  await holdTree(tx, tree, house.trees(at.sop.id))
  await useKeys(tx, answer.inserted)
  await recordClaims(at, claimed, { version: number })
  return { result: { ...answer, number, version: id }, type: 'version.saved', refs: { version: id, number } }
}

/** What a save would make, without making it. */
export async function previewVersion(
  house: House,
  who: Who,
  sop: string,
  input: SaveVersion,
): Promise<SavedVersion | Failure> {
  const reached = await reach(house, who, sop)
  if (!reached) return fail('not-found')
  return reached.db.read(async (sql) => {
    const prepared = await prepare(
      house,
      sql,
      { sop: reached.sop, chance: house.chance(`${sop}/preview`) },
      input,
    )
    return isFailure(prepared) ? prepared : prepared.answer
  })
}

interface Prepared {
  readonly tree: Clause
  readonly root: string
  readonly head: { version: VersionRow; tree: Clause }
  readonly answer: SavedVersion
  readonly claimed: readonly { pointer: string; text: string; reason: string }[]
}

async function prepare(
  house: House,
  sql: Sql,
  at: Pick<AtTable, 'sop' | 'chance'>,
  { base: ref, edits: asSent, message, claims = [] }: SaveVersion,
): Promise<Prepared | Failure> {
  const incoming: Incoming[] = [...wordsOfEdits(asSent), { pointer: '/message', value: message }]
  const words = checkWords([...incoming, ...wordsOfClaims(claims)], claims)
  if (isFailure(words)) return words
  const head = await headOf(house, sql)
  const base = ref === head.version.id ? head.version : await findVersion(sql, ref)
  if (!base) return fail('base-unknown', { base: ref })
  const edits = await named(sql, at, normaliseEdits(asSent))
  if (isFailure(edits)) return edits
  const baseTree = base === head.version ? head.tree : await treeOf(house, sql, base)
  const given = await givenFor(house, sql, at, edits)
  const mine = applyEdits(baseTree, edits, given)
  if (isFailure(mine)) return mine
  const merged = mergeTrees(baseTree, head.tree, mine, given)
  if ('conflicts' in merged) {
    return fail('conflict', {
      base: base.number,
      head: head.version.number,
      headVersion: head.version.id,
      conflicts: merged.conflicts,
    })
  }
  const wrong = checkFacts(merged.tree, editionOf(house, merged.tree).known, head.tree)
  if (wrong) return wrong
  const tree = merged.tree
  const saved = !sameTree(tree, head.tree)
  return {
    tree,
    root: nodeId(tree),
    head,
    claimed: words.claimed,
    answer: {
      number: saved ? head.version.number + 1 : head.version.number,
      version: head.version.id,
      saved,
      inserted: edits.flatMap((edit) => (edit.op === 'insert' ? keysOf(edit.clause) : [])),
      incoming: merged.incoming,
      digests: incoming.slice(0, -1).map(({ pointer, value }) => ({ pointer, sha256: digestOf(value) })),
      warnings: words.warnings,
    },
  }
}

const digestOf = (value: string) => createHash('sha256').update(value, 'utf8').digest('hex')

const keysOf = (clause: NewClause): string[] => [clause.key!, ...(clause.children ?? []).flatMap(keysOf)]

/** Gives every inserted clause its key; one that was ever used in this SOP is not taken again. */
async function named(
  sql: Sql,
  at: Pick<AtTable, 'chance'>,
  edits: readonly Edit[],
): Promise<Edit[] | Failure> {
  const name = (clause: NewClause): NewClause => ({
    ...clause,
    key: clause.key ?? at.chance.key(),
    ...(clause.children && { children: clause.children.map(name) }),
  })
  const whole = edits.map((edit) => (edit.op === 'insert' ? { ...edit, clause: name(edit.clause) } : edit))
  const used = await usedKeys(
    sql,
    whole.flatMap((edit) => (edit.op === 'insert' ? keysOf(edit.clause) : [])),
  )
  const position = whole.findIndex(
    (edit) => edit.op === 'insert' && keysOf(edit.clause).some((key) => used.has(key)),
  )
  if (position < 0) return whole
  const pointer = `/edits/${position}/clause/key`
  return fail('edit-key-used', { key: [...used][0] }, [{ pointer, code: 'edit-key-used' }])
}

/** Chance, and the trees that `restore` names, read beforehand. */
async function givenFor(
  house: House,
  sql: Sql,
  at: Pick<AtTable, 'chance'>,
  edits: readonly Edit[],
): Promise<Given> {
  const trees = new Map<number, Clause>()
  for (const edit of edits) {
    if (edit.op !== 'restore' || trees.has(edit.version)) continue
    const version = await findVersion(sql, edit.version)
    if (version) trees.set(edit.version, await treeOf(house, sql, version))
  }
  return { salt: at.chance.salt, key: at.chance.key, version: (number) => trees.get(number) }
}
