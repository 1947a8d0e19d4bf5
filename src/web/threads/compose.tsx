// Writing a comment: the words are kept from the first letter, and the button names who will read them.
import { useEffect, useId, useRef, useState } from 'react'
import { useConnection } from '../api/connection.ts'
import type { Sop, Thread, Zone } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useReaders } from '../shell/readers.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import type { Said } from './deeds.ts'
import type { Beginning } from './focus.ts'
import { useKeptComment } from './kept-comment.ts'
import { MentionPicker } from './mention-picker.tsx'
import { words } from './words.ts'

export interface ComposeProps {
  readonly sop: Sop
  readonly zone: Zone
  /** under which name the words are kept */
  readonly name: string
  readonly label: string
  readonly beginning?: Beginning
  /** takes no focus of itself */
  readonly quiet?: boolean
  readonly send: (said: Said, once: string) => Promise<Thread>
  readonly sent: (thread: Thread) => void
  /** closes it; the words stay */
  readonly close: () => void
}

export function Compose({
  sop,
  zone,
  name,
  label,
  beginning,
  quiet = false,
  send,
  sent,
  close,
}: ComposeProps) {
  const t = useWords(words)
  const id = useId()
  const { reached } = useConnection()
  const { value, kept, change, letGo, keyFor } = useKeptComment(name)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const field = useRef<HTMLTextAreaElement>(null)
  const note = useNote(sop, zone)
  useEffect(() => {
    if (!quiet) field.current?.focus({ preventScroll: true })
  }, [quiet])
  const said = { body: value.body, mentions: value.mentions }
  const go = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const thread = await send(said, await keyFor(JSON.stringify([said, beginning])))
      await letGo()
      sent(thread)
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
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        className="field"
        rows={3}
        maxLength={10_000}
        value={value.body}
        aria-describedby={`${id}-note`}
        onChange={(event) => void change({ body: event.target.value, ...(beginning && { beginning }) })}
      />
      <MentionPicker
        sop={sop}
        zone={zone}
        chosen={value.mentions}
        choose={(mentions) => void change({ mentions, ...(beginning && { beginning }) })}
      />
      <p className="hint" id={`${id}-note`}>
        {reached ? note : t('offNow')}
      </p>
      <ProblemNotice error={error} />
      <div className="act">
        <button
          type="submit"
          className={zone === 'room' ? 'btn n' : 'btn j'}
          disabled={busy || !reached || value.body.trim() === ''}
          aria-describedby={`${id}-note`}
        >
          <Icon sign={zone === 'room' ? 'lock' : 'rings'} />
          <span>{busy ? t('sending') : <SendLabel sop={sop} zone={zone} />}</span>
        </button>
        <button type="button" className="btn plain" onClick={close}>
          {t('close')}
        </button>
        {value.body !== '' && (
          <button
            type="button"
            className="btn plain"
            onClick={() => {
              void letGo()
              close()
            }}
          >
            {t('discard')}
          </button>
        )}
      </div>
      <p className="hint" role="status">
        {value.body !== '' && kept === 'kept' && (
          <>
            <Icon sign="unsaved" small /> {t('kept')}
          </>
        )}
        {kept === 'not' && (
          <>
            <Icon sign="warning" small /> {t('notKept')}
          </>
        )}
      </p>
    </form>
  )
}

function SendLabel({ sop, zone }: { sop: Sop; zone: Zone }) {
  const t = useWords(words)
  const { me, name } = useSeat()
  const { others } = useReaders(sop)
  if (zone === 'room') return t('sendUs', { delegation: name(me.delegation) })
  return others === '' ? t('sendNobody') : t('sendAll', { readers: others })
}

/** Who will see what is written, and under which name. */
function useNote(sop: Sop, zone: Zone): string {
  const t = useWords(words)
  const { me, name } = useSeat()
  const { others } = useReaders(sop)
  const delegation = name(me.delegation)
  if (zone === 'room') return t(me.kind === 'party' ? 'seenByUs' : 'seenByOurOrganisation', { delegation })
  return t(me.kind === 'party' ? 'seenByAll' : 'authorOrganisation', { readers: others, delegation })
}
