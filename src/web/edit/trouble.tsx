// What stands against a save, at the place where one saves: a conflict, words that were refused, data about a person.
import { lazy, Suspense } from 'react'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { words as clashWords } from './clash-words.ts'
import { useDesk, useWork } from './desk.tsx'
import { useNames } from './names.ts'
import type { Edit, Part } from './pending.ts'
import { PersonCard } from './person-card.tsx'
import { words } from './words.ts'

const ClashCards = lazy(async () => ({ default: (await import('./clash-card.tsx')).ClashCards }))

export type ShowPlace = (key: string, language: string, part: Part, start: number, end: number) => void

export interface Spot {
  readonly key: string
  readonly language?: string
  readonly part?: Part
}

/** The place that a pointer of the request names. */
export function spotOf(pointer: string, edits: readonly Edit[]): Spot | 'message' | undefined {
  if (pointer === '/message') return 'message'
  const [, at, inner] = /^\/edits\/(\d+)\/?(.*)$/.exec(pointer) ?? []
  if (at !== undefined) {
    const edit = edits[Number(at)]
    if (edit?.op === 'setText') return { key: edit.key, language: edit.language, part: edit.part }
    if (edit?.op === 'insert') {
      const [, language, part] = /texts\/([a-z]+)\/([a-z]+)/.exec(inner ?? '') ?? []
      const key = edit.clause.key ?? ''
      return language !== undefined && part !== undefined ? { key, language, part: part as Part } : { key }
    }
    return edit && 'key' in edit ? { key: edit.key } : undefined
  }
  const key = /^\/clauses\/([^/]+)/.exec(pointer)?.[1]
  return key === undefined ? undefined : { key }
}

export function Trouble({ showPlace }: { showPlace: ShowPlace }) {
  const t = useWords(clashWords)
  const u = useWords(words)
  const { work } = useDesk()!
  const name = useNames()
  const refusal = useWork(work, (state) => state.refusal)
  const clash = useWork(work, (state) => state.clash)
  if (clash)
    return (
      <Suspense fallback={null}>
        <ClashCards clash={clash} />
      </Suspense>
    )
  if (!refusal || refusal.code === 'unauthenticated') return null
  if (refusal.code === 'case-data') return <PersonCard refusal={refusal} showPlace={showPlace} />
  const places = refusal.errors.map((fault) => {
    const spot = spotOf(fault.pointer, refusal.edits)
    const where =
      spot === 'message'
        ? t('theMessage')
        : spot
          ? [name(spot.key), spot.language && u(`language_${spot.language}` as 'language_en')]
              .filter(Boolean)
              .join(', ')
          : ''
    return { fault, spot, where }
  })
  return (
    <div className="trouble" role="alert">
      <p className="fault b">
        <Icon sign="warning" /> {t('notSaved', { what: refusal.title })}
      </p>
      <p>
        {refusal.detail} {u('wordsHere')}
      </p>
      {places.length > 0 && (
        <ul>
          {places.map(({ fault, spot, where }, at) => {
            const start = Number(fault.facts?.at ?? fault.facts?.start ?? 0)
            return (
              <li key={at}>
                {where !== '' && <b>{where}: </b>}
                {fault.detail}{' '}
                {spot && spot !== 'message' && spot.language !== undefined && spot.part && (
                  <button
                    type="button"
                    className="btn plain lnk"
                    onClick={() => showPlace(spot.key, spot.language!, spot.part!, start, start + 1)}
                  >
                    {t('showPlace')}
                  </button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
