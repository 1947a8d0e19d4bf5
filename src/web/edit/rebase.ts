// Unsaved work carried onto a newer version: what others did not touch as it is, the rest as was chosen. Pure.
import type { Clause } from '../api/reads.ts'
import { arrange } from './arrange.ts'
import { type Choice, type Clash, nameOfPlace, type Place } from './kept.ts'
import {
  alike,
  type Base,
  type Facts,
  type Parameter,
  PARTS,
  type Part,
  type Pending,
  type Placing,
  type Step,
  withFacts,
  withParameter,
  withText,
} from './pending.ts'

type Index = ReadonlyMap<string, Clause>

export function indexOf(root: Clause): Map<string, Clause> {
  const index = new Map<string, Clause>()
  const visit = (clause: Clause) => {
    index.set(clause.key, clause)
    clause.children.forEach(visit)
  }
  visit(root)
  return index
}

const parametersOf = (root: Clause): Readonly<Record<string, Parameter>> => root.facts.sop?.parameters ?? {}

/**
 * The work on the newer version `to`. `choices` say, by place, whose words stand where both sides changed the same;
 * a place without a choice comes back in `open`, and keeps the writer's own words.
 */
export function rebase(
  pending: Pending,
  from: Clause,
  to: Clause,
  base: Base,
  clash?: Clash,
): { pending: Pending; open: Place[] } {
  const index = indexOf(to)
  const inserted = new Set(pending.places.flatMap((each) => (each.op === 'insert' ? [each.key] : [])))
  const open: Place[] = []
  const known = new Map(clash?.places.map((place) => [nameOfPlace(place), place]))
  const choose = (place: Place): Choice => {
    const choice = clash?.chosen[nameOfPlace(place)]
    if (!choice) open.push(place)
    return choice ?? 'mine'
  }
  let next: Pending = { ...pending, base, texts: {}, facts: {}, parameters: {}, places: [] }
  next = placesOnto(next, pending.places, from, to, index, choose, base, pending.base)
  const back = new Set(next.places.flatMap((each) => (each.op === 'restore' ? [each.key] : [])))
  const stands = (key: string) => index.has(key) || inserted.has(key) || back.has(key)
  const gone = [...new Set([...Object.keys(pending.texts), ...Object.keys(pending.facts)])].filter(
    (key) => !stands(key),
  )
  const revived = new Set<string>()
  for (const key of gone) {
    const choice = choose({ key, unit: 'existence', base: 'present', theirs: 'removed', mine: 'changed' })
    if (choice === 'theirs') continue
    revived.add(key)
    next = { ...next, places: [...next.places, { op: 'restore', key, version: pending.base.number }] }
  }
  for (const [key, languages] of Object.entries(pending.texts)) {
    if (!stands(key) && !revived.has(key)) continue
    for (const [language, parts] of Object.entries(languages))
      for (const part of PARTS) {
        const change = parts[part]
        if (!change) continue
        const now = index.has(key) ? (index.get(key)!.texts[language]?.[part] ?? '') : change.was
        const value = wordsOf({ key, language, part, ...change, now }, choose, known)
        next = withText(next, { key, language, part }, value, now)
      }
  }
  for (const [key, { value, was }] of Object.entries(pending.facts)) {
    if (!stands(key) && !revived.has(key)) continue
    const now = index.get(key)?.facts ?? was
    next = withFacts(next, key, factsOnto(key, value, was, now, choose), now)
  }
  for (const [name, { value, was }] of Object.entries(pending.parameters)) {
    const now = parametersOf(to)[name] ?? null
    if (alike(now, value) || !value) continue
    const place: Place = { key: to.key, unit: 'parameter', field: name, base: was, theirs: now, mine: value }
    if (alike(now, was) || choose(place) !== 'theirs') next = withParameter(next, name, value, now)
  }
  return { pending: next, open }
}

function wordsOf(
  at: { key: string; language: string; part: Part; value: string; was: string; now: string },
  choose: (place: Place) => Choice,
  known: ReadonlyMap<string, Place>,
): string {
  const { key, language, part, value, was, now } = at
  if (now === was || now === value) return value
  const place: Place = { key, unit: 'words', language, part, base: was, theirs: now, mine: value }
  const choice = choose(place)
  if (choice === 'theirs') return now
  return choice === 'both' ? (known.get(nameOfPlace(place))?.suggestion ?? value) : value
}

function factsOnto(
  key: string,
  mine: Facts,
  was: Facts,
  now: Facts,
  choose: (place: Place) => Choice,
): Facts {
  const pick = <T>(place: Place, base: T, theirs: T, own: T): T => {
    if (alike(own, base) || alike(own, theirs)) return theirs
    if (alike(base, theirs)) return own
    return choose({ ...place, base, theirs, mine: own }) === 'theirs' ? theirs : own
  }
  const field = <K extends keyof Step>(name: K) =>
    pick({ key, unit: 'step', field: name }, was.step?.[name], now.step?.[name], mine.step?.[name])
  const [duties, limit, forms] = [field('duties'), field('limit'), field('forms')]
  const elements = pick({ key, unit: 'elements' }, was.elements, now.elements, mine.elements)
  const instruments = pick({ key, unit: 'instruments' }, was.instruments, now.instruments, mine.instruments)
  const step: Step = { ...(duties && { duties }), ...(limit && { limit }), ...(forms && { forms }) }
  return {
    ...(elements && { elements }),
    ...(instruments && { instruments }),
    ...(Object.keys(step).length > 0 && { step }),
  }
}

/** Places again, each behind the nearest earlier sibling that still stands. */
function placesOnto(
  next: Pending,
  places: readonly Placing[],
  from: Clause,
  to: Clause,
  index: Index,
  choose: (place: Place) => Choice,
  base: Base,
  old: Base,
): Pending {
  const mine = indexOf(arrange(from, places).root)
  const put: Placing[] = []
  const here = new Set(index.keys())
  for (const place of places) {
    if (place.op === 'restore') {
      if (!here.has(place.key)) put.push(place)
    } else if (place.op === 'remove') {
      const now = index.get(place.key)
      if (!now) continue
      const changed: Place = {
        key: place.key,
        unit: 'existence',
        base: 'present',
        theirs: 'changed',
        mine: 'removed',
      }
      if (place.was !== undefined && now.id !== place.was && choose(changed) === 'theirs') continue
      put.push({ ...place, was: now.id })
    } else {
      if (place.op === 'move' && !here.has(place.key)) continue
      if (!here.has(place.parent)) {
        const lost: Place = {
          key: place.parent,
          unit: 'existence',
          base: 'present',
          theirs: 'removed',
          mine: 'changed',
        }
        if (choose(lost) === 'theirs') continue
        put.push({ op: 'restore', key: place.parent, version: old.number })
        here.add(place.parent)
      }
      if (place.op === 'move' && elsewhere(place, from, to) && choose(moved(place, to)) === 'theirs') continue
      const siblings = mine.get(place.parent)?.children.map((child) => child.key) ?? []
      const present = new Set([
        ...(index.get(place.parent)?.children.map((child) => child.key) ?? []),
        ...put.flatMap((each) => ('parent' in each && each.parent === place.parent ? [each.key] : [])),
      ])
      const after = siblings
        .slice(0, siblings.indexOf(place.key))
        .reverse()
        .find((key) => present.has(key))
      const { after: _, ...rest } = place
      put.push({ ...rest, ...(after !== undefined && { after }) })
      here.add(place.key)
    }
  }
  return { ...next, base, places: put }
}

const parentIn = (root: Clause, key: string): Clause | undefined => {
  if (root.children.some((child) => child.key === key)) return root
  for (const child of root.children) {
    const found = parentIn(child, key)
    if (found) return found
  }
  return undefined
}

/** Whether the other side put it under something else meanwhile. */
const elsewhere = ({ key }: Placing, from: Clause, to: Clause): boolean =>
  parentIn(from, key)?.key !== parentIn(to, key)?.key

function moved(place: Placing & { op: 'move' }, to: Clause): Place {
  const parent = parentIn(to, place.key)
  const mine = { parent: place.parent, ...(place.after !== undefined && { after: place.after }) }
  return { key: place.key, unit: 'place', theirs: { parent: parent?.key }, mine }
}
