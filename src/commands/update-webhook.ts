// Changing a receiver of events: its name and address, what it hears of, and whether it is paused.
import { fail, type Failure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { getWebhook, putPosition, updateWebhook as storeWebhook } from '../store/webhooks.ts'
import { refuseReceiver, type WebhookInput } from './create-webhook.ts'
import type { House } from './house.ts'
import { hearings } from './log-places.ts'
import { runInRoom } from './run.ts'

export interface WebhookChange extends Partial<WebhookInput> {
  /** false pauses it; true brings it back, also after the service gave it up */
  readonly active?: boolean
}

/** Changes a webhook. What happened while it was paused or given up is delivered when it comes back. */
export async function updateWebhook(
  house: House,
  who: Who,
  webhook: string,
  input: WebhookChange,
  privately: boolean,
): Promise<object | Failure> {
  const heads = await hearings(house, who.delegation, input.zones ?? [])
  return runInRoom(house, who, 'updateWebhook', async ({ tx, seq }) => {
    const found = await getWebhook(tx, webhook)
    if (!found) return fail('not-found')
    const refused = refuseReceiver(input, privately)
    if (refused) return refused
    const { active, ...change } = input
    const state = active === undefined ? undefined : active ? 'active' : 'paused'
    const anew = (active === true && found.state !== 'active') || (change.url ?? found.url) !== found.url
    await storeWebhook(tx, webhook, { ...change, ...(state && { state }) }, anew)
    for (const { sop, key, heard } of heads) {
      const own = sop === undefined
      if (!found.zones.includes(own ? 'room' : 'table'))
        await putPosition(tx, webhook, key, own ? seq : heard)
    }
    return { result: {}, type: 'webhook.changed', refs: { webhook } }
  })
}
