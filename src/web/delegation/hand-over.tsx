// The hand-over of a seat: the successor gets seat and roles, the predecessor's acts keep their name.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { Choice, Choices, Field, useFocusOnFault } from '../shell/field.tsx'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { addMember, changeMember, type Member } from './change-member.ts'
import type { Shown } from './invited.tsx'
import { type Entered, NewPerson } from './member-form.tsx'
import { words } from './words.ts'

const NEW = 'new'

export function HandOver({
  member,
  others,
  invited,
  done,
  close,
}: {
  member: Member
  others: readonly Member[]
  invited: (shown: Shown) => void
  done: (said: string) => void
  close: () => void
}) {
  const t = useWords(words)
  const { me } = useSeat()
  const cache = useQueryClient()
  const spoken = useLanguage()
  const form = useRef<HTMLFormElement>(null)
  const [successor, setSuccessor] = useState(NEW)
  const [person, setPerson] = useState<Entered>({ name: '', login: '', language: spoken })
  const [leaves, setLeaves] = useState(true)
  // The successor comes first, so that no seat is ever empty; what is done is not done again.
  const [given, setGiven] = useState(false)
  const known = others.find(({ id }) => id === successor)
  const name = known?.name ?? person.name.trim()
  const hand = useMutation({
    mutationFn: async () => {
      const { roles, seat } = member
      if (!given && known) {
        const extra = roles.filter(
          ({ role, sop }) => !known.roles.some((one) => one.role === role && one.sop === sop),
        )
        await changeMember(me.delegation, known, {
          roles: [...known.roles, ...extra],
          ...(seat !== undefined && { seat }),
        })
      } else if (!given) {
        const login = person.login.trim()
        const invitation = await addMember(me.delegation, {
          name,
          login,
          language: person.language,
          roles,
          ...(seat !== undefined && { seat }),
        })
        invited({ ...invitation, name, login: login.toLowerCase() })
      }
      setGiven(true)
      await changeMember(
        me.delegation,
        member,
        leaves ? { active: false } : { roles: [{ role: 'reader', sop: '*' }], seat: '' },
      )
    },
    onSuccess: () => {
      done(t('handedOver', { name }))
      close()
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ['members'] })
      if (member.id === me.member) void cache.invalidateQueries({ queryKey: ['me'] })
    },
  })
  useFocusOnFault(form, hand.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!hand.isPending) hand.mutate()
  }
  return (
    <form className="panel p form" onSubmit={submit} ref={form}>
      <h2 className="h2">{t('handOverOf', { name: member.name })}</h2>
      <p>{t('handOverExplained', { name: member.name })}</p>
      <Field label={t('successor')}>
        {(parts) => (
          <select
            {...parts}
            className="field"
            value={successor}
            disabled={given}
            onChange={(event) => setSuccessor(event.currentTarget.value)}
          >
            <option value={NEW}>{t('newPerson')}</option>
            {others.map((each) => (
              <option key={each.id} value={each.id}>
                {each.seat ? `${each.name} · ${each.seat}` : each.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {!known && !given && (
        <NewPerson
          entered={person}
          enter={(change) => setPerson({ ...person, ...change })}
          error={hand.error}
        />
      )}
      <Choices legend={t('predecessor', { name: member.name })}>
        <Choice
          type="radio"
          name="after"
          label={t('leaves')}
          explained={t('leavesExplained')}
          checked={leaves}
          choose={() => setLeaves(true)}
        />
        <Choice
          type="radio"
          name="after"
          label={t('stays')}
          checked={!leaves}
          choose={() => setLeaves(false)}
        />
      </Choices>
      <ProblemNotice error={hand.error}>
        {given && <p className="b">{t('halfDone', { name: member.name })}</p>}
      </ProblemNotice>
      <div className="row">
        <button type="submit" className="btn n" disabled={hand.isPending}>
          <Icon sign="lock" />
          {name === '' ? t('handOver') : t('handOverTo', { name })}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
