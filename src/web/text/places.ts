// Where the words of a block stand in its source, unit by unit: Markdown takes indents and signs away. Pure.

/** For each UTF-16 unit of a text the unit of the source, or -1. */
export type Places = readonly number[] | undefined

/** The place of a block's lines from `cursor` on, and where to look for what follows. */
export function placesOf(text: string, source: string, cursor: number): { places: number[]; next: number } {
  const places: number[] = []
  let next = cursor
  text.split('\n').forEach((line, index) => {
    if (index > 0) places.push(next)
    const found = source.indexOf(line, next)
    if (found >= 0) {
      for (let at = 0; at < line.length; at += 1) places.push(found + at)
      next = found + line.length
    } else next = scattered(line, source, next, places)
  })
  return { places, next }
}

/** Signs may have been taken away between two of a line: an address of a link is the longest. */
const FARTHEST = 400

/** Finds the signs of a line one after the other; a line end of the source may be a space here. */
function scattered(line: string, source: string, cursor: number, places: number[]): number {
  let next = cursor
  for (let at = 0; at < line.length; at += 1) {
    const space = /\s/.test(line[at]!)
    const found = space ? (/\s/.test(source[next] ?? '') ? next : -1) : source.indexOf(line[at]!, next)
    const place = found - next > FARTHEST ? -1 : found
    places.push(place)
    if (place >= 0) next = place + 1
  }
  return next
}

/** The places of a text that stands inside the raw text of its token. */
export function within(text: string, raw: string, places: readonly number[]): number[] {
  const from = raw.length - text.length
  const evenly = from >= 0 ? raw.indexOf(text, Math.min(1, from)) : -1
  const inside = evenly >= 0 ? placesOf(text, raw, evenly).places : placesOf(text, raw, 0).places
  return inside.map((at) => (at < 0 ? -1 : (places[at] ?? -1)))
}
