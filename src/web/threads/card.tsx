// A discussion as a card: its words, what became of them, what was said, and the reply that stays in its zone.
import { memo, useId, useRef, useState } from 'react'
import { useConnection } from '../api/connection.ts'
import type { Thread } from '../api/reads.ts'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { SourceText } from '../text/source-text.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { CommentView } from './comment.tsx'
import { Compose } from './compose.tsx'
import { useDeeds } from './deeds.ts'
import { focusThread, useFocus } from './focus.ts'
import { keptName } from './kept-comment.ts'
import { usePlaceNames } from './names.ts'
import { words } from './words.ts'
import { useWritingIn } from './writing.ts'

export interface CardProps {
  readonly thread: Thread
  readonly number: number | undefined
  /** whether words of a reply wait to be finished */
  readonly left?: boolean
  /** whether only the last comment is shown until one asks for the earlier ones */
  readonly folded?: boolean
  /** what follows the provision's name */
  readonly link?: React.ReactNode
}

export const Card = memo(function Card({ thread, number, left = false, folded = false, link }: CardProps) {
  const t = useWords(words)
  const id = useId()
  const { number: digits } = useFormat()
  const hot = useFocus((focus) => focus.thread === thread.id)
  const names = usePlaceNames()
  const { anchor, zone, comments } = thread
  const internal = zone === 'room'
  const { name, language } = names(anchor, thread)
  const { sop } = useOpenText()
  const [all, setAll] = useState(false)
  return (
    <article
      className={`card${internal ? ' n' : ''}${hot ? ' hot' : ''}`}
      aria-labelledby={id}
      data-card={thread.id}
      tabIndex={-1}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button,a,textarea,form')) return
        if (getSelection()?.isCollapsed === false) return
        focusThread(thread.id, 'card')
      }}
    >
      <div className="top" id={id}>
        {number !== undefined && folded && <span className="nref">{digits(number)}</span>}
        {number !== undefined && !folded && (
          <button
            type="button"
            className="nref"
            aria-label={`${t('discussion', { number })}: ${t('showWords')}`}
            aria-pressed={hot}
            onClick={() => focusThread(thread.id, 'card')}
          >
            {digits(number)}
          </button>
        )}
        {internal && (
          <b className="zone">
            <Icon sign="lock" small /> {t('internal')}
          </b>
        )}
        <span>
          {name} · {language}
        </span>
        {thread.state === 'resolved' && (
          <span className="tag o">
            <Icon sign="check" small /> {t('isSettled')}
          </span>
        )}
        {link}
      </div>
      <Words thread={thread} />
      {folded && comments.length > 1 && (
        <button type="button" className="lnk folded" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'showLess' : 'between', { count: comments.length - 1 })}
        </button>
      )}
      {(folded && !all ? comments.slice(-1) : comments).map((comment) => (
        <CommentView key={comment.id} sop={sop} thread={thread} comment={comment} />
      ))}
      <Deeds thread={thread} left={left} />
    </article>
  )
})

/** The words that are discussed: as they stand, or as they were and what became of them. */
function Words({ thread: { anchor } }: { thread: Thread }) {
  const t = useWords(words)
  const { quote, now, state, language } = anchor
  if (state === 'erased' || quote === undefined)
    return (
      <div className="drift">
        <Icon sign="undo" small />
        <p>{t('wordsErased')}</p>
      </div>
    )
  if (state === 'changed')
    return (
      <div className="drift">
        <Icon sign="undo" small />
        <div>
          <p>{t('wordsChanged')}</p>
          <Long>
            <p>
              {t('theyWere')} <Quoted source={quote} language={language} />
            </p>
            {now !== undefined && now !== '' && (
              <p>
                {t('nowThey')} <Quoted source={now} language={language} />
              </p>
            )}
          </Long>
        </div>
      </div>
    )
  return (
    <>
      {state === 'removed' && (
        <div className="drift">
          <Icon sign="minus" small />
          <p>{t('wordsRemoved')}</p>
        </div>
      )}
      <Long>
        <blockquote lang={language}>
          <Plain source={quote} language={language} />
        </blockquote>
      </Long>
    </>
  )
}

function Quoted({ source, language }: { source: string; language: string }) {
  return (
    <q lang={language} className="doc">
      <Plain source={source} language={language} />
    </q>
  )
}

function Plain({ source, language }: { source: string; language: string }) {
  const { context } = useOpenText()
  return <SourceText source={source} language={language} context={context} inline />
}

const LONG = 260 // letters of a card's quotation that are shown at once

/** Long quotations are cut at four lines until one asks for all. */
function Long({ children }: { children: React.ReactNode }) {
  const t = useWords(words)
  const [all, setAll] = useState(false)
  const [long, setLong] = useState(false)
  return (
    <>
      <div
        className={long && !all ? 'cut' : undefined}
        ref={(element) => {
          if (element) setLong((element.textContent ?? '').length > LONG)
        }}
      >
        {children}
      </div>
      {long && (
        <button type="button" className="lnk" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'showLess' : 'showAll')}
        </button>
      )}
    </>
  )
}

function Deeds({ thread, left }: { thread: Thread; left: boolean }) {
  const t = useWords(words)
  const { sop } = useOpenText()
  const { me, name } = useSeat()
  const { reached } = useConnection()
  const deeds = useDeeds(sop.id, thread.zone)
  const [writing, setWriting] = useState(false)
  const [told, setTold] = useState('')
  const [error, setError] = useState<unknown>()
  const reply = useRef<HTMLButtonElement>(null)
  useWritingIn(thread.id, writing)
  const internal = thread.zone === 'room'
  const open = thread.state === 'open'
  const close = () => {
    setWriting(false)
    setTimeout(() => reply.current?.focus({ preventScroll: true }), 0)
  }
  const put = async () => {
    setError(undefined)
    // The card goes elsewhere with this; the focus stays where it was.
    const place = reply.current?.closest('.place,.card')
    const next = place?.nextElementSibling ?? place?.previousElementSibling ?? place?.parentElement
    try {
      await deeds.put(thread, open ? 'resolved' : 'open')
      setTold(t(open ? 'settledNow' : 'reopenedNow'))
      setTimeout(() => {
        if (document.activeElement !== document.body) return
        const near = next?.isConnected ? next : document.querySelector('.margin,.talks')
        near?.querySelector<HTMLElement>('button,a')?.focus({ preventScroll: true })
      }, 80)
    } catch (problem) {
      setError(problem)
    }
  }
  return (
    <>
      <ProblemNotice error={error} />
      {writing ? (
        <Compose
          sop={sop}
          zone={thread.zone}
          name={keptName(me.member, sop.id, thread.id)}
          label={t('yourReply')}
          send={(said, once) => deeds.reply(thread.id, said, once)}
          sent={() => {
            setTold(t('sentNow'))
            close()
          }}
          close={close}
        />
      ) : (
        <div className="act">
          {open && thread.may.includes('addComment') && (
            <button
              ref={reply}
              type="button"
              className={internal ? 'btn own-reply' : 'btn jo'}
              onClick={() => {
                focusThread(thread.id, 'card')
                setWriting(true)
              }}
            >
              <Icon sign={internal ? 'lock' : 'rings'} />
              <span>
                {internal ? t('replyUs', { delegation: name(me.delegation) }) : t('replyAll')}
                {left && ` · ${t('goOn')}`}
              </span>
            </button>
          )}
          {thread.may.includes('updateThread') && (
            <button
              type="button"
              className="btn plain"
              disabled={!reached}
              title={reached ? undefined : t('offAct')}
              onClick={() => void put()}
            >
              {t(open ? 'settle' : 'reopen')}
            </button>
          )}
        </div>
      )}
      <p className="vh" role="status">
        {told}
      </p>
    </>
  )
}
