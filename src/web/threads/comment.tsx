// One comment on a card: who, when, its words as plain text, its earlier wordings, what its author can do with it.
import { lazy, Suspense, useState } from 'react'
import { useConnection } from '../api/connection.ts'
import type { Sop, Thread } from '../api/reads.ts'
import { DropMenu } from '../shell/drop-menu.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { useMentionNames } from './names.ts'
import { words } from './words.ts'

const ChangeWords = lazy(async () => ({ default: (await import('./mend-comment.tsx')).ChangeWords }))
const Withdraw = lazy(async () => ({ default: (await import('./mend-comment.tsx')).Withdraw }))

type Comment = Thread['comments'][number]
const MENDABLE = 10 * 60_000 // milliseconds in which an author may change his words

export function CommentView({ sop, thread, comment }: { sop: Sop; thread: Thread; comment: Comment }) {
  const t = useWords(words)
  const { me, name } = useSeat()
  const { date, time } = useFormat()
  const { nameOf } = useMentionNames(thread.zone)
  const [doing, setDoing] = useState<'change' | 'withdraw'>()
  const [earlier, setEarlier] = useState(false)
  const internal = thread.zone === 'room'
  return (
    <div className="msg">
      <div className="by">
        {/* Which seat wrote it, one's own side finds on its own pages alone. */}
        {internal && comment.author ? (
          <b>{comment.author.name}</b>
        ) : (
          <>
            <span className={`code ${comment.by}`}>{comment.by}</span>
            {name(comment.by) !== comment.by && <b>{name(comment.by)}</b>}
          </>
        )}
        <time dateTime={comment.time} title={time(comment.time)}>
          {date(comment.time, 'short')}
        </time>
        {(comment.by === me.delegation || comment.earlier.length > 0) && comment.body !== undefined && (
          <Actions
            thread={thread}
            comment={comment}
            begin={setDoing}
            earlier={earlier}
            showEarlier={() => setEarlier(!earlier)}
          />
        )}
      </div>
      {doing === 'change' ? (
        <Suspense fallback={null}>
          <ChangeWords sop={sop} thread={thread} comment={comment} close={() => setDoing(undefined)} />
        </Suspense>
      ) : comment.body === undefined ? (
        <p className="q gone">{t(comment.withdrawn ? 'withdrawnWords' : 'erasedComment')}</p>
      ) : (
        <p className="said">{comment.body}</p>
      )}
      {comment.earlier.length > 0 && <span className="q small">{t('wasChanged')}</span>}
      {earlier &&
        comment.earlier.map((each, at) => (
          <p className="said was" key={at}>
            <span className="q">{time(each.time)} </span>
            {each.body}
          </p>
        ))}
      {comment.mentions.length > 0 && (
        <p className="q small">
          {t('mentioned')} {comment.mentions.map(nameOf).join(', ')}
        </p>
      )}
      {doing === 'withdraw' && (
        <Suspense fallback={null}>
          <Withdraw thread={thread} comment={comment} sop={sop} close={() => setDoing(undefined)} />
        </Suspense>
      )}
    </div>
  )
}

function Actions({
  thread,
  comment,
  begin,
  earlier,
  showEarlier,
}: {
  thread: Thread
  comment: Comment
  begin: (what: 'change' | 'withdraw') => void
  earlier: boolean
  showEarlier: () => void
}) {
  const t = useWords(words)
  const { me } = useSeat()
  const { reached } = useConnection()
  const { time } = useFormat()
  const [late, setLate] = useState(true)
  const mine = comment.author?.member === me.member && thread.may.includes('updateComment')
  return (
    <DropMenu
      position="bottom-end"
      width={250}
      onOpen={() => setLate(Date.now() - Date.parse(comment.time) > MENDABLE)}
      target={
        <button type="button" className="tool" aria-label={t('moreOn', { time: time(comment.time) })}>
          <b aria-hidden="true">⋯</b>
        </button>
      }
    >
      {(Menu) => (
        <>
          {comment.earlier.length > 0 && (
            <Menu.Item onClick={showEarlier}>{t(earlier ? 'earlierHide' : 'earlierShow')}</Menu.Item>
          )}
          {mine && (
            <>
              <Menu.Item disabled={late || !reached} onClick={() => begin('change')}>
                {t('change')} <span className="q">{t('changeUntil')}</span>
              </Menu.Item>
              <Menu.Item disabled={!reached} onClick={() => begin('withdraw')}>
                {t('withdraw')}
              </Menu.Item>
            </>
          )}
          {!mine && comment.by === me.delegation && <Menu.Label>{t('nothingOfYours')}</Menu.Label>}
        </>
      )}
    </DropMenu>
  )
}
