// A comparison as lines for a terminal: marks for what was deleted and inserted, and colours where they are wanted.
import type { components } from '../../client/client.ts'
import { shown } from './session.ts'
import type { Say } from './words.ts'

type Diff = components['schemas']['Diff']
type Entry = components['schemas']['DiffEntry']

const RED = '\u001b[31m'
const GREEN = '\u001b[32m'
const PLAIN = '\u001b[0m'

/** The lines; without colour every mark stays. */
export function redlineOf({ entries, parameters }: Diff, say: Say, colour: boolean): string[] {
  if (entries.length === 0 && parameters.length === 0) return [say('same')]
  const paint = (code: string, text: string) => (colour ? `${code}${text}${PLAIN}` : text)
  const gone = (text: string) => paint(RED, `[-${text}-]`)
  const come = (text: string) => paint(GREEN, `{+${text}+}`)
  const words = (changes: readonly (readonly string[])[]) =>
    changes
      .map(([sign, text = '']) => (sign === '-' ? gone(text) : sign === '+' ? come(text) : text))
      .join('')
  const pair = (name: string, from: unknown, to: unknown) =>
    `  ${name}: ${gone(shown(from, say))} ${come(shown(to, say))}`
  const entryLines = ({ summary, texts, facts }: Entry) => [
    summary,
    ...Object.entries(texts).flatMap(([language, parts]) =>
      Object.entries(parts).map(([part, changes]) => `  ${language} ${part}: ${words(changes)}`),
    ),
    ...facts.map(({ pointer, from, to }) => pair(pointer, from, to)),
  ]
  return [
    say('marks'),
    ...entries.flatMap((entry) => ['', ...entryLines(entry)]),
    ...parameters.map(({ name, from, to }) => pair(`${say('figure')} ${name}`, from, to)),
  ]
}

/** Whether colours are wanted: a terminal, and nobody who said no. */
export const coloured = (env: Readonly<Record<string, string | undefined>>, terminal: boolean): boolean =>
  terminal && !env.NO_COLOR
