// Every expected failure: a value with facts. The catalogue of codes stands in `problems.ts`.
import type { Code } from './problems.ts'

/** One place in the input that is wrong, for the `errors[]` of a problem. */
export interface Fault {
  readonly pointer: string
  readonly code: string
  readonly detail?: string
  readonly facts?: Readonly<Record<string, unknown>>
}

/** What did not work and everything a person needs to mend it. Nothing was stored. */
export interface Failure {
  readonly failure: Code
  readonly facts: Readonly<Record<string, unknown>>
  readonly faults: readonly Fault[]
}

export function fail(code: Code, facts: Failure['facts'] = {}, faults: readonly Fault[] = []): Failure {
  return { failure: code, facts, faults }
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'failure' in value
}

/** A failure on its way out of a transaction: thrown so that the engine rolls back, made a value again by the runner or the server. */
export class Refused extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.failure)
    this.failure = failure
  }
}
