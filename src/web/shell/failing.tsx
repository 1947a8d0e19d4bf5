// A page that could not be shown: says so calmly, and that typed words are kept.
import { Component, type ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

interface State {
  readonly failed: boolean
}

/** Stands around the screens; what throws below it is a bug, or a part of the workspace that could not be loaded. */
export class Failing extends Component<{ children: ReactNode }, State> {
  override readonly state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children
  }
}

function Failed() {
  const t = useWords(words)
  return (
    <main className="failed" id="content">
      <h1 className="h1">{t('wentWrong')}</h1>
      <p>{t('wordsSafe')}</p>
      <p>
        <button type="button" className="btn k" onClick={() => location.reload()}>
          {t('again')}
        </button>
      </p>
    </main>
  )
}
