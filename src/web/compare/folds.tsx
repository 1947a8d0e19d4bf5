// What did not change between two changes: one quiet row that can be opened; on paper a sentence.
import { memo, type ReactNode, useState } from 'react'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { clauseOf, type Compared } from './blocks.ts'
import { callOn, type Comparison, headingOf, useComparison } from './comparison.ts'
import { namedOf, type Part } from './folding.ts'
import { KindSign } from './kind-sign.tsx'
import { Row } from './row.tsx'
import { words } from './words.ts'

export const Folded = memo(function Folded({ part }: { part: Extract<Part, { blocks: unknown }> }) {
  const [open, setOpen] = useState(false)
  const said = useFoldSentence(part)
  return (
    <>
      <FoldRow open={open} toggle={() => setOpen(!open)} renumbered={part.type === 'renumbered'}>
        {said.charAt(0).toUpperCase() + said.slice(1)}
      </FoldRow>
      {open &&
        part.blocks.map((block) => (
          <div className="clause nochange" key={block.head.key}>
            {[block.head, ...block.rows].map((sides) => (
              <Row key={sides.key} sides={sides} worded />
            ))}
          </div>
        ))}
    </>
  )
})

export function FoldRow({
  open,
  toggle,
  renumbered = false,
  children,
}: {
  open: boolean
  toggle: () => void
  renumbered?: boolean
  children: ReactNode
}) {
  return (
    <button type="button" className="fold" aria-expanded={open} onClick={toggle}>
      <Icon sign={open ? 'down' : 'right'} small />
      {renumbered && <KindSign kind="renumbered" silent />}
      <span>{children}</span>
    </button>
  )
}

/** A chapter's title that stayed, before the first change in it. */
export function ChapterLine({ block }: { block: Compared }) {
  const { reader } = useComparison()
  const clause = clauseOf(block.head)
  return (
    <p className="fold chapterline">
      <b>{clause.label?.[reader]}</b> {headingOf(clause, reader)}
    </p>
  )
}

function useFoldSentence({ type, blocks }: Extract<Part, { blocks: unknown }>): string {
  const t = useWords(words)
  const comparison = useComparison()
  const [first, last] = namedOf(blocks)
  const call = (block: Compared, side: 'then' | 'now') =>
    clauseOf(block.head).kind === 'sop' ? t('general') : callOn(comparison, block.head, side)
  const one = first === last
  if (type === 'stayed')
    return one
      ? t('stayed', { name: call(first, 'now') })
      : t('stayedRange', { from: call(first, 'now'), to: call(last, 'now') })
  const ends = { was: call(first, 'then'), now: call(first, 'now') }
  return one
    ? t('isNow', ends)
    : t('areNow', { ...ends, wasEnd: call(last, 'then'), nowEnd: call(last, 'now') })
}

/** "Article 14 to Article 17": the provisions of which only the number changed. */
export function rangeOf(
  comparison: Comparison,
  blocks: readonly Compared[],
  range: (ends: { from: string; to: string }) => string,
): string {
  const [first, last] = namedOf(blocks)
  const [from, to] = [callOn(comparison, first.head), callOn(comparison, last.head)]
  return first === last ? from : range({ from, to })
}
