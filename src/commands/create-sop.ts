// Creating an SOP: its table first, then the directory; the other states and the observers are asked at once.
import { type Beginning, beginSop } from '../document/template.ts'
import { type Clause, walk } from '../document/clause.ts'
import { nodeId, revisionId, sealText } from '../document/ids.ts'
import { fail, type Failure, isFailure } from '../errors.ts'
import type { Procedure, Question } from '../review/decisions.ts'
import { checkFacts } from '../review/facts.ts'
import { type Preset, refuse, type Who } from '../review/policy.ts'
import { checkWords } from '../review/words.ts'
import { insertDecision } from '../store/decisions.ts'
import { getDelegation, grantAccess, insertSopId, knownSops } from '../store/directory.ts'
import { insertSop, putParty, useKeys } from '../store/sops.ts'
import { putTree } from '../store/trees.ts'
import { insertRevision } from '../store/versions.ts'
import type { House } from './house.ts'
import { DIRECTORY } from './known-facts.ts'
import { type At, type Done, type Once, runInRoom, transact, writeAuthor } from './run.ts'

export interface ObserverSeat {
  readonly delegation: string
  readonly preset: Preset
  readonly until: string
  readonly comments: boolean
  readonly withheld: readonly string[]
}

export interface CreateSop extends Beginning {
  readonly template?: string
  readonly negotiated: readonly string[]
  readonly procedure: Procedure
  readonly observers: readonly ObserverSeat[]
  readonly message: string
}

/** Gives the id of the new SOP. Until another state has said yes, it is named as party but is none. */
export async function createSop(
  house: House,
  who: Who,
  input: CreateSop,
  once?: Once,
): Promise<{ id: string } | Failure> {
  const refused = refuse('createSop', who)
  if (refused) return refused
  if (who.kind !== 'party') return fail('standing-missing', { standing: 'observer' })
  const invalid = (await unknownDelegation(house, who, input)) ?? (await unknownChoice(house, input))
  if (invalid) return invalid
  // All that can be refused is refused before a key of the caller's is used up.
  const tree = await firstTree(house, input)
  if (isFailure(tree)) return tree
  // The id is drawn in the room, where a repeated request finds it again.
  const drawn = await runInRoom(
    house,
    who,
    'createSop',
    async ({ chance }) => ({ result: { id: chance.id() } }),
    once,
  )
  if (isFailure(drawn)) return drawn
  const { id } = drawn
  if ((await house.stores.directory.read(knownSops)).includes(id)) return { id }
  // What an earlier try left behind is known to nobody.
  if (await house.stores.table(id)) await house.stores.removeTable(id)
  const act = house.chance(id).id()
  await writeAuthor(house, who, act)
  const table = await house.stores.createTable(id)
  const done = await transact(house, table, id, who, act, undefined, (at) => begin(at, id, input, tree))
  if (isFailure(done)) {
    await house.stores.removeTable(id)
    return done
  }
  await house.stores.directory.write(async (tx) => {
    await insertSopId(tx, id)
    for (const delegation of input.parties) await grantAccess(tx, id, delegation)
  })
  house.watch.announce(DIRECTORY)
  return { id }
}

async function unknownDelegation(house: House, who: Who, input: CreateSop): Promise<Failure | undefined> {
  if (!input.parties.includes(who.delegation)) {
    return fail('question-refused', {}, [{ pointer: '/parties', code: 'own-party-missing' }])
  }
  const named: [string, 'party' | 'observer', string][] = [
    ...input.parties.map((code, at): [string, 'party', string] => [code, 'party', `/parties/${at}`]),
    ...input.observers.map(({ delegation }, at): [string, 'observer', string] => [
      delegation,
      'observer',
      `/observers/${at}`,
    ]),
  ]
  for (const [code, kind, pointer] of named) {
    const found = await house.stores.directory.read((sql) => getDelegation(sql, code))
    if (found?.kind !== kind)
      return fail('delegation-unknown', { code }, [{ pointer, code: 'delegation-unknown' }])
  }
  return undefined
}

async function unknownChoice(house: House, input: CreateSop): Promise<Failure | undefined> {
  if (input.template !== undefined && !(await house.templates()).has(input.template)) {
    return fail('template-unknown', { template: input.template }, [
      { pointer: '/template', code: 'template-unknown' },
    ])
  }
  if (!house.editions.has(input.reference)) {
    return fail('facts-refused', {}, [
      { pointer: '/reference', code: 'fact-reference', facts: { value: input.reference } },
    ])
  }
  const strange = input.negotiated.findIndex((language) => !input.languages.includes(language))
  if (strange < 0) return undefined
  const facts = { value: input.negotiated[strange] }
  return fail('facts-refused', {}, [{ pointer: `/negotiated/${strange}`, code: 'fact-language', facts }])
}

async function firstTree(house: House, input: CreateSop): Promise<Clause | Failure> {
  const { template: name, negotiated: _n, procedure: _p, observers, message, ...beginning } = input
  const title = Object.entries(beginning.title).map(([language, value]) => ({
    pointer: `/title/${language}`,
    value,
    markdown: true,
  }))
  const words = checkWords([...title, { pointer: '/message', value: message }])
  if (isFailure(words)) return words
  const tree = beginSop(
    beginning,
    name === undefined ? undefined : (await house.templates()).get(name),
    house.chance('sops'),
  )
  if (isFailure(tree)) return tree
  const wrong = checkFacts(tree, house.editions.get(input.reference)!.known)
  if (wrong) return wrong
  const astray = withheldAstray(tree, observers)
  return astray === undefined ? tree : fail('question-refused', { key: astray })
}

async function begin(
  at: At,
  id: string,
  { negotiated, procedure, observers, message, parties }: CreateSop,
  tree: Clause,
): Promise<Done<{ id: string }>> {
  const { tx, who, now, act } = at
  await insertSop(tx, { id, stage: 'negotiation', procedure, negotiated: [...negotiated] })
  for (const delegation of parties) {
    const state = delegation === who.delegation ? 'member' : 'invited'
    await putParty(tx, { delegation, kind: 'party', state, comments: true, withheld: [] })
    if (state === 'invited') await ask(at, { kind: 'party', delegation })
  }
  for (const seat of observers) await ask(at, { kind: 'observer', ...seat })
  const sealed = sealText(at.chance.salt(), { text: message })
  const revision = {
    format: 1 as const,
    sop: id,
    root: nodeId(tree),
    parents: [],
    by: who.delegation,
    time: now,
    message: sealed.id,
  }
  await insertRevision(tx, {
    id: revisionId(revision),
    revision,
    rootRow: await putTree(tx, tree),
    messageText: message,
    messageSalt: sealed.salt,
    number: 1,
    act,
    from: 0,
  })
  await useKeys(
    tx,
    [...walk(tree)].map(({ key }) => key),
  )
  return { result: { id }, type: 'sop.created', refs: { version: revisionId(revision), number: 1 } }
}

/** A key to be withheld that is no clause's: the chapter that was meant would be in sight. */
function withheldAstray(tree: Clause, observers: readonly ObserverSeat[]): string | undefined {
  const keys = new Set([...walk(tree)].slice(1).map(({ key }) => key))
  return observers.flatMap(({ withheld }) => withheld).find((key) => !keys.has(key))
}

function ask(at: At, question: Question): Promise<void> {
  const { kind } = question
  return insertDecision(at.tx, {
    id: at.chance.id(),
    kind,
    payload: question,
    by: at.who.delegation,
    state: 'asked',
    time: at.now,
  })
}
