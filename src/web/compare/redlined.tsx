// The comparison itself: the list at the left, the paper with its changes at the right, the keys that go through them.
import { useCallback, useDeferredValue, useMemo } from 'react'
import { useShortcuts } from '../shell/shortcuts.ts'
import { useWords } from '../words/words.ts'
import { ChangeView } from './change-view.tsx'
import { ChangesList } from './changes-list.tsx'
import { type Comparison, ComparisonProvider, type View } from './comparison.ts'
import { ChapterLine, Folded } from './folds.tsx'
import { useReadMarks } from './read-marks.ts'
import { StepBar } from './step-bar.tsx'
import { useOver, useSlices, useSteps } from './steps.ts'
import { words } from './words.ts'

export function Redlined({
  comparison,
  narrow,
  setView,
}: {
  comparison: Comparison
  narrow: boolean
  setView: (view: View) => void
}) {
  const t = useWords(words)
  const { parts, changes, from, to, languages, view } = comparison
  // Another view of a long comparison is made ready while the one before stays in use.
  const settled = useDeferredValue(comparison)
  const [shown, reach] = useSlices(parts.length)
  const places = useMemo(
    () => parts.flatMap((part, place) => (part.type === 'change' ? [place] : [])),
    [parts],
  )
  const { at, go, choose } = useSteps(
    changes.length,
    useCallback((change: number) => reach((places[change] ?? 0) + 1), [reach, places]),
  )
  const { read, mark } = useReadMarks(`${from.version.slice(0, 16)}-${to.version.slice(0, 16)}`)
  const over = useOver()
  const step = (by: 1 | -1) => go(at + by)
  const key = changes[at]?.head.key
  useShortcuts([
    { keys: ['j', 'J', 'n', 'N'], does: t('goNext'), act: () => step(1) },
    { keys: ['k', 'K', 'p', 'P'], does: t('goPrevious'), act: () => step(-1) },
    { keys: ['['], does: t('goProvision'), act: () => nextProvision(-1) },
    { keys: [']'], does: t('goProvision'), act: () => nextProvision(1) },
    { keys: ['r', 'R'], does: t('toggleRead'), act: () => key && mark(key, !read.has(key)) },
    {
      keys: ['o', 'O'],
      does: t('toggleView'),
      act: () => setView(view === 'marked' ? 'oldAndNew' : 'marked'),
    },
  ])
  const columns = view === 'oldAndNew' ? 2 : languages.length
  return (
    <ComparisonProvider value={comparison}>
      <div className={`cmp ${view}`} style={{ '--n': columns } as React.CSSProperties}>
        <ChangesList comparison={comparison} at={at} read={read} go={go} narrow={narrow} />
        <main id="content">
          <h1 className="only-print">{t('changedBetween', { from: from.number, to: to.number })}</h1>
          <StepBar at={at} step={step} over={over} />
          <div className="paper" aria-busy={comparison !== settled}>
            <ComparisonProvider value={settled}>
              {parts.slice(0, shown).map((part) => {
                if (part.type === 'chapter')
                  return <ChapterLine key={part.block.head.key} block={part.block} />
                if (part.type !== 'change') return <Folded key={part.blocks[0]!.head.key} part={part} />
                const { head } = part.block
                return (
                  <ChangeView
                    key={head.key}
                    block={part.block}
                    at={part.at}
                    now={part.at === at}
                    read={read.has(head.key)}
                    go={choose}
                    mark={mark}
                  />
                )
              })}
            </ComparisonProvider>
          </div>
        </main>
      </div>
    </ComparisonProvider>
  )
}

/** Moves the focus to the previous or next provision or folded row. */
function nextProvision(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.cmp .paper > .chg, .cmp .paper > button.fold')]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[here < 0 ? 0 : here + by]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'start' })
}
