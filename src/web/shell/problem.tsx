// What went wrong, where the words are now, and what to do; no code first.
import { SandhiProblem } from '../../client/client.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icons.tsx'
import { words } from './words.ts'

/** A refusal of the service in the reader's language, or the service's silence. */
export function ProblemNotice({
  error,
  again,
  children,
}: {
  error: unknown
  again?: () => void
  children?: React.ReactNode
}) {
  const t = useWords(words)
  if (error === null || error === undefined) return null
  const known = error instanceof SandhiProblem ? error : undefined
  const title = known ? known.message.replace(/ \[[a-z-]+\]$/, '') : t('noAnswer')
  // What is only the title again is not said twice.
  const faults = (known?.errors ?? []).filter(({ detail }) => detail !== title)
  return (
    <div className="problem" role="alert">
      <Icon sign="warning" />
      <div>
        <p className="b">{title}</p>
        <p>{known ? known.detail : t('noAnswerTodo')}</p>
        {faults.length > 0 && (
          <ul>
            {faults.map((fault) => (
              <li key={`${fault.pointer} ${fault.code}`}>{fault.detail}</li>
            ))}
          </ul>
        )}
        {children}
        {again && (
          <button type="button" className="btn" onClick={again}>
            {t('again')}
          </button>
        )}
      </div>
    </div>
  )
}
