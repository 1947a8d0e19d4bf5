// What a text may consist of while it is edited, and the keys that write it.
import { Extension, Node, type AnyExtension } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { type ChipWords, figureChip, referenceChip } from './chips.ts'

/** With `inline` one paragraph alone, as a heading has it. */
export function wordsExtensions(chips: ChipWords, inline: boolean): AnyExtension[] {
  return [
    Node.create({ name: 'doc', topNode: true, content: inline ? 'paragraph' : 'block+' }),
    StarterKit.configure({
      document: false,
      code: false,
      codeBlock: false,
      dropcursor: false,
      gapcursor: false,
      heading: false,
      horizontalRule: false,
      strike: false,
      trailingNode: false,
      underline: false,
      link: {
        openOnClick: false,
        autolink: false,
        linkOnPaste: false,
        isAllowedUri: (address) => /^(?:https:\/\/[^/]|mailto:.)/i.test(address),
      },
    }),
    Table.configure({ resizable: false, HTMLAttributes: { class: 'tbl' } }),
    TableRow,
    TableHeader.extend({ content: 'paragraph' }),
    TableCell.extend({ content: 'paragraph' }),
    figureChip(chips),
    referenceChip(chips),
    Extension.create({
      name: 'wordsKeys',
      priority: 1000,
      addKeyboardShortcuts() {
        return {
          // Tab leaves the field, as everywhere; lists are nested by other keys.
          'Mod-]': () => this.editor.commands.sinkListItem('listItem'),
          'Mod-[': () => this.editor.commands.liftListItem('listItem'),
          'Mod-Shift-b': () => true,
          ...(inline && { Enter: () => true, 'Shift-Enter': () => true, 'Mod-Enter': () => true }),
        }
      },
    }),
  ]
}
