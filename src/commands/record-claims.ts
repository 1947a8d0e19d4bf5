// Keeps at the table what a delegation said of words that looked like personal data: a digest of them, and the reason.
import { createHash } from 'node:crypto'
import type { Passed } from '../review/words.ts'
import { insertClaim } from '../store/claims.ts'
import type { At } from './run.ts'

/** `place` says of what act the words are; each claim adds its pointer. */
export async function recordClaims(at: At, claimed: Passed['claimed'], place: object): Promise<void> {
  for (const { pointer, text, reason } of claimed) {
    await insertClaim(at.tx, {
      id: at.chance.id(),
      place: { ...place, pointer },
      text: createHash('sha256').update(text).digest('hex'),
      reason,
      by: at.who.delegation,
      time: at.now,
    })
  }
}
