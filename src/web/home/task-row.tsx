// One task: when it came, what is to be done, in which zone, by which seat, and the way to it.
import { Link } from 'react-router'
import type { Thread } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { sopTitle } from '../shell/sop-title.ts'
import { useSeat } from '../shell/workspace.tsx'
import { fingerprint, useFormat } from '../words/format.ts'
import { useLanguage, useWords } from '../words/words.ts'
import type { Kind, Task } from './tasks.ts'
import { words } from './words.ts'

/** How it came. */
const CAME = {
  unsaved: 'kept',
  sign: 'signed',
  initial: 'signed',
  agree: 'agreed',
  confirm: 'agreed',
  invited: 'asked',
  decide: 'asked',
  ready: 'saved',
  answer: 'asked',
  read: 'saved',
  first: 'saved',
  replied: 'answered',
  changed: 'spoken',
} as const satisfies Record<Kind, string>

/** Acts state a day, not an hour. */
const BY_DAY: readonly Kind[] = ['sign', 'initial', 'agree', 'confirm']

/** What its button opens. */
const OPENS = {
  unsaved: 'text',
  sign: 'agreement',
  initial: 'agreement',
  agree: 'agreement',
  confirm: 'agreement',
  invited: 'decision',
  decide: 'decision',
  ready: 'agreement',
  answer: 'discussion',
  read: 'comparison',
  first: 'text',
  replied: 'discussion',
  changed: 'discussion',
} as const satisfies Record<Kind, string>

export function TaskRow({
  task,
  first,
  today,
  several,
}: {
  task: Task
  first: boolean
  today: boolean
  /** whether there are several SOPs, so that each task says of which it is */
  several: boolean
}) {
  const t = useWords(words)
  const { date, time } = useFormat()
  const { kind, when, zone, seat, to, thread } = task
  const internal = zone === 'internal'
  const open = t(`open_${OPENS[kind]}`)
  const thisYear = new Date(when).getFullYear() === new Date().getFullYear()
  const came = today && !BY_DAY.includes(kind) ? time(when) : date(when, thisYear ? 'day' : 'short')
  const who = seat.name ?? t(`seat_${seat.role ?? (kind === 'unsaved' ? 'you' : 'everyone')}`)
  return (
    <li className={first ? 'first' : undefined}>
      <div className="when">
        <div className="m">{t(`came_${CAME[kind]}`)}</div>
        <div className="b">{came}</div>
      </div>
      <div>
        <div className="t">
          <Link to={to}>
            <Doing task={task} />
            {thread && <Quoted thread={thread} />}
          </Link>
        </div>
        <Facts task={task} several={several} />
      </div>
      <div className="side">
        <div className="stack">
          <span className={internal ? 'tag n' : 'tag j'}>
            <Icon sign={internal ? 'lock' : 'rings'} />
            {t(zone)}
          </span>
          <span className="seat">{who}</span>
        </div>
        {/* The same way as the words before it: once is enough for the keyboard and for a screen reader. */}
        {first ? (
          <Link className="btn k big" to={to} tabIndex={-1} aria-hidden="true">
            {open}
          </Link>
        ) : (
          <Link className="go" to={to} tabIndex={-1} aria-hidden="true" title={open}>
            <Icon sign="right" />
          </Link>
        )}
      </div>
    </li>
  )
}

function Doing({ task: { kind, by, number, from, zone } }: { task: Task }) {
  const t = useWords(words)
  const { name } = useSeat()
  const { list } = useFormat()
  return t(`do_${kind}`, {
    by: zone === 'internal' ? list(by) : list(by.map(name)),
    number: number ?? '',
    from: from ?? '',
  })
}

const MOST = 90 // code points of a quotation or of what was said

function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  const points = [...line]
  if (points.length <= MOST) return line
  const cut = points.slice(0, MOST).join('')
  // Thai has few spaces; where there is one near the end, the cut is there.
  const space = cut.lastIndexOf(' ')
  return `${space > MOST / 2 ? cut.slice(0, space) : cut.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+$/, '')}…`
}

function Quoted({ thread: { anchor } }: { thread: Thread }) {
  if (anchor.quote === undefined) return null
  return (
    <>
      {': '}
      <span lang={anchor.language}>“{shorten(anchor.quote)}”</span>
    </>
  )
}

/** The quieter line below: of which SOP, on which text, what was said. */
function Facts({ task, several }: { task: Task; several: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const { name } = useSeat()
  const { date, list } = useFormat()
  const { kind, sop, by, when, version, question, thread } = task
  const facts: React.ReactNode[] = []
  if (thread) {
    const last = thread.comments.filter(({ withdrawn }) => !withdrawn).at(-1)
    const { state } = thread.anchor
    if (state === 'changed' || state === 'removed')
      facts.push(t(state === 'changed' ? 'wordsChanged' : 'wordsGone'))
    if (last?.body !== undefined) facts.push(`${last.author?.name ?? name(last.by)}: ${shorten(last.body)}`)
  }
  if (question !== undefined && kind === 'decide') facts.push(t(`asks_${question}`))
  if (kind === 'agree') facts.push(t('agreedBy', { by: list(by.map(name)), date: date(when, 'short') }))
  if (kind === 'sign' || kind === 'initial')
    facts.push(t('signedBy', { by: list(by.map(name)), date: date(when, 'short') }))
  if (kind === 'ready') facts.push(t('nothingAgainst'))
  if (version !== undefined)
    facts.push(
      <>
        {t('fingerprint')} <span className="fp">{fingerprint(version)}</span>
      </>,
    )
  if (kind === 'unsaved') facts.push(t('keptHere'))
  if (several || kind === 'invited' || facts.length === 0) facts.push(sopTitle(sop, language))
  return (
    <div className="m">
      {facts.map((fact, at) => (
        <span key={at}>
          {at > 0 && ' · '}
          {fact}
        </span>
      ))}
    </div>
  )
}
