// Server-sent events: that something happened where the caller may see it, and nothing of what it says; and who is there.
import type { OutgoingHttpHeaders } from 'node:http'
import { reach } from '../commands/house.ts'
import { fail } from '../errors.ts'
import { listMembers } from '../store/members.ts'
import { listPresence } from '../store/presence.ts'
import { createHub } from './event-hub.ts'
import { decodePositions } from './event-id.ts'
import { declare } from './operation.ts'
import type { Parts } from './parts.ts'
import { array, code, component, id, optional, ref, text } from './schema.ts'

export const PresentView = component('Present', 'A member of one’s own delegation who is connected.', {
  member: id('Id of the member.'),
  name: text('Name as shown to the own side.'),
  sop: optional(id('The SOP that is open there.')),
})
export const PresenceList = component('PresenceList', 'Who of one’s own delegation is connected.', {
  items: array(ref(PresentView), 'One for each member and SOP, in the order the members came.'),
})
export const SCHEMAS = [PresentView, PresenceList]

export function eventRoutes({ app, house, door }: Parts): void {
  const hub = createHub(house)
  app.addHook('preClose', () => hub.close())

  declare(app, door, {
    id: 'streamEvents',
    method: 'GET',
    url: '/events',
    tag: 'Events',
    summary: 'Hear of changes',
    description:
      'A stream of `{sop, zone, seq, type}` for every act that the caller may see, in each store’s own order; no content. Resumes after `Last-Event-ID`, or `after`. It ends within a second when the session or token does. `{zone: "room", type: "presence"}`, without number and id, says that who of one’s own delegation is connected has changed.',
    query: {
      sop: optional(id('The SOP that is open here, for one’s own delegation to know.')),
      after: optional(
        text('The id of the last event that was heard, where the header can not be sent.', {
          maxLength: 12_000,
        }),
      ),
    },
    answers: { 200: text('The stream.') },
    instead: 'text/event-stream',
    problems: [],
    handle: async ({ who, query, request, reply }) => {
      const last = request.headers['last-event-id'] ?? query.after
      const resumed = decodePositions(typeof last === 'string' ? last : undefined)
      const sop = query.sop !== undefined && (await reach(house, who, query.sop)) ? query.sop : undefined
      reply.hijack()
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as OutgoingHttpHeaders),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      hub.join(who.delegation, { via: who.via, member: who.member, sop, resumed }, reply.raw)
      return reply
    },
  })

  declare(app, door, {
    id: 'listPresence',
    method: 'GET',
    url: '/delegations/:code/presence',
    tag: 'Events',
    summary: 'Who of one’s own delegation is connected',
    description:
      'Members who have an event stream open, and the SOP that it names. Of another delegation there is nothing to see.',
    params: { code: code('Code of one’s own delegation.') },
    answers: { 200: ref(PresenceList, 'Who is connected now.') },
    problems: ['not-found'],
    handle: async ({ who, params }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const room = (await house.stores.room(who.delegation))!
      const { members, others } = await room.read(async (sql) => ({
        members: await listMembers(sql),
        others: await listPresence(sql, hub.node, house.clock()),
      }))
      const all = [...hub.present(who.delegation), ...others]
      const items = members.flatMap(({ id: member, name }) => {
        const sops = new Set(all.filter((one) => one.member === member).map((one) => one.sop))
        return [...sops].sort().map((sop) => ({ member, name, ...(sop !== '' && { sop }) }))
      })
      return { items }
    },
  })
}
