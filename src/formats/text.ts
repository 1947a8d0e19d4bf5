// An SOP, or one clause of it, in one language as a person reads it: Markdown or plain text.
import { type Clause, type Language, type Part, walk } from '../document/clause.ts'
import { tongueOf } from '../document/figures.ts'
import { plainText } from '../document/markdown.ts'
import { labelOf } from '../document/numbering.ts'
import { type ShowContext, showContext, showText } from '../document/show.ts'
import { stepLines, type StepOptions, titled, WORDS } from './step-lines.ts'

export interface TextOptions extends StepOptions {
  /** This clause with all below it instead of the whole SOP. */
  readonly clause?: string
}

/** One clause, ready to be set: `lines` are a step's duties, limit and forms, each with what it is. */
export interface Block {
  readonly level: number
  readonly clause: Clause
  readonly label?: string
  readonly heading?: string
  readonly text?: string
  readonly lines: readonly (readonly [string, string])[]
}

/** The SOP as blocks in document order, with numbers, figures and references put in. */
export function blocksOf(root: Clause, language: Language, options: TextOptions): Block[] {
  const context = showContext(root, options)
  const clauses = new Map(Array.from(walk(root), (clause) => [clause.key, clause]))
  const { names } = options
  // A form that is a clause of the SOP has its title there.
  const form = (key: string, language: Language) =>
    clauses.get(key)?.texts[language]?.heading ?? names.form(key, language)
  const inside = { ...options, names: { ...names, form } }
  const start = options.clause === undefined ? root : clauses.get(options.clause)
  if (!start) return []
  const blocks: Block[] = []
  const visit = (clause: Clause, level: number) => {
    blocks.push(blockOf(clause, level, language, context, inside))
    for (const child of clause.children) visit(child, level + 1)
  }
  visit(start, 1)
  return blocks
}

function blockOf(
  clause: Clause,
  level: number,
  language: Language,
  context: ShowContext,
  options: TextOptions,
): Block {
  const shown = (part: Part): string | undefined => {
    const source = clause.texts[language]?.[part]
    if (source !== undefined) return showText(source, language, context)
    const elsewhere = Object.values(clause.texts).some((text) => text[part] !== undefined)
    return elsewhere ? `[${WORDS[tongueOf(language)].follows}]` : undefined
  }
  const label = labelOf(context.numbers, clause.key, language, options)
  const heading = shown('heading')
  const text = shown('text')
  return {
    level,
    clause,
    ...(label !== undefined && { label }),
    ...(heading !== undefined && { heading: heading.replace(/\s*\n\s*/g, ' ') }),
    ...(text !== undefined && { text }),
    lines: stepLines(clause, language, context, options, shown),
  }
}

/** Markdown with a heading for each clause that has one; a paragraph's number stands before its words. */
export function toMarkdown(root: Clause, language: Language, options: TextOptions): string {
  return setBlocks(blocksOf(root, language, options), language, {
    heading: (block, words) => `${'#'.repeat(Math.min(block.level, 6))} ${words}`,
    text: (source) => source,
    line: (name, words) => `- **${name}:** ${words.replace(/\n/g, '\n  ')}`,
  })
}

/** The same words without marks. */
export function toPlainText(root: Clause, language: Language, options: TextOptions): string {
  return setBlocks(blocksOf(root, language, options), language, {
    heading: (_, words) => plainText(words),
    text: plainText,
    line: (name, words) => `  ${name}: ${plainText(words).replace(/\n/g, '\n  ')}`,
  })
}

interface Setting {
  heading(block: Block, words: string): string
  text(source: string): string
  line(name: string, words: string): string
}

function setBlocks(blocks: readonly Block[], language: Language, setting: Setting): string {
  const parts: string[] = []
  for (const block of blocks) {
    const { label, heading, text, lines, clause } = block
    const runIn = clause.kind === 'paragraph' && heading === undefined && label !== undefined
    const title =
      label !== undefined && heading !== undefined ? titled(label, heading, language) : (heading ?? label)
    if (title !== undefined && !runIn) parts.push(setting.heading(block, title))
    const words = text === undefined ? '' : setting.text(text)
    if (runIn) parts.push(afterLabel(label, words))
    else if (words) parts.push(words)
    if (lines.length) parts.push(lines.map(([name, line]) => setting.line(name, line)).join('\n'))
  }
  return parts.length ? `${parts.join('\n\n')}\n` : ''
}

/** "(2) The words"; a list or table keeps its own first line, or it would be none. */
function afterLabel(label: string, words: string): string {
  return /^(?:[-+*>#|`~=]| {4}|\d+[.)])/.test(words) ? `${label}\n\n${words}` : `${label} ${words}`.trim()
}
