// The versions in which a provision changed, with what changed in each, and its earlier words to put back.
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { unwrap } from '../../client/client.ts'
import { api } from '../api/client.ts'
import { queries } from '../api/queries.ts'
import { readVersion } from '../api/reads.ts'
import { useOpenText } from '../document/open-text.ts'
import type { Placed } from '../document/placed.ts'
import { useShown } from '../document/shown.ts'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { useDesk } from './desk.tsx'
import { useNames } from './names.ts'
import { PARTS, withFacts, withText } from './pending.ts'
import { indexOf } from './rebase.ts'
import { words } from './tool-words.ts'

export function HistoryDialog({ placed: { clause }, close }: { placed: Placed; close: () => void }) {
  const t = useWords(words)
  const { sop, version } = useOpenText()
  const desk = useDesk()
  const name = useNames()
  const { name: party } = useSeat()
  const { date } = useFormat()
  const shown = useShown()
  const [done, setDone] = useState<number>()
  const { key } = clause
  const history = useQuery({
    queryKey: ['sop', sop.id, 'history', key],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/sops/{sop}/clauses/{key}/history', {
          params: { path: { sop: sop.id, key }, query: { limit: 100 } },
        }),
      ),
  })
  const restore = async (number: number) => {
    if (!desk) return
    const earlier = await queries.fetchQuery(readVersion(sop.id, String(number), shown))
    const old = indexOf(earlier.clause).get(key)
    const now = desk.saved.get(key)
    if (!old || !now) return
    desk.work.change(desk.version, (before) => {
      let next = before
      for (const language of sop.languages)
        for (const part of PARTS) {
          const at = { key, language, part }
          next = withText(next, at, old.texts[language]?.[part] ?? '', now.texts[language]?.[part] ?? '')
        }
      return clause.kind === 'sop' ? next : withFacts(next, key, old.facts, now.facts)
    })
    setDone(number)
  }
  const items = history.data?.items ?? []
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('historyTitle', { name: name(key) })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="dialog">
        {history.isPending && <p role="status">{t('loading')}</p>}
        <ProblemNotice error={history.error} again={() => void history.refetch()} />
        {done !== undefined && (
          <p role="status" className="b">
            {t('historyRestored', { number: done })}
          </p>
        )}
        <ol className="history">
          {items.map(({ number, by, time, message, present }, at) => {
            const first = at === items.length - 1 && history.data?.next === undefined
            return (
              <li key={number}>
                <span className="b">{t('historyVersion', { number })}</span>{' '}
                <span className="q">
                  {party(by)} · {date(time, 'short')}
                  {first && ` · ${t('historyFirst')}`}
                  {!present && ` · ${t('historyGone')}`}
                </span>
                <p>{message}</p>
                <span className="dialog-buttons">
                  {number > 1 && !first && (
                    <Link className="lnk" to={`/sops/${sop.id}/compare/${number - 1}/${number}#${key}`}>
                      {t('historySee')}
                    </Link>
                  )}
                  {desk?.editable && present && at > 0 && number < version.number && (
                    <button type="button" className="btn" onClick={() => void restore(number)}>
                      {t('historyRestore')}
                    </button>
                  )}
                </span>
              </li>
            )
          })}
        </ol>
      </div>
    </Modal>
  )
}
