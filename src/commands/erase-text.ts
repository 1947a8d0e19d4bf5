// Carrying out an agreed erasure: in the rooms first, then at the table in one transaction, then in the files.
import type { Text } from '../document/clause.ts'
import { isFailure, Refused } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import type { Db } from '../store/db.ts'
import { listDecisions } from '../store/decisions.ts'
import { knownSops } from '../store/directory.ts'
import { blankComments, eraseText, findText, isErased, isGone, markGone } from '../store/erasure.ts'
import type { House } from './house.ts'
import { askedOf } from './known-facts.ts'
import { transact } from './run.ts'

/**
 * Erases every text of an SOP that the parties agreed to erase and that some file may still hold. Until then it stays
 * hidden. What is broken off, or refused because the disk fails or somebody still reads a snapshot from before, is
 * finished by a later call; until one succeeds `house.erasing.owed` names the SOP. Calls wait for one another.
 */
export function eraseAgreed(house: House, sop: string): Promise<void> {
  const { erasing } = house
  erasing.owed.add(sop)
  const run = erasing.last.then(async () => {
    erasing.owed.delete(sop)
    await erase(house, sop).catch((error: unknown) => {
      erasing.owed.add(sop)
      throw error
    })
  })
  erasing.last = run.catch(() => undefined)
  return run
}

/** The same for every SOP at its first call, then for those that are owed it. One that fails keeps none from its turn. */
export async function eraseOwed(house: House): Promise<void> {
  const { erasing } = house
  if (!erasing.looked) for (const sop of await house.stores.directory.read(knownSops)) erasing.owed.add(sop)
  erasing.looked = true
  let failed: { readonly error: unknown } | undefined
  for (const sop of [...erasing.owed])
    await eraseAgreed(house, sop).catch((error: unknown) => (failed ??= { error }))
  if (failed) throw failed.error
}

/** A text to erase, the decision that says so, and who asked for it. */
interface Asked {
  readonly id: string
  readonly decision: string
  readonly by: string
}

async function erase(house: House, sop: string): Promise<void> {
  const table = await house.stores.table(sop)
  if (!table) return
  const agreed = await table.read((sql) => listDecisions(sql, { state: 'agreed' }))
  const asked = agreed.flatMap((decision): Asked[] => {
    const { question, by } = askedOf(decision)
    return question.kind === 'erasure' ? [{ decision: decision.id, id: question.text, by }] : []
  })
  if (asked.length === 0) return
  const rooms: Db[] = []
  for (const code of (await house.stores.list()).rooms) rooms.push((await house.stores.room(code))!)
  const due: (Asked & { readonly words: Text | undefined })[] = []
  for (const each of asked) {
    const words = await table.read(async (sql) =>
      (await isErased(sql, each.id)) === 'kept' ? findText(sql, each.id) : undefined,
    )
    let gone = false
    for (const room of words ? [] : rooms) gone ||= await room.read((sql) => isGone(sql, sop, each.id))
    if (!gone) due.push({ ...each, words })
  }
  if (due.length === 0) return
  for (const room of rooms) {
    await room.write(async (tx) => {
      for (const { words } of due) if (words) await blankComments(tx, words)
    })
    await room.scrub()
  }
  for (const { id, by, decision, words } of due) {
    if (!words) continue
    const who: Who = { delegation: by, kind: 'party', member: '', name: '', roles: [], scopes: [] }
    const act = house.chance(sop).id()
    const erased = await transact(house, table, sop, who, act, undefined, async ({ tx, now }) => {
      // Another node may have been faster.
      if ((await isErased(tx, id)) !== 'kept') return { result: {} }
      await eraseText(tx, id, now)
      return { result: {}, type: 'text.erased', refs: { text: id, decision } }
    })
    if (isFailure(erased)) throw new Refused(erased)
  }
  await table.scrub()
  for (const room of rooms)
    await room.write(async (tx) => {
      for (const { id } of due) await markGone(tx, sop, id)
    })
}
