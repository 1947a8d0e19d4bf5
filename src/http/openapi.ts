// The examples of the OpenAPI file: bodies as they are declared, parameters and answers as a run recorded them.
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
