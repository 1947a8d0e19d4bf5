// Carrying out an agreed erasure: in the rooms first, then at the table in one transaction, then in the files.
import { isFailure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { listDecisions } from '../store/decisions.ts'
import { blankComments, eraseText, findText, isErased } from '../store/erasure.ts'
import type { House } from './house.ts'
import { askedOf } from './known-facts.ts'
import { transact } from './run.ts'

/**
 * Erases every text of an SOP that the parties agreed to erase and that is still kept. Until then it stays hidden, so
 * what a crash interrupts is finished by the next call: the service makes one for each SOP when it starts.
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
    if (!text) continue
    for (const code of (await house.stores.list()).rooms) {
      const room = await house.stores.room(code)
      await room?.write((tx) => blankComments(tx, text))
      await room?.scrub()
    }
    const who: Who = { delegation: by, kind: 'party', member: '', name: '', roles: [], scopes: [] }
    const act = house.chance(sop).id()
    const erased = await transact(house, table, sop, who, act, undefined, async ({ tx, now }) => {
      await eraseText(tx, question.text, now)
      return { result: {}, type: 'text.erased', refs: { text: question.text, decision: decision.id } }
    })
    if (isFailure(erased)) throw new Error(`an agreed erasure was refused: ${erased.failure}`)
    await table.scrub()
  }
}
