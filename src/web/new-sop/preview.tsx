// The chapters and articles that a template begins with, side by side in the chosen languages.
import type { Schema } from '../api/client.ts'
import { ENDONYMS } from '../document/languages.ts'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

type Clause = Schema<'TemplateClause'>

/** Headings down to the articles, in the order of the text. */
function headings(clauses: readonly Clause[], depth: number): { clause: Clause; depth: number }[] {
  return clauses.flatMap((clause) => {
    const headed = Object.values(clause.texts).some(({ heading }) => heading)
    return [
      ...(headed ? [{ clause, depth }] : []),
      ...(depth < 2 ? headings(clause.children, headed ? depth + 1 : depth) : []),
    ]
  })
}

export function Preview({ text, languages }: { text: readonly Clause[]; languages: readonly string[] }) {
  const t = useWords(words)
  return (
    // The list scrolls, so it can be reached by the keyboard too.
    <div className="preview" tabIndex={0} role="region" aria-label={t('preview')}>
      <table className="tbl">
        <thead>
          <tr>
            {languages.map((language) => (
              <th key={language} scope="col" lang={language}>
                {ENDONYMS[language] ?? language}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {headings(text, 0).map(({ clause, depth }) => (
            <tr key={clause.key} className={depth === 0 ? 'chapter' : undefined}>
              {languages.map((language) => (
                <td key={language} lang={language} className="doc">
                  {clause.texts[language]?.heading ?? <span className="q">–</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
