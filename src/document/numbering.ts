// The printed number of every clause: computed from the tree, never stored, and written as each language writes it.
import { type Clause, type Kind, type Language } from './clause.ts'
import { lettered, LATIN, numeral, roman, THAI, tongueOf, type Tongue } from './figures.ts'

/** Kinds that have a number. */
export type NumberedKind = Exclude<Kind, 'sop' | 'preamble' | 'signature'>

/** A number among its like; `parent` is the key of the clause whose number it stands under. */
export interface ClauseNumber {
  readonly kind: NumberedKind
  readonly ordinal: number
  readonly parent?: string
}

export type Numbers = ReadonlyMap<string, ClauseNumber>

/** How a text is shown; nothing here changes what it says. */
export interface ShowOptions {
  /** Figures in Thai text; other languages always have Arabic ones. Default `thai`. */
  readonly digits?: 'thai' | 'arabic'
  /** The year of a date in Thai text: Buddhist era (the default), Common Era, or both. */
  readonly era?: 'be' | 'both' | 'ce'
  /** The party that stands first: each state's original puts itself first (alternat). */
  readonly order?: string
  /** The names of the states by party code and language, for `{{parties}}`. */
  readonly states?: Readonly<Record<string, Readonly<Record<Language, string>>>>
}

/**
 * Numbers a tree. Chapters, articles, annexes and forms run through the document; chapters and articles of an
 * annex start again in it and stand under it. Paragraphs and steps start again in the clause they are in, each
 * kind by itself. Preamble, signature and the root have no number.
 */
export function numberClauses(root: Clause): Numbers {
  const numbers = new Map<string, ClauseNumber>()
  const last = new Map<string, number>()
  const visit = (clause: Clause, parent: string, annex: string) => {
    const { key, kind } = clause
    if (isNumbered(kind)) {
      const scope = scopeOf(kind, parent, annex)
      const ordinal = (last.get(`${kind} ${scope}`) ?? 0) + 1
      last.set(`${kind} ${scope}`, ordinal)
      numbers.set(key, { kind, ordinal, ...(numbers.has(scope) && { parent: scope }) })
    }
    for (const child of clause.children) visit(child, key, kind === 'annex' ? key : annex)
  }
  visit(root, '', '')
  return numbers
}

function isNumbered(kind: Kind): kind is NumberedKind {
  return kind !== 'sop' && kind !== 'preamble' && kind !== 'signature'
}

/** The key of the clause within which a kind is counted; empty for the whole document. */
function scopeOf(kind: NumberedKind, parent: string, annex: string): string {
  switch (kind) {
    case 'annex':
    case 'form':
      return ''
    case 'chapter':
    case 'article':
      return annex
    case 'paragraph':
    case 'step':
      return parent
  }
}

/** Paragraphs nested in paragraphs: 0 for the outermost. */
function depthOf(numbers: Numbers, number: ClauseNumber): number {
  const parent = parentOf(numbers, number)
  return parent?.kind === 'paragraph' ? depthOf(numbers, parent) + 1 : 0
}

function parentOf(numbers: Numbers, number: ClauseNumber): ClauseNumber | undefined {
  return number.parent === undefined ? undefined : numbers.get(number.parent)
}

type Show = (value: number) => string
const showIn =
  (language: Language, options: ShowOptions): Show =>
  (value) =>
    numeral(value, language, options.digits)

/** A step within steps: 2.1. */
function stepFigure(numbers: Numbers, number: ClauseNumber, show: Show): string {
  const parent = parentOf(numbers, number)
  const own = show(number.ordinal)
  return parent?.kind === 'step' ? `${stepFigure(numbers, parent, show)}.${own}` : own
}

/** The mark of a paragraph: (2), then (a) and (i); Indonesian (2), a., 1. (UU 12/2011); Thai (๒), (ก), ๑). */
function paragraphMark(depth: number, ordinal: number, tongue: Tongue, show: Show): string {
  if (depth === 0) return `(${show(ordinal)})`
  const letters = depth % 2 === 1
  if (tongue === 'th') return letters ? `(${lettered(ordinal, THAI)})` : `${show(ordinal)})`
  if (tongue === 'id') return letters ? `${lettered(ordinal, LATIN)}.` : `${show(ordinal)}.`
  return letters ? `(${lettered(ordinal, LATIN)})` : `(${roman(ordinal).toLowerCase()})`
}

const NAMES = {
  chapter: { en: 'Chapter ', id: 'BAB ', th: 'หมวด ' },
  article: { en: 'Article ', id: 'Pasal ', th: 'ข้อ ' },
  step: { en: 'Step ', id: 'Langkah ', th: 'ขั้นตอนที่ ' },
  annex: { en: 'Annex ', id: 'Lampiran ', th: 'ภาคผนวก ' },
  form: { en: 'Form ', id: 'Formulir ', th: 'แบบฟอร์มที่ ' },
} as const

/** The number as it stands before a clause: "Article 3", "Pasal 3", "ข้อ ๓", "(2)"; undefined without a number. */
export function labelOf(
  numbers: Numbers,
  key: string,
  language: Language,
  options: ShowOptions = {},
): string | undefined {
  const number = numbers.get(key)
  if (!number) return undefined
  const tongue = tongueOf(language)
  const show = showIn(language, options)
  switch (number.kind) {
    case 'chapter':
    case 'annex':
      return NAMES[number.kind][tongue] + (tongue === 'th' ? show(number.ordinal) : roman(number.ordinal))
    case 'article':
    case 'form':
      return NAMES[number.kind][tongue] + show(number.ordinal)
    case 'step':
      return NAMES.step[tongue] + stepFigure(numbers, number, show)
    case 'paragraph':
      return paragraphMark(depthOf(numbers, number), number.ordinal, tongue, show)
  }
}

/** The number as it stands in a sentence: "Article 9 paragraph (2)", "Pasal 9 ayat (2)", "ข้อ ๙ วรรค ๒". */
export function referenceTo(
  numbers: Numbers,
  key: string,
  language: Language,
  options: ShowOptions = {},
): string | undefined {
  const number = numbers.get(key)
  const label = labelOf(numbers, key, language, options)
  if (!number || label === undefined) return undefined
  const above = aboveOf(numbers, number)
  const before = above === undefined ? undefined : referenceTo(numbers, above, language, options)
  const own = ownWords(numbers, number, label, language, options)
  return before === undefined ? own : before + joint(numbers, number, tongueOf(language)) + own
}

/** What a reference names first. A step in a step has the outer one's figure in its own (2.1). */
function aboveOf(numbers: Numbers, number: ClauseNumber): string | undefined {
  const parent = parentOf(numbers, number)
  if (number.kind === 'step' && parent?.kind === 'step') return aboveOf(numbers, parent)
  return number.parent
}

function ownWords(
  numbers: Numbers,
  number: ClauseNumber,
  label: string,
  language: Language,
  options: ShowOptions,
): string {
  const tongue = tongueOf(language)
  if (number.kind === 'step') return label.replace(/^[A-Z]/, (letter) => letter.toLowerCase())
  if (number.kind !== 'paragraph') return label
  const depth = depthOf(numbers, number)
  const plain = numeral(number.ordinal, language, options.digits)
  if (tongue === 'id') {
    if (depth > 0) return `${depth % 2 === 1 ? 'huruf' : 'angka'} ${label.replace(/\.$/, '')}`
    // Only an article has "ayat"; an annex has "angka" (UU 12/2011, Annex II).
    return parentOf(numbers, number)?.kind === 'article' ? `ayat ${label}` : `angka ${plain}`
  }
  if (depth > 0) return label
  return tongue === 'th' ? `วรรค ${plain}` : `paragraph ${label}`
}

/** What stands between a reference's parts: "Article 9 paragraph (2)(a)", "Article 9, step 2". */
function joint(numbers: Numbers, number: ClauseNumber, tongue: Tongue): string {
  if (tongue !== 'en') return ' '
  const parent = parentOf(numbers, number)
  if (number.kind === 'paragraph' && parent?.kind === 'paragraph') return ''
  return number.kind === 'paragraph' && parent?.kind === 'article' ? ' ' : ', '
}
