// An invitation: whom it is from, a first or a new password, and the way in.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { unwrap } from '../../client/client.ts'
import { api } from '../api/client.ts'
import { readMe } from '../api/reads.ts'
import { Choice, faultAt, Field, useFocusOnFault } from '../shell/field.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { forgetRead } from '../keep/read-before.ts'
import { speak, spoken, useWords } from '../words/words.ts'
import { Doorway } from './doorway.tsx'
import { LAST_DELEGATION } from './last-delegation.ts'
import { words } from './words.ts'

const SHORTEST = 12

/** An invitation begins with the code of the delegation that gave it. */
const delegationOf = (invitation: string) => /^([A-Z]{3,12})_/.exec(invitation)?.[1]

export function Invitation() {
  const t = useWords(words)
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { hash } = useLocation()
  const [invitation, setInvitation] = useState(() => hash.slice(1))
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const code = delegationOf(invitation.trim())
  const enter = useMutation({
    mutationFn: async () => {
      await unwrap(api.POST('/api/v1/invitations', { body: { invitation: invitation.trim(), password } }))
      cache.clear()
      await forgetRead()
      // The language that was read at the door becomes one's own.
      await api.PATCH('/api/v1/me', { body: { language: spoken() } })
      return cache.fetchQuery(readMe())
    },
    onSuccess: (me) => {
      localStorage.setItem(LAST_DELEGATION, me.delegation)
      speak(spoken())
      void navigate('/', { replace: true })
    },
  })
  useFocusOnFault(form, enter.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!enter.isPending) enter.mutate()
  }
  return (
    <Doorway title={t('useInvitation')}>
      <form className="gate panel form" onSubmit={submit} ref={form}>
        <h1 className="h1">{t('useInvitation')}</h1>
        <Field
          label={t('invitation')}
          hint={code ? t('invitedBy', { code }) : t('invitationHint')}
          fault={faultAt(enter.error, '/invitation')}
        >
          {(parts) => (
            <input
              {...parts}
              className="field"
              value={invitation}
              onChange={(event) => setInvitation(event.currentTarget.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              minLength={10}
              maxLength={200}
              required
            />
          )}
        </Field>
        <Field label={t('newPassword')} hint={t('passwordHint')} fault={faultAt(enter.error, '/password')}>
          {(parts) => (
            <input
              {...parts}
              className="field"
              type={shown ? 'text' : 'password'}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete="new-password"
              autoCapitalize="none"
              spellCheck={false}
              minLength={SHORTEST}
              maxLength={200}
              required
            />
          )}
        </Field>
        <Choice type="checkbox" name="shown" label={t('showPassword')} checked={shown} choose={setShown} />
        <ProblemNotice error={enter.error} />
        <button type="submit" className="btn k big" disabled={enter.isPending}>
          {enter.isPending ? t('signingIn') : t('setAndEnter')}
        </button>
        <p className="q help">
          {t('invitationOnce')} <Link to="/sign-in">{t('haveAccount')}</Link>
        </p>
      </form>
    </Doorway>
  )
}
