// The form of a member: added with an invitation, or changed.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { ENDONYMS } from '../document/languages.ts'
import { faultAt, Field, useFocusOnFault } from '../shell/field.tsx'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { LANGUAGES, type UiLanguage } from '../words/languages.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { addMember, changeMember, dayOf, endOf, type Member } from './change-member.ts'
import type { Shown } from './invited.tsx'
import { RoleChoice } from './role-choice.tsx'
import { words } from './words.ts'

export interface Entered {
  readonly name: string
  readonly login: string
  readonly language: UiLanguage
}

/** Name, user name and language of somebody new. */
export function NewPerson({
  entered: { name, login, language },
  enter,
  error,
}: {
  entered: Entered
  enter: (change: Partial<Entered>) => void
  error: unknown
}) {
  const t = useWords(words)
  return (
    <div className="pair">
      <Field label={t('name')} hint={t('nameHint')} fault={faultAt(error, '/name')}>
        {(parts) => (
          <input
            {...parts}
            className="field"
            value={name}
            onChange={(event) => enter({ name: event.currentTarget.value })}
            autoComplete="off"
            maxLength={200}
            required
          />
        )}
      </Field>
      <Field label={t('login')} hint={t('loginHint')} fault={faultAt(error, '/login')}>
        {(parts) => (
          <input
            {...parts}
            className="field"
            value={login}
            onChange={(event) => enter({ login: event.currentTarget.value })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            required
          />
        )}
      </Field>
      <Field label={t('language')}>
        {(parts) => (
          <select
            {...parts}
            className="field"
            value={language}
            onChange={(event) => enter({ language: event.currentTarget.value as UiLanguage })}
          >
            {LANGUAGES.map((each) => (
              <option key={each} value={each} lang={each}>
                {ENDONYMS[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}

export function MemberForm({
  member,
  invited,
  close,
}: {
  member?: Member
  invited: (shown: Shown) => void
  close: () => void
}) {
  const t = useWords(words)
  const { me } = useSeat()
  const cache = useQueryClient()
  const spoken = useLanguage()
  const form = useRef<HTMLFormElement>(null)
  const [person, setPerson] = useState<Entered>({
    name: member?.name ?? '',
    login: member?.login ?? '',
    language: spoken,
  })
  const [seat, setSeat] = useState(member?.seat ?? '')
  const [until, setUntil] = useState(member?.until === undefined ? '' : dayOf(member.until))
  const [roles, setRoles] = useState<Member['roles']>(member?.roles ?? [{ role: 'reader', sop: '*' }])
  const save = useMutation({
    mutationFn: async () => {
      const { name, login, language } = person
      const rest = {
        name: name.trim(),
        roles: [...roles],
        ...((seat !== '' || member?.seat !== undefined) && { seat: seat.trim() }),
        ...(until !== '' && { until: endOf(until) }),
      }
      if (member) await changeMember(me.delegation, member, rest)
      else {
        const given = await addMember(me.delegation, { ...rest, login: login.trim(), language })
        invited({ ...given, name: rest.name, login: login.trim().toLowerCase() })
      }
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['members'] })
      if (member?.id === me.member) await cache.invalidateQueries({ queryKey: ['me'] })
      close()
    },
  })
  useFocusOnFault(form, save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending) save.mutate()
  }
  return (
    <form className="panel p form" onSubmit={submit} ref={form}>
      <h2 className="h2">{member ? t('changeOf', { name: member.name }) : t('add')}</h2>
      {member ? (
        <Field label={t('name')} hint={t('nameHint')} fault={faultAt(save.error, '/name')}>
          {(parts) => (
            <input
              {...parts}
              className="field"
              value={person.name}
              onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
              autoComplete="off"
              maxLength={200}
              required
            />
          )}
        </Field>
      ) : (
        <NewPerson
          entered={person}
          enter={(change) => setPerson({ ...person, ...change })}
          error={save.error}
        />
      )}
      <div className="pair">
        <Field label={t('seat')} hint={t('seatHint')} fault={faultAt(save.error, '/seat')}>
          {(parts) => (
            <input
              {...parts}
              className="field"
              value={seat}
              onChange={(event) => setSeat(event.currentTarget.value)}
              autoComplete="off"
              maxLength={200}
            />
          )}
        </Field>
        <Field
          label={t('until')}
          hint={member?.until === undefined ? t('untilHint') : undefined}
          fault={faultAt(save.error, '/until')}
        >
          {(parts) => (
            <input
              {...parts}
              className="field"
              type="date"
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
              required={member?.until !== undefined}
            />
          )}
        </Field>
      </div>
      <RoleChoice held={roles} hold={(held) => setRoles([...held])} fault={faultAt(save.error, '/roles')} />
      <ProblemNotice error={save.error} />
      <div className="row">
        <button type="submit" className="btn n" disabled={save.isPending}>
          <Icon sign="lock" />
          {member ? t('keep') : t('addAndInvite')}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
