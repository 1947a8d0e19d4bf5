// What stands against approving a version: findings in three classes, each with its place and what to do.
import { type Clause, type Language, type Parameter, sopFacts, walk } from '../document/clause.ts'
import { dangling } from '../document/show.ts'

export type FindingClass = 'blocks' | 'needs-reason' | 'listed'

/** One thing that stands against a version: where, by which rule. `subject` is a name, an element or a parameter. */
export interface Finding {
  readonly class: FindingClass
  readonly rule:
    | 'text-missing'
    | 'figure-unset'
    | 'figure-in-brackets'
    | 'reference-dangling'
    | 'form-missing'
    | 'safeguard-missing'
    | 'element-missing'
    | 'step-without-owner'
    | 'step-without-limit'
  readonly key?: string
  readonly language?: Language
  readonly subject?: string
}

/** A required element of the checklist, as the reference list gives it. */
export interface Required {
  readonly id: string
  readonly severity: 'must' | 'should'
  readonly safeguard?: boolean
  readonly templates: readonly string[]
}

/**
 * Everything that stands against a version. `exceptions` are the elements that the parties agreed to leave out, with
 * their reasons on record. What blocks comes first, what is only listed last.
 */
export function readiness(
  root: Clause,
  required: readonly Required[],
  exceptions: readonly string[],
): Finding[] {
  const findings = [...missingTexts(root), ...figures(root), ...references(root)]
  const all = [...findings, ...missingElements(root, required, exceptions), ...unfinishedSteps(root)]
  return CLASSES.flatMap((of) => all.filter((finding) => finding.class === of))
}

const CLASSES: readonly FindingClass[] = ['blocks', 'needs-reason', 'listed']

/** A clause whose words stand in one language has to stand in every authentic language, part by part. */
function* missingTexts(root: Clause): Generator<Finding> {
  const { authentic } = sopFacts(root)
  for (const clause of walk(root)) {
    const parts = new Set(
      Object.values(clause.texts).flatMap((text) =>
        Object.keys(text).filter((part) => part !== 'id' && part !== 'salt'),
      ),
    )
    for (const language of authentic) {
      const text = clause.texts[language] as Record<string, unknown> | undefined
      for (const part of parts) {
        if (text?.[part] === undefined) {
          yield { class: 'blocks', rule: 'text-missing', key: clause.key, language, subject: part }
        }
      }
    }
  }
}

const isSet = (parameter: Parameter) =>
  (parameter.kind === 'numbers' ? parameter.values : parameter.value) !== undefined

function* figures(root: Clause): Generator<Finding> {
  for (const [name, parameter] of Object.entries(sopFacts(root).parameters)) {
    if (!isSet(parameter)) yield { class: 'blocks', rule: 'figure-unset', subject: name }
    else if (!parameter.settled) yield { class: 'blocks', rule: 'figure-in-brackets', subject: name }
  }
}

function* references(root: Clause): Generator<Finding> {
  for (const { key, language, name } of dangling(root)) {
    yield { class: 'blocks', rule: 'reference-dangling', key, language, subject: name }
  }
  const keys = new Set([...walk(root)].map(({ key }) => key))
  const { parameters } = sopFacts(root)
  for (const { key, facts } of walk(root)) {
    for (const form of facts.step?.forms ?? []) {
      if (!keys.has(form)) yield { class: 'blocks', rule: 'form-missing', key, subject: form }
    }
    const limit = facts.step?.limit
    if (limit && 'parameter' in limit && !parameters[limit.parameter]) {
      yield { class: 'blocks', rule: 'reference-dangling', key, subject: limit.parameter }
    }
  }
}

function* missingElements(
  root: Clause,
  required: readonly Required[],
  exceptions: readonly string[],
): Generator<Finding> {
  const template = sopFacts(root).template?.name
  const present = new Set([...walk(root)].flatMap(({ facts }) => facts.elements ?? []))
  for (const { id, severity, safeguard, templates } of required) {
    const asked = templates.includes('all') || (template !== undefined && templates.includes(template))
    if (!asked && !safeguard) continue
    if (present.has(id) || COMPUTED.has(id)) continue
    if (safeguard) {
      const excepted = exceptions.includes(id)
      yield { class: excepted ? 'listed' : 'needs-reason', rule: 'safeguard-missing', subject: id }
    } else if (severity === 'must') yield { class: 'listed', rule: 'element-missing', subject: id }
  }
}

/** Elements of the checklist that no clause can carry: other rules here look for them. */
const COMPUTED = new Set([
  'responsible_agency',
  'time_limits',
  'forms',
  'no_placeholders',
  'concordance',
  'signature_block',
])

function* unfinishedSteps(root: Clause): Generator<Finding> {
  for (const { key, kind, facts } of walk(root)) {
    if (kind !== 'step') continue
    const roles = new Set((facts.step?.duties ?? []).map(({ role }) => role))
    if (!roles.has('R') || !roles.has('A')) yield { class: 'listed', rule: 'step-without-owner', key }
    if (!facts.step?.limit) yield { class: 'listed', rule: 'step-without-limit', key }
  }
}

/** Whether `text-agreed` may be given: nothing blocks, and every missing safeguard has its agreed exception. */
export const gates = (finding: Finding): boolean => finding.class !== 'listed'
