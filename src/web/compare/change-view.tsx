// One change on paper: what happened in a line, then its words; what stayed of its article folds below.
import { memo, useState } from 'react'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { clauseOf, type Compared, isChanged, type Sides } from './blocks.ts'
import { callOn, labelOf, useComparison } from './comparison.ts'
import { FactChanges } from './fact-changes.tsx'
import { FoldRow } from './folds.tsx'
import { KindSign } from './kind-sign.tsx'
import { Row } from './row.tsx'
import { useTold } from './told.ts'
import { words } from './words.ts'

interface Props {
  readonly block: Compared
  readonly at: number
  readonly now: boolean
  readonly read: boolean
  readonly go: (at: number) => void
  readonly mark: (key: string, read: boolean) => void
}

export const ChangeView = memo(function ChangeView({ block, at, now, read, go, mark }: Props) {
  const t = useWords(words)
  const comparison = useComparison()
  const { long, name } = useTold(comparison)(block)
  const [open, setOpen] = useState(false)
  const { head, rows, kinds } = block
  const whole = kinds[0] === 'added' || kinds[0] === 'removed'
  const look = whole ? (kinds[0] === 'added' ? ' isnew' : ' isdel') : ''
  const shown = rows.filter((row) => whole || open || isChanged(row))
  const rest = whole
    ? 0
    : rows.filter((row) => !isChanged(row)).length + (ownWords(head) ? 0 : hasWords(head))
  return (
    <article
      className={`clause chg${look}${now ? ' now' : ''}`}
      id={`change-${head.key}`}
      data-change={at}
      tabIndex={-1}
      aria-label={name}
      onClick={() => !now && go(at)}
    >
      <div className="facts">
        {kinds.map((kind) => (
          <KindSign key={kind} kind={kind} silent />
        ))}
        <span className={whole ? 'b told' : undefined}>{long}</span>
        <span className="end">
          {read && (
            <span className="q">
              <Icon sign="check" /> {t('read')}
            </span>
          )}
          {!read && (
            <button
              type="button"
              className="lnk"
              onClick={(event) => {
                event.stopPropagation()
                mark(head.key, true)
              }}
            >
              {t('markRead')}
            </button>
          )}
        </span>
      </div>
      <FactChanges sides={head} />
      <Row sides={head} worded={whole || open || ownWords(head)} />
      {shown.map((row) => (
        <ChangedRow key={row.key} row={row} whole={whole} />
      ))}
      {rest > 0 && (
        <FoldRow open={open} toggle={() => setOpen(!open)}>
          {t('restStayed', { count: rest, name })}
        </FoldRow>
      )}
    </article>
  )
})

/** Whether a head's own words are to be shown: its heading always is. */
const ownWords = ({ entry }: Sides): boolean =>
  entry !== undefined &&
  (entry.parameters.length > 0 ||
    Object.values(entry.texts).some((parts) => Object.keys(parts).some((part) => part !== 'heading')))
const hasWords = (sides: Sides): number =>
  Object.values(clauseOf(sides).texts).some(({ text }) => text !== undefined) ? 1 : 0

/** A paragraph or step: new and gone ones as a ruled block, moved ones with where they stood. */
function ChangedRow({ row, whole }: { row: Sides; whole: boolean }) {
  const t = useWords(words)
  const comparison = useComparison()
  const changes = row.entry?.changes ?? []
  const has = (change: (typeof changes)[number]) => !whole && changes.includes(change)
  const look = has('added') ? 'isnew' : has('removed') ? 'isdel' : isChanged(row) ? '' : 'nochange'
  return (
    <div className={`chrow ${look}`} data-key={row.key}>
      {has('added') && (
        <div className="facts">
          <KindSign kind="added" silent />
          <span className="b told">{t('newHere')}</span>
        </div>
      )}
      {has('removed') && (
        <div className="facts">
          <KindSign kind="removed" silent />
          <span className="b told">{t('deletedHere')}</span>
        </div>
      )}
      {has('moved') && (
        <div className="facts">
          <KindSign kind="moved" silent />
          <span>
            {labelOf(row, comparison.reader)}: {t('formerly', { was: callOn(comparison, row, 'then') })}
            {!changes.includes('changed') && `. ${t('wordsKept')}`}
          </span>
        </div>
      )}
      <FactChanges sides={row} />
      <Row sides={row} worded />
    </div>
  )
}
