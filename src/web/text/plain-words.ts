// The words of blocks as one string, a line for each block. Pure.
import type { Block, Cell, Inline } from './marked-source.ts'

/** References stand as they are written in the source. */
export function plainOf(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).join('\n')
}

function plainBlock(block: Block): string {
  if (block.type === 'list') return block.items.map(plainOf).join('\n')
  if (block.type === 'quote') return plainOf(block.blocks)
  if (block.type === 'table') return [block.head, ...block.rows].map(plainRow).join('\n')
  return plainInlines(block.inlines)
}

const plainRow = (row: readonly Cell[]): string => row.map(plainInlines).join('  ')

export function plainInlines(inlines: readonly Inline[]): string {
  return inlines.map(plainInline).join('')
}

function plainInline(inline: Inline): string {
  switch (inline.type) {
    case 'words':
      return inline.words
    case 'figure':
      return `{{${inline.name}}}`
    case 'reference':
      return `{{#${inline.name}}}`
    case 'parties':
      return '{{parties}}'
    case 'break':
      return '\n'
    case 'end':
      return ''
    default:
      return plainInlines(inline.children)
  }
}
