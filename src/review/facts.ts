// What facts and figures must satisfy: languages, parties, agencies, events and parameters that exist.
import { type Clause, KEY, type Parameter, type SopFacts, sopFacts, walk } from '../document/clause.ts'
import { contentId } from '../document/ids.ts'
import { checkParameter } from '../document/parameters.ts'
import { fail, type Failure, type Fault } from '../errors.ts'

/** Ids that clauses may refer to, from the edition of the reference lists that the SOP names. */
export interface Known {
  /** agency id → the party it belongs to */
  readonly agencies: ReadonlyMap<string, string>
  readonly elements: ReadonlySet<string>
  readonly instruments: ReadonlySet<string>
  readonly events: ReadonlySet<string>
}

/** Everything that is wrong with a tree's facts; `was` is the tree before, whose faults are not held against a save. */
export function checkFacts(root: Clause, known: Known, was?: Clause): Failure | undefined {
  // Of a clause that is as it was, under a root that is as it was, nothing can be new.
  const alike = was && contentId(was) === contentId(root)
  const kept = new Set(alike ? [...walk(was)].map(contentId) : [])
  const found = faultsOf(root, known, kept)
  if (found.length === 0) return undefined
  const before = new Set(was && faultsOf(was, known).map(name))
  const faults = found.filter((fault) => !before.has(name(fault)))
  return faults.length > 0 ? fail('facts-refused', {}, faults) : undefined
}

const name = (fault: Fault) => `${fault.pointer} ${fault.code} ${JSON.stringify(fault.facts)}`

function faultsOf(root: Clause, known: Known, without: ReadonlySet<string> = new Set()): Fault[] {
  const sop = sopFacts(root)
  const faults = [...rootFaults(root.key, sop)]
  for (const [parameter, value] of Object.entries(sop.parameters))
    faults.push(...parameterFaults(parameter, value))
  for (const clause of walk(root)) {
    if (!without.has(contentId(clause))) faults.push(...clauseFaults(clause, sop, known))
  }
  return faults
}

function* rootFaults(key: string, sop: SopFacts): Generator<Fault> {
  const pointer = `/clauses/${key}/facts/sop`
  const language = (code: string) => /^[a-z]{2,3}$/.test(code)
  for (const code of sop.languages) {
    if (!language(code))
      yield { pointer: `${pointer}/languages`, code: 'fact-language', facts: { value: code } }
  }
  for (const code of sop.authentic) {
    if (!sop.languages.includes(code))
      yield { pointer: `${pointer}/authentic`, code: 'fact-language', facts: { value: code } }
  }
  if (sop.languages.length === 0 || sop.authentic.length === 0) {
    yield { pointer: `${pointer}/languages`, code: 'fact-language', facts: { value: '' } }
  }
  if (sop.prevailing !== 'none' && !sop.authentic.includes(sop.prevailing)) {
    yield { pointer: `${pointer}/prevailing`, code: 'fact-prevailing', facts: { value: sop.prevailing } }
  }
  if (sop.parties.length < 2) yield { pointer: `${pointer}/parties`, code: 'fact-parties', facts: {} }
}

function* parameterFaults(parameter: string, value: Parameter): Generator<Fault> {
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(parameter) || parameter === 'parties') {
    yield { pointer: `/parameters/${parameter}`, code: 'fact-parameter-name', facts: { value: parameter } }
  }
  yield* checkParameter(value, `/parameters/${parameter}`)
}

function* clauseFaults(clause: Clause, sop: SopFacts, known: Known): Generator<Fault> {
  const pointer = `/clauses/${clause.key}`
  for (const language of Object.keys(clause.texts)) {
    if (!sop.languages.includes(language)) {
      yield { pointer: `${pointer}/texts/${language}`, code: 'fact-language', facts: { value: language } }
    }
  }
  const { elements = [], instruments = [], step } = clause.facts
  for (const element of elements) {
    if (!known.elements.has(element))
      yield { pointer: `${pointer}/facts/elements`, code: 'fact-element', facts: { value: element } }
  }
  for (const instrument of instruments) {
    const [id = ''] = instrument.split(':')
    if (!known.instruments.has(id)) {
      yield { pointer: `${pointer}/facts/instruments`, code: 'fact-instrument', facts: { value: instrument } }
    }
  }
  if (!step) return
  if (clause.kind !== 'step')
    yield { pointer: `${pointer}/facts/step`, code: 'fact-step', facts: { value: clause.kind } }
  for (const { party, agency } of step.duties ?? []) {
    const owner = known.agencies.get(agency)
    if (!sop.parties.includes(party))
      yield { pointer: `${pointer}/facts/step/duties`, code: 'fact-party', facts: { value: party } }
    if (owner === undefined || (owner !== party && owner !== 'INT')) {
      yield { pointer: `${pointer}/facts/step/duties`, code: 'fact-agency', facts: { value: agency } }
    }
  }
  if (step.limit && 'event' in step.limit && !known.events.has(step.limit.event)) {
    yield { pointer: `${pointer}/facts/step/limit`, code: 'fact-event', facts: { value: step.limit.event } }
  }
  for (const form of step.forms ?? []) {
    if (!KEY.test(form))
      yield { pointer: `${pointer}/facts/step/forms`, code: 'fact-form', facts: { value: form } }
  }
}
