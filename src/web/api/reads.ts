// What can be read of the service, one query an operation; keys begin with the SOP, so that a save freshens all of it.
import { queryOptions } from '@tanstack/react-query'
import { unwrap } from '../../client/client.ts'
import { api, type Schema } from './client.ts'

export type Sop = Schema<'Sop'>
export type Version = Schema<'Version'>
export type VersionHead = Schema<'VersionHead'>
export type Clause = Schema<'Clause'>
export type Thread = Schema<'Thread'>
export type Me = Schema<'Me'>
export type Diff = Schema<'Diff'>
export type Approval = Schema<'Approval'>
export type Decision = Schema<'Decision'>
export type Zone = Thread['zone']

/** How the reader wants figures, numbers and dates of texts shown. */
export interface Shown {
  readonly digits: 'thai' | 'arabic'
  readonly era: 'be' | 'both' | 'ce'
  /** the party that stands first */
  readonly order?: string
}

const FOR_EVER = { staleTime: Infinity }
const A_WHILE = { staleTime: 10 * 60_000 }

/** Every item of a list, page after page. */
async function whole<T>(page: (cursor?: string) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const found = await page(cursor)
    items.push(...found.items)
    cursor = found.next
  } while (cursor !== undefined)
  return items
}
const at = (cursor: string | undefined) => ({ limit: 100, ...(cursor !== undefined && { cursor }) })

export const readService = () =>
  queryOptions({ queryKey: ['service'], queryFn: () => unwrap(api.GET('/api/v1/service')), ...A_WHILE })

export const readMe = () => queryOptions({ queryKey: ['me'], queryFn: () => unwrap(api.GET('/api/v1/me')) })

export const readDelegations = () =>
  queryOptions({
    queryKey: ['delegations'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/delegations'))).items,
    ...A_WHILE,
  })

export const readSops = () =>
  queryOptions({
    queryKey: ['sops'],
    queryFn: () => whole((cursor) => unwrap(api.GET('/api/v1/sops', { params: { query: at(cursor) } }))),
  })

export const readSop = (sop: string) =>
  queryOptions({
    queryKey: ['sop', sop],
    queryFn: () => unwrap(api.GET('/api/v1/sops/{sop}', { params: { path: { sop } } })),
  })

export const readVersions = (sop: string) =>
  queryOptions({
    queryKey: ['sop', sop, 'versions'],
    queryFn: () =>
      whole((cursor) =>
        unwrap(api.GET('/api/v1/sops/{sop}/versions', { params: { path: { sop }, query: at(cursor) } })),
      ),
  })

/** A version by number or id never changes, so it is asked for once; `latest` is asked for again. */
export const readVersion = (sop: string, version: string, shown: Shown) =>
  queryOptions({
    queryKey: ['sop', sop, 'version', version, shown],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/sops/{sop}/versions/{version}', {
          params: { path: { sop, version }, query: { ...shown } },
        }),
      ),
    ...(version !== 'latest' && A_WHILE),
  })

export const readDiff = (sop: string, from: string, to: string, shown: Shown, language: string) =>
  queryOptions({
    queryKey: ['sop', sop, 'diff', from, to, shown, language],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/sops/{sop}/diffs/{from}/{to}', {
          params: { path: { sop, from, to }, query: { ...shown } },
        }),
      ),
    ...A_WHILE,
  })

export const readThreads = (sop: string, zone: Zone) =>
  queryOptions({
    queryKey: ['sop', sop, 'threads', zone],
    queryFn: () =>
      whole((cursor) =>
        unwrap(
          api.GET('/api/v1/sops/{sop}/threads', {
            params: { path: { sop }, query: { zone, ...at(cursor) } },
          }),
        ),
      ),
  })

export const readApprovals = (sop: string) =>
  queryOptions({
    queryKey: ['sop', sop, 'approvals'],
    queryFn: () => unwrap(api.GET('/api/v1/sops/{sop}/approvals', { params: { path: { sop } } })),
  })

export const readReadiness = (sop: string, version: string, language: string) =>
  queryOptions({
    queryKey: ['sop', sop, 'readiness', version, language],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/sops/{sop}/versions/{version}/readiness', { params: { path: { sop, version } } }),
      ),
  })

export const readDecisions = (sop: string) =>
  queryOptions({
    queryKey: ['sop', sop, 'decisions'],
    queryFn: () =>
      whole((cursor) =>
        unwrap(api.GET('/api/v1/sops/{sop}/decisions', { params: { path: { sop }, query: at(cursor) } })),
      ),
  })

export const readRecord = (sop: string) =>
  queryOptions({
    queryKey: ['sop', sop, 'record'],
    queryFn: () =>
      whole((cursor) =>
        unwrap(api.GET('/api/v1/sops/{sop}/record', { params: { path: { sop }, query: at(cursor) } })),
      ),
  })

export const readMembers = (code: string) =>
  queryOptions({
    queryKey: ['members', code],
    queryFn: async () =>
      (await unwrap(api.GET('/api/v1/delegations/{code}/members', { params: { path: { code } } }))).items,
  })

/** Who of one's own delegation is connected; only for internal pages. */
export const readPresence = (code: string) =>
  queryOptions({
    queryKey: ['presence', code],
    queryFn: async () =>
      (await unwrap(api.GET('/api/v1/delegations/{code}/presence', { params: { path: { code } } }))).items,
  })

export const readWebhooks = (code: string) =>
  queryOptions({
    queryKey: ['webhooks', code],
    queryFn: async () =>
      (await unwrap(api.GET('/api/v1/delegations/{code}/webhooks', { params: { path: { code } } }))).items,
  })

export const readTokens = () =>
  queryOptions({
    queryKey: ['me', 'tokens'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/me/tokens'))).items,
  })

export const readSessions = () =>
  queryOptions({
    queryKey: ['me', 'sessions'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/me/sessions'))).items,
  })

export const readTemplates = () =>
  queryOptions({
    queryKey: ['templates'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/templates'))).items,
    ...FOR_EVER,
  })

export const readTemplate = (name: string) =>
  queryOptions({
    queryKey: ['templates', name],
    queryFn: () => unwrap(api.GET('/api/v1/templates/{name}', { params: { path: { name } } })),
    ...FOR_EVER,
  })

export const readAgencies = (edition: string) =>
  queryOptions({
    queryKey: ['agencies', edition],
    queryFn: () => unwrap(api.GET('/api/v1/reference/agencies', { params: { query: { edition } } })),
    ...FOR_EVER,
  })

export const readTerms = (edition: string) =>
  queryOptions({
    queryKey: ['terms', edition],
    queryFn: () => unwrap(api.GET('/api/v1/reference/glossary', { params: { query: { edition } } })),
    ...FOR_EVER,
  })

export const readElements = (edition: string) =>
  queryOptions({
    queryKey: ['elements', edition],
    queryFn: () => unwrap(api.GET('/api/v1/reference/elements', { params: { query: { edition } } })),
    ...FOR_EVER,
  })
