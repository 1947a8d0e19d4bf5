// Words that look like data about a person: taken out, or said to be something else, on record.
import { useState } from 'react'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { words as clashWords } from './clash-words.ts'
import { useDesk, useWork } from './desk.tsx'
import { useNames } from './names.ts'
import type { Edit, Part } from './pending.ts'
import type { Refusal } from './send.ts'
import { textsIn } from './digests.ts'
import { words } from './words.ts'

interface Sighting {
  readonly pointer: string
  readonly detail: string
  readonly start: number
  readonly end: number
  readonly text: string
  readonly key: string
  readonly language: string
  readonly part: Part
}

/** What was sighted, with the very characters; a sighting in the message has no clause. */
function sightingsOf({ errors, edits }: Refusal, message: string): Sighting[] {
  const texts = new Map(textsIn(edits).map(({ pointer, value }) => [pointer, value]))
  return errors.map(({ pointer, detail = '', facts }) => {
    const [start, end] = [Number(facts?.start ?? 0), Number(facts?.end ?? 0)]
    const value = (pointer === '/message' ? message : texts.get(pointer)) ?? ''
    const edit: Edit | undefined = edits[Number(/^\/edits\/(\d+)/.exec(pointer)?.[1] ?? -1)]
    const [, language, part] = /texts\/([a-z]+)\/([a-z]+)$/.exec(pointer) ?? []
    const text = [...value.normalize('NFC')].slice(start, end).join('')
    const at =
      edit?.op === 'setText'
        ? { key: edit.key, language: edit.language, part: edit.part }
        : {
            key: edit?.op === 'insert' ? (edit.clause.key ?? '') : '',
            language: language ?? '',
            part: (part ?? 'text') as Part,
          }
    return { pointer, detail, start, end, text, ...at }
  })
}

export function PersonCard({
  refusal,
  showPlace,
}: {
  refusal: Refusal
  showPlace: (key: string, language: string, part: Part, start: number, end: number) => void
}) {
  const t = useWords(clashWords)
  const u = useWords(words)
  const { work } = useDesk()!
  const name = useNames()
  const message = useWork(work, ({ pending }) => pending?.message ?? '')
  const found = sightingsOf(refusal, message)
  const where = ({ key, language }: Sighting) =>
    key === '' ? t('theMessage') : `${name(key)}, ${u(`language_${language}` as 'language_en')}`
  return (
    <div className="trouble person" role="alert">
      {found.map((each) => (
        <div key={`${each.pointer} ${each.start}`}>
          <p className="fault b">
            <Icon sign="warning" /> {t('personTitle', { place: where(each) })}
          </p>
          <p>
            {each.detail} <mark>{each.text}</mark>
          </p>
          <p>{t('personWhat')}</p>
          <Answer
            sighting={each}
            show={
              each.key === ''
                ? undefined
                : () => showPlace(each.key, each.language, each.part, each.start, each.end)
            }
          />
        </div>
      ))}
    </div>
  )
}

function Answer({ sighting, show }: { sighting: Sighting; show: (() => void) | undefined }) {
  const t = useWords(clashWords)
  const { work } = useDesk()!
  const [claiming, setClaiming] = useState(false)
  const [reason, setReason] = useState('')
  if (claiming)
    return (
      <form
        className="dialog-buttons"
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim().length >= 3) work.claim({ text: sighting.text, reason: reason.trim() })
        }}
      >
        <label className="grow">
          {t('itIs')}{' '}
          <input
            className="field"
            autoFocus
            value={reason}
            minLength={3}
            maxLength={500}
            required
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <button type="submit" className="btn j">
          <Icon sign="rings" />
          {t('claimDo')}
        </button>
      </form>
    )
  return (
    <div className="dialog-buttons">
      {show && (
        <button type="button" className="btn k" onClick={show}>
          {t('showPlace')}
        </button>
      )}
      <button type="button" className="btn" onClick={() => setClaiming(true)}>
        {t('notPersonal')}
      </button>
    </div>
  )
}
