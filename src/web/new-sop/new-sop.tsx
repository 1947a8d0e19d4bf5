// Beginning an SOP from a template or empty; only creating it shows it to the other states.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { unwrap } from '../../client/client.ts'
import { api } from '../api/client.ts'
import { readDelegations, readTemplate, readTemplates } from '../api/reads.ts'
import { endOf } from '../delegation/change-member.ts'
import { columnOrder, ENDONYMS } from '../document/languages.ts'
import { Choice, Choices, faultAt, Field, useFocusOnFault } from '../shell/field.tsx'
import { Icon } from '../shell/icons.tsx'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { LANGUAGES } from '../words/languages.ts'
import { useLanguage, useWords } from '../words/words.ts'
import './new-sop.css'
import { ObserverChoice, type Observers } from './observers.tsx'
import { Preview } from './preview.tsx'
import { words } from './words.ts'

const toggled = (list: readonly string[], one: string, on: boolean) =>
  on ? [...list, one] : list.filter((each) => each !== one)

export function NewSop() {
  const t = useWords(words)
  const { me, has } = useSeat()
  const may = me.kind === 'party' && has('head', 'secretary', 'drafter', 'legal')
  return (
    <Page zone="internal" title={t('title')}>
      <main className="people" id="content">
        <header>
          <h1 className="h1">{t('title')}</h1>
        </header>
        {may ? <Beginning /> : <p>{t('notYou')}</p>}
      </main>
    </Page>
  )
}

function Beginning() {
  const t = useWords(words)
  const reader = useLanguage()
  const { me, name } = useSeat()
  const { list } = useFormat()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const templates = useQuery(readTemplates())
  const delegations = useQuery(readDelegations())
  const [chosen, setChosen] = useState<string>()
  const template = chosen ?? templates.data?.[0]?.name ?? ''
  const head = templates.data?.find((one) => one.name === template)
  const whole = useQuery({ ...readTemplate(template), enabled: template !== '' && head !== undefined })
  const [languages, setLanguages] = useState<readonly string[]>(LANGUAGES)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [states, setStates] = useState<readonly string[]>()
  const [observers, setObservers] = useState<Observers>({})
  const [unauthentic, setUnauthentic] = useState<readonly string[]>([])
  const [translated, setTranslated] = useState<readonly string[]>([])
  const [prevailing, setPrevailing] = useState('none')
  const [otherwise, setOtherwise] = useState<'arrangement' | 'treaty'>()
  const [procedure, setProcedure] = useState<'open' | 'by-proposal'>('open')

  const offered = [...new Set([...LANGUAGES, ...(head?.languages ?? [])])]
  const authentic = languages.filter((one) => !unauthentic.includes(one))
  const negotiated = languages.filter((one) => !translated.includes(one))
  const character = otherwise ?? head?.character ?? 'arrangement'
  const others =
    delegations.data?.filter(({ code, kind }) => kind === 'party' && code !== me.delegation) ?? []
  const known = others.map(({ code }) => code)
  const asked = (states ?? head?.parties ?? []).filter((code) => known.includes(code))
  const titleIn = (language: string) => typed[language] ?? head?.title[language] ?? ''
  const named = list(asked.map(name))
  const observing = Object.keys(observers)

  const create = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/sops', {
          body: {
            ...(head && { template: head.name }),
            title: Object.fromEntries(languages.map((one) => [one, titleIn(one).trim()])),
            parties: [me.delegation, ...asked],
            observers: Object.entries(observers).map(([delegation, { preset, day, comments }]) => ({
              delegation,
              preset,
              until: endOf(day),
              comments,
              withheld: [],
            })),
            languages: [...languages],
            authentic,
            negotiated,
            prevailing: authentic.includes(prevailing) ? prevailing : 'none',
            character,
            procedure,
            message: t('firstMessage'),
          },
        }),
      ),
    onSuccess: async (sop) => {
      await cache.invalidateQueries({ queryKey: ['sops'] })
      void navigate(`/sops/${sop.id}/versions/latest`)
    },
  })
  useFocusOnFault(form, create.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate()
  }
  const ready = asked.length > 0 && languages.length > 0 && authentic.length > 0 && negotiated.length > 0
  const spokenName = new Intl.DisplayNames([reader], { type: 'language' })
  const called = (code: string) => ENDONYMS[code] ?? code
  return (
    <form className="form" onSubmit={submit} ref={form}>
      <p className="q">{t('untilCreated')}</p>
      <ProblemNotice error={templates.error ?? delegations.error} />
      <section className="panel p">
        <div className="tmpl">
          <Choices legend={t('start')} fault={faultAt(create.error, '/template')}>
            {templates.data?.map((one) => (
              <Choice
                key={one.name}
                type="radio"
                name="template"
                label={`${one.title[reader] ?? one.title.en ?? one.name} · ${t('clauses', { count: one.clauses })}`}
                explained={one.description[reader] ?? one.description.en}
                checked={template === one.name}
                choose={() => setChosen(one.name)}
              />
            ))}
            <Choice
              type="radio"
              name="template"
              label={t('empty')}
              explained={t('emptyMore')}
              checked={templates.isSuccess && !head}
              choose={() => setChosen('')}
            />
          </Choices>
        </div>
        <Choices legend={t('languages')} fault={faultAt(create.error, '/languages')}>
          {offered.map((one) => (
            <Choice
              key={one}
              type="checkbox"
              name={`language-${one}`}
              label={called(one)}
              lang={one}
              explained={head && !head.languages.includes(one) ? t('missing') : undefined}
              checked={languages.includes(one)}
              choose={(on) => {
                const next = toggled(languages, one, on)
                setLanguages(offered.filter((each) => next.includes(each)))
              }}
            />
          ))}
        </Choices>
        {languages.map((one) => (
          <Field
            key={one}
            label={t('titleIn', { language: spokenName.of(one) ?? one })}
            fault={faultAt(create.error, `/title/${one}`)}
          >
            {(parts) => (
              <textarea
                {...parts}
                className="field doc"
                lang={one}
                rows={2}
                value={titleIn(one)}
                onChange={(event) => setTyped({ ...typed, [one]: event.currentTarget.value })}
                required
              />
            )}
          </Field>
        ))}
      </section>
      <section className="panel p">
        <Choices
          legend={t('parties')}
          hint={t('partiesHint')}
          fault={faultAt(create.error, '/parties') ?? (asked.length === 0 ? t('chooseState') : undefined)}
        >
          <Choice
            type="checkbox"
            name={me.delegation}
            label={`${name(me.delegation)} (${t('own')})`}
            checked
            disabled
            choose={() => undefined}
          />
          {known.map((code) => (
            <Choice
              key={code}
              type="checkbox"
              name={code}
              label={name(code)}
              checked={asked.includes(code)}
              choose={(on) => setStates(toggled(asked, code, on))}
            />
          ))}
        </Choices>
        <ObserverChoice
          organisations={delegations.data?.filter(({ kind }) => kind === 'observer') ?? []}
          chosen={observers}
          choose={setObservers}
          faultOf={(code) => faultAt(create.error, `/observers/${observing.indexOf(code)}`)}
        />
      </section>
      <section className="panel p" aria-label={t('which')}>
        <div className="pair">
          <Choices
            legend={t('authentic')}
            hint={t('authenticHint')}
            fault={faultAt(create.error, '/authentic')}
          >
            {languages.map((one) => (
              <Choice
                key={one}
                type="checkbox"
                name={`authentic-${one}`}
                label={called(one)}
                lang={one}
                checked={authentic.includes(one)}
                choose={(on) => setUnauthentic(toggled(unauthentic, one, !on))}
              />
            ))}
          </Choices>
          <Choices
            legend={t('negotiated')}
            hint={t('negotiatedHint')}
            fault={faultAt(create.error, '/negotiated')}
          >
            {languages.map((one) => (
              <Choice
                key={one}
                type="checkbox"
                name={`negotiated-${one}`}
                label={called(one)}
                lang={one}
                checked={negotiated.includes(one)}
                choose={(on) => setTranslated(toggled(translated, one, !on))}
              />
            ))}
          </Choices>
          <Choices legend={t('prevailing')} fault={faultAt(create.error, '/prevailing')}>
            {['none', ...authentic].map((one) => (
              <Choice
                key={one}
                type="radio"
                name="prevailing"
                label={one === 'none' ? t('none') : called(one)}
                checked={(authentic.includes(prevailing) ? prevailing : 'none') === one}
                choose={() => setPrevailing(one)}
              />
            ))}
          </Choices>
        </div>
        <Choices legend={t('character')} fault={faultAt(create.error, '/character')}>
          {(['arrangement', 'treaty'] as const).map((one) => (
            <Choice
              key={one}
              type="radio"
              name="character"
              label={t(one)}
              explained={t(`${one}More`)}
              checked={character === one}
              choose={() => setOtherwise(one)}
            />
          ))}
          {head && head.character !== character && (
            <p role="status">
              <Icon sign="warning" /> {t('otherCharacter')}
            </p>
          )}
        </Choices>
        <Choices legend={t('procedure')} fault={faultAt(create.error, '/procedure')}>
          {(['open', 'by-proposal'] as const).map((one) => (
            <Choice
              key={one}
              type="radio"
              name="procedure"
              label={t(one)}
              explained={t(`${one}More`)}
              checked={procedure === one}
              choose={() => setProcedure(one)}
            />
          ))}
        </Choices>
      </section>
      {whole.data && head && languages.length > 0 && (
        <section className="panel p">
          <h2 className="h2">{t('preview')}</h2>
          <p className="q">{t('previewMore')}</p>
          <Preview text={whole.data.text} languages={columnOrder(languages, me.delegation, reader)} />
        </section>
      )}
      <section className="panel p">
        <h2 className="h2">{t('next')}</h2>
        <ol className="after">
          <li>{t('next1')}</li>
          {asked.length > 0 && <li>{t('next2', { states: named })}</li>}
          <li>{t('next3')}</li>
          {observing.length > 0 && <li>{t('next4', { names: list(observing.map(name)) })}</li>}
        </ol>
        <ProblemNotice error={create.error} />
        <div className="row">
          <button type="submit" className="btn j big" disabled={!ready || create.isPending}>
            <Icon sign="rings" />
            {create.isPending
              ? t('creating')
              : asked.length === 0
                ? t('chooseState')
                : t('create', { states: named })}
          </button>
        </div>
      </section>
    </form>
  )
}
