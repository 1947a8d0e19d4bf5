// A whole service that listens on a port of its own, and clients that are signed in to it.
import type { AddressInfo } from 'node:net'
import {
  createSandhiClient,
  type SandhiClient,
  SandhiProblem,
  signIn,
  unwrap,
} from '../../src/client/client.ts'
import type { components } from '../../src/client/schema.ts'
import { PASSWORD, start, type Started, type Test } from './start.ts'

export interface Listening extends Started {
  readonly baseUrl: string
  /** a client with the session of a member, made once */
  readonly client: (delegation: string, login?: string) => Promise<SandhiClient>
  readonly stranger: SandhiClient
}

/** Starts the service of `start` and listens. */
export async function listen(t: Test, options: Parameters<typeof start>[1] = {}): Promise<Listening> {
  const started = await start(t, options)
  await started.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = started.app.server.address() as AddressInfo
  const baseUrl = `http://127.0.0.1:${port}`
  const clients = new Map<string, SandhiClient>()
  return {
    ...started,
    baseUrl,
    stranger: createSandhiClient({ baseUrl }),
    async client(delegation, login = 'head') {
      const name = `${delegation}/${login}`
      const client = clients.get(name) ?? (await signIn(baseUrl, { delegation, login, password: PASSWORD }))
      clients.set(name, client)
      return client
    },
  }
}

/** The code of a refusal, with its facts; fails when the service said yes. */
export async function refusal(
  result: Promise<{ data?: unknown; error?: unknown; response: Response }>,
): Promise<SandhiProblem> {
  try {
    unwrap(await result)
  } catch (error) {
    if (error instanceof SandhiProblem) return error
    throw error
  }
  throw new Error('this was to be refused')
}

/** What a delegate does at one table, as his client asks for it. */
export function at(sop: string) {
  const path = { sop }
  return {
    sop: (client: SandhiClient) => unwrap(client.GET('/api/v1/sops/{sop}', { params: { path } })),
    version: (client: SandhiClient, version = 'latest', query: { clause?: string; language?: string } = {}) =>
      unwrap(
        client.GET('/api/v1/sops/{sop}/versions/{version}', { params: { path: { sop, version }, query } }),
      ),
    save: (client: SandhiClient, base: string, message: string, edits: Edit[]) =>
      client.POST('/api/v1/sops/{sop}/versions', {
        params: { path },
        body: { base, message, edits: edits },
      }),
    act: (client: SandhiClient, act: Act['act'], version: string, more: Partial<Act> = {}) =>
      client.POST('/api/v1/sops/{sop}/approvals', {
        params: { path },
        body: {
          act,
          version,
          capacity: 'For the Government',
          place: 'Bangkok',
          date: '2026-11-24',
          medium: 'in-person',
          ...more,
        },
      }),
    ask: (client: SandhiClient, question: Question) =>
      unwrap(client.POST('/api/v1/sops/{sop}/decisions', { params: { path }, body: question })),
    /** Answers everything that this delegation is asked. */
    async answer(client: SandhiClient, answer: 'yes' | 'no' = 'yes') {
      const query = { state: 'asked' } as const
      const { items } = await unwrap(client.GET('/api/v1/sops/{sop}/decisions', { params: { path, query } }))
      const mine = items.filter(({ may }) => may.includes('answerDecision'))
      for (const { id: decision } of mine) {
        const to = { params: { path: { sop, decision } }, body: { answer } }
        unwrap(await client.POST('/api/v1/sops/{sop}/decisions/{decision}/answers', to))
      }
      return mine.length
    },
    readiness: (client: SandhiClient, version = 'latest') =>
      unwrap(
        client.GET('/api/v1/sops/{sop}/versions/{version}/readiness', { params: { path: { sop, version } } }),
      ),
    approvals: (client: SandhiClient) =>
      unwrap(client.GET('/api/v1/sops/{sop}/approvals', { params: { path } })),
    compare: (client: SandhiClient, from: string, to: string) =>
      unwrap(client.GET('/api/v1/sops/{sop}/diffs/{from}/{to}', { params: { path: { sop, from, to } } })),
    /** The whole record, page after page. */
    async record(client: SandhiClient) {
      const entries = []
      let cursor: string | undefined
      do {
        const query = { limit: 7, ...(cursor !== undefined && { cursor }) }
        const page = await unwrap(client.GET('/api/v1/sops/{sop}/record', { params: { path, query } }))
        entries.push(...page.items)
        cursor = page.next
      } while (cursor !== undefined)
      return entries
    },
  }
}

type Edit = components['schemas']['Edit']
type Act = components['schemas']['GiveApproval']
type Question = components['schemas']['Question']
