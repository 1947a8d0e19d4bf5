// The tools of the language that has the focus: list, figure, reference, undo.
import { Menu } from '@mantine/core'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { useNames } from './names.ts'
import { words as toolWords } from './tool-words.ts'
import type { FieldHandle } from './words-field.tsx'
import { words } from './words.ts'

const REFERRED = ['article', 'paragraph', 'step', 'annex', 'form', 'chapter']

export function EditedTools({ language, field }: { language: string; field: () => FieldHandle | undefined }) {
  const t = useWords(toolWords)
  const u = useWords(words)
  const reader = useLanguage()
  const { context, placed } = useOpenText()
  const name = useNames()
  const spoken = u(`language_${language}` as 'language_en')
  return (
    <div className="tools" role="toolbar" aria-label={t('toolsOf', { language: spoken })}>
      <span className="lab">{spoken}:</span>
      <button type="button" onClick={() => field()?.list()}>
        <Icon sign="list" small />
        {t('list')}
      </button>
      <Picker
        label={t('figure')}
        sign="7"
        items={Object.entries(context.figures).map(([id, shown]) => ({
          id,
          shown: `${shown[reader] ?? shown.en ?? id}`,
          hint: id.replaceAll('_', ' '),
        }))}
        pick={(id) => field()?.insert(`{{${id}}}`)}
      />
      <Picker
        label={t('reference')}
        sign="§"
        items={placed
          .filter(({ clause }) => REFERRED.includes(clause.kind) && clause.id !== '')
          .map(({ clause }) => ({
            id: clause.key,
            shown: name(clause.key),
            hint: clause.texts[reader]?.heading ?? '',
          }))}
        pick={(key) => field()?.insert(`{{#${key}}}`)}
      />
      <button type="button" onClick={() => field()?.undo()}>
        <Icon sign="undo" small />
        {t('undo')}
      </button>
    </div>
  )
}

function Picker({
  label,
  sign,
  items,
  pick,
}: {
  label: string
  sign: string
  items: readonly { id: string; shown: string; hint: string }[]
  pick: (id: string) => void
}) {
  return (
    <Menu position="bottom-end" width={320} returnFocus={false} keepMounted={false}>
      <Menu.Target>
        <button type="button">
          <b aria-hidden="true">{sign}</b> {label}
        </button>
      </Menu.Target>
      <Menu.Dropdown className="picker">
        {items.map(({ id, shown, hint }) => (
          <Menu.Item key={id} onClick={() => setTimeout(() => pick(id), 0)}>
            {shown} <span className="q">{hint}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
