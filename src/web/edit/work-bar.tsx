// At the foot of the paper while no row is lifted: unsaved work and its one button, or what was just saved.
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { readVersion } from '../api/reads.ts'
import { useOpenText } from '../document/open-text.ts'
import { useShown } from '../document/shown.ts'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { useDesk, useWork } from './desk.tsx'
import { nothingIn, unsavedKeys } from './pending.ts'
import { SaveBar } from './save-bar.tsx'
import { JoinedLine, SavedWords } from './save-state.tsx'
import { Trouble } from './trouble.tsx'
import { words } from './words.ts'

export function WorkBar() {
  const t = useWords(words)
  const desk = useDesk()
  const state = useWork(desk?.work, (each) => each)
  if (!desk || state.open !== undefined) return null
  const { work, version } = desk
  const { saved, pending, sending } = state
  const unsaved = sending !== undefined || (pending !== undefined && !nothingIn(pending))
  if (!saved && !unsaved) return null
  return (
    <div className="workbar">
      {saved && (
        <div className="saved-line">
          <span className="save" role="status">
            <SavedWords saved={saved} />
          </span>
          {unsaved && <span>{t('restUnsaved')}</span>}
          <span className="grow" />
          <button
            type="button"
            className="btn plain"
            aria-label={t('dismiss')}
            title={t('dismiss')}
            onClick={work.dismiss}
          >
            <Icon sign="cross" />
          </button>
          <JoinedLine saved={saved} />
        </div>
      )}
      {unsaved && (
        <>
          <Trouble showPlace={(key) => work.begin(version, key)} />
          <SaveBar />
        </>
      )}
    </div>
  )
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

/** Leaving with unsaved words asks once; they are kept in any case. */
export function LeaveGuard() {
  const t = useWords(words)
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
  const stay = () => setGoing(undefined)
  return (
    <Modal opened onClose={stay} title={t('leaveTitle')} closeButtonProps={{ 'aria-label': t('leaveStay') }}>
      <p>{t('leaveKept')}</p>
      <div className="dialog-buttons">
        <button type="button" className="btn" onClick={stay}>
          {t('leaveStay')}
        </button>
        <button
          type="button"
          className="btn k"
          onClick={() => {
            desk?.work.leaveAsked()
            setGoing(undefined)
            void navigate(going)
          }}
        >
          {t('leaveDo')}
        </button>
      </div>
    </Modal>
  )
}
