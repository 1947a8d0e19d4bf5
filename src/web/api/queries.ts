// The cache of what was read: asked again when it may have changed, kept on the screen when the service is gone.
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { SandhiProblem } from '../../client/client.ts'

/** how many milliseconds an answer is not asked for again */
export const FRESH = 5_000

const signedOut = new Set<() => void>()

/** Hears that the service no longer knows who is asking. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof SandhiProblem && error.code === 'unauthenticated')
        for (const listener of signedOut) listener()
    },
  }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: FRESH,
      gcTime: 30 * 60_000,
      // A refusal is an answer; only silence is asked again.
      retry: (count, error) => !(error instanceof SandhiProblem) && count < 2,
      retryDelay: 800,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
