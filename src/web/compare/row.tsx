// One provision of a comparison, language beside language: its words with their changes, or old beside new.
import { useMemo } from 'react'
import type { Clause } from '../api/reads.ts'
import { ENDONYMS } from '../document/languages.ts'
import { Icon } from '../shell/icons.tsx'
import { Redline } from '../text/redline.tsx'
import { useWords } from '../words/words.ts'
import { clauseOf, isChanged, type Sides } from './blocks.ts'
import { callOn, useComparison } from './comparison.ts'
import { Deleted, Inserted, Label } from './marked.tsx'
import { oneSide } from './wording.ts'
import { words } from './words.ts'

type Part = 'heading' | 'text' | 'trigger' | 'safeguard' | 'expiry'
type Change = readonly ['=' | '-' | '+', string]
/** marked, or only the words of one side */
type Side = 'both' | 'then' | 'now'
const BESIDE = ['paragraph', 'step']
const QUIET = ['trigger', 'safeguard', 'expiry'] as const

/** `words` false: its number and heading alone, as context of what stands below it. */
export function Row({ sides, worded }: { sides: Sides; worded: boolean }) {
  const { languages, view } = useComparison()
  if (view === 'oldAndNew')
    return languages.map((language) => (
      <div className="tri pair" key={language} lang={language} data-name={ENDONYMS[language]}>
        {(['then', 'now'] as const).map((side) => (
          <div className="cell" key={side}>
            <Words sides={sides} language={language} side={side} worded={worded} />
          </div>
        ))}
      </div>
    ))
  return (
    <div className="tri">
      {languages.map((language) => (
        <div className="cell" key={language} lang={language} data-language={language}>
          <Words sides={sides} language={language} side="both" worded={worded} />
          <Lagging sides={sides} language={language} />
        </div>
      ))}
    </div>
  )
}

function Words({
  sides,
  language,
  side,
  worded,
}: {
  sides: Sides
  language: string
  side: Side
  worded: boolean
}) {
  const t = useWords(words)
  const clause = clauseOf(sides)
  const [then, now] = [sides.then?.clause, sides.now?.clause]
  const [old, current] = [then?.texts[language], now?.texts[language]]
  if (side !== 'both' && !sides[side]) return <p className="q">{t('nothingHere')}</p>
  const gone = [side === 'now' ? undefined : old, side === 'then' ? undefined : current].find(
    (text) => text?.erased || text?.hidden,
  )
  const label = <NumberOf then={then} now={now} language={language} side={side} />
  if (gone)
    return (
      <>
        <h3>{label}</h3>
        <p className="q gone">{t(gone.erased ? 'erased' : 'hidden')}</p>
      </>
    )
  const text = (part: Part) => <PartWords sides={sides} language={language} part={part} side={side} />
  const has = (part: Part) => old?.[part] !== undefined || current?.[part] !== undefined
  const beside = BESIDE.includes(clause.kind)
  if (!old && !current && isChanged(sides) && Object.keys(clause.texts).length > 0)
    return <p className="say">{t('missing', { language: t(`language_${language}` as 'language_en') })}</p>
  if (beside)
    return (
      <div className={clause.kind === 'step' ? 'numbered below' : 'numbered'}>
        <i className="n">{label}</i>
        <div>
          {worded && has('text') && text('text')}
          {worded &&
            QUIET.filter((part) => has(part)).map((part) => (
              <div className="quiet" key={part}>
                <b>{words.table[part][language as 'en'] ?? words.table[part].en}: </b>
                {text(part)}
              </div>
            ))}
        </div>
      </div>
    )
  return (
    <>
      <h3>
        {label}
        {clause.label?.[language] !== undefined && has('heading') && ' · '}
        {has('heading') && text('heading')}
      </h3>
      {worded && has('text') && text('text')}
    </>
  )
}

function NumberOf({
  then,
  now,
  language,
  side,
}: {
  then: Clause | undefined
  now: Clause | undefined
  language: string
  side: Side
}) {
  const [old, current] = [then?.label?.[language], now?.label?.[language]]
  if (side !== 'both') return side === 'then' ? old : current
  if (then && now) return <Label then={old} now={current} />
  if (now) return current === undefined ? null : <Inserted>{current}</Inserted>
  return old === undefined ? null : <Deleted>{old}</Deleted>
}

/** One part of the words in one language: what changed of it, its figures as they were and are. */
function PartWords({
  sides: { then, now, entry },
  language,
  part,
  side,
}: {
  sides: Sides
  language: string
  part: Part
  side: Side
}) {
  const { before, after, changedFigures } = useComparison()
  const [old, current] = [then?.clause.texts[language]?.[part], now?.clause.texts[language]?.[part]]
  const changed = entry?.texts[language]?.[part] as readonly Change[] | undefined
  const changes = useMemo((): readonly Change[] => {
    const whole: readonly Change[] = !now
      ? [['-', old ?? '']]
      : !then
        ? [['+', current ?? '']]
        : (changed ?? [['=', current ?? old ?? '']])
    return side === 'both' ? whole : oneSide(whole, side)
  }, [then, now, old, current, changed, side])
  if (changes.length === 0) return null
  return (
    <Redline
      changes={changes}
      language={language}
      before={side === 'now' ? after : before}
      after={side === 'then' ? before : after}
      {...(side === 'both' && { changedFigures })}
      inline={part !== 'text'}
    />
  )
}

/** A boxed notice beside words that changed in another language only. */
function Lagging({ sides, language }: { sides: Sides; language: string }) {
  const t = useWords(words)
  const comparison = useComparison()
  if (!sides.entry?.unchanged.includes(language)) return null
  return (
    <div className="say" lang={comparison.reader}>
      <Icon sign="warning" />
      <span>
        <b className="b">
          {t('lagsIn', {
            name: callOn(comparison, sides),
            language: t(`language_${language}` as 'language_en'),
          })}
        </b>{' '}
        {t('lags')}
      </span>
    </div>
  )
}
