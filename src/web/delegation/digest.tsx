// The digest by e-mail: how often, and to which address. It says how much is new and not a word of it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { unwrap } from '../../client/client.ts'
import { api, type Schema } from '../api/client.ts'
import { Choice, Choices, faultAt, Field, useFocusOnFault } from '../shell/field.tsx'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import { words } from './digest-words.ts'

const OFTEN = ['off', 'daily', 'weekly'] as const

export function Digest() {
  const t = useWords(words)
  const { me } = useSeat()
  const cache = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  // What was kept shows until something is chosen: a page that was read earlier may be older than that.
  const [typed, setTyped] = useState<string>()
  const [chosen, setChosen] = useState<typeof me.digest>()
  const [email, digest] = [typed ?? me.email ?? '', chosen ?? me.digest]
  const keep = useMutation({
    mutationFn: (body: Schema<'UpdateMe'>) => unwrap(api.PATCH('/api/v1/me', { body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['me'] }),
  })
  useFocusOnFault(form, keep.error)
  // A server without e-mail offers nothing to choose.
  if (!me.mail) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!keep.isPending) keep.mutate({ email: email.trim(), digest })
  }
  return (
    <section className="panel p" aria-labelledby="digest">
      <h2 className="h2" id="digest">
        {t('title')}
      </h2>
      <p className="q">{t('explained')}</p>
      <form className="form" onSubmit={submit} ref={form} aria-labelledby="digest">
        <div className="pair">
          <Choices legend={t('often')} fault={faultAt(keep.error, '/digest')}>
            {OFTEN.map((each) => (
              <Choice
                key={each}
                type="radio"
                name="digest"
                label={t(each)}
                checked={each === digest}
                choose={() => {
                  setChosen(each)
                  keep.reset()
                }}
              />
            ))}
          </Choices>
          <Field label={t('email')} hint={t('emailHint')} fault={faultAt(keep.error, '/email')}>
            {(parts) => (
              <input
                {...parts}
                className="field"
                type="email"
                value={email}
                onChange={(event) => {
                  setTyped(event.currentTarget.value)
                  keep.reset()
                }}
                autoComplete="email"
                maxLength={254}
                required={digest !== 'off'}
              />
            )}
          </Field>
        </div>
        <ProblemNotice error={keep.error} />
        <div className="row">
          <button type="submit" className="btn k" disabled={keep.isPending}>
            {t('keep')}
          </button>
          <span role="status" className="q">
            {keep.isSuccess && (
              <>
                <Icon sign="check" small /> {t('kept')}
              </>
            )}
          </span>
        </div>
      </form>
    </section>
  )
}
