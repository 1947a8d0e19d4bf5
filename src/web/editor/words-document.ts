// The document that is edited, as plain data: what the schema of the editor has, and nothing more.

export interface WordsMark {
  readonly type: 'bold' | 'italic' | 'link'
  readonly attrs?: { readonly href: string }
}

export interface WordsNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly WordsNode[]
  readonly text?: string
  readonly marks?: readonly WordsMark[]
}

/** The order in which marks lie around words, the outermost first. */
export const MARKS = ['link', 'bold', 'italic'] as const

export const isList = ({ type }: WordsNode): boolean => type === 'bulletList' || type === 'orderedList'

/** How a figure, a reference or the parties stand in a source. */
export function chipSource({ type, attrs }: WordsNode): string | undefined {
  if (type === 'figure') return `{{${String(attrs?.name)}}}`
  return type === 'reference' ? `{{#${String(attrs?.key)}}}` : undefined
}
