// A comparison as one HTML page that stands alone: list of changes, columns by language, status line; print too.
import { type Clause, indexTree, walk } from '../document/clause.ts'
import type { Diff, Entry } from '../document/diff.ts'
import { numeral, type Tongue, tongueOf } from '../document/figures.ts'
import { labelOf } from '../document/numbering.ts'
import { showParameter } from '../document/parameters.ts'
import { showContext, showText } from '../document/show.ts'
import { entryDetails, entryLabel, languageName } from '../document/summary.ts'
import { escapeAttribute, escapeText, figureBox, marked, termsPattern } from './redline-cell.ts'
import { type ClauseOptions, type ClausePage, clauseHtml, markOf } from './redline-clause.ts'
import { STYLE } from './redline-style.ts'
import { PAGE_WORDS } from './redline-words.ts'

export interface RedlineOptions extends ClauseOptions {
  /** What is compared: "Joint text, version 11 and version 14". */
  readonly title: string
  /** The foot of page and sheet: stage, kind and version, date in both eras, whose copy, fingerprint. */
  readonly status: readonly string[]
  /** Who sees what is compared; an internal page looks different. */
  readonly zone?: { readonly kind: 'joint' | 'internal'; readonly name: string; readonly readers: string }
  /** For the one `<style>` under a content security policy. */
  readonly nonce?: string
}

/**
 * The whole page: no script, no request to anywhere, all text escaped. Its length grows with the changes
 * alone.
 */
export function redlineHtml(diff: Diff, from: Clause, to: Clause, options: RedlineOptions): string {
  const work = redlineInSteps(diff, from, to, options)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** The same, a row at a time: after each one it yields its length, so that a caller can serve others in between. */
export function* redlineInSteps(
  diff: Diff,
  from: Clause,
  to: Clause,
  options: RedlineOptions,
): Generator<number, string, undefined> {
  const { language, languages, title, status, zone, nonce } = options
  const [then, now] = [showContext(from, options), showContext(to, options)]
  const whole = termsPattern(options.whole)
  const summary = { then: then.numbers, now: now.numbers, options }
  const page: ClausePage = {
    options,
    then,
    now,
    before: indexTree(from),
    after: indexTree(to),
    summary,
    whole,
  }
  const words = PAGE_WORDS[language]
  const groups = grouped(diff.entries)
  const same = diff.entries.length === 0 && diff.parameters.length === 0
  const sheet = languages.length > 1 ? 'landscape' : 'portrait'
  const columns = `:root{--columns:${Math.max(languages.length, 1)}}`
  const list = yield* listHtml(groups, page)
  const paper = same ? `<p class="same">${words.none}</p>` : yield* paperHtml(diff, groups, page)
  const style = `${STYLE}${columns}@page{size:A4 ${sheet};margin:10mm 12mm}`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeAttribute(zone ? `${zone.name} · ${title}` : title)}</title>
<style${nonce === undefined ? '' : ` nonce="${escapeAttribute(nonce)}"`}>${style}</style>
</head>
<body>
${zone ? stripHtml(zone) : ''}
<div class="page">
<h1>${escapeText(title)}</h1>
<nav class="list" aria-label="${words.list}">
<h2>${words.changes(numeral(diff.entries.length, language, options.digits))}</h2>
${list}
</nav>
<main class="paper">
${paper}
</main>
</div>
<footer class="status">${status.map((part) => `<span>${escapeText(part)}</span>`).join('')}</footer>
</body>
</html>
`
}

function stripHtml({ kind, name, readers }: NonNullable<RedlineOptions['zone']>): string {
  return `<header class="strip ${kind}"><b>${escapeText(name)}</b><span>${escapeText(readers)}</span></header>`
}

/** Entries one by one, but siblings of which only the numbers changed together. */
type Group = readonly [Entry, ...Entry[]]

function grouped(entries: readonly Entry[]): Group[] {
  const groups: [Entry, ...Entry[]][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (last && follows(last.at(-1)!, entry)) last.push(entry)
    else groups.push([entry])
  }
  return groups
}

const numberOnly = (entry: Entry) => entry.changes.join() === 'renumbered'

function follows(one: Entry, two: Entry): boolean {
  if (!numberOnly(one) || !numberOnly(two) || one.kind !== two.kind) return false
  if (one.to?.number?.parent !== two.to?.number?.parent) return false
  const next = (side: 'from' | 'to') => two[side]?.number?.ordinal === (one[side]?.number?.ordinal ?? 0) + 1
  return next('from') && next('to')
}

/** The list of changes, under the chapters they stand in. */
function* listHtml(groups: readonly Group[], page: ClausePage): Generator<number, string, undefined> {
  let html = ''
  let chapter: string | undefined
  let open = false
  for (const group of groups) {
    const under = chapterOf(group[0], page)
    if (under !== chapter || !open) {
      if (open) html += '</ol>\n'
      if (under !== undefined) html += `<div class="g">${escapeText(under)}</div>\n`
      html += '<ol>\n'
      chapter = under
      open = true
    }
    const item = listItem(group, page)
    html += `<li>${item}</li>\n`
    yield item.length
  }
  return open ? `${html}</ol>` : html
}

function listItem(group: Group, page: ClausePage): string {
  const [entry] = group
  const { language } = page.options
  const [label, details] =
    group.length > 1
      ? [range(group, 'to', page), PAGE_WORDS[language].numberOnly]
      : [entryLabel(entry, language, page.summary), entryDetails(entry, language, page.summary)]
  const shown = `${escapeText(label)}<span class="q">${escapeText(details)}</span>`
  return `<a href="#c-${escapeAttribute(entry.key)}">${markOf(entry, language)}<span>${shown}</span></a>`
}

/** The chapter or annex that a clause stands in, as a line of the list. */
function chapterOf(entry: Entry, page: ClausePage): string | undefined {
  const [index, show] = entry.to ? [page.after, page.now] : [page.before, page.then]
  let clause = index.get(entry.key)?.clause
  while (clause && clause.kind !== 'chapter' && clause.kind !== 'annex')
    clause = index.get(clause.key)?.parent
  if (!clause) return undefined
  const { language } = page.options
  const heading = clause.texts[language]?.heading
  const label = labelOf(show.numbers, clause.key, language, page.options) ?? ''
  return heading === undefined ? label : `${label} · ${showText(heading, language, show)}`
}

/** "Article 13–16" of a run of clauses, by their old or new numbers. */
function range(group: Group, side: 'from' | 'to', page: ClausePage): string {
  const { language } = page.options
  const numbers = side === 'from' ? page.then.numbers : page.now.numbers
  const label = (entry: Entry) => labelOf(numbers, entry.key, language, page.options) ?? ''
  const last = group.at(-1)!
  if (group.length === 1) return label(last)
  const plain = last.kind === 'article' || last.kind === 'form'
  const end = plain ? numeral(last[side]!.number!.ordinal, language, page.options.digits) : label(last)
  return `${label(group[0])}–${end}`
}

function* paperHtml(
  diff: Diff,
  groups: readonly Group[],
  page: ClausePage,
): Generator<number, string, undefined> {
  const gaps = gapsBefore(diff.entries, page)
  const rows: string[] = []
  for (const group of groups) {
    const gap = gaps.get(group[0].key) ?? 0
    const row = (gap > 0 ? sameHtml(gap, page) : '') + groupHtml(group, page)
    rows.push(row)
    yield row.length
  }
  const rest = gaps.get('') ?? 0
  return [
    legendHtml(page.options.language),
    headsHtml(diff, page),
    ...hiddenFigures(diff, page),
    ...rows,
    ...(rest > 0 ? [sameHtml(rest, page)] : []),
  ].join('\n')
}

/**
 * How many clauses without a change stand before each entry, and, under the empty key, after the last one.
 */
function gapsBefore(entries: readonly Entry[], page: ClausePage): Map<string, number> {
  const listed = new Set(entries.map(({ key }) => key))
  const gaps = new Map<string, number>()
  let gap = 0
  const root = [...page.after.values()][0]!.clause
  for (const { key } of walk(root)) {
    if (listed.has(key)) {
      gaps.set(key, gap)
      gap = 0
    } else if (key !== root.key) gap++
  }
  return gaps.set('', gap)
}

function sameHtml(count: number, page: ClausePage): string {
  const { language, digits } = page.options
  return `<div class="fold"><span>${PAGE_WORDS[language].same(numeral(count, language, digits))}</span></div>\n`
}

function groupHtml(group: Group, page: ClausePage): string {
  const { language } = page.options
  if (!numberOnly(group[0])) return clauseHtml(group[0], page)
  const said = PAGE_WORDS[language].renumbered(range(group, 'from', page), range(group, 'to', page))
  const places = group.map(({ key }, place) => (place === 0 ? '' : `<i id="c-${escapeAttribute(key)}"></i>`))
  return (
    `<div class="fold" id="c-${escapeAttribute(group[0].key)}">${markOf(group[0], language)}` +
    `<span>${escapeText(said)}${places.join('')}</span></div>`
  )
}

function legendHtml(language: Tongue): string {
  const words = PAGE_WORDS[language]
  const figures = [numeral(10, language), numeral(7, language)] as const
  const sign = (name: 'moved' | 'renumbered', text: string) =>
    `<span>${markOf({ changes: [name], parameters: [], texts: {}, facts: [] }, language)} ${text}</span>`
  return `<div class="legend" aria-hidden="true"><span class="doc"><ins>${words.added}</ins></span>
<span class="doc"><del>${words.deleted}</del></span>
<span class="doc">${figureBox(figures[0], figures[1], language)} ${words.figure}</span>
${sign('moved', words.moved)}${sign('renumbered', words.numberOnly)}</div>`
}

function headsHtml(diff: Diff, page: ClausePage): string {
  const { language, languages } = page.options
  const heads = languages.map((code) => {
    const count = diff.entries.filter(({ texts }) => Object.hasOwn(texts, code)).length
    const name = languageName(code, tongueOf(code) === code ? code : language)
    const shown = escapeText(name.charAt(0).toUpperCase() + name.slice(1))
    const said = PAGE_WORDS[language].changes(numeral(count, language, page.options.digits))
    return `<div><span lang="${escapeAttribute(code)}">${shown}</span><span class="q">${said}</span></div>`
  })
  return `<div class="heads">${heads.join('')}</div>`
}

/** Figures that changed though no clause shows them. */
function hiddenFigures(diff: Diff, page: ClausePage): string[] {
  const { language } = page.options
  return diff.parameters
    .filter(({ clauses }) => clauses.length === 0)
    .map(({ name, from, to }) => {
      const [old, current] = [from, to].map((side) => side && showParameter(side, language, page.options))
      const shown =
        old !== undefined && current !== undefined
          ? figureBox(old, current, language)
          : marked(from ? '-' : '+', escapeText((old ?? current)!), language)
      const mark = '<span class="ch figure" aria-hidden="true">12</span>'
      return `<div class="fold">${mark}<span>${escapeText(name)} ${shown}</span></div>`
    })
}
