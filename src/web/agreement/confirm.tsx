// Step 4: the fingerprint typed from the paper, the words others will see, and the button that binds.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { SandhiProblem, unwrap } from '../../client/client.ts'
import { api } from '../api/client.ts'
import { useConnection } from '../api/connection.ts'
import type { Approval } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useReaders } from '../shell/readers.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import { words as actWords } from './act-words.ts'
import { bodyOf, type Draft, missingIn, toldOf } from './draft.ts'
import { useGivers } from './givers.ts'
import { type ActKind, mayGive, NEEDS_READY } from './offered.ts'
import { Step } from './step.tsx'
import type { Table } from './table.ts'
import { Sentence } from './told-sentence.tsx'
import { type Match, matchFingerprint } from './typed.ts'
import { TypedCode } from './typed-code.tsx'
import { words } from './words.ts'

interface ConfirmProps {
  readonly table: Table
  readonly offered: readonly ActKind[]
  readonly draft: Draft
  readonly given: (act: Approval) => void
}

export function Confirm({ table, offered, draft, given }: ConfirmProps) {
  const t = useWords(words)
  const says = useWords(actWords)
  const { me, name } = useSeat()
  const readers = useReaders(table.sop)
  const [typed, type] = useState('')
  const match = matchFingerprint(typed, table.version, table.versions)
  const why = useWhyNot(table, offered, draft, match)
  const give = useGiving(table, given)
  const act = draft.act
  if (offered.length === 0) return null
  return (
    <Step number={4} title={t('typeIt')}>
      <p className="q">{t('typeHint')}</p>
      <TypedCode {...{ table, typed, type, match }} />
      <div className="seen">
        <div className="hd">
          <Icon sign="rings" />
          {t('othersSee', { readers: readers.others })}
        </div>
        <div className="bd">
          {act === undefined ? (
            <p className="q">{t('chooseFirst')}</p>
          ) : (
            <Sentence
              others
              sop={table.sop}
              party={me.delegation}
              told={toldOf({ ...draft, act }, table.version, me.name)}
              withdrawn={table.acts.find(({ id }) => act === 'withdrawn' && id === draft.withdraws)}
            />
          )}
        </div>
      </div>
      {why.length > 0 && !give.isPending && (
        <div className="why" id="why-not">
          <p className="b">{t('stillTo')}</p>
          <ul>
            {why.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      )}
      <Refused error={give.error} table={table} again={give.again} />
      <div className="row deed">
        <button
          type="button"
          className="btn j big"
          disabled={why.length > 0 || give.isPending}
          aria-describedby={why.length > 0 ? 'why-not' : undefined}
          onClick={() => act !== undefined && give.send({ ...draft, act })}
        >
          <Icon sign="rings" />
          {says(`do_${act ?? 'any'}`, { delegation: name(me.delegation) })}
        </button>
        <Link className="btn big plain" to={`/sops/${table.sop.id}/versions/${table.version.number}`}>
          {t('notYet')}
        </Link>
        <span role="status">{give.isPending && t('sending')}</span>
      </div>
      <p className="q">{t('recordedAtOnce')}</p>
    </Step>
  )
}

/** Why the button is off, in words, what weighs most first; nothing when the act can be given. */
function useWhyNot(
  { sop, version, adopted, readiness }: Table,
  offered: readonly ActKind[],
  draft: Draft,
  match: Match,
): string[] {
  const t = useWords(words)
  const givers = useGivers()
  const { me } = useSeat()
  const { reached } = useConnection()
  const { act } = draft
  const may =
    act === undefined
      ? offered.some((each) => mayGive(each, me.roles, sop.id))
      : mayGive(act, me.roles, sop.id)
  const late = adopted === undefined && sop.head.version !== version.version && act !== 'withdrawn'
  const agrees = act !== undefined && NEEDS_READY.includes(act)
  const stops: [boolean, string][] = [
    [!reached, t('off_offline')],
    [sop.archived, t('off_archived')],
    [late, t('off_newer', { number: sop.head.number })],
    [!may, t('off_role', { who: givers(act) })],
    [agrees && readiness?.ready === false, t('off_ready')],
    [agrees && readiness === undefined, t('off_unchecked')],
  ]
  const missing = missingIn(
    act !== undefined && !offered.includes(act) ? { ...draft, act: undefined } : draft,
  ).map((what) => t(`off_${what}`))
  return [
    ...stops.filter(([stops]) => stops).map(([, said]) => said),
    ...missing,
    ...(match.of === 'this' ? [] : [t('off_fingerprint')]),
  ]
}

/** Sends the act. The same words keep their key, so that a lost answer can be asked for again without a second act. */
function useGiving({ sop, version }: Table, given: (act: Approval) => void) {
  const cache = useQueryClient()
  const key = useRef({ words: '', key: '' })
  const sending = useMutation({
    mutationFn: (body: ReturnType<typeof bodyOf>) => {
      const said = JSON.stringify(body)
      if (key.current.words !== said) key.current = { words: said, key: crypto.randomUUID() }
      return unwrap(
        api.POST('/api/v1/sops/{sop}/approvals', {
          params: { path: { sop: sop.id } },
          headers: { 'idempotency-key': key.current.key },
          body,
        }),
      )
    },
    onSuccess: given,
    onSettled: () => cache.invalidateQueries({ queryKey: ['sop', sop.id] }),
  })
  return {
    error: sending.error,
    isPending: sending.isPending,
    send: (draft: Draft & { act: ActKind }) => sending.mutate(bodyOf(draft, version.version)),
    again: () => sending.variables && sending.mutate(sending.variables),
  }
}

/** The service refused, or its answer was lost: in words, with what to do and where. */
function Refused({
  error,
  table: { sop, version },
  again,
}: {
  error: Error | null
  table: Table
  again: () => void
}) {
  const t = useWords(words)
  if (!error) return null
  const base = `/sops/${sop.id}`
  const code = error instanceof SandhiProblem ? error.code : undefined
  return (
    <ProblemNotice error={error} {...(code === undefined && { again })}>
      {code === undefined && <p>{t('lostAnswer')}</p>}
      {code === 'superseded' && (
        <p>
          {t('todo_superseded')}{' '}
          <Link className="lnk" to={`${base}/compare/${version.number}/${sop.head.number}`}>
            {t('seeDifference')}
          </Link>{' '}
          <Link className="lnk" to={`${base}/versions/${sop.head.number}/agreement`}>
            {t('openNewer', { number: sop.head.number })}
          </Link>
        </p>
      )}
      {code === 'not-ready' && (
        <p>
          <a className="lnk" href="#checks">
            {t('todo_not-ready')}
          </a>
        </p>
      )}
      {code === 'act-given-already' && (
        <p>
          <Link className="lnk" to={`${base}/acts`}>
            {t('todo_act-given-already')}
          </Link>
        </p>
      )}
    </ProblemNotice>
  )
}
