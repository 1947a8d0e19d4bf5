// The outline at the left: chapters and annexes; it follows the scroll.
import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '../words/words.ts'
import { useOpenText } from './open-text.ts'
import { words } from './words.ts'

const LISTED = ['preamble', 'chapter', 'annex', 'signature']

export function Rail() {
  const t = useWords(words)
  const { placed, languages } = useOpenText()
  const reader = useLanguage()
  const language = languages.includes(reader) ? reader : (languages[0] ?? 'en')
  const entries = placed.filter(({ clause, depth }) => depth === 1 && LISTED.includes(clause.kind))
  const here = useHere(entries.map(({ clause }) => clause.key))
  return (
    <nav className="rail noprint" aria-label={t('contents')}>
      {entries.map(({ clause: { key, kind, label, texts } }) => (
        <a
          key={key}
          href={`#${key}`}
          lang={language}
          title={texts[language]?.heading ?? key}
          aria-label={`${label?.[language] ?? ''} ${texts[language]?.heading ?? key}`.trim()}
          aria-current={key === here ? 'location' : undefined}
        >
          {label ? shortLabel(kind, label[language] ?? '') : '§'}
        </a>
      ))}
    </nav>
  )
}

/** Chapter III is III, Annex II is A II: the rail is narrow. */
function shortLabel(kind: string, label: string): string {
  const number = label.split(/\s/).at(-1) ?? label
  return kind === 'annex' ? `${[...label][0]} ${number}` : number
}

function useHere(keys: readonly string[]): string | undefined {
  const [here, setHere] = useState<string>()
  const listed = keys.join(' ')
  useEffect(() => {
    let waiting = false
    const look = () => {
      waiting = false
      const found = listed.split(' ').filter((key) => {
        const element = document.getElementById(key)
        return element !== null && element.getBoundingClientRect().top < 200
      })
      setHere(found.at(-1) ?? listed.split(' ')[0])
    }
    const hear = () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(look)
    }
    look()
    window.addEventListener('scroll', hear, { passive: true })
    return () => window.removeEventListener('scroll', hear)
  }, [listed])
  return here
}
