// A place that the other side changed too: theirs, yours, a suggestion, each as a redline; one chooses, nothing is lost.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { readVersion } from '../api/reads.ts'
import { nameOf, useOpenText } from '../document/open-text.ts'
import { useShown } from '../document/shown.ts'
import { Icon } from '../shell/icons.tsx'
import { useSettings } from '../words/settings.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Changes } from './changes.tsx'
import { words } from './clash-words.ts'
import { useDesk } from './desk.tsx'
import { shownFigure } from './figures.ts'
import { type Choice, type Clash, nameOfPlace, type Place } from './kept.ts'
import { useNames } from './names.ts'
import type { Parameter } from './pending.ts'
import { useAuthors } from './save-state.tsx'
import { words as editWords } from './words.ts'

export function ClashCards({ clash }: { clash: Clash }) {
  const t = useWords(words)
  const { work, version } = useDesk()!
  const { sop } = useOpenText()
  const shown = useShown()
  const who = useAuthors(sop.id, version.number, clash.head.number)
  const left = clash.places.filter((place) => !clash.chosen[nameOfPlace(place)]).length
  const settle = () => {
    const first = clash.places.find((place) => clash.chosen[nameOfPlace(place)] !== 'theirs')
    void work.settle(version.clause, shown).then((done) => {
      if (done && first) work.begin(clash.head, first.key)
    })
  }
  const cards = useRef<HTMLDivElement>(null)
  useEffect(() => {
    cards.current?.scrollIntoView({ block: 'center' })
  }, [clash.head.number])
  return (
    <div className="clashes" role="alert" ref={cards}>
      {clash.places.map((place) => (
        <ClashCard key={nameOfPlace(place)} place={place} clash={clash} who={who} />
      ))}
      <div className="clash-foot">
        <span className="q grow">{left > 0 ? t('left', { count: left }) : t('each')}</span>
        <button type="button" className="btn k" disabled={left > 0} onClick={settle}>
          {t('settle')}
        </button>
      </div>
    </div>
  )
}

function ClashCard({ place, clash, who }: { place: Place; clash: Clash; who: string }) {
  const t = useWords(words)
  const u = useWords(editWords)
  const { work } = useDesk()!
  const name = useNames()
  const { number } = clash.head
  const chosen = clash.chosen[nameOfPlace(place)]
  const choose = (choice: Choice | undefined) => work.choose(nameOfPlace(place), choice)
  const language = place.language
  const named =
    place.unit === 'parameter'
      ? t('unit_parameter', { name: place.field ?? '' })
      : [name(place.key), language && u(`language_${language}` as 'language_en')].filter(Boolean).join(', ')
  const isWords = place.unit === 'words' && language !== undefined
  const was = wordsIn(place.base)
  const suggests = isWords && place.suggestion !== undefined && place.suggestion !== place.mine
  return (
    <section className="clash" aria-label={named}>
      <h4>
        <Icon sign="moved" /> {t('title', { party: who, name: named, number })}
      </h4>
      <div className="three">
        <div lang={language}>
          <p className="q">{t('theirs', { number, party: who })}</p>
          {isWords ? (
            <Changes was={was} value={wordsIn(place.theirs)} language={language} />
          ) : (
            <Fact place={place} value={place.theirs} />
          )}
        </div>
        <div lang={language}>
          <p className="q">{t('mine')}</p>
          {isWords ? (
            <Changes was={was} value={wordsIn(place.mine)} language={language} />
          ) : (
            <Fact place={place} value={place.mine} />
          )}
        </div>
        {isWords && (
          <div lang={suggests ? language : undefined}>
            <p className="q">{t('suggestion')}</p>
            {suggests ? (
              <Changes was={was} value={place.suggestion ?? ''} language={language} />
            ) : (
              t('noSuggestion')
            )}
          </div>
        )}
      </div>
      <div className="choices">
        {chosen ? (
          <>
            <span className="grow b">
              <Icon sign="check" small /> {t(`chosen_${chosen}`, { number })}
            </span>
            <button type="button" className="btn" onClick={() => choose(undefined)}>
              {t('again')}
            </button>
          </>
        ) : (
          <>
            <span className="q grow">{t('each')}</span>
            <button type="button" className="btn" onClick={() => choose('theirs')}>
              {t('take', { number })}
            </button>
            <button type="button" className="btn" onClick={() => choose('mine')}>
              {t('keepMine')}
            </button>
            {isWords && (
              <button type="button" className="btn k" onClick={() => choose('both')}>
                {t('both')}
              </button>
            )}
          </>
        )}
      </div>
    </section>
  )
}

const wordsIn = (value: unknown): string => (typeof value === 'string' ? value : '')

const UNITS = ['duties', 'limit', 'forms'] as const

/** A fact that is no words, said in words. */
function Fact({ place, value }: { place: Place; value: unknown }) {
  const t = useWords(words)
  const open = useOpenText()
  const name = useNames()
  const reader = useLanguage()
  const settings = useSettings()
  const shown = useShown()
  const { data } = useQuery({
    ...readVersion(open.sop.id, String(open.sop.head.number), shown),
    enabled: false,
  })
  const field = UNITS.find((each) => each === place.field)
  const title =
    place.unit === 'parameter'
      ? null
      : field
        ? t(`unit_${field}`)
        : t(`unit_${place.unit as 'kind' | 'place' | 'existence' | 'elements' | 'instruments' | 'sop'}`)
  const said = (): string => {
    if (value === undefined || value === null) return t('nothing')
    if (place.unit === 'parameter') return shownFigure(value as Parameter, reader, settings)
    if (value === 'removed') return t('removedThere')
    if (value === 'changed') return t('changedThere')
    if (place.unit === 'place')
      return t('movedThere', { name: name((value as { parent?: string }).parent ?? '') })
    if (field === 'forms')
      return (value as string[])
        .map((key) => nameOf(data ? { ...open, version: data } : open, key, reader))
        .join(', ')
    if (field === 'duties')
      return (value as { party: string; agency: string; role: string }[])
        .map(({ party, agency }) => `${party} ${agency}`)
        .join(', ')
    return Array.isArray(value) ? value.join(', ') : t('changedThere')
  }
  return (
    <p>
      {title !== null && <span className="q">{title}: </span>}
      {said()}
    </p>
  )
}
