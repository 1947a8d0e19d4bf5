// Tokens of one's own for programs: made, shown once, ended.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { unwrap } from '../../client/client.ts'
import { api, type Schema } from '../api/client.ts'
import { readTokens } from '../api/reads.ts'
import { CopyButton } from '../shell/copy-button.tsx'
import { Choice, Choices, faultAt, Field, useFocusOnFault } from '../shell/field.tsx'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { words } from './account-words.ts'
import { dayOf, endOf } from './change-member.ts'

const SCOPES = ['read', 'write', 'approve', 'administer'] as const
type Scope = (typeof SCOPES)[number]
const DAY = 24 * 3600 * 1000
const inDays = (days: number) => dayOf(new Date(Date.now() + days * DAY).toISOString())

export function Tokens() {
  const t = useWords(words)
  const { date } = useFormat()
  const cache = useQueryClient()
  const tokens = useQuery(readTokens())
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<{ name: string; token: string }>()
  const opener = useRef<HTMLButtonElement>(null)
  const end = useMutation({
    mutationFn: (token: string) =>
      unwrap(api.DELETE('/api/v1/me/tokens/{token}', { params: { path: { token } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: ['me', 'tokens'] }),
  })
  const close = () => {
    setMaking(false)
    setMade(undefined)
    requestAnimationFrame(() => opener.current?.focus())
  }
  return (
    <section className="panel p" aria-labelledby="tokens">
      <h2 className="h2" id="tokens">
        {t('tokens')}
      </h2>
      <p className="q">{t('tokensExplained')}</p>
      <ProblemNotice error={tokens.error ?? end.error} />
      {tokens.data?.length === 0 && !made && <p>{t('noTokens')}</p>}
      <ul className="form">
        {tokens.data?.map((token) => (
          <li key={token.id} className="row">
            <div className="grow">
              <span className="b">{token.name}</span>
              <div className="q">
                {token.scopes.map((scope) => t(scope)).join(', ')}
                {' · '}
                {t('endsBy', { date: date(token.until, 'short') })}
              </div>
            </div>
            <button
              type="button"
              className="btn"
              aria-label={`${t('endToken')}: ${token.name}`}
              disabled={end.isPending}
              onClick={() => end.mutate(token.id)}
            >
              {t('endToken')}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={end.isSuccess ? 'q' : 'vh'}>
        {end.isSuccess && t('tokenEnded')}
      </p>
      {made && <Made {...made} close={close} />}
      {making && (
        <MakeToken
          close={close}
          made={(token) => {
            setMaking(false)
            setMade(token)
          }}
        />
      )}
      {!making && !made && (
        <div className="row">
          <button type="button" className="btn" ref={opener} onClick={() => setMaking(true)}>
            <Icon sign="key" />
            {t('makeToken')}
          </button>
        </div>
      )}
    </section>
  )
}

function Made({ name, token, close }: { name: string; token: string; close: () => void }) {
  const t = useWords(words)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="once">
      <h3 className="h2" tabIndex={-1} ref={heading}>
        {t('newToken', { name })}
      </h3>
      <p>{t('tokenOnce')}</p>
      <code className="code-line">{token}</code>
      <div className="row">
        <CopyButton line={token} label={t('copyToken')} />
        <span className="grow" />
        <button type="button" className="btn k" onClick={close}>
          {t('close')}
        </button>
      </div>
    </div>
  )
}

function MakeToken({
  close,
  made,
}: {
  close: () => void
  made: (token: { name: string } & Schema<'NewToken'>) => void
}) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['read'])
  const [until, setUntil] = useState(() => inDays(90))
  const make = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/me/tokens', {
          body: {
            name: name.trim(),
            scopes: SCOPES.filter((one) => scopes.includes(one)),
            until: endOf(until),
          },
        }),
      ),
    onSuccess: async (token) => {
      await cache.invalidateQueries({ queryKey: ['me', 'tokens'] })
      made({ ...token, name: name.trim() })
    },
  })
  useFocusOnFault(form, make.error)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!make.isPending) make.mutate()
  }
  return (
    <form className="form" onSubmit={submit} ref={form} aria-label={t('makeToken')}>
      <div className="pair">
        <Field label={t('tokenName')} hint={t('tokenNameHint')} fault={faultAt(make.error, '/name')}>
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
        <Field label={t('until')} hint={t('untilHint')} fault={faultAt(make.error, '/until')}>
          {(parts) => (
            <input
              {...parts}
              className="field"
              type="date"
              value={until}
              min={inDays(1)}
              max={inDays(364)}
              onChange={(event) => setUntil(event.currentTarget.value)}
              required
            />
          )}
        </Field>
      </div>
      <Choices legend={t('scopes')} fault={faultAt(make.error, '/scopes')}>
        {SCOPES.map((scope) => (
          <Choice
            key={scope}
            type="checkbox"
            name={scope}
            label={t(scope)}
            explained={t(`${scope}More`)}
            checked={scopes.includes(scope)}
            choose={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
          />
        ))}
      </Choices>
      <ProblemNotice error={make.error} />
      <div className="row">
        <button type="submit" className="btn k" disabled={make.isPending || scopes.length === 0}>
          <Icon sign="key" />
          {t('makeIt')}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
