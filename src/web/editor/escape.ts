// What a person typed as words stays words: signs that Markdown or a reference would be made of are escaped. Pure.

const SIGNS = /[\\*`[\]{}<|]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|&(?=#?\w+;)/gu

/** Words of a paragraph; `before` is what stands before them in the source. */
export function escapeWords(words: string, before = ''): string {
  const escaped = words.replace(SIGNS, '\\$&')
  // A figure that is not settled is shown in brackets, and a bracket behind it would make a link of them.
  return before.endsWith('}}') && escaped.startsWith('(') ? `\\${escaped}` : escaped
}

/** A line that would begin a list, a heading, a quotation, a rule or code does not. */
export function escapeLineStart(line: string): string {
  const numbered = /^(\d{1,9})([.)](?:\s.*)?)$/su.exec(line)
  if (numbered) return `${numbered[1]}\\${numbered[2]}`
  if (/^(?:[-+](?:\s|$)|#{1,6}(?:\s|$)|>|~~~|=+\s*$|[-\s]+$)/u.test(line)) return `\\${line}`
  return line
}
