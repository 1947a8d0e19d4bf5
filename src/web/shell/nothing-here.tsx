// An address behind which there is nothing that one may see.
import { Link } from 'react-router'
import { useWords } from '../words/words.ts'
import { words } from './nothing-words.ts'
import { Page } from './page.tsx'

export function NothingHere() {
  const t = useWords(words)
  return (
    <Page zone="internal" title={t('title')}>
      <main className="failed" id="content">
        <h1 className="h1">{t('title')}</h1>
        <p>{t('todo')}</p>
        <p>
          <Link className="btn" to="/">
            {t('home')}
          </Link>
        </p>
      </main>
    </Page>
  )
}
