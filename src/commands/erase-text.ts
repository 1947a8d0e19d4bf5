// Carrying out an agreed erasure: in the rooms first, then at the table in one transaction, then in the files.
import { isFailure, Refused } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { listDecisions } from '../store/decisions.ts'
import { knownSops } from '../store/directory.ts'
import { blankComments, eraseText, findText, isErased, isGone, markGone } from '../store/erasure.ts'
import type { House } from './house.ts'
import { askedOf } from './known-facts.ts'
import { transact } from './run.ts'

/**
 * Erases every text of an SOP that the parties agreed to erase and that some file may still hold. Until then it stays
 * hidden. What is broken off, or refused because the disk fails or somebody still reads a snapshot from before, is
 * finished by the next call; `house.erasing` names the SOP until one succeeds.
 */
export async function eraseAgreed(house: House, sop: string): Promise<void> {
  const table = await house.stores.table(sop)
  if (!table) return
  const agreed = await table.read((sql) => listDecisions(sql, { state: 'agreed' }))
  for (const decision of agreed) {
    const { question, by } = askedOf(decision)
    if (question.kind !== 'erasure') continue
    const text = await table.read(async (sql) =>
      (await isErased(sql, question.text)) === 'kept' ? findText(sql, question.text) : undefined,
    )
    const room = await house.stores.room(by)
    if (!text && (await room?.read((sql) => isGone(sql, sop, question.text)))) continue
    house.erasing.add(sop)
    for (const code of (await house.stores.list()).rooms) {
      const each = await house.stores.room(code)
      if (text) await each?.write((tx) => blankComments(tx, text))
      await each?.scrub()
    }
    if (text) {
      const who: Who = { delegation: by, kind: 'party', member: '', name: '', roles: [], scopes: [] }
      const act = house.chance(sop).id()
      const erased = await transact(house, table, sop, who, act, undefined, async ({ tx, now }) => {
        await eraseText(tx, question.text, now)
        return { result: {}, type: 'text.erased', refs: { text: question.text, decision: decision.id } }
      })
      if (isFailure(erased)) throw new Refused(erased)
    }
    await table.scrub()
    await room?.write((tx) => markGone(tx, sop, question.text))
  }
  house.erasing.delete(sop)
}

/** The same for every SOP, or for those where it is known to be unfinished. One that fails keeps none from its turn. */
export async function eraseOwed(house: House, all: boolean): Promise<void> {
  const sops = all ? await house.stores.directory.read(knownSops) : [...house.erasing]
  let failed: { readonly error: unknown } | undefined
  for (const sop of sops) await eraseAgreed(house, sop).catch((error: unknown) => (failed ??= { error }))
  if (failed) throw failed.error
}
