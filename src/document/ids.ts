// The five kinds of id: SHA-256 over a tag that carries the format number, then canonical JSON (docs/format.md).
import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import {
  type Clause,
  type Facts,
  type Language,
  sopFacts,
  type Text,
  walk,
  type Words,
  wordsOf,
} from './clause.ts'

/** RFC 8785 canonical JSON. Throws on what has none: lone surrogates, NaN, undefined at the top. */
export function canonical(value: unknown): string {
  const json = canonicalize(value)
  if (json === undefined) throw new Error('this value has no canonical form')
  return json
}

export function digest(tag: string, value: unknown): string {
  return tagged(tag, canonical(value))
}

function tagged(tag: string, json: string): string {
  return hash('sha256', `sandhi/${tag}/1\n${json}`, 'hex')
}

/** The id of one language's words of a clause; the salt (16 bytes, hex) keeps a short text from being guessed. */
export function textId(salt: string, words: Words): string {
  const { expiry, heading, safeguard, text, trigger } = words
  for (const each of [expiry, heading, safeguard, text, trigger]) {
    if (each?.isWellFormed() === false) throw new Error('these words have no canonical form')
  }
  // Strings under sorted names: what JSON.stringify writes is RFC 8785 already, and much faster.
  return tagged('text', JSON.stringify({ expiry, heading, safeguard, salt, text, trigger }))
}

/** The same of words and salt as they are kept, in canonical JSON. */
export function keptTextId(json: string): string {
  return tagged('text', json)
}

export function sealText(salt: string, words: Words): Text {
  const only = wordsOf(words)
  return { id: textId(salt, only), salt, ...only }
}

/** Facts in their one form: sets sorted and without repetition, empty fields absent. */
export function normalFacts(facts: Facts): Facts {
  const { elements, instruments, step, sop } = facts
  return {
    ...(elements?.length && { elements: sorted(elements) }),
    ...(instruments?.length && { instruments: sorted(instruments) }),
    ...(step && stepFacts(step)),
    ...(sop && { sop: normalSop(sop) }),
  }
}

function stepFacts(step: NonNullable<Facts['step']>): Pick<Facts, 'step'> {
  const { duties, limit, forms } = step
  const normal = {
    ...(duties?.length && { duties: sortedBy(duties, canonical) }),
    ...(limit && { limit }),
    ...(forms?.length && { forms: sorted(forms) }),
  }
  return Object.keys(normal).length ? { step: normal } : {}
}

function normalSop(sop: NonNullable<Facts['sop']>): NonNullable<Facts['sop']> {
  return {
    ...sop,
    parties: sorted(sop.parties),
    languages: sorted(sop.languages),
    authentic: sorted(sop.authentic),
  }
}

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort()

function sortedBy<T>(values: readonly T[], by: (value: T) => string): T[] {
  const unique = new Map(values.map((value) => [by(value), value]))
  return [...unique.keys()].sort().map((name) => unique.get(name)!)
}

/** What a content id covers, in canonical JSON: neither children nor number nor place. */
function contentJson({ facts, key, kind, texts }: Clause): string {
  const ids = Object.keys(texts)
    .sort()
    .map((language) => `${JSON.stringify(language)}:"${texts[language]!.id}"`)
  // Written by hand, since every reading of a version computes it for each of its clauses.
  return `{"facts":${canonical(facts)},"key":${JSON.stringify(key)},"kind":"${kind}","texts":{${ids.join()}}}`
}

const contents = new WeakMap<Clause, string>()
const nodes = new WeakMap<Clause, string>()

/** The id of a clause by itself. Clauses are immutable, so it is computed once for each. */
export function contentId(clause: Clause): string {
  let id = contents.get(clause)
  if (id === undefined) contents.set(clause, (id = tagged('content', contentJson(clause))))
  return id
}

/** The id of a clause with all below it: equal subtrees have equal node ids (a Merkle tree). */
export function nodeId(clause: Clause): string {
  let id = nodes.get(clause)
  if (id === undefined) {
    nodes.set(clause, (id = nodeIdOf(contentId(clause), clause.children.map(nodeId))))
  }
  return id
}

export function nodeIdOf(content: string, children: readonly string[]): string {
  return tagged('node', JSON.stringify({ children, content }))
}

/** Tells the ids of a clause that storage has just verified, so that they are not computed again. */
export function rememberIds(clause: Clause, content: string, node: string): void {
  contents.set(clause, content)
  nodes.set(clause, node)
}

/** An immutable snapshot of the whole SOP; `message` is a text id, so that it can be erased like any other. */
export interface Revision {
  readonly format: 1
  readonly sop: string
  readonly root: string
  readonly parents: readonly string[]
  readonly by: string
  readonly time: string
  readonly message: string
}

export function revisionId(revision: Revision): string {
  return digest('revision', revision)
}

const languages = new WeakMap<Clause, Map<Language, string>>()

/** The hash of one language of a version: every text in document order, and the parameters they show. */
export function languageHash(root: Clause, language: Language): string {
  const known = languages.get(root) ?? new Map<Language, string>()
  languages.set(root, known)
  const id = known.get(language) ?? languageHashOf(root, language)
  known.set(language, id)
  return id
}

function languageHashOf(root: Clause, language: Language): string {
  const texts: [string, string][] = []
  for (const clause of walk(root)) {
    const text = clause.texts[language]
    if (text) texts.push([clause.key, text.id])
  }
  return digest('language', { language, texts, parameters: sopFacts(root).parameters })
}

/** Whether two clauses say the same by themselves, whatever their salts. */
export function same(a: Clause, b: Clause): boolean {
  return a === b || contentId(a) === contentId(b) || saltless(a) === saltless(b)
}

function saltless(clause: Clause): string {
  const words = Object.entries(clause.texts).map(([language, text]): [string, Words] => [
    language,
    wordsOf(text),
  ])
  const { facts, key, kind } = clause
  return canonical({ facts, key, kind, texts: Object.fromEntries(words) })
}

/** Whether two trees say the same, clause by clause and in the same order. */
export function sameTree(a: Clause, b: Clause): boolean {
  if (nodeId(a) === nodeId(b)) return true
  if (!same(a, b) || a.children.length !== b.children.length) return false
  return a.children.every((child, position) => sameTree(child, b.children[position]!))
}
