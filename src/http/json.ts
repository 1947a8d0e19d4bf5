// JSON bodies read strictly: valid UTF-8, no field twice, not nested too deeply.
import { type Failure, fail } from '../errors.ts'

const DEEPEST = 48
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** The value of a JSON body, or what is wrong with it; nothing is dropped or coerced. */
export function parseJson(bytes: Uint8Array): { value: unknown } | Failure {
  let source: string
  try {
    source = utf8.decode(bytes)
  } catch {
    return fail('json-malformed', { reason: 'not UTF-8' })
  }
  try {
    const wrong = scan(source)
    if (wrong) return wrong
    return { value: JSON.parse(source) as unknown }
  } catch (error) {
    if (error instanceof SyntaxError) return fail('json-malformed', { reason: 'syntax' })
    throw error
  }
}

/** Looks for repeated names and depth without building anything; what is not JSON is left to the parser. */
function scan(source: string): Failure | undefined {
  const open: (Set<string> | undefined)[] = []
  let name: string | undefined
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at]
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined)
      if (open.length > DEEPEST) return fail('json-too-deep', { most: DEEPEST })
    } else if (character === '}' || character === ']') {
      open.pop()
    } else if (character === '"') {
      const end = closing(source, at)
      if (end < 0) return undefined
      name = source.slice(at, end + 1)
      at = end
    } else if (character === ':' && name !== undefined) {
      const names = open.at(-1)
      const plain = JSON.parse(name) as string
      if (names?.has(plain)) return fail('json-duplicate-key', { name: plain })
      names?.add(plain)
      name = undefined
    }
  }
  return undefined
}

function closing(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === '"') return at
  }
  return -1
}
