// A text as it reads: its blocks, with figures, references and marked words.
import { Fragment, type ReactNode, useMemo } from 'react'
import { useWords } from '../words/words.ts'
import { type Showing, showInlines } from './inlines.tsx'
import { type Block, blocksOf } from './marked-source.ts'
import type { Mark } from './marks.ts'
import type { TextContext } from './text-context.ts'
import { words } from './words.ts'

const NONE: readonly Mark[] = []

export interface SourceTextProps {
  readonly source: string
  readonly language: string
  readonly context: TextContext
  readonly marks?: readonly Mark[]
  /** words alone, as a heading has them */
  readonly inline?: boolean
  /** what stands after the last word of a quotation */
  readonly afterMark?: (id: string) => ReactNode
  /** the quotation that is in focus */
  readonly hot?: string | undefined
}

export function SourceText({
  source,
  language,
  context,
  marks = NONE,
  inline = false,
  afterMark,
  hot,
}: SourceTextProps) {
  const say = useWords(words)
  const blocks = useMemo(() => blocksOf(source, marks, inline), [source, marks, inline])
  const showing: Showing = { language, context, say, afterMark, hot }
  return inline ? inlineOf(blocks, showing) : showBlocks(blocks, showing)
}

export function inlineOf(blocks: readonly Block[], showing: Showing): ReactNode {
  return blocks.map((block, at) => (
    <Fragment key={at}>{'inlines' in block ? showInlines(block.inlines, showing) : null}</Fragment>
  ))
}

export function showBlocks(blocks: readonly Block[], showing: Showing): ReactNode {
  return blocks.map((block, at) => <Fragment key={at}>{showBlock(block, showing)}</Fragment>)
}

function showBlock(block: Block, showing: Showing): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <p>{showInlines(block.inlines, showing)}</p>
    case 'heading':
      return (
        <p>
          <strong>{showInlines(block.inlines, showing)}</strong>
        </p>
      )
    case 'quote':
      return <blockquote>{showBlocks(block.blocks, showing)}</blockquote>
    case 'list': {
      const items = block.items.map((item, at) => <li key={at}>{showItem(item, showing)}</li>)
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>
    }
    case 'table':
      return (
        <table className="tbl">
          <thead>
            <tr>
              {block.head.map((cell, at) => (
                <th key={at} scope="col">
                  {showInlines(cell, showing)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, place) => (
                  <td key={place}>{showInlines(cell, showing)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
  }
}

/** An item of one paragraph stands without one. */
function showItem(item: readonly Block[], showing: Showing): ReactNode {
  const [first, ...rest] = item
  if (first?.type !== 'paragraph') return showBlocks(item, showing)
  return (
    <>
      {showInlines(first.inlines, showing)}
      {showBlocks(rest, showing)}
    </>
  )
}
