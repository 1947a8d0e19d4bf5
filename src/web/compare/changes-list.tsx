// The list of changes by chapter: what each is, and whether it was read.
import { useEffect, useRef } from 'react'
import type { Diff } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { type Comparison, headingOf } from './comparison.ts'
import { rangeOf } from './folds.tsx'
import { groupsOf } from './folding.ts'
import { KindSign } from './kind-sign.tsx'
import { useTold } from './told.ts'
import { words } from './words.ts'

interface Props {
  readonly comparison: Comparison
  readonly at: number
  readonly read: ReadonlySet<string>
  readonly go: (at: number) => void
  readonly narrow: boolean
}

export function ChangesList({ narrow, ...props }: Props) {
  const t = useWords(words)
  const { comparison, read } = props
  const all = comparison.changes.length
  const number = comparison.changes.filter(({ head }) => read.has(head.key)).length
  const title = (
    <>
      {t('changes', { count: all })} <span className="q">· {t('readOf', { number })}</span>
    </>
  )
  if (narrow)
    return (
      <details className="steps noprint">
        <summary>{title}</summary>
        <nav aria-label={t('list')}>
          <Groups {...props} />
        </nav>
      </details>
    )
  return (
    <nav className="steps noprint" aria-label={t('list')}>
      <h2>{title}</h2>
      <Groups {...props} />
    </nav>
  )
}

function Groups({ comparison, at, read, go }: Omit<Props, 'narrow'>) {
  const t = useWords(words)
  const told = useTold(comparison)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const [box, link] = [list.current, list.current?.querySelector<HTMLElement>('[aria-current]')]
    if (!box || !link) return
    const [outer, inner] = [box.getBoundingClientRect(), link.getBoundingClientRect()]
    if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top
    else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom
  }, [at])
  return (
    <div className="groups" ref={list} tabIndex={-1}>
      {groupsOf(comparison.parts).map(({ key, changes }) => (
        <section key={`${key} ${changes[0]!.at}`}>
          {key !== undefined && <ChapterName comparison={comparison} chapter={key} />}
          <ol>
            {changes.map(({ block, at: place }) => {
              const { name, short } = told(block)
              const isRead = read.has(block.head.key)
              return (
                <li key={block.head.key}>
                  <a
                    href={`#change-${block.head.key}`}
                    aria-current={place === at ? 'step' : undefined}
                    onClick={(event) => {
                      event.preventDefault()
                      go(place)
                    }}
                  >
                    <KindSign kind={block.kinds[0]!} />
                    <span>
                      {name}
                      <br />
                      <span className="q">{short}</span>
                    </span>
                    {isRead && (
                      <span className="done">
                        <Icon sign="check" />
                        <span className="vh">{t('read')}</span>
                      </span>
                    )}
                  </a>
                </li>
              )
            })}
          </ol>
        </section>
      ))}
      {comparison.parts.flatMap((part) =>
        part.type === 'renumbered' ? (
          <p className="g only-number" key={part.blocks[0]!.head.key}>
            <KindSign kind="renumbered" silent />
            <span>
              {t('numbersOnly', { places: rangeOf(comparison, part.blocks, (ends) => t('range', ends)) })}
            </span>
          </p>
        ) : (
          []
        ),
      )}
    </div>
  )
}

function ChapterName({ comparison, chapter }: { comparison: Comparison; chapter: string }) {
  const { from, to, reader } = comparison
  const clause = find(to.clause, chapter) ?? find(from.clause, chapter)
  if (!clause) return null
  return (
    <h3 className="g">
      {clause.label?.[reader]} {clause.label && headingOf(clause, reader) && '· '}
      {headingOf(clause, reader)}
    </h3>
  )
}

function find(root: Comparison['to']['clause'], key: string): Comparison['to']['clause'] | undefined {
  if (root.key === key) return root
  for (const child of root.children) {
    const found = find(child, key)
    if (found) return found
  }
  return undefined
}

/** The list before the texts have come: a line a change, as the service says it. */
export function Summaries({ diff }: { diff: Diff }) {
  const t = useWords(words)
  return (
    <nav className="steps noprint" aria-label={t('list')}>
      <h2>{t('loadingTexts')}</h2>
      <ol className="groups">
        {diff.entries
          .filter(({ changes }) => changes.some((change) => change !== 'renumbered'))
          .slice(0, 60)
          .map(({ key, summary }) => (
            <li className="g" key={key}>
              {summary}
            </li>
          ))}
      </ol>
    </nav>
  )
}
