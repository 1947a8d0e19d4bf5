// The finish of the OpenAPI file: descriptions beside references, names of variants, examples from a run.
import recorded from './examples.json' with { type: 'json' }

/** Where an operation carries the example of its body until the file is made. */
export const EXAMPLE = 'x-example'

/** What a run showed of one operation; `answers` by status. */
export interface Recorded {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly answers: Readonly<Record<string, unknown>>
}

interface Exemplified {
  example?: unknown
}
interface Documented {
  operationId?: string
  parameters?: (Exemplified & { in: string; name: string })[]
  requestBody?: { content: Record<string, Exemplified> }
  responses?: Record<string, { content?: Record<string, Exemplified> }>
  [EXAMPLE]?: unknown
}

const RECORDED: Readonly<Record<string, Recorded>> = recorded

/** The same file with an example at every body, path parameter and JSON answer that has one. */
export function withExamples<T extends object>(file: T, examples = RECORDED): T {
  const copy = structuredClone(file) as T & { paths?: Record<string, Record<string, Documented>> }
  for (const path of Object.values(copy.paths ?? {})) {
    for (const operation of Object.values(path)) {
      const shown = examples[operation.operationId ?? '']
      for (const parameter of operation.parameters ?? []) {
        put(parameter, (parameter.in === 'path' ? shown?.path : shown?.query)?.[parameter.name])
      }
      if (EXAMPLE in operation) put(json(operation.requestBody), operation[EXAMPLE])
      for (const [status, answer] of Object.entries(operation.responses ?? {})) {
        put(json(answer), shown?.answers[status])
      }
      delete operation[EXAMPLE]
    }
  }
  return copy
}

const json = (has?: { content?: Record<string, Exemplified> }) => has?.content?.['application/json']

function put(place: Exemplified | undefined, example: unknown): void {
  if (!place) return
  if (example === undefined) delete place.example
  else place.example = example
}

interface Described {
  readonly $id?: string
  readonly $ref?: string
  description?: string
}

/** The same file with the descriptions that stand beside a `$ref`: allowed since 3.1, but taken off on the way. */
export function withDescriptions<T extends object>(file: T, schemas: readonly Described[]): T {
  const copy = structuredClone(file) as T & { components?: { schemas?: Record<string, object> } }
  for (const schema of schemas) describe(copy.components?.schemas?.[schema.$id ?? ''], schema)
  return copy
}

function describe(made: unknown, source: unknown): void {
  if (typeof made !== 'object' || typeof source !== 'object' || made === null || source === null) return
  const [to, from] = [made as Described, source as Described]
  if (to.$ref !== undefined && from.description !== undefined) to.description = from.description
  for (const [key, value] of Object.entries(made)) describe(value, source[key as keyof typeof source])
}

interface Union {
  readonly discriminator?: { readonly propertyName: string; mapping?: Record<string, string> }
  readonly oneOf?: readonly { readonly $ref?: string }[]
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>
}

/** The same file with each union saying which value means which variant; the validator has no use for it. */
export function withMappings<T extends object>(file: T): T {
  const copy = structuredClone(file) as T & { components?: { schemas?: Record<string, Union> } }
  const schemas = copy.components?.schemas ?? {}
  for (const { discriminator, oneOf = [] } of Object.values(schemas)) {
    if (!discriminator) continue
    const named = oneOf.flatMap(({ $ref = '' }): [string, string][] => {
      const { properties } = schemas[$ref.slice('#/components/schemas/'.length)] ?? {}
      return (properties?.[discriminator.propertyName]?.enum ?? []).map((value) => [value, $ref])
    })
    discriminator.mapping = Object.fromEntries(named)
  }
  return copy
}
