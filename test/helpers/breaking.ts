// What of one OpenAPI file would break the clients made from another: nothing is asked but what stands in them.

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly format?: string
  readonly [limit: string]: unknown
}
interface Parameter {
  readonly in: string
  readonly name: string
  readonly required?: boolean
  readonly schema?: Schema
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>
interface Operation {
  readonly operationId?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>
}
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

/** The number in `/api/v1`: a file with a higher one is another API, and may say what it likes. */
export function apiVersion({ paths }: Document): number {
  return Math.max(0, ...Object.keys(paths).map((path) => Number(/\/v(\d+)\//.exec(path)?.[1] ?? 0)))
}

/** Every change that a client made from the earlier file can't stand, one line each. */
export function breakingChanges(before: Document, after: Document): string[] {
  const found: string[] = []
  const compare = comparer(before, after, found)
  for (const [path, operations] of Object.entries(before.paths)) {
    const now = after.paths[path]
    if (!now) {
      found.push(`${path}: the path is gone`)
      continue
    }
    for (const [method, operation] of Object.entries(operations)) {
      const other = now[method]
      const name = operation.operationId ?? `${method.toUpperCase()} ${path}`
      if (!other) found.push(`${name}: the operation is gone`)
      else compareOperations(name, operation, other, compare, found)
    }
  }
  return found
}

function compareOperations(
  name: string,
  before: Operation,
  after: Operation,
  compare: Compare,
  found: string[],
): void {
  if (before.operationId !== after.operationId) found.push(`${name}: the operationId is ${after.operationId}`)
  const key = (parameter: Parameter) => `${parameter.in} ${parameter.name}`
  const now = new Map((after.parameters ?? []).map((parameter) => [key(parameter), parameter]))
  const then = new Map((before.parameters ?? []).map((parameter) => [key(parameter), parameter]))
  for (const [at, parameter] of then) {
    const other = now.get(at)
    if (!other) found.push(`${name}: the parameter ${at} is gone`)
    else compare('in', `${name} ${at}`, parameter.schema, other.schema)
  }
  for (const [at, parameter] of now) {
    if (parameter.required && !then.get(at)?.required)
      found.push(`${name}: the parameter ${at} is now required`)
  }
  if (after.requestBody?.required && !before.requestBody?.required)
    found.push(`${name}: a body is now required`)
  if (before.requestBody && !after.requestBody) found.push(`${name}: the body is gone`)
  else contents('in', `${name} body`, before.requestBody?.content, after.requestBody?.content, compare, found)
  for (const [status, answer] of Object.entries(before.responses ?? {})) {
    const other = after.responses?.[status]
    if (!other) found.push(`${name}: the status ${status} is gone`)
    else contents('out', `${name} ${status}`, answer.content, other.content, compare, found)
  }
}

function contents(
  way: Way,
  at: string,
  before: Content = {},
  after: Content = {},
  compare: Compare,
  found: string[],
): void {
  for (const [type, { schema }] of Object.entries(before)) {
    const other = after[type]
    if (!other) found.push(`${at}: the media type ${type} is gone`)
    else compare(way, at, schema, other.schema)
  }
}

/** `in`: what a client sends, which must still be taken. `out`: what it gets, which must still be what it knows. */
type Way = 'in' | 'out'
type Compare = (way: Way, at: string, before: Schema | undefined, after: Schema | undefined) => void

function comparer(before: Document, after: Document, found: string[]): Compare {
  const seen = new Set<string>()
  const compare: Compare = (way, at, one, two) => {
    if (!one || !two) return
    if (one.$ref !== undefined || two.$ref !== undefined) {
      const pair = `${way} ${one.$ref ?? at} ${two.$ref ?? at}`
      if (seen.has(pair)) return
      seen.add(pair)
    }
    const [then, now] = [resolve(before, one), resolve(after, two)]
    const [from, to] = way === 'in' ? [then, now] : [now, then]
    const verb = way === 'in' ? 'no longer taken' : 'new here'
    for (const type of missing(typesOf(from), typesOf(to))) found.push(`${at}: the type ${type} is ${verb}`)
    for (const value of missing(valuesOf(from), valuesOf(to)))
      found.push(`${at}: the value ${value} is ${verb}`)
    for (const kind of missing(variantsOf(from), variantsOf(to)))
      found.push(`${at}: the kind ${kind} is ${verb}`)
    if (way === 'in') found.push(...tightened(then, now).map((limit) => `${at}: ${limit} is narrower`))
    fields(way, at, then, now, compare, found)
    compare(way, `${at}/*`, then.items, now.items)
    compare(way, `${at}/{}`, valueSchema(then), valueSchema(now))
    for (const kind of then.oneOf ?? []) {
      const same = now.oneOf?.find(({ $ref }) => $ref !== undefined && $ref === kind.$ref)
      compare(way, `${at} ${variantsOf({ oneOf: [kind] })?.[0] ?? ''}`, kind, same)
    }
  }
  return compare
}

function fields(way: Way, at: string, then: Schema, now: Schema, compare: Compare, found: string[]): void {
  for (const [name, field] of Object.entries(then.properties ?? {})) {
    const other = now.properties?.[name]
    if (!other) found.push(`${at}/${name}: the field is gone`)
    else compare(way, `${at}/${name}`, field, other)
    const optional = !now.required?.includes(name)
    if (way === 'out' && other && optional && then.required?.includes(name)) {
      found.push(`${at}/${name}: the field may now be absent`)
    }
  }
  if (way === 'out') return
  for (const name of now.required ?? []) {
    if (!then.required?.includes(name)) found.push(`${at}/${name}: the field is now required`)
  }
}

function resolve({ components }: Document, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  return components?.schemas?.[schema.$ref.split('/').at(-1)!] ?? {}
}

/** Values of the one that the other does not have; undefined stands for any. */
function missing(from: readonly string[] | undefined, to: readonly string[] | undefined): readonly string[] {
  if (to === undefined) return []
  return from === undefined ? ['“any”'] : from.filter((value) => !to.includes(value))
}

function typesOf({ type, anyOf }: Schema): readonly string[] | undefined {
  if (anyOf) {
    const each = anyOf.map(typesOf)
    return each.some((types) => types === undefined) ? undefined : each.flatMap((types) => types ?? [])
  }
  const types = typeof type === 'string' ? [type] : type
  // An integer is a number.
  return types?.includes('number') ? [...types, 'integer'] : types
}

function valuesOf(schema: Schema): readonly string[] | undefined {
  if ('const' in schema) return [JSON.stringify(schema.const)]
  return schema.enum?.map((value) => JSON.stringify(value))
}

const variantsOf = ({ oneOf }: Schema): readonly string[] | undefined =>
  oneOf?.map(({ $ref }, position) => $ref?.split('/').at(-1) ?? String(position))

function valueSchema({ additionalProperties, patternProperties }: Schema): Schema | undefined {
  return typeof additionalProperties === 'object'
    ? additionalProperties
    : Object.values(patternProperties ?? {})[0]
}

const UPPER = ['maxLength', 'maximum', 'maxItems', 'maxProperties']
const LOWER = ['minLength', 'minimum', 'minItems', 'minProperties']

function tightened(then: Schema, now: Schema): string[] {
  const limit = (schema: Schema, name: string, none: number) => (schema[name] as number | undefined) ?? none
  return [
    ...UPPER.filter((name) => limit(now, name, Infinity) < limit(then, name, Infinity)),
    ...LOWER.filter((name) => limit(now, name, -Infinity) > limit(then, name, -Infinity)),
    ...['pattern', 'format'].filter((name) => now[name] !== undefined && now[name] !== then[name]),
  ]
}
