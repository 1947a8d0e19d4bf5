// Adding a receiver of one's delegation's events.
import { fail, type Failure, isFailure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { SECRET_PREFIX, webhookUrl } from '../review/webhooks.ts'
import { checkWords } from '../review/words.ts'
import { insertWebhook, listWebhooks, putPosition, type WebhookRow } from '../store/webhooks.ts'
import type { House } from './house.ts'
import { hearings } from './log-places.ts'
import { runInRoom } from './run.ts'

export const MOST_WEBHOOKS = 10

export type WebhookInput = Pick<WebhookRow, 'name' | 'url' | 'zones'>

/** Why a receiver can't be kept as it is given; undefined when it can. */
export function refuseReceiver(
  { name, url }: Partial<WebhookInput>,
  privately: boolean,
): Failure | undefined {
  const words = name === undefined ? undefined : checkWords([{ pointer: '/name', value: name }])
  if (words && isFailure(words)) return words
  if (url === undefined || webhookUrl(url, privately)) return undefined
  return fail('address-refused', {}, [{ pointer: '/url', code: 'address-refused' }])
}

/** A webhook that hears of what happens from now on; its secret is shown once. */
export async function createWebhook(
  house: House,
  who: Who,
  input: WebhookInput,
  privately: boolean,
): Promise<{ id: string; secret: string } | Failure> {
  const heads = await hearings(house, who.delegation, input.zones)
  return runInRoom(house, who, 'createWebhook', async ({ tx, now, seq, chance }) => {
    const refused = refuseReceiver(input, privately)
    if (refused) return refused
    if ((await listWebhooks(tx)).length >= MOST_WEBHOOKS)
      return fail('limit-exceeded', { most: MOST_WEBHOOKS })
    const id = chance.id()
    const secret = `${SECRET_PREFIX}${Buffer.from(chance.secret(), 'base64url').toString('base64')}`
    const { name, url, zones } = input
    await insertWebhook(tx, { id, name, url, zones, secret, state: 'active', created: now, failures: 0 })
    // In the room it begins after the act that makes it.
    for (const { sop, key, heard } of heads) await putPosition(tx, id, key, sop === undefined ? seq : heard)
    return { result: { id, secret }, type: 'webhook.created', refs: { webhook: id } }
  })
}
