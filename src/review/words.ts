// What words must pass before they are kept: the text profile, Markdown, and the case-data guard.
import type { NewClause } from '../document/clause.ts'
import { PARTS } from '../document/clause.ts'
import type { Edit } from '../document/edits.ts'
import { checkMarkdown } from '../document/markdown.ts'
import { checkText, normaliseText } from '../document/profile.ts'
import { fail, type Failure, type Fault } from '../errors.ts'
import { scan } from './guard.ts'

/** Words on their way in, and where they stand in the request. */
export interface Incoming {
  readonly pointer: string
  readonly value: string
  /** clause text is Markdown; a comment, a message or a name is plain */
  readonly markdown?: boolean
}

/** "This is not personal data: it is …", said of exactly these characters and kept on record. */
export interface Claim {
  readonly text: string
  readonly reason: string
}

/** What was let through by a claim, and what looks like personal data without being refused. */
export interface Passed {
  readonly claimed: readonly { pointer: string; text: string; reason: string }[]
  readonly warnings: readonly Fault[]
}

/** Checks all words of a request at once, so that every fault is named in one answer. */
export function checkWords(incoming: readonly Incoming[], claims: readonly Claim[] = []): Passed | Failure {
  const faults: Fault[] = []
  const sighted: Fault[] = []
  const warnings: Fault[] = []
  const claimed: { pointer: string; text: string; reason: string }[] = []
  for (const { pointer, value, markdown } of incoming) {
    const normal = normaliseText(value)
    faults.push(...checkText(normal, pointer))
    if (markdown) faults.push(...checkMarkdown(normal, pointer))
    for (const { kind, severity, start, end, text } of scan(normal)) {
      const claim = claims.find((made) => normaliseText(made.text) === text)
      if (claim) claimed.push({ pointer, text, reason: claim.reason })
      else (severity === 'refused' ? sighted : warnings).push({ pointer, code: kind, facts: { start, end } })
    }
  }
  if (faults.length > 0) return fail('text-refused', {}, faults)
  if (sighted.length > 0) return fail('case-data', {}, sighted)
  return { claimed, warnings }
}

/** The reasons of claims: kept on record, so they are words like any other. */
export function wordsOfClaims(claims: readonly Claim[], pointer = ''): Incoming[] {
  return claims.map(({ reason }, at) => ({ pointer: `${pointer}/claims/${at}/reason`, value: reason }))
}

/** Every text that edits bring, with its pointer. */
export function wordsOfEdits(edits: readonly Edit[]): Incoming[] {
  return edits.flatMap((edit, position): Incoming[] => {
    const pointer = `/edits/${position}`
    if (edit.op === 'setText' && edit.value)
      return [{ pointer: `${pointer}/value`, value: edit.value, markdown: true }]
    return edit.op === 'insert' ? wordsOfClause(edit.clause, `${pointer}/clause`) : []
  })
}

function wordsOfClause(clause: NewClause, pointer: string): Incoming[] {
  const own = Object.entries(clause.texts ?? {}).flatMap(([language, words]) =>
    PARTS.flatMap((part): Incoming[] => {
      const value = words[part]
      return value ? [{ pointer: `${pointer}/texts/${language}/${part}`, value, markdown: true }] : []
    }),
  )
  const below = (clause.children ?? []).flatMap((child, at) =>
    wordsOfClause(child, `${pointer}/children/${at}`),
  )
  return [...own, ...below]
}

/** The same edits with their words normalised; nothing else is rewritten. */
export function normaliseEdits(edits: readonly Edit[]): Edit[] {
  return edits.map((edit) => {
    if (edit.op === 'setText') {
      return {
        ...edit,
        ...(edit.value !== undefined && { value: normaliseText(edit.value) }),
        ...(edit.was !== undefined && { was: normaliseText(edit.was) }),
      }
    }
    return edit.op === 'insert' ? { ...edit, clause: normaliseClause(edit.clause) } : edit
  })
}

function normaliseClause(clause: NewClause): NewClause {
  const texts = Object.entries(clause.texts ?? {}).map(([language, words]) => [
    language,
    Object.fromEntries(
      PARTS.flatMap((part) => {
        const value = words[part]
        return value ? [[part, normaliseText(value)]] : []
      }),
    ),
  ])
  return {
    ...clause,
    texts: Object.fromEntries(texts) as NonNullable<NewClause['texts']>,
    ...(clause.children && { children: clause.children.map(normaliseClause) }),
  }
}
