// The table of contents: builds the server from its parts, without listening.
import type { FastifyInstance } from 'fastify'
import { countWebhooks, deliverDue, type Round } from './commands/deliver-webhooks.ts'
import { eraseOwed } from './commands/erase-text.ts'
import type { Chance, House } from './commands/house.ts'
import { createKnownFacts } from './commands/known-facts.ts'
import { sendDigests } from './commands/send-digests.ts'
import { createWatch } from './commands/watch.ts'
import type { Config } from './config.ts'
import { createAnswers } from './http/answers.ts'
import { approvalRoutes, SCHEMAS as APPROVALS } from './http/approvals.ts'
import { decisionRoutes, SCHEMAS as DECISIONS } from './http/decisions.ts'
import { delegationRoutes, SCHEMAS as DELEGATIONS } from './http/delegations.ts'
import { diffRoutes, SCHEMAS as DIFFS } from './http/diffs.ts'
import { COOKIE, createDoor } from './http/door.ts'
import { SCHEMAS as EDITS } from './http/edits.ts'
import { digestRoutes } from './http/digests.ts'
import { eventRoutes, SCHEMAS as EVENTS } from './http/events.ts'
import { createMetrics } from './http/metrics.ts'
import type { Parts } from './http/parts.ts'
import { Problem } from './http/problem.ts'
import { recordRoutes, SCHEMAS as RECORD } from './http/record.ts'
import { createSend } from './http/send-event.ts'
import { createMail } from './http/send-mail.ts'
import { createServer } from './http/server.ts'
import { SCHEMAS as SERVICE, serviceRoutes } from './http/service.ts'
import { sessionRoutes, SCHEMAS as SESSIONS } from './http/sessions.ts'
import { SCHEMAS as SHIPPED, shippedRoutes } from './http/shipped.ts'
import { SCHEMAS as SOPS, sopRoutes } from './http/sops.ts'
import { SCHEMAS as THREADS, threadRoutes } from './http/threads.ts'
import { SCHEMAS as VERSIONS, versionRoutes } from './http/versions.ts'
import { SCHEMAS as VIEWS } from './http/views.ts'
import { SCHEMAS as WEBHOOKS, webhookRoutes } from './http/webhooks.ts'
import { type WorkspaceFiles, workspaceRoutes } from './http/workspace.ts'
import type { Shipped } from './shipped.ts'
import type { Stores } from './store/pool.ts'
import { createTreeCache, type TreeCache } from './store/tree-cache.ts'

/** What comes from outside: storage, time and chance. */
export interface Ground {
  readonly stores: Stores
  readonly clock: () => string
  readonly chance: (store: string) => Chance
}

export interface Built {
  readonly app: FastifyInstance
  readonly house: House
  /** what is due by itself, done once: to be called again and again */
  readonly rounds: {
    readonly webhooks: (only?: ReadonlySet<string>) => Promise<Round>
    readonly digests: () => Promise<void>
    readonly erasures: () => Promise<void>
  }
}

export interface Edition {
  readonly version: string
  /** edition of ICU */
  readonly icu: string
  /** the workspace as it was built; without it there is the API alone */
  readonly web?: WorkspaceFiles
}

/** The house that commands are run in. */
export function buildHouse({ stores, clock, chance }: Ground, shipped: Shipped, memory: number): House {
  const watch = createWatch()
  const caches = new Map<string, TreeCache>()
  return {
    stores,
    clock,
    chance,
    watch,
    editions: shipped.editions,
    templates: shipped.templates,
    known: createKnownFacts(stores.directory, watch),
    erasing: { owed: new Set(), looked: false, last: Promise.resolve() },
    trees: (sop) => {
      let cache = caches.get(sop)
      if (!cache) {
        if (caches.size >= CACHES) caches.delete(caches.keys().next().value!)
        caches.set(sop, (cache = createTreeCache(memory)))
      }
      return cache
    },
  }
}

const CACHES = 16 // tables whose trees are kept in memory at once

/** The server, ready to be listened on or injected into. */
export async function buildApp(
  ground: Ground,
  shipped: Shipped,
  config: Config,
  { version, icu, web }: Edition,
): Promise<Built> {
  const house = buildHouse(ground, shipped, config.memory)
  await ground.stores.listen({ changed: house.watch.announce, silent: house.watch.silence })
  const secure = config.origin.startsWith('https:')
  const { privateWebhooks: privately, smtp, mailFrom: from, origin, hostedBy } = config
  const send = createSend({ privately, agent: `Sandhi/${version}` })
  const refused = (reason: string) => app.log.warn({ reason }, 'the mail server took no digest')
  const mail = smtp === '' ? undefined : createMail({ smtp, from, refused })
  const door = createDoor(house, secure ? COOKIE.secure : COOKIE.plain)
  const app = await createServer({
    ...config,
    version,
    requestId: ground.chance('requests').id,
    caller: async (request) => (await door.who(request))?.via,
    schemas: [
      Problem,
      ...VIEWS,
      ...EDITS,
      ...SESSIONS,
      ...DELEGATIONS,
      ...SHIPPED,
      ...VERSIONS,
      ...SOPS,
      ...DIFFS,
      ...THREADS,
      ...APPROVALS,
      ...DECISIONS,
      ...RECORD,
      ...EVENTS,
      ...WEBHOOKS,
      ...SERVICE,
    ],
    metrics: createMetrics({
      version,
      figures: () => ground.stores.figures(),
      webhooks: () => countWebhooks(house),
    }),
  })
  await app.register(
    (api, _options, done) => {
      const parts: Parts = {
        app: api,
        house,
        door,
        answers: createAnswers(config.memory),
        lists: shipped.lists,
        templates: shipped.templates,
        hostedBy: config.hostedBy,
        version,
        icu,
        secure,
        webhooks: { send, privately },
        mail: mail !== undefined,
      }
      serviceRoutes(parts)
      sessionRoutes(parts)
      delegationRoutes(parts)
      shippedRoutes(parts)
      sopRoutes(parts)
      versionRoutes(parts)
      diffRoutes(parts)
      threadRoutes(parts)
      approvalRoutes(parts)
      decisionRoutes(parts)
      recordRoutes(parts)
      eventRoutes(parts)
      webhookRoutes(parts)
      digestRoutes(parts)
      done()
    },
    { prefix: '/api/v1' },
  )
  if (web) workspaceRoutes(app, { files: web, nonce: ground.chance('nonces').salt })
  const rounds: Built['rounds'] = {
    webhooks: (only) => deliverDue(house, send, only),
    digests: async () => mail && sendDigests(house, mail, { origin, hostedBy }),
    erasures: () => eraseOwed(house),
  }
  return { app, house, rounds }
}
