// Dates, numbers and fingerprints as the reader writes them.
import { useMemo } from 'react'
import { digitsOf, localeOf } from './digits.ts'
import { type Settings, useSettings } from './settings.ts'
import { useLanguage } from './words.ts'

type Chosen = Pick<Settings, 'digits' | 'era'>
export type DateStyle = 'long' | 'short' | 'day'

const STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
}

/** A time of ISO 8601 as a date in one language; years of Thai dates by the chosen era. */
export function dateIn(language: string, iso: string, style: DateStyle, chosen: Chosen): string {
  const time = new Date(iso)
  const said = (era: 'be' | 'ce') => {
    const format = new Intl.DateTimeFormat(localeOf(language, { ...chosen, era }), STYLES[style])
    // ICU writes the era's name before a Buddhist year; on official paper it goes without.
    return format
      .formatToParts(time)
      .filter(({ type }) => type !== 'era')
      .map(({ value }) => value)
      .join('')
      .replace(/\s+/g, ' ')
      .trim()
  }
  if (language !== 'th' || chosen.era !== 'both') return said(chosen.era === 'ce' ? 'ce' : 'be')
  const common = new Intl.NumberFormat(localeOf('th', chosen), { useGrouping: false }).format(
    time.getFullYear(),
  )
  return style === 'day' ? said('be') : `${said('be')} (ค.ศ. ${common})`
}

/** A date in the eras of both sides, as the status line and every printed sheet have it. */
export function dateInBothEras(language: string, iso: string, chosen: Chosen): string {
  const thai = dateIn('th', iso, 'short', { ...chosen, era: 'be' })
  const other = dateIn(language === 'th' ? 'en' : language, iso, 'long', chosen)
  return language === 'th'
    ? `${dateIn('th', iso, 'long', { ...chosen, era: 'be' })} / ${other}`
    : `${other} / ${thai}`
}

export function timeIn(language: string, iso: string, chosen: Chosen): string {
  const format = new Intl.DateTimeFormat(localeOf(language, chosen), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const said = format.format(new Date(iso))
  return language === 'th' ? `${said.replace(':', '.')} น.` : said.replace('.', language === 'id' ? '.' : ':')
}

/** The eight characters by which people tell texts apart, in two groups of four. */
export function fingerprint(hash: string): string {
  return `${hash.slice(0, 4)}\u00a0${hash.slice(4, 8)}`
}

export interface Format {
  readonly number: (value: number) => string
  readonly date: (iso: string, style?: DateStyle) => string
  readonly bothEras: (iso: string) => string
  readonly time: (iso: string) => string
  /** names joined as a list: "Thailand and IOM" */
  readonly list: (names: readonly string[]) => string
}

export function useFormat(): Format {
  const language = useLanguage()
  const settings = useSettings()
  return useMemo(() => {
    const { digits, era } = settings
    const chosen = { digits, era }
    return {
      number: (value) => digitsOf(value, language, chosen),
      date: (iso, style = 'long') => dateIn(language, iso, style, chosen),
      bothEras: (iso) => dateInBothEras(language, iso, chosen),
      time: (iso) => timeIn(language, iso, chosen),
      list: (names) => listOf(names, localeOf(language, chosen)),
    }
  }, [language, settings])
}

function listOf(names: readonly string[], locale: string): string {
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
  // Thai sets Latin letters off by a space; ICU does not.
  return list
    .replace(/([\u0e00-\u0e7f])([A-Za-z])/g, '$1 $2')
    .replace(/([A-Za-z)])([\u0e00-\u0e7f])/g, '$1 $2')
}
