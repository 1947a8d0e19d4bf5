// The door: who you are, who runs the server, and the two rules that hold behind it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { unwrap } from '../../client/client.ts'
import { api } from '../api/client.ts'
import { readMe } from '../api/reads.ts'
import { ProblemNotice } from '../shell/problem.tsx'
import type { UiLanguage } from '../words/languages.ts'
import { speak, useWords } from '../words/words.ts'
import { Doorway } from './doorway.tsx'
import { LAST_DELEGATION } from './last-delegation.ts'
import { words } from './words.ts'

export function SignIn() {
  const t = useWords(words)
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { state } = useLocation() as { state: { from?: string } | null }
  const [delegation, setDelegation] = useState(() => localStorage.getItem(LAST_DELEGATION) ?? '')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: async () => {
      await unwrap(
        api.POST('/api/v1/sessions', {
          body: { delegation: delegation.trim().toUpperCase(), login: login.trim(), password },
        }),
      )
      cache.clear()
      return cache.fetchQuery(readMe())
    },
    onSuccess: (me) => {
      localStorage.setItem(LAST_DELEGATION, me.delegation)
      speak(me.language as UiLanguage)
      void navigate(state?.from ?? '/', { replace: true })
    },
    onError: () => setPassword(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!enter.isPending) enter.mutate()
  }
  return (
    <Doorway title={t('signIn')}>
      <form className="gate panel" onSubmit={submit}>
        <h1 className="h1">{t('signIn')}</h1>
        <label>
          {t('delegation')}
          <input
            className="field"
            value={delegation}
            onChange={(event) => setDelegation(event.currentTarget.value)}
            autoComplete="organization"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={20}
            required
            aria-describedby="delegation-hint"
          />
          <span className="hint" id="delegation-hint">
            {t('delegationHint')}
          </span>
        </label>
        <label>
          {t('login')}
          <input
            className="field"
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        </label>
        <label>
          {t('password')}
          <input
            className="field"
            type="password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            required
          />
        </label>
        <ProblemNotice error={enter.error} />
        <button type="submit" className="btn k big" disabled={enter.isPending}>
          {enter.isPending ? t('signingIn') : t('signIn')}
        </button>
        <p className="q help">
          {t('helpTitle')} <Link to="/invitation">{t('haveInvitation')}</Link>
        </p>
      </form>
    </Doorway>
  )
}
