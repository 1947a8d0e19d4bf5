// Which roles a member holds, for all SOPs or for one.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schema } from '../api/client.ts'
import { readSops } from '../api/reads.ts'
import { Choice, Choices, Field } from '../shell/field.tsx'
import { shortTitle } from '../shell/sop-title.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { ROLES, words as roleWords } from './role-words.ts'
import { words } from './words.ts'

type Held = Schema<'HeldRole'>

export function RoleChoice({
  held,
  hold,
  fault,
}: {
  held: readonly Held[]
  hold: (roles: readonly Held[]) => void
  fault?: string | undefined
}) {
  const t = useWords(words)
  const role = useWords(roleWords)
  const language = useLanguage()
  const sops = useQuery(readSops())
  const [place, setPlace] = useState('*')
  const has = (name: string, sop: string) => held.some((one) => one.role === name && one.sop === sop)
  return (
    <Choices legend={t('roles')} fault={fault}>
      {(sops.data?.length ?? 0) > 0 && (
        <Field label={t('rolesFor')}>
          {(parts) => (
            <select
              {...parts}
              className="field"
              value={place}
              onChange={(event) => setPlace(event.currentTarget.value)}
            >
              <option value="*">{t('allSops')}</option>
              {sops.data?.map((sop) => (
                <option key={sop.id} value={sop.id}>
                  {t('oneSop', { title: shortTitle(sop, language) })}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {ROLES.map((name) => {
        const everywhere = place !== '*' && has(name, '*')
        return (
          <Choice
            key={name}
            type="checkbox"
            name={name}
            label={everywhere ? `${role(name)} (${t('allSops')})` : role(name)}
            explained={role(`may_${name}`)}
            checked={everywhere || has(name, place)}
            disabled={everywhere}
            choose={(checked) => {
              const others = held.filter((one) => !(one.role === name && one.sop === place))
              hold(checked ? [...others, { role: name, sop: place }] : others)
            }}
          />
        )
      })}
    </Choices>
  )
}
