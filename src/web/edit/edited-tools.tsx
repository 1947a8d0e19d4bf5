// The tools of the language that has the focus: list, figure, reference, undo.
import { useMemo, useState } from 'react'
import { useOpenText } from '../document/open-text.ts'
import type { ClauseEditorHandle } from '../editor/clause-editor.tsx'
import { FigurePicker } from '../editor/figure-picker.tsx'
import { ReferencePicker } from '../editor/reference-picker.tsx'
import { Icon } from '../shell/icons.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { useNames } from './names.ts'
import { words as toolWords } from './tool-words.ts'
import { words } from './words.ts'

const REFERRED = ['article', 'paragraph', 'step', 'annex', 'form', 'chapter']
const CLOSING = 250 // milliseconds until a dialog has given the focus back

export function EditedTools({
  language,
  field,
}: {
  language: string
  field: () => ClauseEditorHandle | undefined
}) {
  const t = useWords(toolWords)
  const u = useWords(words)
  const [picker, setPicker] = useState<'figure' | 'reference'>()
  const { context, order } = useOpenText()
  const spoken = u(`language_${language}` as 'language_en')
  const close = () => setPicker(undefined)
  const put = (source: string) => {
    close()
    setTimeout(() => field()?.insert(source), CLOSING)
  }
  return (
    <div className="tools" role="toolbar" aria-label={t('toolsOf', { language: spoken })}>
      <span className="lab">{spoken}:</span>
      <button type="button" onClick={() => field()?.list()}>
        <Icon sign="list" small />
        {t('list')}
      </button>
      <button type="button" onClick={() => setPicker('figure')}>
        <b aria-hidden="true">7</b> {t('figure')}
      </button>
      <button type="button" onClick={() => setPicker('reference')}>
        <b aria-hidden="true">§</b> {t('reference')}
      </button>
      <button type="button" onClick={() => field()?.undo()}>
        <Icon sign="undo" small />
        {t('undo')}
      </button>
      <FigurePicker
        figures={context.figures}
        languages={order}
        opened={picker === 'figure'}
        onPick={(name) => put(`{{${name}}}`)}
        onClose={close}
      />
      {picker === 'reference' && <References put={put} close={close} />}
    </div>
  )
}

function References({ put, close }: { put: (source: string) => void; close: () => void }) {
  const { placed } = useOpenText()
  const reader = useLanguage()
  const name = useNames()
  const clauses = useMemo(
    () =>
      placed
        .filter(({ clause }) => REFERRED.includes(clause.kind) && clause.id !== '')
        .map(({ clause }) => ({
          key: clause.key,
          number: name(clause.key),
          heading: clause.texts[reader]?.heading,
        })),
    // The list is made once for as long as it is open.
    [placed, reader],
  )
  return <ReferencePicker clauses={clauses} opened onPick={(key) => put(`{{#${key}}}`)} onClose={close} />
}
