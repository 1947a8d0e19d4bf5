// Eight boxes for the fingerprint from the paper: one field, as a keyboard and a screen reader have it.
import { useState } from 'react'
import { Link } from 'react-router'
import { words as documentWords } from '../document/words.ts'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import type { Table } from './table.ts'
import { cleanFingerprint, type Match } from './typed.ts'
import { words } from './words.ts'

const PLACES = [0, 1, 2, 3, 4, 5, 6, 7]

export function TypedCode({
  table: { sop, version },
  typed,
  type,
  match,
}: {
  table: Table
  typed: string
  type: (typed: string) => void
  match: Match
}) {
  const t = useWords(words)
  const says = useWords(documentWords)
  const [focused, focus] = useState(false)
  const wrong = match.of !== 'this' && match.of !== 'incomplete'
  // The boxes fill from the left; a caret somewhere inside would not be seen.
  const toEnd = ({ currentTarget: field }: React.SyntheticEvent<HTMLInputElement>) => {
    const end = field.value.length
    if (field.selectionStart === field.selectionEnd && field.selectionStart !== end)
      field.setSelectionRange(end, end)
  }
  return (
    <div className="type">
      <span className={match.of === 'this' ? 'code8 ok' : wrong ? 'code8 wrong' : 'code8'}>
        {PLACES.map((at) => (
          <i key={at} aria-hidden="true" className={focused && at === typed.length ? 'next' : undefined}>
            {typed[at] ?? ''}
          </i>
        ))}
        <input
          type="text"
          aria-label={t('boxes')}
          aria-describedby="typed-match"
          aria-invalid={wrong || undefined}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => type(cleanFingerprint(target.value))}
          onSelect={toEnd}
          onFocus={() => focus(true)}
          onBlur={() => focus(false)}
        />
      </span>
      <div role="status" id="typed-match" className="matched">
        {match.of === 'this' && (
          <span className="save good">
            <Icon sign="check" />
            {t('matches', { number: version.number })}
          </span>
        )}
        {wrong && (
          <span className="save">
            <Icon sign="warning" />
            <span>
              {match.of === 'other' && t('otherVersion', { other: match.number, number: version.number })}
              {match.of === 'none' && t('noVersion')}
              {match.of === 'language' &&
                t('languageAlone', { language: says(`language_${match.language}` as 'language_en') })}{' '}
              {match.of === 'other' && (
                <Link className="lnk" to={`/sops/${sop.id}/compare/${match.number}/${version.number}`}>
                  {t('seeDifference')}
                </Link>
              )}
            </span>
          </span>
        )}
      </div>
    </div>
  )
}
