// An invitation, shown once: to copy or to print, with how it is used.
import { useEffect, useRef } from 'react'
import type { Schema } from '../api/client.ts'
import { CopyButton } from '../shell/copy-button.tsx'
import { Icon } from '../shell/icons.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

export interface Shown extends Schema<'Invited'> {
  readonly name: string
  readonly login: string
}

export function Invited({ shown, close }: { shown: Shown; close: () => void }) {
  const t = useWords(words)
  const { me } = useSeat()
  const { date, time } = useFormat()
  const heading = useRef<HTMLHeadingElement>(null)
  const page = `${location.origin}/invitation`
  const address = `${page}#${shown.invitation}`
  useEffect(() => heading.current?.focus(), [shown.invitation])
  return (
    <section className="once" aria-labelledby="invited">
      <h2 className="h2" id="invited" tabIndex={-1} ref={heading}>
        {t('invitationFor', { name: shown.name })}
      </h2>
      <p>{t('shownOnce')}</p>
      <p>{t('steps', { address: page, code: me.delegation, login: shown.login })}</p>
      <p className="b">{t('usableUntil', { date: date(shown.until), time: time(shown.until) })}</p>
      <p className="b">{t('invitation')}</p>
      <code className="code-line">{shown.invitation}</code>
      <p className="b">{t('address')}</p>
      <code className="code-line">{address}</code>
      <div className="row noprint">
        <CopyButton line={shown.invitation} label={t('copyInvitation')} />
        <CopyButton line={address} label={t('copyAddress')} />
        <button type="button" className="btn" onClick={() => print()}>
          <Icon sign="print" />
          {t('printIt')}
        </button>
        <span className="grow" />
        <button type="button" className="btn k" onClick={close}>
          {t('handedOn')}
        </button>
      </div>
    </section>
  )
}
