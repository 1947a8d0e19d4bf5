// What can be done in a discussion; each answer takes its place in what was read.
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { unwrap } from '../../client/client.ts'
import { api } from '../api/client.ts'
import { readThreads, type Thread, type Zone } from '../api/reads.ts'
import type { Beginning } from './focus.ts'

export interface Said {
  readonly body: string
  readonly mentions: readonly string[]
}

export function useDeeds(sop: string, zone: Zone) {
  const cache = useQueryClient()
  return useMemo(() => {
    const { queryKey } = readThreads(sop, zone)
    const settle = async (answer: Promise<Thread>): Promise<Thread> => {
      try {
        const thread = await answer
        cache.setQueryData<Thread[]>(queryKey, (before) =>
          before?.some(({ id }) => id === thread.id)
            ? before.map((each) => (each.id === thread.id ? thread : each))
            : [...(before ?? []), thread],
        )
        return thread
      } finally {
        void cache.invalidateQueries({ queryKey })
      }
    }
    const body = ({ body: said, mentions }: Said) => ({
      body: said.trim(),
      ...(mentions.length > 0 && { mentions: [...mentions] }),
    })
    return {
      open: ({ key, language, part, version, quote, before, after }: Beginning, said: Said, once: string) =>
        settle(
          unwrap(
            api.POST('/api/v1/sops/{sop}/threads', {
              params: { path: { sop }, header: { 'idempotency-key': once } },
              body: {
                zone,
                anchor: {
                  version,
                  key,
                  language,
                  part: part as Thread['anchor']['part'],
                  quote,
                  ...(before !== '' && { before }),
                  ...(after !== '' && { after }),
                },
                comment: body(said),
              },
            }),
          ),
        ),
      reply: (thread: string, said: Said, once: string) =>
        settle(
          unwrap(
            api.POST('/api/v1/sops/{sop}/threads/{thread}/comments', {
              params: { path: { sop, thread }, query: { zone }, header: { 'idempotency-key': once } },
              body: body(said),
            }),
          ),
        ),
      put: ({ id, tag }: Thread, state: Thread['state']) =>
        settle(
          unwrap(
            api.PATCH('/api/v1/sops/{sop}/threads/{thread}', {
              params: { path: { sop, thread: id }, header: { 'if-match': tag } },
              body: { zone, state },
            }),
          ),
        ),
      change: ({ id, tag }: Thread, comment: string, change: { body: string } | { withdrawn: true }) =>
        settle(
          unwrap(
            api.PATCH('/api/v1/sops/{sop}/threads/{thread}/comments/{comment}', {
              params: { path: { sop, thread: id, comment }, header: { 'if-match': tag } },
              body: { zone, ...change },
            }),
          ),
        ),
    }
  }, [cache, sop, zone])
}
