// Two tabs on one piece of unsaved work: put together place by place, so that neither writes over the other. Pure.
import type { Kept } from './kept.ts'
import type { Pending } from './pending.ts'

type Path = readonly string[]

/** Every place of the work by itself: a part in a language, the facts of a clause, a figure, the rest as wholes. */
function unitsOf(kept: Kept | undefined): Map<string, { path: Path; value: unknown }> {
  const units = new Map<string, { path: Path; value: unknown }>()
  const note = (path: Path, value: unknown) => {
    if (value !== undefined) units.set(path.join('\n'), { path, value })
  }
  if (!kept) return units
  const { texts, facts, parameters, ...whole } = kept.pending
  for (const [key, languages] of Object.entries(texts))
    for (const [language, parts] of Object.entries(languages))
      for (const [part, change] of Object.entries(parts)) note(['texts', key, language, part], change)
  for (const [key, change] of Object.entries(facts)) note(['facts', key], change)
  for (const [name, change] of Object.entries(parameters)) note(['parameters', name], change)
  for (const [name, value] of Object.entries(whole)) note([name], value)
  return units
}

/**
 * What stands on the disk, with what this tab has changed since it last read or wrote there. A place that this tab
 * did not touch is as the other tab left it.
 */
export function joined(known: Kept | undefined, stored: Kept | undefined, mine: Kept): Kept {
  if (!stored || stored.pending.base.version !== mine.pending.base.version) return mine
  const [before, there, here] = [unitsOf(known), unitsOf(stored), unitsOf(mine)]
  const pending: Record<string, unknown> = { texts: {}, facts: {}, parameters: {} }
  for (const name of new Set([...there.keys(), ...here.keys()])) {
    const touched = JSON.stringify(before.get(name)?.value) !== JSON.stringify(here.get(name)?.value)
    const unit = (touched ? here : there).get(name)
    if (unit) put(pending, unit.path, unit.value)
  }
  return { ...mine, pending: pending as unknown as Pending }
}

function put(into: Record<string, unknown>, [first, ...rest]: Path, value: unknown): void {
  if (first === undefined) return
  if (rest.length === 0) into[first] = value
  else put((into[first] ??= {}) as Record<string, unknown>, rest, value)
}
