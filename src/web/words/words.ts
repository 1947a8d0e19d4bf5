// Words of the screen: each beside its two translations, so that none can be missing.
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { digitsOf } from './digits.ts'
import { LANGUAGES, type UiLanguage } from './languages.ts'
import { readSettings } from './settings.ts'

type Entry = Readonly<Record<UiLanguage, string>>
type Base<K> = K extends `${infer B}_one` | `${infer B}_other` ? B : K
/** A room's words: what `useWords` takes. Numbers in `{{…}}` come in the reader's digits. */
export interface Words<K extends string> {
  readonly room: string
  readonly table: Readonly<Record<K, Entry>>
}
export type Say<K extends string> = (
  key: Base<K>,
  values?: Readonly<Record<string, string | number>>,
) => string

void i18next.use(initReactI18next).init({
  lng: readSettings().language ?? preferred(),
  fallbackLng: false,
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
})

function preferred(): UiLanguage {
  const wanted = typeof navigator === 'undefined' ? [] : navigator.languages
  const known = wanted.map((tag) => tag.slice(0, 2)).find((tag) => LANGUAGES.includes(tag as UiLanguage))
  return (known as UiLanguage | undefined) ?? 'en'
}

/** The words of a room in all languages. Plurals: `changes_one`, `changes_other`, said as `changes`. */
export function defineWords<K extends string>(room: string, table: Record<K, Entry>): Words<K> {
  for (const language of LANGUAGES) {
    const entries = Object.entries<Entry>(table).map(
      ([key, entry]) => [key, entry[language].replace('{{count}}', '{{counted}}')] as const,
    )
    i18next.addResourceBundle(language, room, Object.fromEntries(entries))
  }
  return { room, table }
}

/** Says a room's words in the reader's language, and again when that changes. */
export function useWords<K extends string>({ room }: Words<K>): Say<K> {
  const { t, i18n } = useTranslation(room)
  return (key, values) => {
    const said = t(key, inDigits(values, i18n.language))
    return i18n.language === 'th' && values ? spaced(said) : said
  }
}

/** Numbers in the reader's digits; `count` stays a number too, since the plural goes by it. */
function inDigits(
  values: Readonly<Record<string, string | number>> = {},
  language: string,
): Record<string, unknown> {
  const settings = readSettings()
  const said = Object.entries(values).map(([name, value]) => {
    const shown = typeof value === 'number' ? digitsOf(value, language, settings) : value
    return [name === 'count' ? 'counted' : name, shown] as const
  })
  return { ...Object.fromEntries(said), ...('count' in values && { count: values.count }) }
}

/** Thai sets Latin letters off by a space, also where a name is put in. */
function spaced(said: string): string {
  return said
    .replace(/([\u0e01-\u0e4e])(?=[A-Za-z])/g, '$1 ')
    .replace(/([A-Za-z])(?=[\u0e01-\u0e4e])/g, '$1 ')
}

export function useLanguage(): UiLanguage {
  const { i18n } = useTranslation()
  return i18n.language as UiLanguage
}

/** Changes the language of the screen at once. */
export function speak(language: UiLanguage): void {
  void i18next.changeLanguage(language)
}

export function spoken(): UiLanguage {
  return i18next.language as UiLanguage
}

export function onSpoken(listener: (language: UiLanguage) => void): void {
  i18next.on('languageChanged', (language) => listener(language as UiLanguage))
}
