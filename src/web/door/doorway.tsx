// What stands around the door: the purpose in three languages, the rules, the host, the language switch.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { readService } from '../api/reads.ts'
import { LanguageSwitch } from '../shell/bar.tsx'
import { Icon, Mark } from '../shell/icons.tsx'
import { OfflineBar } from '../shell/offline.tsx'
import { LANGUAGES } from '../words/languages.ts'
import { useLanguage, useWords } from '../words/words.ts'
import './door.css'
import { words } from './words.ts'

export function Doorway({ title, children }: { title: string; children: ReactNode }) {
  const t = useWords(words)
  const language = useLanguage()
  const service = useQuery(readService())
  useEffect(() => {
    document.title = `${title} · Sandhi`
    document.body.classList.remove('int', 'joint')
  }, [title])
  return (
    <>
      <header className="bar">
        <span className="mark">
          <Mark />
          Sandhi
        </span>
        <div className="r">
          <LanguageSwitch signedIn={false} />
        </div>
      </header>
      <OfflineBar />
      <main className="door" id="content">
        <div className="names">
          <p className="purpose" lang={language}>
            {words.table.purpose[language]}
          </p>
          {LANGUAGES.filter((each) => each !== language).map((each) => (
            <p key={each} lang={each}>
              {words.table.purpose[each]}
            </p>
          ))}
          <ul className="rules">
            <li>
              <Icon sign="lock" />
              <span>
                <b>{t('internalSafe')}</b> {t('internalHost')}
              </span>
            </li>
            <li>
              <Icon sign="warning" />
              <span>
                <b>{t('textsOnly')}</b> {t('noVictims')}
              </span>
            </li>
            {service.data && (
              <li>
                <Icon sign="shield" />
                <span>
                  <b>{t('hostedBy')}</b> {service.data.hostedBy}
                </span>
              </li>
            )}
          </ul>
        </div>
        {children}
      </main>
    </>
  )
}
