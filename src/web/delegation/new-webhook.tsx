// A program that is to be told of events: its address and what it hears of; then its secret, shown once.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { unwrap } from '../../client/client.ts'
import { api } from '../api/client.ts'
import { CopyButton } from '../shell/copy-button.tsx'
import { Choice, Choices, faultAt, Field, useFocusOnFault } from '../shell/field.tsx'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import { words } from './webhook-words.ts'

const ZONES = ['table', 'room'] as const

export function NewSecret({ name, secret, close }: { name: string; secret: string; close: () => void }) {
  const t = useWords(words)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="once">
      <h3 className="h2" tabIndex={-1} ref={heading}>
        {t('secretOf', { name })}
      </h3>
      <p>{t('once')}</p>
      <code className="code-line">{secret}</code>
      <div className="row">
        <CopyButton line={secret} label={t('copy')} />
        <span className="grow" />
        <button type="button" className="btn k" onClick={close}>
          {t('close')}
        </button>
      </div>
    </div>
  )
}

export function MakeWebhook({
  close,
  made,
}: {
  close: () => void
  made: (webhook: { name: string; secret: string }) => void
}) {
  const t = useWords(words)
  const { me } = useSeat()
  const cache = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [name, setName] = useState('')
  const [url, setUrl] = useState('https://')
  const [zones, setZones] = useState<readonly (typeof ZONES)[number][]>(['table'])
  const make = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/delegations/{code}/webhooks', {
          params: { path: { code: me.delegation } },
          body: { name: name.trim(), url: url.trim(), zones: ZONES.filter((zone) => zones.includes(zone)) },
        }),
      ),
    onSuccess: async ({ secret }) => {
      await cache.invalidateQueries({ queryKey: ['webhooks'] })
      made({ name: name.trim(), secret })
    },
  })
  useFocusOnFault(form, make.error)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!make.isPending) make.mutate()
  }
  return (
    <form className="form" onSubmit={submit} ref={form} aria-label={t('add')}>
      <div className="pair">
        <Field label={t('name')} hint={t('nameHint')} fault={faultAt(make.error, '/name')}>
          {(parts) => (
            <input
              {...parts}
              className="field"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              autoComplete="off"
              maxLength={100}
              required
            />
          )}
        </Field>
        <Field label={t('url')} hint={t('urlHint')} fault={faultAt(make.error, '/url')}>
          {(parts) => (
            <input
              {...parts}
              className="field"
              type="url"
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
              autoComplete="off"
              maxLength={500}
              required
            />
          )}
        </Field>
      </div>
      <Choices legend={t('zones')} fault={faultAt(make.error, '/zones')}>
        {ZONES.map((zone) => (
          <Choice
            key={zone}
            type="checkbox"
            name={zone}
            label={t(zone)}
            checked={zones.includes(zone)}
            choose={(on) => setZones(on ? [...zones, zone] : zones.filter((one) => one !== zone))}
          />
        ))}
      </Choices>
      <ProblemNotice error={make.error} />
      <div className="row">
        <button type="submit" className="btn n" disabled={make.isPending || zones.length === 0}>
          <Icon sign="lock" />
          {t('addIt')}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
