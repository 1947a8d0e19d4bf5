// Where one is signed in, and signing out elsewhere.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { unwrap } from '../../client/client.ts'
import { api } from '../api/client.ts'
import { readSessions } from '../api/reads.ts'
import { ProblemNotice } from '../shell/problem.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { words } from './account-words.ts'

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
]
const named = (agent: string, names: typeof BROWSERS) => names.find(([mark]) => mark.test(agent))?.[1]

export function Sessions() {
  const t = useWords(words)
  const { date, time } = useFormat()
  const cache = useQueryClient()
  const sessions = useQuery(readSessions())
  const end = useMutation({
    mutationFn: (session: string) =>
      unwrap(api.DELETE('/api/v1/me/sessions/{session}', { params: { path: { session } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: ['me', 'sessions'] }),
  })
  const called = (agent: string) => {
    const browser = named(agent, BROWSERS)
    const system = named(agent, SYSTEMS)
    if (browser && system) return t('onSystem', { browser, system })
    return browser ?? (agent.slice(0, 60) || t('unknownBrowser'))
  }
  const all = [...(sessions.data ?? [])].sort((a, b) => Number(b.current) - Number(a.current))
  return (
    <section className="panel p" aria-labelledby="sessions">
      <h2 className="h2" id="sessions">
        {t('sessions')}
      </h2>
      <ProblemNotice error={sessions.error ?? end.error} />
      <ul className="form">
        {all.map(({ id, agent, created, until, current }) => (
          <li key={id} className="row">
            <div className="grow">
              <span className="b">{called(agent)}</span>
              {current && <span className="q"> ({t('thisOne')})</span>}
              <div className="q">
                {t('since', { date: date(created, 'short'), time: time(created) })}
                {' · '}
                {t('endsBy', { date: date(until, 'short') })}
              </div>
            </div>
            {!current && (
              <button type="button" className="btn" disabled={end.isPending} onClick={() => end.mutate(id)}>
                {t('signOutThere')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="q">
        {end.isSuccess ? `${t('signedOut')} ` : ''}
        {all.length === 1 && t('onlyHere')}
      </p>
    </section>
  )
}
