// The paper: the column heads and every block of the text, in slices so that a long text never freezes the page.
import { useEffect, useMemo, useState, useTransition } from 'react'
import { useLocation } from 'react-router'
import { useWords } from '../words/words.ts'
import { BlockView } from './block.tsx'
import { ENDONYMS } from './languages.ts'
import { useOpenText } from './open-text.ts'
import { blocksOf } from './placed.ts'
import { words } from './words.ts'

const FIRST = 6 // blocks shown at once: what fills the window
const SLICE = 12 // blocks more in each pause

export function Paper() {
  const t = useWords(words)
  const { placed, languages, sop } = useOpenText()
  const blocks = useMemo(() => blocksOf(placed), [placed])
  const shown = useSlices(blocks.length)
  useNamedClause(shown)
  return (
    <div className="paper" style={{ '--n': languages.length } as React.CSSProperties}>
      <div className="heads">
        {languages.map((code) => (
          <div key={code} lang={code}>
            {ENDONYMS[code] ?? code}
            {sop.negotiated.length < sop.languages.length && sop.negotiated.includes(code) && (
              <span className="q">{t('negotiated')}</span>
            )}
          </div>
        ))}
      </div>
      {blocks.slice(0, shown).map((block) => (
        <BlockView key={block.head.clause.key} block={block} />
      ))}
    </div>
  )
}

/** How many blocks are on the page by now: some at once, the rest in the pauses between frames. */
function useSlices(all: number): number {
  const [shown, setShown] = useState(FIRST)
  const [pending, start] = useTransition()
  useEffect(() => {
    if (shown >= all || pending) return
    const timer = setTimeout(() => start(() => setShown((count) => count + SLICE)), 0)
    return () => clearTimeout(timer)
  }, [shown, all, pending])
  return Math.min(shown, all)
}

/** Goes to the clause that the address names, as soon as it is on the page. */
function useNamedClause(shown: number): void {
  const { hash } = useLocation()
  const [gone, setGone] = useState('')
  useEffect(() => {
    if (hash.length < 2 || gone === hash) return
    const named = document.getElementById(decodeURIComponent(hash.slice(1)))
    if (!named) return
    named.scrollIntoView({ block: 'start' })
    // What is laid out for the first time above it moves it; so once more when that has settled.
    const timer = setTimeout(() => {
      named.scrollIntoView({ block: 'start' })
      setGone(hash)
    }, 120)
    return () => clearTimeout(timer)
  }, [hash, gone, shown])
}
