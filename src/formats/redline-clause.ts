// One changed clause of the redline page: what happened to it, then its words in each column.
import { type Clause, type Indexed, type Language, type Part, PARTS } from '../document/clause.ts'
import type { Entry } from '../document/diff.ts'
import { type Tongue, tongueOf } from '../document/figures.ts'
import { labelOf, type ShowOptions } from '../document/numbering.ts'
import { references, type ShowContext } from '../document/show.ts'
import {
  entryDetails,
  entryLabel,
  factName,
  languageName,
  oldToNew,
  type SummaryContext,
} from '../document/summary.ts'
import { type Change, diffWords } from '../document/words.ts'
import { blocks, type CellContext, escapeAttribute, escapeText, inline, marked } from './redline-cell.ts'
import { PAGE_WORDS } from './redline-words.ts'
import { type Names, stepLines, WORDS as STEP_WORDS } from './step-lines.ts'

export interface ClauseOptions extends ShowOptions {
  /** The reader's. */
  readonly language: Tongue
  /** One column each, in this order. */
  readonly languages: readonly Language[]
  /** Names of agencies, events and forms; without them their ids are shown. */
  readonly names?: Names
  /** Thai terms that no line may break in: those of the glossary. */
  readonly whole?: readonly string[]
}

/** What every clause of a page is shown with. */
export interface ClausePage {
  readonly options: ClauseOptions
  readonly then: ShowContext
  readonly now: ShowContext
  readonly before: ReadonlyMap<string, Indexed>
  readonly after: ReadonlyMap<string, Indexed>
  readonly summary: SummaryContext
  readonly whole: RegExp | undefined
}

function cellContext(language: Language, { options, then, now, whole }: ClausePage): CellContext {
  return { language, reader: options.language, then, now, ...(whole && { whole }) }
}

const MARKS = { added: '+', removed: '−', moved: '⇅', figure: '12', words: 'Aa', renumbered: '№' } as const

/** The sign of what happened: a shape first, colour second; its words stand beside it. */
export function markOf(
  { changes, parameters, texts, facts }: Pick<Entry, 'changes' | 'parameters' | 'texts' | 'facts'>,
  language: Tongue,
): string {
  const words = PAGE_WORDS[language]
  const figuresOnly = parameters.length > 0 && facts.length === 0 && Object.keys(texts).length === 0
  const name = changes.includes('added')
    ? 'added'
    : changes.includes('removed')
      ? 'removed'
      : changes.includes('moved')
        ? 'moved'
        : !changes.includes('changed')
          ? 'renumbered'
          : figuresOnly
            ? 'figure'
            : 'words'
  const titles = {
    added: words.added,
    removed: words.deleted,
    moved: words.moved,
    figure: words.figure,
    words: words.changed,
    renumbered: words.numberOnly,
  }
  return `<span class="ch ${name}" title="${titles[name]}" aria-hidden="true">${MARKS[name]}</span>`
}

/** A clause with its line of facts and one cell for each language. */
export function clauseHtml(entry: Entry, page: ClausePage): string {
  const { language, languages } = page.options
  const block = entry.changes.includes('added')
    ? ' isnew'
    : entry.changes.includes('removed')
      ? ' isgone'
      : ''
  const cells = languages.map(
    (code) => `<div class="cell" lang="${escapeAttribute(code)}">${cellHtml(entry, code, page)}</div>`,
  )
  return `<article class="clause${block}" id="c-${escapeAttribute(entry.key)}">
<div class="facts">${markOf(entry, language)}<span>${sayHtml(entry, page)}</span></div>
<div class="row">
${cells.join('\n')}
</div>
</article>`
}

function sayHtml(entry: Entry, page: ClausePage): string {
  const { language } = page.options
  const words = PAGE_WORDS[language]
  const label = entryLabel(entry, language, page.summary)
  if (entry.changes.includes('added')) return `${escapeText(label)}: ${words.isNew}`
  if (entry.changes.includes('removed')) return `${escapeText(label)}: ${words.isGone}`
  const said = `${escapeText(label)}: ${escapeText(entryDetails(entry, language, page.summary))}`
  const facts = entry.facts.filter(({ pointer }) => !pointer.startsWith('/facts/step/'))
  return said + facts.map(({ pointer, from, to }) => `<br>${factHtml(pointer, from, to, language)}`).join('')
}

function factHtml(pointer: string, from: unknown, to: unknown, reader: Tongue): string {
  const sides = [
    from === undefined ? '' : marked('-', escapeText(valueText(from)), reader),
    to === undefined ? '' : marked('+', escapeText(valueText(to)), reader),
  ]
  return `${escapeText(factName(pointer, reader))}: ${sides.filter((side) => side !== '').join(' → ')}`
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ')
  return typeof value === 'object' && value !== null
    ? Object.values(value).map(valueText).join(' ')
    : String(value)
}

function cellHtml(entry: Entry, language: Language, page: ClausePage): string {
  const context = cellContext(language, page)
  const [then, now] = [page.before.get(entry.key)?.clause, page.after.get(entry.key)?.clause]
  const label = labelHtml(entry, language, page)
  const heading = partChanges(entry, 'heading', language, then, now)
  const first = heading ? inline(heading, context) : ''
  const numberHangs = first === '' && entry.kind === 'paragraph'
  const title = numberHangs ? first : [label, first].filter((part) => part !== '').join(' · ')
  let html = title === '' ? '' : `<h3>${title}</h3>`
  if (entry.unchanged.includes(language)) html += keptHtml(language, page.options.language)
  const body = PARTS.filter((part) => part !== 'heading')
  const shown = body.filter((part) => isShown(part, entry, page, first === ''))
  for (const part of shown) {
    const changes = partChanges(entry, part, language, then, now)
    if (!changes) continue
    if (part !== 'text') html += `<p class="part">${STEP_WORDS[tongueOf(language)][part]}</p>`
    html += blocks(changes, context, part === 'text' && numberHangs ? label : '')
  }
  const written = [then, now].some((clause) => clause?.texts[language])
  if (!written)
    html += `<p class="none" lang="${page.options.language}">${PAGE_WORDS[page.options.language].missing}</p>`
  return html + stepHtml(entry, language, page, then, now)
}

/** Both numbers where they differ: what is new or gone altogether stands in a block that says so. */
function labelHtml(entry: Entry, language: Language, page: ClausePage): string {
  const { options } = page
  const then = labelOf(page.then.numbers, entry.key, language, options) ?? ''
  const now = labelOf(page.now.numbers, entry.key, language, options) ?? ''
  if (!entry.from) return escapeText(now)
  if (!entry.to) return marked('-', escapeText(then), options.language)
  if (then === now) return escapeText(now)
  const parts = oldToNew(then, now)
  const numbers = [
    marked('-', escapeText(parts.from), options.language),
    marked('+', escapeText(parts.to), options.language),
  ]
  return `${escapeText(parts.before)}${numbers.filter((side) => side !== '').join(' ')}${escapeText(parts.after)}`
}

/** The words of a part with their changes; of a new clause as plain words. */
function partChanges(
  entry: Entry,
  part: Part,
  language: Language,
  then: Clause | undefined,
  now: Clause | undefined,
): readonly Change[] | undefined {
  const whole = now?.texts[language]?.[part]
  if (!then) return whole === undefined ? undefined : [['=', whole]]
  if (!now)
    return then.texts[language]?.[part] === undefined ? undefined : [['-', then.texts[language][part]]]
  return entry.texts[language]?.[part] ?? (whole === undefined ? undefined : [['=', whole]])
}

/**
 * A part is shown in all columns if it changed in one, or shows a changed figure, or alone tells the
 * clause.
 */
function isShown(part: Part, entry: Entry, page: ClausePage, alone: boolean): boolean {
  if (!entry.from || !entry.to) return true
  if (Object.values(entry.texts).some((words) => words[part] !== undefined)) return true
  if (alone && part === 'text') return true
  const names = new Set(entry.parameters.map(({ name }) => name))
  const texts = Object.values(page.after.get(entry.key)!.clause.texts)
  return texts.some((text) => references(text[part] ?? '').parameters.some((name) => names.has(name)))
}

function keptHtml(language: Language, reader: Tongue): string {
  const words = PAGE_WORDS[reader]
  const name = escapeText(languageName(language, reader))
  return `<span class="say" lang="${reader}"><b>${words.kept(name)}</b> ${words.keptWhy}</span>`
}

const IDS: Names = { agency: () => undefined, event: () => undefined, form: () => undefined }

/** What a step says beside its text, where it changed, as each column's language says it. */
function stepHtml(
  entry: Entry,
  language: Language,
  page: ClausePage,
  then: Clause | undefined,
  now: Clause | undefined,
): string {
  const context = cellContext(language, page)
  const options = { ...page.options, names: page.options.names ?? IDS }
  const [before, after] = [
    then && linesByName(stepLines(then, language, page.then, options, () => undefined)),
    now && linesByName(stepLines(now, language, page.now, options, () => undefined)),
  ]
  let html = ''
  for (const name of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
    const [old, current] = [before?.get(name) ?? [], after?.get(name) ?? []]
    if (then && now && old.join('\n') === current.join('\n')) continue
    const lines = now && !then ? current.map((line): Change[] => [['=', line]]) : lineChanges(old, current)
    html += `<p class="part">${escapeText(name)}</p>${lines.map((line) => blocks(line, context)).join('')}`
  }
  return html
}

function linesByName(lines: readonly (readonly [string, string])[]): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const [name, line] of lines) names.set(name, [...(names.get(name) ?? []), line])
  return names
}

/** One line against one is compared by words; among several, whole lines come and go. */
function lineChanges(old: readonly string[], current: readonly string[]): (readonly Change[])[] {
  if (old.length === 1 && current.length === 1) return [diffWords(old[0]!, current[0]!)]
  const gone = old.filter((line) => !current.includes(line)).map((line): Change[] => [['-', line]])
  return [...gone, ...current.map((line): Change[] => [[old.includes(line) ? '=' : '+', line]])]
}
