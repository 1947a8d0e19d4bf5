// Receivers of events outside: a delegation's administrator names them, the service tells them.
import { createWebhook } from '../commands/create-webhook.ts'
import { deleteWebhook } from '../commands/delete-webhook.ts'
import { pingWebhook } from '../commands/deliver-webhooks.ts'
import { updateWebhook } from '../commands/update-webhook.ts'
import { fail, isFailure } from '../errors.ts'
import { refuse } from '../review/policy.ts'
import { OUTCOMES } from '../review/webhooks.ts'
import { getWebhook, listWebhooks, type WebhookRow } from '../store/webhooks.ts'
import { declare, matches, tagOf } from './operation.ts'
import { asWritten, type Parts } from './parts.ts'
import {
  array,
  code,
  component,
  flag,
  id,
  integer,
  object,
  oneOf,
  optional,
  ref,
  text,
  time,
} from './schema.ts'

const name = text('What it is for.', { minLength: 1, maxLength: 100 })
const url = text('Address that events are posted to: `https:`, on the open internet.', {
  minLength: 1,
  maxLength: 500,
})
const zones = array(
  oneOf(['table', 'room'], 'A zone.'),
  'Whether it hears of tables, of the own room, or both.',
  {
    minItems: 1,
    maxItems: 2,
    uniqueItems: true,
  },
)
const outcome = oneOf(OUTCOMES, 'What became of a delivery.')
const status = optional(integer('The HTTP status that came back.'))

export const WebhookView = component('Webhook', 'A receiver of one’s own delegation’s events.', {
  id: id('Id of the webhook.'),
  name,
  url,
  zones,
  state: oneOf(
    ['active', 'paused', 'disabled'],
    '`paused` by the administrator; `disabled` by the service, when a day of deliveries failed.',
  ),
  outcome: optional(oneOf(OUTCOMES, 'What became of the last delivery.')),
  status,
  failures: integer('Failures in a row.', { minimum: 0 }),
  failing: optional(time('Since when deliveries fail.')),
  next: optional(time('When it is tried again.')),
  delivered: optional(time('When something was last taken.')),
  created: time('When it was made.'),
  tag: text('Tag of this state, for `If-Match`.'),
})
export const WebhookList = component('WebhookList', 'The receivers of one’s own delegation’s events.', {
  items: array(ref(WebhookView), 'In the order they came.'),
})
export const WebhookInput = component('CreateWebhook', 'A receiver to be added.', { name, url, zones })
export const WebhookChangeInput = component('UpdateWebhook', 'What changes of a receiver.', {
  name: optional(name),
  url: optional(url),
  zones: optional(zones),
  active: optional(flag('False pauses it; true brings it back, also after the service gave it up.')),
})
export const NewWebhook = component('NewWebhook', 'A receiver just added. Its secret is shown this once.', {
  id: id('Id of the webhook.'),
  secret: text('What deliveries are signed with.'),
})
export const DeliveryView = component('Delivery', 'What became of one delivery.', { outcome, status })
export const SCHEMAS = [WebhookView, WebhookList, WebhookInput, WebhookChangeInput, NewWebhook, DeliveryView]

const own = { code: code('Code of one’s own delegation.') }
const one = { ...own, webhook: id('Id of the webhook.') }

export function webhookRoutes({ app, house, door, webhooks: { send, privately } }: Parts): void {
  const viewOf = async (delegation: string, webhook: string) => {
    const room = (await house.stores.room(delegation))!
    const row = await room.read((sql) => getWebhook(sql, webhook))
    return row && view(row)
  }

  declare(app, door, {
    id: 'listWebhooks',
    method: 'GET',
    url: '/delegations/:code/webhooks',
    tag: 'Events',
    summary: 'List the webhooks of one’s own delegation',
    description: 'Where events are posted to, and how that goes; for administrators.',
    params: own,
    answers: { 200: ref(WebhookList, 'The webhooks.') },
    problems: ['not-found', 'role-missing'],
    handle: async ({ who, params }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const refused = refuse('listWebhooks', who)
      if (refused) return refused
      const room = (await house.stores.room(who.delegation))!
      return { items: (await room.read(listWebhooks)).map(view) }
    },
  })

  declare(app, door, {
    id: 'createWebhook',
    method: 'POST',
    url: '/delegations/:code/webhooks',
    tag: 'Events',
    summary: 'Add a webhook',
    description:
      'Posts `{id, sop, zone, seq, type, time}` for every event that the delegation hears of from now on, signed as the Standard Webhooks specification has it: HMAC-SHA256 over `webhook-id.webhook-timestamp.body`. At least once; a failed delivery is tried again, after a minute first and later twice a day.',
    params: own,
    body: WebhookInput,
    example: { name: 'Case system', url: 'https://events.example.org/sandhi', zones: ['table'] },
    answers: { 201: ref(NewWebhook, 'The webhook, its secret shown this once.') },
    problems: ['not-found', 'role-missing', 'address-refused', 'limit-exceeded', 'text-refused', 'case-data'],
    handle: async ({ who, params, body, reply }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const made = await createWebhook(house, who, body, privately)
      if (!isFailure(made)) void reply.code(201)
      return made
    },
  })

  declare(app, door, {
    id: 'updateWebhook',
    method: 'PATCH',
    url: '/delegations/:code/webhooks/:webhook',
    tag: 'Events',
    summary: 'Change a webhook',
    description:
      'Name, address, zones, or whether it is active. What happened while it was not is delivered afterwards. Needs `If-Match` with the tag that was read.',
    params: one,
    body: WebhookChangeInput,
    example: { active: true },
    answers: { 200: ref(WebhookView, 'The webhook as it is now.') },
    problems: [
      ...(['not-found', 'role-missing', 'address-refused', 'base-missing', 'precondition-failed'] as const),
      ...(['text-refused', 'case-data'] as const),
    ],
    handle: async ({ who, params, body, request }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const refused = refuse('updateWebhook', who)
      if (refused) return refused
      const before = await viewOf(who.delegation, params.webhook)
      if (!before) return fail('not-found')
      const stale = matches(request, before.tag)
      if (stale) return stale
      const changed = await updateWebhook(house, who, params.webhook, body, privately)
      return isFailure(changed) ? changed : asWritten(() => viewOf(who.delegation, params.webhook))
    },
  })

  declare(app, door, {
    id: 'deleteWebhook',
    method: 'DELETE',
    url: '/delegations/:code/webhooks/:webhook',
    tag: 'Events',
    summary: 'Remove a webhook',
    description: 'Nothing more is sent to it, and its secret is forgotten.',
    params: one,
    answers: { 204: object({}, { description: 'Removed.' }) },
    problems: ['not-found', 'role-missing'],
    handle: async ({ who, params, reply }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const done = await deleteWebhook(house, who, params.webhook)
      return isFailure(done) ? done : reply.code(204).send()
    },
  })

  declare(app, door, {
    id: 'pingWebhook',
    method: 'POST',
    url: '/delegations/:code/webhooks/:webhook/ping',
    tag: 'Events',
    summary: 'Try a webhook',
    description: 'Posts an event of the type `webhook.ping` at once and says what became of it.',
    params: one,
    answers: { 200: ref(DeliveryView, 'What became of it.') },
    problems: ['not-found', 'role-missing'],
    handle: async ({ who, params }) =>
      params.code === who.delegation ? pingWebhook(house, who, params.webhook, send) : fail('not-found'),
  })
}

function view(row: WebhookRow) {
  const { secret: _, ...shown } = row
  const { name: called, url: address, zones: of, state } = row
  return { ...shown, tag: tagOf(JSON.stringify([called, address, of, state])) }
}
