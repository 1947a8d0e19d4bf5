// A row whose words wait to be saved, as a redline.
import { Changes } from '../edit/changes.tsx'
import { useDesk, useWork } from '../edit/desk.tsx'
import { useNames } from '../edit/names.ts'
import { PARTS, type Part, withoutPlace } from '../edit/pending.ts'
import { words } from '../edit/words.ts'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { useOpenText } from './open-text.ts'
import type { Placed } from './placed.ts'

/** A row whose words wait to be saved: what changed, language beside language. */
export function UnsavedClause({ placed }: { placed: Placed }) {
  const { clause } = placed
  const t = useWords(words)
  const { languages } = useOpenText()
  const desk = useDesk()!
  const name = useNames()
  const pending = useWork(desk.work, (state) => state.pending)
  const mark = desk.marks.get(clause.key)
  const inserted = mark === 'inserted'
  const standing = desk.saved.get(clause.key)
  return (
    <div className="unsaved-row">
      <p className={`place-note ${inserted ? 'inserted' : 'changed'}`}>
        <Icon sign={inserted ? 'plus' : 'unsaved'} small /> {t(inserted ? 'inserted' : 'changed')}
        {inserted && <span className="q">{name(clause.key)}</span>}
        {desk.editable && (
          <button
            type="button"
            className="btn plain"
            onClick={() => desk.work.begin(desk.version, clause.key)}
          >
            <Icon sign="pen" small />
            {t('goOn')}
          </button>
        )}
        {desk.editable && inserted && (
          <button
            type="button"
            className="btn plain"
            onClick={() =>
              desk.work.change(desk.version, (before) => withoutPlace(before, clause.key, 'insert'))
            }
          >
            <Icon sign="undo" small />
            {t('takeBack')}
          </button>
        )}
      </p>
      <div className="tri">
        {languages.map((language) => (
          <div className="cell" key={language} lang={language} data-language={language}>
            {clause.label?.[language] !== undefined && (
              <span className="label b">{clause.label[language]} </span>
            )}
            {PARTS.map((part) => (
              <PartChanges
                key={part}
                part={part}
                language={language}
                was={standing?.texts[language]?.[part] ?? ''}
                value={pending?.texts[clause.key]?.[language]?.[part]?.value}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function PartChanges({
  part,
  language,
  was,
  value = was,
}: {
  part: Part
  language: string
  was: string
  value: string | undefined
}) {
  if (was === '' && value === '') return null
  return (
    <div className={part === 'heading' ? 'b' : undefined} data-part={part}>
      {!['heading', 'text'].includes(part) && (
        <span className="q">{words.table[part][language as 'en'] ?? words.table[part].en}: </span>
      )}
      <Changes was={was} value={value} language={language} />
    </div>
  )
}
