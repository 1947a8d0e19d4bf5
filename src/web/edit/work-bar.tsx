// At the foot of the paper while no row is lifted: unsaved work and its one button, or what was just saved.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { readVersion } from '../api/reads.ts'
import { useEditorSoon } from '../document/editing.tsx'
import { useOpenText } from '../document/open-text.ts'
import { useShown } from '../document/shown.ts'
import { Icon } from '../shell/icons.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { useWords } from '../words/words.ts'
import { useDesk, useWork } from './desk.tsx'
import { nothingIn, unsavedKeys } from './pending.ts'
import { words as toolWords } from './tool-words.ts'
import { words } from './words.ts'

const leaveDialog = () => import('./leave-dialog.tsx')
const LeaveDialog = lazy(async () => ({ default: (await leaveDialog()).LeaveDialog }))

const UnsavedBar = lazy(async () => ({ default: (await import('./unsaved-bar.tsx')).UnsavedBar }))

export function WorkBar() {
  const desk = useDesk()
  const shown = useWork(
    desk?.work,
    ({ open, saved, sending, pending }) =>
      open === undefined &&
      (saved !== undefined || sending !== undefined || (pending !== undefined && !nothingIn(pending))),
  )
  return desk && shown ? (
    <Suspense fallback={null}>
      <UnsavedBar />
    </Suspense>
  ) : null
}

/** What stands above the paper: words from an earlier visit. */
export function FromBefore() {
  const t = useWords(words)
  const desk = useDesk()
  const { index } = useOpenText()
  const state = useWork(desk?.work, (each) => each)
  useBroughtUp()
  if (!desk || state.before === 0 || state.open !== undefined) return null
  const look = () => {
    const first = state.pending && unsavedKeys(state.pending).find((key) => index.has(key))
    desk.work.looked()
    if (first === undefined) return
    desk.work.begin(desk.version, first)
    setTimeout(() => document.getElementById(first)?.scrollIntoView({ block: 'center' }), 50)
  }
  return (
    <div className="from-before noprint" role="status">
      <Icon sign="unsaved" />
      <b className="grow">{t('fromBefore', { count: state.before })}</b>
      <button type="button" className="btn" onClick={look}>
        {t('lookAtThem')}
      </button>
    </div>
  )
}

/** Words from an earlier visit are carried onto the current version by themselves where nothing collides. */
function useBroughtUp(): void {
  const desk = useDesk()
  const { sop, version } = useOpenText()
  const shown = useShown()
  const wanted = useWork(
    desk?.work,
    ({ before, pending, open, sending, clash }) =>
      before > 0 &&
      open === undefined &&
      !sending &&
      !clash &&
      pending?.base.version === version.version &&
      sop.head.version !== version.version,
  )
  const head = useQuery({ ...readVersion(sop.id, String(sop.head.number), shown), enabled: wanted })
  const tried = useRef<string>(undefined)
  useEffect(() => {
    if (!wanted || !desk || !head.data || tried.current === head.data.version) return
    tried.current = head.data.version
    desk.work.bringUp(version.clause, head.data.clause, head.data)
  }, [wanted, desk, head.data, version])
}

/** Puts the focus back on the provision once it is saved, and the address on the newest version. */
export function AfterSave() {
  const desk = useDesk()
  const { sop } = useOpenText()
  const { version: named } = useParams()
  const navigate = useNavigate()
  const saved = useWork(desk?.work, (state) => state.saved)
  const done = useRef(saved)
  useEffect(() => {
    if (!saved || done.current === saved) return
    done.current = saved
    const key = saved.keys.find((each) => document.getElementById(each))
    if (named !== undefined && named !== 'latest')
      void navigate(`/sops/${sop.id}/versions/latest${key === undefined ? '' : `#${key}`}`, { replace: true })
    if (key === undefined) return
    const timer = setTimeout(
      () => document.querySelector<HTMLElement>(`[data-edit="${CSS.escape(key)}"]`)?.focus(),
      100,
    )
    return () => clearTimeout(timer)
  }, [saved, named, navigate, sop.id])
  return null
}

/** E edits the provision that has the focus, or that the pointer is on. */
export function EditShortcut() {
  const t = useWords(toolWords)
  const desk = useDesk()
  useEditorSoon()
  useShortcuts([
    {
      keys: ['e'],
      does: t('edit'),
      act: () => {
        const { activeElement } = document
        const row =
          activeElement?.closest<HTMLElement>('[data-key]') ??
          [...document.querySelectorAll<HTMLElement>('[data-key]:hover')].at(-1)
        const button = row?.querySelector<HTMLElement>(`[data-edit="${CSS.escape(row.dataset.key ?? '')}"]`)
        if (desk?.editable) button?.click()
      },
    },
  ])
  return null
}

/** Leaving with unsaved words asks once; they are kept in any case. */
export function LeaveGuard() {
  const desk = useDesk()
  const { sop } = useOpenText()
  const ask = useWork(
    desk?.work,
    ({ pending, asked }) => !asked && pending !== undefined && !nothingIn(pending),
  )
  const [going, setGoing] = useState<string>()
  const navigate = useNavigate()
  useEffect(() => {
    if (!ask) return
    // At hand before it is needed: one may leave when the service is gone.
    void leaveDialog().catch(() => undefined)
    const hear = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey) return
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.origin !== location.origin)
        return
      if (link.pathname.startsWith(`/sops/${sop.id}/`) || link.pathname === '/sign-in') return
      if (link.pathname === location.pathname) return
      event.preventDefault()
      event.stopPropagation()
      setGoing(link.pathname + link.search + link.hash)
    }
    // Before the link's own handler, which would go at once.
    document.addEventListener('click', hear, { capture: true })
    return () => document.removeEventListener('click', hear, { capture: true })
  }, [ask, sop.id])
  if (going === undefined) return null
  return (
    <Suspense fallback={null}>
      <LeaveDialog
        stay={() => setGoing(undefined)}
        leave={() => {
          desk?.work.leaveAsked()
          setGoing(undefined)
          void navigate(going)
        }}
      />
    </Suspense>
  )
}
