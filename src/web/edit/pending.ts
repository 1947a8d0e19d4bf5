// The unsaved work of one member on one SOP: what is to stand where, and the edits that make it so. Pure.
import type { Schema } from '../api/client.ts'
import type { Clause } from '../api/reads.ts'

export type Facts = Clause['facts']
export type Step = NonNullable<Facts['step']>
export type Parameter = Schema<'Parameter'>
export type Kind = Clause['kind']
export type Claim = Schema<'Claim'>
export type Edit =
  | Schema<'SetText'>
  | Schema<'SetFacts'>
  | Schema<'SetParameter'>
  | Schema<'InsertClause'>
  | Schema<'MoveClause'>
  | Schema<'RemoveClause'>
  | Schema<'RestoreClause'>

export const PARTS = ['heading', 'text', 'trigger', 'safeguard', 'expiry'] as const
export type Part = (typeof PARTS)[number]
export type Words = { readonly [part in Part]?: string }

/** What is to stand somewhere, and what stood there when it was first touched. Empty words take a part away. */
export interface Change<T> {
  readonly value: T
  readonly was: T
}
type ByPart = { readonly [part in Part]?: Change<string> }
type ByLanguage = Readonly<Record<string, ByPart>>

/** A clause put in, put elsewhere, taken out or brought back, in the order in which it was done. */
export type Placing =
  | {
      readonly op: 'insert'
      readonly key: string
      readonly kind: Kind
      readonly parent: string
      readonly after?: string
    }
  | { readonly op: 'move'; readonly key: string; readonly parent: string; readonly after?: string }
  | { readonly op: 'remove'; readonly key: string; readonly was?: string }
  | { readonly op: 'restore'; readonly key: string; readonly version: number }

export interface Base {
  readonly number: number
  readonly version: string
}

export interface Pending {
  /** the version it is written on */
  readonly base: Base
  readonly texts: Readonly<Record<string, ByLanguage>>
  readonly facts: Readonly<Record<string, Change<Facts>>>
  readonly parameters: Readonly<Record<string, Change<Parameter | null>>>
  readonly places: readonly Placing[]
  /** what this change is about */
  readonly message: string
  readonly claims: readonly Claim[]
}

export const emptyOn = (base: Base): Pending => ({
  base: { number: base.number, version: base.version },
  texts: {},
  facts: {},
  parameters: {},
  places: [],
  message: '',
  claims: [],
})

/** Notes the words of one part; words that are again what they were leave nothing behind. */
export function withText(
  pending: Pending,
  { key, language, part }: { key: string; language: string; part: Part },
  value: string,
  was: string,
): Pending {
  const before = pending.texts[key]?.[language]?.[part]
  const from = before?.was ?? was
  const parts = { ...pending.texts[key]?.[language] }
  if (value === from) delete parts[part]
  else parts[part] = { value, was: from }
  const languages = filled({ ...pending.texts[key], [language]: parts })
  return { ...pending, texts: filled({ ...pending.texts, [key]: languages }) }
}

export function withFacts(pending: Pending, key: string, value: Facts, was: Facts): Pending {
  const from = pending.facts[key]?.was ?? was
  const { [key]: _, ...others } = pending.facts
  return { ...pending, facts: alike(value, from) ? others : { ...others, [key]: { value, was: from } } }
}

export function withParameter(
  pending: Pending,
  name: string,
  value: Parameter,
  was: Parameter | null,
): Pending {
  const from = pending.parameters[name] === undefined ? was : pending.parameters[name].was
  const { [name]: _, ...others } = pending.parameters
  return {
    ...pending,
    parameters: from !== null && alike(value, from) ? others : { ...others, [name]: { value, was: from } },
  }
}

export function withPlace(pending: Pending, placing: Placing): Pending {
  // A clause that is moved twice is moved once.
  const places =
    placing.op === 'move'
      ? pending.places.filter((each) => !(each.op === 'move' && each.key === placing.key))
      : pending.places
  return { ...pending, places: [...places, placing] }
}

/** Lets go of everything that was to happen to these clauses. */
export function without(pending: Pending, keys: readonly string[]): Pending {
  const gone = new Set(keys)
  const rest = <T>(of: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(of).filter(([key]) => !gone.has(key)))
  return {
    ...pending,
    texts: rest(pending.texts),
    facts: rest(pending.facts),
    places: pending.places.filter(({ key }) => !gone.has(key)),
  }
}

/** Takes back one placing: a removed clause stands again, an inserted one goes with what was put below it. */
export function withoutPlace(pending: Pending, key: string, op: Placing['op']): Pending {
  if (op !== 'insert')
    return { ...pending, places: pending.places.filter((each) => each.key !== key || each.op !== op) }
  const gone = [key]
  for (const each of pending.places)
    if (each.op === 'insert' && gone.includes(each.parent)) gone.push(each.key)
  const next = without(pending, gone)
  const heir = pending.places.find((each) => each.key === key && each.op === 'insert')
  // What was to follow the inserted clause follows its sibling before.
  const places = next.places.map((each) =>
    'parent' in each && each.after === key
      ? placed(each, heir !== undefined && 'after' in heir ? heir.after : undefined)
      : each,
  )
  return { ...next, places }
}

function placed<T extends Placing & { parent: string; after?: string }>(
  { after: _, ...rest }: T,
  after: string | undefined,
): T {
  return { ...rest, ...(after !== undefined && { after }) } as unknown as T
}

/** Clauses that something unsaved stands in, figures counted one each. */
export function unsavedKeys(pending: Pending): string[] {
  return [
    ...new Set([
      ...Object.keys(pending.texts),
      ...Object.keys(pending.facts),
      ...pending.places.map(({ key }) => key),
      ...Object.keys(pending.parameters).map((name) => `{${name}}`),
    ]),
  ]
}

export const nothingIn = (pending: Pending): boolean => unsavedKeys(pending).length === 0

export const insertedIn = (pending: Pending, key: string): boolean =>
  pending.places.some((each) => each.op === 'insert' && each.key === key)

/** The words of a clause as they are to be, over those that stand. */
export function wordsWith(pending: Pending, key: string, language: string, standing: Words = {}): Words {
  const words: { [part in Part]?: string } = {}
  for (const part of PARTS) {
    const change = pending.texts[key]?.[language]?.[part]
    const value = change ? change.value : standing[part]
    if (value) words[part] = value
  }
  return words
}

/** The edits that make it so, places first: each names what it replaces. */
export function editsOf(pending: Pending): Edit[] {
  const removed = new Set(pending.places.flatMap((each) => (each.op === 'remove' ? [each.key] : [])))
  const inserted = new Set(pending.places.flatMap((each) => (each.op === 'insert' ? [each.key] : [])))
  const edits: Edit[] = pending.places.map((each) => {
    if (each.op !== 'insert') return each
    const { op, key, kind, parent, after } = each
    const texts = insertedTexts(pending, key)
    const facts = pending.facts[key]?.value
    return {
      op,
      parent,
      ...(after !== undefined && { after }),
      clause: {
        key,
        kind,
        ...(Object.keys(texts).length > 0 && { texts }),
        ...(facts && { facts: facts }),
      },
    }
  })
  const stands = (key: string) => !removed.has(key) && !inserted.has(key)
  for (const [name, { value, was }] of Object.entries(pending.parameters))
    edits.push({ op: 'setParameter', name, ...(value && { value }), ...(was && { was }) })
  for (const [key, { value, was }] of Object.entries(pending.facts))
    if (stands(key))
      edits.push({
        op: 'setFacts',
        key,
        value: value,
        was: was,
      })
  for (const [key, languages] of Object.entries(pending.texts)) {
    if (!stands(key)) continue
    for (const [language, parts] of Object.entries(languages))
      for (const part of PARTS) {
        const change = parts[part]
        if (!change || change.value === change.was) continue
        const { value, was } = change
        edits.push({ op: 'setText', key, language, part, ...(value !== '' && { value }), was })
      }
  }
  return edits
}

function insertedTexts(pending: Pending, key: string): Record<string, Words> {
  const texts = Object.entries(pending.texts[key] ?? {}).map(
    ([language]) => [language, wordsWith(pending, key, language)] as const,
  )
  return Object.fromEntries(texts.filter(([, words]) => Object.keys(words).length > 0))
}

/** What is left to save once `sent` stands in a version: what was written since. */
export function afterSave(pending: Pending, sent: Pending, base: Base): Pending {
  let next: Pending = {
    ...emptyOn(base),
    places: pending.places.slice(sent.places.length),
    message: pending.message === sent.message ? '' : pending.message,
  }
  const keys = new Set([...Object.keys(pending.texts), ...Object.keys(sent.texts)])
  for (const key of keys)
    for (const language of new Set([
      ...Object.keys(pending.texts[key] ?? {}),
      ...Object.keys(sent.texts[key] ?? {}),
    ]))
      for (const part of PARTS) {
        const mine = pending.texts[key]?.[language]?.[part]
        const stood = sent.texts[key]?.[language]?.[part]
        // Words that were put back while they were being sent are a change of what now stands.
        const value = mine?.value ?? stood?.was
        const was = stood?.value ?? mine?.was
        if (value !== undefined && was !== undefined)
          next = withText(next, { key, language, part }, value, was)
      }
  for (const [key, { value, was }] of Object.entries(pending.facts))
    next = withFacts(next, key, value, sent.facts[key]?.value ?? was)
  for (const [name, { value, was }] of Object.entries(pending.parameters)) {
    if (value) next = withParameter(next, name, value, sent.parameters[name]?.value ?? was)
  }
  return next
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** A key for a new clause: 16 characters of 5 bits, so that it is never one used before. */
export function newKey(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = fill): string {
  return [...random(new Uint8Array(16))].map((byte) => ALPHABET[byte % 32]).join('')
}

const fill = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes)

/** Equal as values, whatever the order of their fields; an absent field is like one that was never there. */
export function alike(a: unknown, b: unknown): boolean {
  return ordered(a) === ordered(b)
}

function ordered(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      each !== null && typeof each === 'object' && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? ''
  )
}

function filled<T extends object>(of: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => Object.keys(value).length > 0))
}
