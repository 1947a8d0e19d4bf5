// Settings of one's own: language, digits, era, shortcuts; then sessions and tokens.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { unwrap } from '../../client/client.ts'
import { api, type Schema } from '../api/client.ts'
import { ENDONYMS } from '../document/languages.ts'
import { Choice, Choices } from '../shell/field.tsx'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { LANGUAGES } from '../words/languages.ts'
import { changeSettings, type Settings, useSettings } from '../words/settings.ts'
import { speak, useLanguage, useWords } from '../words/words.ts'
import { words } from './account-words.ts'
import { Digest } from './digest.tsx'
import { Sessions } from './sessions.tsx'
import { Tokens } from './tokens.tsx'

export function Account() {
  const t = useWords(words)
  const { me } = useSeat()
  return (
    <Page zone="internal" title={t('title')}>
      <main className="people" id="content">
        <header>
          <div>
            <h1 className="h1">{t('title')}</h1>
            <p className="q">{[me.name, me.seat, me.delegation].filter(Boolean).join(' · ')}</p>
          </div>
        </header>
        <Screen />
        <Digest />
        <Sessions />
        <Tokens />
      </main>
    </Page>
  )
}

function Screen() {
  const t = useWords(words)
  const language = useLanguage()
  const { digits, era, letters } = useSettings()
  const cache = useQueryClient()
  const keep = useMutation({
    mutationFn: (chosen: Schema<'UpdateMe'>) => unwrap(api.PATCH('/api/v1/me', { body: chosen })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['me'] }),
  })
  // At once on this screen; kept with the member, so that it is so on his other computers.
  const set = (chosen: Partial<Pick<Settings, 'digits' | 'era'>>) => {
    changeSettings(chosen)
    keep.mutate(chosen)
  }
  return (
    <section className="panel p" aria-labelledby="screen">
      <h2 className="h2" id="screen">
        {t('screen')}
      </h2>
      <p className="q">{t('atOnce')}</p>
      <div className="form">
        <div className="pair">
          <Choices legend={t('language')}>
            {LANGUAGES.map((each) => (
              <Choice
                key={each}
                type="radio"
                name="language"
                label={ENDONYMS[each]}
                lang={each}
                checked={each === language}
                choose={() => {
                  speak(each)
                  keep.mutate({ language: each })
                }}
              />
            ))}
          </Choices>
          <Choices legend={t('digits')}>
            {(['thai', 'arabic'] as const).map((each) => (
              <Choice
                key={each}
                type="radio"
                name="digits"
                label={t(each)}
                checked={each === digits}
                choose={() => set({ digits: each })}
              />
            ))}
          </Choices>
          <Choices legend={t('era')}>
            {(['be', 'both', 'ce'] as const).map((each) => (
              <Choice
                key={each}
                type="radio"
                name="era"
                label={t(each)}
                checked={each === era}
                choose={() => set({ era: each })}
              />
            ))}
          </Choices>
        </div>
        <Choice
          type="checkbox"
          name="letters"
          label={t('letters')}
          explained={t('lettersHint')}
          checked={letters}
          choose={(on) => changeSettings({ letters: on })}
        />
      </div>
      <ProblemNotice error={keep.error} />
    </section>
  )
}
