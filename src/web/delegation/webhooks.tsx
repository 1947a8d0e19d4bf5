// The programs of one's own delegation that are told of events: added, tested, paused, removed. For administrators.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { unwrap } from '../../client/client.ts'
import { api, type Schema } from '../api/client.ts'
import { readWebhooks } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { MakeWebhook, NewSecret } from './new-webhook.tsx'
import { words } from './webhook-words.ts'

type Webhook = Schema<'Webhook'>
type Outcome = Schema<'Delivery'>['outcome']

export function Webhooks() {
  const t = useWords(words)
  const { me } = useSeat()
  const found = useQuery(readWebhooks(me.delegation))
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<{ name: string; secret: string }>()
  const [said, setSaid] = useState('')
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setMaking(false)
    setMade(undefined)
    requestAnimationFrame(() => opener.current?.focus())
  }
  return (
    <section className="panel p noprint" aria-labelledby="webhooks">
      <h2 className="h2" id="webhooks">
        {t('title')}
      </h2>
      <p className="q">{t('explained')}</p>
      <ProblemNotice error={found.error} />
      {found.data?.length === 0 && !made && <p>{t('none')}</p>}
      <ul className="form">
        {found.data?.map((webhook) => (
          <Row key={webhook.id} webhook={webhook} say={setSaid} />
        ))}
      </ul>
      <p role="status" className={said === '' ? 'vh' : 'q'}>
        {said}
      </p>
      {made && <NewSecret {...made} close={close} />}
      {making && (
        <MakeWebhook
          close={close}
          made={(webhook) => {
            setMaking(false)
            setMade(webhook)
          }}
        />
      )}
      {!making && !made && (
        <div className="row">
          <button type="button" className="btn" ref={opener} onClick={() => setMaking(true)}>
            <Icon sign="plus" />
            {t('add')}
          </button>
        </div>
      )}
    </section>
  )
}

function Row({ webhook, say }: { webhook: Webhook; say: (said: string) => void }) {
  const t = useWords(words)
  const { me } = useSeat()
  const cache = useQueryClient()
  const outcome = useOutcome()
  const { id, name, url, zones, state, tag } = webhook
  const path = { code: me.delegation, webhook: id }
  const onSettled = () => cache.invalidateQueries({ queryKey: ['webhooks'] })
  const ping = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/delegations/{code}/webhooks/{webhook}/ping', { params: { path } })),
    onSuccess: (delivery) => say(`${name}: ${outcome(delivery.outcome, delivery.status)}`),
    onSettled,
  })
  const turn = useMutation({
    mutationFn: (active: boolean) =>
      unwrap(
        api.PATCH('/api/v1/delegations/{code}/webhooks/{webhook}', {
          params: { path, header: { 'if-match': tag } },
          body: { active },
        }),
      ),
    onSuccess: (_, active) => say(t(active ? 'resumedNow' : 'pausedNow', { name })),
    onSettled,
  })
  const remove = useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/api/v1/delegations/{code}/webhooks/{webhook}', { params: { path } })),
    onSuccess: () => {
      say(t('removed', { name }))
      // The row goes with this.
      document.getElementById('webhooks')?.parentElement?.querySelector<HTMLElement>('.row > .btn')?.focus()
    },
    onSettled,
  })
  const acts = [
    ['test', ping.isPending, () => ping.mutate()],
    [state === 'active' ? 'pause' : 'resume', turn.isPending, () => turn.mutate(state !== 'active')],
    ['remove', remove.isPending, () => remove.mutate()],
  ] as const
  return (
    <li>
      <div className="row">
        <div className="grow">
          <span className="b">{name}</span>
          <div className="q address">{url}</div>
          <div className="q">{zones.map((zone) => t(zone)).join(' · ')}</div>
          <State webhook={webhook} />
        </div>
        {acts.map(([act, busy, go]) => (
          <button
            key={act}
            type="button"
            className="btn"
            aria-label={`${t(act)}: ${name}`}
            disabled={busy}
            onClick={go}
          >
            {t(act)}
          </button>
        ))}
      </div>
      <ProblemNotice error={ping.error ?? turn.error ?? remove.error} />
    </li>
  )
}

/** Whether it is told; where calls fail, since when, why, and when it is tried again. */
function State({ webhook }: { webhook: Webhook }) {
  const t = useWords(words)
  const { date, time } = useFormat()
  const say = useOutcome()
  const { state, outcome, status, failing, next, delivered } = webhook
  const when = (iso: string) => ({ date: date(iso, 'short'), time: time(iso) })
  const well = state === 'active' && failing === undefined
  const parts = [
    t(state === 'disabled' && outcome === 'gone' ? 'gone' : state),
    state === 'active' && failing !== undefined && t('failing', when(failing)),
    state === 'active' && failing !== undefined && next !== undefined && t('next', when(next)),
    well && (delivered === undefined ? t('never') : t('last', when(delivered))),
  ].filter(Boolean)
  return (
    <div className="q">
      <Icon sign={well ? 'check' : state === 'paused' ? 'none' : 'warning'} small /> {parts.join(' · ')}
      {outcome !== undefined && outcome !== 'delivered' && <> · {say(outcome, status)}</>}
      {state === 'disabled' && <p>{t('howOn', { resume: t('resume') })}</p>}
    </div>
  )
}

function useOutcome(): (outcome: Outcome, status: number | undefined) => string {
  const t = useWords(words)
  return (outcome, status) => t(`outcome_${outcome}`, { status: status ?? '' })
}
