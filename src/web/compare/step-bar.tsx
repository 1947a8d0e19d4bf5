// The bar of steps over the paper: to the previous and the next change, what the marks mean, the column heads.
import { type RefObject } from 'react'
import { ENDONYMS } from '../document/languages.ts'
import { Icon } from '../shell/icons.tsx'
import { words as textWords } from '../text/words.ts'
import { useWords } from '../words/words.ts'
import { useComparison } from './comparison.ts'
import { KindSign } from './kind-sign.tsx'
import { useFormat } from '../words/format.ts'
import { laggingIn, touches } from './wording.ts'
import { words } from './words.ts'

interface Props {
  readonly at: number
  readonly step: (by: 1 | -1) => void
  readonly over: RefObject<HTMLDivElement | null>
}

export function StepBar({ at, step, over }: Props) {
  const t = useWords(words)
  const { changes } = useComparison()
  const all = changes.length
  return (
    <div className="over" ref={over}>
      <div className="stepbar">
        <button type="button" className="btn nav" disabled={at <= 0} onClick={() => step(-1)}>
          <Icon sign="left" />
          <span className="name">{t('previous')}</span> <kbd aria-hidden="true">K</kbd>
        </button>
        <button type="button" className="btn k nav" disabled={at >= all - 1} onClick={() => step(1)}>
          <span className="name">{t('next')}</span> <kbd aria-hidden="true">J</kbd>
          <Icon sign="right" />
        </button>
        <span className="b" aria-live="polite">
          {t('changeOf', { at: at + 1, all })}
        </span>
        <span className="grow" />
        <Legend />
      </div>
      <Heads />
    </div>
  )
}

function Legend() {
  const t = useWords(words)
  const say = useWords(textWords)
  const { number } = useFormat()
  return (
    <div className="legend" role="group" aria-label={t('legend')}>
      <span className="doc">
        <ins>{t('added')}</ins>
      </span>
      <span className="doc">
        <del>{t('deleted')}</del>
      </span>
      <span className="doc">
        <span className="numch">
          <span className="vh">[{say('figureChanged')}] </span>
          <del>{number(10)}</del>
          <Icon sign="becomes" />
          <span className="vh"> {say('becomes')} </span>
          <ins>{number(7)}</ins> {t('days')}
        </span>
      </span>
      <span>
        <KindSign kind="moved" silent /> {t('moved')}
      </span>
      <span>
        <KindSign kind="renumbered" silent /> {t('numberOnly')}
      </span>
    </div>
  )
}

function Heads() {
  const t = useWords(words)
  const { languages, changes, view, from, to } = useComparison()
  if (view === 'oldAndNew')
    return (
      <div className="heads">
        <div>{t('old', { number: from.number })}</div>
        <div>{t('new', { number: to.number })}</div>
      </div>
    )
  return (
    <div className="heads">
      {languages.map((code) => {
        const count = changes.filter((block) => touches(block, code)).length
        const lagging = changes.reduce((sum, block) => sum + laggingIn(block, code).length, 0)
        return (
          <div key={code}>
            <span lang={code}>{ENDONYMS[code] ?? code}</span>
            <span className="q">
              {count === 0 ? t('noneChanged') : t('changes', { count })}
              {lagging > 0 && `, ${t('lagging', { count: lagging })}`}
            </span>
          </div>
        )
      })}
    </div>
  )
}
