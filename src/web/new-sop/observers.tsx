// The observers that are to be asked for: what each sees, until when, whether it may discuss.
import type { Schema } from '../api/client.ts'
import { dayOf } from '../delegation/change-member.ts'
import { Choice, Choices, Field } from '../shell/field.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

export const PRESETS = ['clean-text', 'bracketed-text', 'joint-workspace'] as const
export interface ObserverAsked {
  readonly preset: (typeof PRESETS)[number]
  readonly day: string
  readonly comments: boolean
}
export type Observers = Readonly<Record<string, ObserverAsked>>

const YEAR = 365 * 24 * 3600 * 1000
const usual = (): ObserverAsked => ({
  preset: 'joint-workspace',
  day: dayOf(new Date(Date.now() + YEAR).toISOString()),
  comments: true,
})

export function ObserverChoice({
  organisations,
  chosen,
  choose,
  faultOf,
}: {
  organisations: readonly Schema<'Delegation'>[]
  chosen: Observers
  choose: (observers: Observers) => void
  faultOf: (code: string) => string | undefined
}) {
  const t = useWords(words)
  const { name } = useSeat()
  return (
    <Choices legend={t('observers')} hint={t('observersHint')}>
      {organisations.map(({ code }) => {
        const asked = chosen[code]
        const change = (part: Partial<ObserverAsked>) =>
          choose({ ...chosen, [code]: { ...(asked ?? usual()), ...part } })
        return (
          <div key={code}>
            <Choice
              type="checkbox"
              name={code}
              label={name(code)}
              checked={asked !== undefined}
              choose={(on) => {
                const { [code]: _, ...others } = chosen
                choose(on ? { ...others, [code]: usual() } : others)
              }}
            />
            {asked && (
              <div className="form seatform">
                <Choices legend={t('sees', { name: name(code) })}>
                  {PRESETS.map((preset) => (
                    <Choice
                      key={preset}
                      type="radio"
                      name={`preset-${code}`}
                      label={t(preset)}
                      checked={asked.preset === preset}
                      choose={() => change({ preset, comments: preset === 'joint-workspace' })}
                    />
                  ))}
                </Choices>
                <Choice
                  type="checkbox"
                  name={`comments-${code}`}
                  label={t('comments', { name: name(code) })}
                  checked={asked.comments}
                  disabled={asked.preset !== 'joint-workspace'}
                  choose={(comments) => change({ comments })}
                />
                <Field label={t('until')} fault={faultOf(code)}>
                  {(parts) => (
                    <input
                      {...parts}
                      className="field"
                      type="date"
                      value={asked.day}
                      onChange={(event) => change({ day: event.currentTarget.value })}
                      required
                    />
                  )}
                </Field>
              </div>
            )}
          </div>
        )
      })}
    </Choices>
  )
}
