// sandhi import: an exported SOP becomes known here, and open to those who take part in it.
import type { Shipped } from '../shipped.ts'
import { importSop } from '../store/archive.ts'
import type { Tx } from '../store/db.ts'
import { getDelegation, grantAccess, insertSopId, putDelegation } from '../store/directory.ts'
import type { Stores } from '../store/pool.ts'
import { listParties, type PartyRow } from '../store/sops.ts'
import { namesOf } from './ground.ts'

/** Gives the SOP's id. A delegation that this server does not know yet is added; its people come by invitation. */
export async function takeIn(stores: Stores, file: Uint8Array, lists: Shipped): Promise<string> {
  const sop = await importSop(stores, file)
  try {
    const seats = await (await stores.table(sop))!.read(listParties)
    await stores.directory.write(async (tx) => {
      await insertSopId(tx, sop)
      for (const seat of seats) await admit(tx, sop, seat, lists)
    })
  } catch (error) {
    await stores.removeTable(sop)
    throw error
  }
  return sop
}

async function admit(tx: Tx, sop: string, { delegation: code, kind, state }: PartyRow, lists: Shipped) {
  if (!(await getDelegation(tx, code))) {
    await putDelegation(tx, { code, kind, names: namesOf(lists, code) ?? { en: code, id: code, th: code } })
  }
  // A state that is asked to join reads at once, to know what it answers.
  const reads = state === 'member' || (kind === 'party' && state === 'invited')
  if (reads) await grantAccess(tx, sop, code)
}
