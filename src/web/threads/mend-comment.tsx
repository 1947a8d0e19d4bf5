// An author changes or takes back a comment of his; loaded when he begins to.
import { useId, useState } from 'react'
import { useConnection } from '../api/connection.ts'
import type { Sop, Thread } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useReaders } from '../shell/readers.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import { useDeeds } from './deeds.ts'
import { words } from './words.ts'

interface DoingProps {
  readonly sop: Sop
  readonly thread: Thread
  readonly comment: Thread['comments'][number]
  readonly close: () => void
}

export function ChangeWords({ sop, thread, comment, close }: DoingProps) {
  const t = useWords(words)
  const id = useId()
  const { me, name } = useSeat()
  const { others } = useReaders(sop)
  const { reached } = useConnection()
  const deeds = useDeeds(sop.id, thread.zone)
  const [body, setBody] = useState(comment.body ?? '')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const internal = thread.zone === 'room'
  const go = async () => {
    setBusy(true)
    try {
      await deeds.change(thread, comment.id, { body: body.trim() })
      close()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="compose"
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <label htmlFor={id}>{t('change')}</label>
      <textarea
        id={id}
        className="field"
        rows={3}
        autoFocus
        maxLength={10_000}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      <ProblemNotice error={error} />
      <div className="act">
        <button
          type="submit"
          className={internal ? 'btn n' : 'btn j'}
          disabled={busy || !reached || body.trim() === '' || body.trim() === comment.body}
        >
          <Icon sign={internal ? 'lock' : 'rings'} />
          <span>
            {internal
              ? t('saveChangeUs', { delegation: name(me.delegation) })
              : t('saveChange', { readers: others })}
          </span>
        </button>
        <button type="button" className="btn plain" onClick={close}>
          {t('close')}
        </button>
      </div>
    </form>
  )
}

export function Withdraw({ sop, thread, comment, close }: DoingProps) {
  const t = useWords(words)
  const deeds = useDeeds(sop.id, thread.zone)
  const { reached } = useConnection()
  const [error, setError] = useState<unknown>()
  const internal = thread.zone === 'room'
  const go = async () => {
    try {
      await deeds.change(thread, comment.id, { withdrawn: true })
      close()
    } catch (problem) {
      setError(problem)
    }
  }
  return (
    <div className="ask" role="group" aria-label={t('withdraw')}>
      <p>{t('withdrawAsk')}</p>
      <ProblemNotice error={error} />
      <div className="act">
        <button
          type="button"
          autoFocus
          className={internal ? 'btn n' : 'btn j'}
          disabled={!reached}
          onClick={() => void go()}
        >
          <Icon sign={internal ? 'lock' : 'rings'} />
          {t('withdrawYes')}
        </button>
        <button type="button" className="btn plain" onClick={close}>
          {t('keep')}
        </button>
      </div>
    </div>
  )
}
