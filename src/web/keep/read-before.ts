// What was read before, kept in this browser so that reading goes on without the service, until one signs out.
import { dehydrate, type DehydratedState, hydrate, type QueryClient } from '@tanstack/react-query'
import { FRESH } from '../api/queries.ts'
import { del, get, put } from './store.ts'

const NAME = 'read'
const PAUSE = 2_000 // milliseconds between a change and its being kept
const MOST = 40 // answers

/** What reading needs; acts, members and tokens are asked for anew each time. */
const KEPT = ['me', 'delegations', 'sops', 'sop', 'agencies', 'terms', 'service']

/** Puts back what was read before; what is asked again replaces it. */
export async function recall(cache: QueryClient): Promise<void> {
  try {
    hydrate(cache, aged(await get<DehydratedState>(NAME)))
  } catch {
    // A browser that keeps nothing, or an older form: everything is asked for anew.
  }
}

/** A page that is opened anew asks again for what may have changed, however lately it was kept. */
function aged(kept: DehydratedState | undefined): DehydratedState {
  const latest = Date.now() - FRESH
  const queries = (kept?.queries ?? []).map(({ state, ...query }) => ({
    ...query,
    state: { ...state, dataUpdatedAt: Math.min(state.dataUpdatedAt, latest) },
  }))
  return { mutations: [], queries }
}

/** Keeps what is read from now on. */
export function keepRead(cache: QueryClient): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(waiting)
    waiting = undefined
    void put(NAME, snapshot(cache)).catch(() => undefined)
  }
  window.addEventListener('pagehide', () => waiting !== undefined && keep())
  cache.getQueryCache().subscribe(({ type }) => {
    if (type !== 'updated' && type !== 'added') return
    waiting ??= setTimeout(keep, PAUSE)
  })
}

function snapshot(cache: QueryClient): unknown {
  const newest = cache
    .getQueryCache()
    .getAll()
    .filter(({ state, queryKey }) => state.status === 'success' && KEPT.includes(String(queryKey[0])))
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .slice(0, MOST)
  const kept = new Set(newest.map(({ queryHash }) => queryHash))
  return dehydrate(cache, { shouldDehydrateQuery: ({ queryHash }) => kept.has(queryHash) })
}

/** Lets go of all that was read; unsaved words stay until their owner has saved or discarded them. */
export async function forgetRead(): Promise<void> {
  await del(NAME).catch(() => undefined)
}
