// Templates as YAML files: read strictly, with the line of every error.
import Type, { type Static, type TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { LineCounter, parseDocument, type Document } from 'yaml'
import {
  type Facts,
  KEY,
  KINDS,
  type NewClause,
  type Parameter,
  PARTS,
  UNITS,
  type Words,
} from '../document/clause.ts'
import { checkMarkdown } from '../document/markdown.ts'
import { checkText } from '../document/profile.ts'
import type { Template } from '../document/template.ts'
import { fail, type Failure } from '../errors.ts'

const strict = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
const optional = Type.Optional
const enumeration = <T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values] })
const byLanguage = Type.Record(Type.String({ pattern: '^[a-z]{2,3}$' }), Type.String({ minLength: 1 }))
const party = Type.String({ pattern: '^[A-Z]{3,12}$' })
const note = optional(Type.String())

const duty = strict({
  side: enumeration(['host', 'home']),
  party,
  agency: Type.String(),
  role: enumeration(['R', 'A', 'C', 'I']),
})
const limit = Type.Union([
  strict({
    rule: enumeration(['within', 'before', 'after']),
    parameter: Type.String(),
    event: Type.String(),
  }),
  strict({ rule: enumeration(['at-once', 'without-delay', 'none']) }),
])
const clause = strict({
  key: Type.String({ pattern: KEY.source }),
  kind: enumeration(KINDS.filter((kind) => kind !== 'sop')),
  ...Object.fromEntries(PARTS.map((part) => [part, optional(byLanguage)])),
  elements: optional(Type.Array(Type.String())),
  instruments: optional(Type.Array(Type.String())),
  step: optional(
    strict({
      duties: optional(Type.Array(duty)),
      limit: optional(limit),
      forms: optional(Type.Array(Type.String())),
    }),
  ),
  note,
  children: optional(Type.Array(Type.Unknown())),
})
const figure = { settled: Type.Boolean(), note }
const unit = enumeration(UNITS)
const whole = Type.Integer({ minimum: 1, maximum: 10_000 })
const parameter = Type.Union([
  strict({ kind: enumeration(['duration']), value: optional(whole), unit, ...figure }),
  strict({ kind: enumeration(['number']), value: optional(whole), ...figure }),
  strict({ kind: enumeration(['numbers']), values: optional(Type.Array(whole)), unit, ...figure }),
  strict({ kind: enumeration(['date']), value: optional(Type.String()), ...figure }),
])
const file = strict({
  format: Type.Literal(1),
  name: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  version: Type.Integer({ minimum: 1 }),
  reference: Type.String(),
  character: enumeration(['arrangement', 'treaty']),
  parties: Type.Array(party, { minItems: 2 }),
  languages: Type.Array(Type.String(), { minItems: 1 }),
  authentic: Type.Array(Type.String()),
  prevailing: Type.String(),
  title: byLanguage,
  description: byLanguage,
  note,
  parameters: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]*$' }), parameter),
  clauses: Type.Array(Type.Unknown(), { minItems: 1 }),
})

interface WrittenClause {
  key: string
  kind: NewClause['kind']
  elements?: string[]
  instruments?: string[]
  step?: NonNullable<Facts['step']>
  note?: string
  children?: unknown[]
  [part: string]: unknown
}

/** Reads a template file. A mistake is `template-malformed` with every error's line, column and path. */
export function parseTemplate(source: string): Template | Failure {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true })
  if (document.errors.length > 0) {
    return malformed(
      document.errors.map((error) => ({ ...lines.linePos(error.pos[0]), path: '', what: error.message })),
    )
  }
  const found: Wrong[] = []
  const complain = (path: string, what: string) =>
    found.push({ ...position(document, lines, path), path, what })
  const value: unknown = document.toJS()
  if (!checked(file, value, '', complain)) return malformed(found)
  const notes: Record<string, string> = {}
  const keys = new Set<string>()
  const clauses = value.clauses.map((written, index) => clauseOf(written, `/clauses/${index}`))
  function clauseOf(written: unknown, path: string): NewClause {
    if (!checked(clause, written, path, complain)) return { kind: 'article' }
    const { key, kind, elements, instruments, step, children, note: remark } = written as WrittenClause
    if (keys.has(key)) complain(`${path}/key`, `the key ${key} is used twice`)
    keys.add(key)
    if (remark) notes[key] = remark
    return {
      key,
      kind,
      facts: { ...(elements && { elements }), ...(instruments && { instruments }), ...(step && { step }) },
      texts: textsOf(written, path, complain),
      children: (children ?? []).map((child, index) => clauseOf(child, `${path}/children/${index}`)),
    }
  }
  const parameters = parametersOf(value.parameters, notes)
  if (found.length > 0) return malformed(found)
  const { format: _, ...head } = value
  return { ...head, parameters, clauses, notes }
}

interface Wrong {
  line: number
  col: number
  path: string
  what: string
}

const malformed = (wrong: Wrong[]): Failure =>
  fail(
    'template-malformed',
    { line: wrong[0]?.line ?? 1 },
    wrong.map(({ line, col, path, what }) => ({
      pointer: path,
      code: 'template-malformed',
      facts: { line, column: col, what },
    })),
  )

function checked<S extends TSchema>(
  schema: S,
  value: unknown,
  path: string,
  complain: (path: string, what: string) => void,
): value is Static<S> {
  const errors = Errors(schema, value)
  for (const error of errors) complain(path + error.instancePath, error.message)
  return errors.length === 0
}

function position(document: Document, lines: LineCounter, path: string): { line: number; col: number } {
  const steps = path.split('/').slice(1)
  for (let length = steps.length; length >= 0; length -= 1) {
    const at = steps.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step))
    const node = document.getIn(at, true) as { range?: [number, number, number] } | undefined
    if (node?.range) return lines.linePos(node.range[0])
  }
  return { line: 1, col: 1 }
}

function textsOf(
  written: WrittenClause,
  path: string,
  complain: (path: string, what: string) => void,
): Record<string, Words> {
  const texts: Record<string, { -readonly [part in keyof Words]: string }> = {}
  for (const part of PARTS) {
    for (const [language, words] of Object.entries(
      (written[part] as Record<string, string> | undefined) ?? {},
    )) {
      const value = words.normalize('NFC').trim()
      const pointer = `${path}/${part}/${language}`
      for (const fault of [...checkText(value, pointer), ...checkMarkdown(value, pointer)]) {
        complain(fault.pointer, `${fault.code} ${JSON.stringify(fault.facts ?? {})}`)
      }
      texts[language] = { ...texts[language], [part]: value }
    }
  }
  return texts
}

function parametersOf(
  written: Record<string, unknown>,
  notes: Record<string, string>,
): Record<string, Parameter> {
  return Object.fromEntries(
    Object.entries(written as Record<string, Parameter & { note?: string }>).map(
      ([name, { note: remark, ...figure }]) => {
        if (remark) notes[name] = remark
        return [name, figure]
      },
    ),
  )
}
