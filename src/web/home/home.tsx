// What waits for us: the tasks of a delegation by when they came, and its SOPs beside them.
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { useConnection } from '../api/connection.ts'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { Icon } from '../shell/icons.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import './home.css'
import { useKnown } from './known.ts'
import { OurSops } from './our-sops.tsx'
import { TaskRow } from './task-row.tsx'
import { groupsOf, tasksOf } from './tasks.ts'
import { words } from './words.ts'

export function Home() {
  const t = useWords(words)
  const { me, name } = useSeat()
  const { time } = useFormat()
  const { known, readAt, error, again } = useKnown()
  const [onlyMine, setOnlyMine] = useState(false)
  const now = new Date()
  const all = known ? tasksOf(me, known, now) : []
  const mine = all.filter((task) => task.mine)
  const unsaved = known?.some(({ unsaved }) => unsaved !== undefined) ?? false
  const delegation = name(me.delegation)
  return (
    <Page
      zone="internal"
      title={t('title')}
      status={
        known && (
          <>
            <span>{me.kind === 'party' ? t('delegationOf', { delegation }) : delegation}</span>
            <span>{t('readAt', { time: time(new Date(readAt).toISOString()) })}</span>
            <span className={unsaved ? 'end' : 'end allsaved'}>
              <Icon sign={unsaved ? 'unsaved' : 'check'} /> {t(unsaved ? 'someUnsaved' : 'allSaved')}
            </span>
          </>
        )
      }
    >
      {known ? (
        <main className="home" id="content">
          <Heading
            counts={[all.length, mine.length]}
            onlyMine={onlyMine}
            choose={setOnlyMine}
            readAt={readAt}
          />
          <div>
            {error !== undefined && <ProblemNotice error={error} again={again} />}
            <Tasks groups={groupsOf(onlyMine ? mine : all, now)} several={known.length > 1} />
            {(onlyMine ? mine : all).length === 0 && (
              <Nothing
                sops={known.length}
                elsewhere={onlyMine && all.length > 0}
                show={() => setOnlyMine(false)}
              />
            )}
          </div>
          <OurSops known={known} />
        </main>
      ) : error ? (
        <main className="failed" id="content">
          <ProblemNotice error={error} again={again} />
        </main>
      ) : (
        <Waiting what={t('loading')} />
      )}
    </Page>
  )
}

function Heading({
  counts: [whole, mine],
  onlyMine,
  choose,
  readAt,
}: {
  counts: readonly [number, number]
  onlyMine: boolean
  choose: (mine: boolean) => void
  readAt: number
}) {
  const t = useWords(words)
  const { me, name } = useSeat()
  const { date, time } = useFormat()
  const { reached } = useConnection()
  const delegation = name(me.delegation)
  return (
    <header>
      <div>
        <h1 className="h1">{t(me.kind === 'party' ? 'heading' : 'headingObserver', { delegation })}</h1>
        <p className="q" role="status">
          {`${date(new Date().toISOString())} · ${t('total', { count: onlyMine ? mine : whole })}`}
          {!reached && ` · ${t('listOf', { time: time(new Date(readAt).toISOString()) })}`}
        </p>
      </div>
      <span className="grow" />
      <div className="seg noprint" role="group" aria-label={t('show')}>
        <button type="button" aria-pressed={!onlyMine} onClick={() => choose(false)}>
          {t('whole', { number: whole })}
        </button>
        <button type="button" aria-pressed={onlyMine} onClick={() => choose(true)}>
          {t('mine', { number: mine })}
        </button>
      </div>
    </header>
  )
}

function Tasks({ groups, several }: { groups: ReturnType<typeof groupsOf>; several: boolean }) {
  const t = useWords(words)
  const list = useRef<HTMLDivElement>(null)
  const go = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('.t a') ?? [])]
    const at = links.findIndex((link) => link.closest('li')?.contains(document.activeElement))
    links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]?.focus()
  }
  useShortcuts(
    groups.length === 0
      ? []
      : [
          { keys: ['ArrowDown', 'j'], does: t('toTask'), act: () => go(1) },
          { keys: ['ArrowUp', 'k'], does: t('toTask'), act: () => go(-1) },
        ],
  )
  return (
    <div ref={list}>
      {groups.map(({ group, tasks }, position) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 className="due" id={`group-${group}`}>
            {t(group)}
          </h2>
          <ul className="todo">
            {tasks.map((task, at) => (
              <TaskRow
                key={task.id}
                task={task}
                first={position === 0 && at === 0}
                today={group === 'today'}
                several={several}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Nothing({ sops, elsewhere, show }: { sops: number; elsewhere: boolean; show: () => void }) {
  const t = useWords(words)
  const { me, name, has } = useSeat()
  const delegation = name(me.delegation)
  if (elsewhere)
    return (
      <div className="panel nothing">
        <p className="b">{t('nothingMine')}</p>
        <button type="button" className="lnk" onClick={show}>
          {t('nextMine')}
        </button>
      </div>
    )
  const begins = has('head', 'secretary', 'drafter', 'legal')
  if (sops === 0)
    return (
      <div className="panel nothing">
        <p className="b">{t('noSop')}</p>
        <p>{t(begins ? 'noSopNext' : 'noSopReader')}</p>
        {begins && (
          <Link className="btn" to="/our/new-sop">
            <Icon sign="plus" />
            {t('newSop')}
          </Link>
        )}
      </div>
    )
  return (
    <div className="panel nothing">
      <p className="b">{t(me.kind === 'party' ? 'nothing' : 'nothingObserver', { delegation })}</p>
      <p>{t('next')}</p>
    </div>
  )
}
