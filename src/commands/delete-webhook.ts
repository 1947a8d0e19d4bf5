// Removing a receiver of events.
import { fail, type Failure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { deleteWebhook as storeDelete } from '../store/webhooks.ts'
import type { House } from './house.ts'
import { runInRoom } from './run.ts'

/** Removes a webhook with its secret; nothing more is sent to it. */
export function deleteWebhook(house: House, who: Who, webhook: string): Promise<object | Failure> {
  return runInRoom(house, who, 'deleteWebhook', async ({ tx }) =>
    (await storeDelete(tx, webhook))
      ? { result: {}, type: 'webhook.deleted', refs: { webhook } }
      : fail('not-found'),
  )
}
