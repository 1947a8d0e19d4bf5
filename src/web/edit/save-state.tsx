// Where the words are at this moment: here, on the way, saved, refused; and what others saved meanwhile.
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useConnection } from '../api/connection.ts'
import { readVersions } from '../api/reads.ts'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { fingerprint, useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { useDesk, useWork } from './desk.tsx'
import { useNames } from './names.ts'
import { type Edit, nothingIn } from './pending.ts'
import type { SavedNote } from './send.ts'
import { words } from './words.ts'

export function SaveState() {
  const t = useWords(words)
  const { time } = useFormat()
  const { reached } = useConnection()
  const { work } = useDesk()!
  const state = useWork(work, (each) => each)
  const nothing = !state.pending || nothingIn(state.pending)
  const kept =
    state.kept.state === 'lost' ? (
      <span className="fault">{t('notKept')}</span>
    ) : (
      <span className="q">
        {state.kept.state === 'kept' && state.kept.at !== undefined
          ? t('keptAt', { time: time(state.kept.at) })
          : t('keeping')}
      </span>
    )
  return (
    <span className="save" role="status">
      {state.phase === 'saving' ? (
        <>
          <Icon sign="saving" /> {t('saving')} <span className="q">{t('goOnWriting')}</span>
        </>
      ) : state.phase === 'unconfirmed' ? (
        <span className="fault">
          <Icon sign="warning" />{' '}
          {state.refusal ? `${t('refused')} ${state.refusal.title}.` : t('unconfirmed')}{' '}
          <span className="plainly">{t('wordsHere')}</span>
        </span>
      ) : state.phase === 'refused' ? (
        <span className="fault">
          <Icon sign="warning" /> {t('refused')} <span className="plainly">{t('wordsHere')}</span>
        </span>
      ) : state.saved ? (
        <SavedWords saved={state.saved} />
      ) : nothing ? (
        <span className="q">{t('nothingYet')}</span>
      ) : !reached ? (
        <>
          <Icon sign="offline" /> {t('offline')} {kept}
        </>
      ) : (
        <>
          <Icon sign="unsaved" /> {t('unsaved')} {kept}
        </>
      )}
    </span>
  )
}

export function SavedWords({ saved: { number, version, at, made } }: { saved: SavedNote }) {
  const t = useWords(words)
  const { time } = useFormat()
  return (
    <span className="well">
      <Icon sign="check" /> {t(made ? 'savedAs' : 'stoodAlready', { number })}{' '}
      <span className="plainly">
        · {time(at)} · {t('fingerprint')} <span className="fp">{fingerprint(version)}</span>
      </span>
    </span>
  )
}

/** Who saved between two versions, by name. */
export function useAuthors(sop: string, from: number, to: number): string {
  const t = useWords(words)
  const { me, name } = useSeat()
  const { list } = useFormat()
  const versions = useQuery({ ...readVersions(sop), enabled: to > from })
  const codes = versions.data?.flatMap(({ number, by }) => (number > from && number <= to ? [by] : [])) ?? []
  const others = [...new Set(codes.filter((code) => code !== me.delegation))]
  const named = others.length > 0 ? others : [...new Set(codes)]
  return named.length > 0 ? list(named.map(name)) : t('somebody')
}

/** A quiet line when another side has saved while one writes: nothing moves under the hand. */
export function NewerLine() {
  const t = useWords(words)
  const { sop, version } = useOpenText()
  const who = useAuthors(sop.id, version.number, sop.head.number)
  if (sop.head.number <= version.number) return null
  return (
    <p className="newer" role="status">
      <Icon sign="moved" small />{' '}
      <span>
        {t('newer', { party: who, number: sop.head.number })} {t('newerStays')}{' '}
        <Link className="lnk" to={`/sops/${sop.id}/compare/${version.number}/${sop.head.number}`}>
          {t('seeNewer')}
        </Link>
      </span>
    </p>
  )
}

/** What others saved meanwhile and this save was joined with. */
export function JoinedLine({ saved }: { saved: SavedNote }) {
  const t = useWords(words)
  const { list } = useFormat()
  const { sop } = useOpenText()
  const name = useNames()
  const who = useAuthors(sop.id, saved.from, saved.number - 1)
  if (saved.incoming.length === 0) return null
  const places = [
    ...new Set(
      saved.incoming.map((edit) => {
        const key = keyOf(edit)
        const where = key === undefined ? '' : name(key)
        return edit.op === 'setText' ? `${where}, ${t(`language_${edit.language}` as 'language_en')}` : where
      }),
    ),
  ].filter((each) => each !== '')
  return (
    <p className="newer">
      <Icon sign="moved" small />{' '}
      <span>
        {t('joinedWith', { party: who, places: list(places) })}{' '}
        <Link className="lnk" to={`/sops/${sop.id}/compare/${saved.from}/${saved.number - 1}`}>
          {t('seeNewer')}
        </Link>
      </span>
    </p>
  )
}

function keyOf(edit: Edit): string | undefined {
  if ('key' in edit) return edit.key
  return edit.op === 'insert' ? edit.clause.key : undefined
}
