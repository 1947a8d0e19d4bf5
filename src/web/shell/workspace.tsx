// The workspace behind the door: who is asking, the language he chose, the way back to the door, shortcuts.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, lazy, Suspense, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useListening } from '../api/heard.ts'
import { onSignedOut } from '../api/queries.ts'
import { type Me, readDelegations, readMe } from '../api/reads.ts'
import { forgetRead } from '../keep/read-before.ts'
import { changeSettings } from '../words/settings.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { ProblemNotice } from './problem.tsx'
import { nextPlace, openShortcuts, onShortcuts, shortcutsListed, useShortcuts } from './shortcuts.ts'
import { words as shortcutWords } from './shortcut-words.ts'
import { Waiting } from './waiting.tsx'

export interface Seat {
  readonly me: Me
  /** the name of a delegation in the reader's language */
  readonly name: (code: string) => string
  readonly has: (...roles: string[]) => boolean
}

const SeatContext = createContext<Seat | undefined>(undefined)

/** Who is signed in; only below `Workspace`. */
export function useSeat(): Seat {
  const seat = useContext(SeatContext)
  if (!seat) throw new Error('there is no seat outside the workspace')
  return seat
}

export function Workspace() {
  const me = useQuery(readMe())
  const delegations = useQuery({ ...readDelegations(), enabled: me.isSuccess })
  const language = useLanguage()
  useDoor()
  useListening(me.data?.member, useSopOfPage())
  const { digits, era } = me.data ?? {}
  useEffect(() => {
    changeSettings({ ...(digits && { digits }), ...(era && { era }) })
  }, [digits, era])
  const seat = useMemo((): Seat | undefined => {
    if (!me.data || !delegations.data) return undefined
    const names = new Map(
      // Organisations are known by their letters; states by their names.
      delegations.data.map(({ code, kind, names }) => [
        code,
        kind === 'party' ? (names[language] ?? code).replace(/ \(.*\)$/, '') : code,
      ]),
    )
    return {
      me: me.data,
      name: (code) => names.get(code) ?? code,
      has: (...roles) => me.data.roles.some(({ role }) => roles.includes(role)),
    }
  }, [me.data, delegations.data, language])
  if (!seat) {
    const error = me.error ?? delegations.error
    if (!error) return <Waiting />
    return (
      <main className="failed" id="content">
        <ProblemNotice error={error} again={() => void (me.error ? me.refetch() : delegations.refetch())} />
      </main>
    )
  }
  return (
    <SeatContext value={seat}>
      <Outlet />
      <Shortcuts />
    </SeatContext>
  )
}

/** The SOP to which the page at this address belongs. */
function useSopOfPage(): string | undefined {
  const { pathname } = useLocation()
  return /^(?:\/our)?\/sops\/([0-9a-f]{32})(?:\/|$)/.exec(pathname)?.[1]
}

/** Back to the door when the service no longer knows who is asking; what was open is opened again afterwards. */
function useDoor(): void {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { pathname, search, hash } = useLocation()
  useEffect(
    () =>
      onSignedOut(() => {
        cache.removeQueries()
        void forgetRead()
        void navigate('/sign-in', { replace: true, state: { from: pathname + search + hash } })
      }),
    [navigate, cache, pathname, search, hash],
  )
}

const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list.tsx')).ShortcutList }))

/** The shortcuts of every page; their list is loaded when it is first asked for. */
function Shortcuts() {
  const t = useWords(shortcutWords)
  useShortcuts([
    { keys: ['?'], does: t('list'), act: openShortcuts },
    { keys: ['F6'], does: t('places'), act: nextPlace },
  ])
  const { open } = useSyncExternalStore(onShortcuts, shortcutsListed)
  return open ? (
    <Suspense>
      <ShortcutList />
    </Suspense>
  ) : null
}
