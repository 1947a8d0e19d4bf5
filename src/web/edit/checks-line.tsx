// What was checked of the provision while it is written: figures, references, languages without words.
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useFormat } from '../words/format.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { checksOf } from './checks.ts'
import { useNames } from './names.ts'
import type { Words } from './pending.ts'
import { words } from './words.ts'

export function ChecksLine({ texts }: { texts: Readonly<Record<string, Words>> }) {
  const t = useWords(words)
  const { list } = useFormat()
  const reader = useLanguage()
  const { context } = useOpenText()
  const name = useNames()
  const said = (languages: readonly string[]) =>
    list(languages.map((code) => t(`language_${code}` as 'language_en')))
  const missing = Object.entries(texts).flatMap(([language, { heading, text }]) =>
    heading === undefined && text === undefined ? [language] : [],
  )
  const findings = checksOf(texts)
  const lacking = missing.length > 0 && missing.length < Object.keys(texts).length
  if (!lacking && findings.every(({ names }) => names.length === 0)) return null
  return (
    <div className="checks" role="group" aria-label={t('checks')}>
      {lacking && (
        <span className="x">
          <Icon sign="warning" small /> {t('missingIn', { languages: said(missing) })}
        </span>
      )}
      {findings.map(({ check, names, off }) => {
        if (names.length === 0) return null
        if (off.length === 0)
          return (
            <span key={check}>
              <Icon sign="check" small /> {t(check === 'figures' ? 'figuresSame' : 'referencesSame')}
            </span>
          )
        return off.map((each) => (
          <span key={each.name} className="x">
            <Icon sign="warning" small />{' '}
            {t(check === 'figures' ? 'figuresOff' : 'referencesOff', {
              name:
                check === 'figures'
                  ? (context.figures[each.name]?.[reader] ?? each.name)
                  : name(each.name.slice(1)),
              languages: said(each.languages),
            })}
          </span>
        ))
      })}
    </div>
  )
}
