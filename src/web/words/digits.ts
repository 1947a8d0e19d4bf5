// Numbers as a reader writes them: Thai digits where chosen.
import type { Settings } from './settings.ts'

const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', id: 'id-ID', th: 'th-TH' }

/** The locale of `Intl` for a language and what its reader chose. */
export function localeOf(language: string, { digits, era }: Pick<Settings, 'digits' | 'era'>): string {
  const locale = LOCALES[language] ?? 'en-GB'
  if (language !== 'th') return locale
  const calendar = era === 'ce' ? 'gregory' : 'buddhist'
  return `${locale}-u-ca-${calendar}-nu-${digits === 'thai' ? 'thai' : 'latn'}`
}

export function digitsOf(
  value: number,
  language: string,
  settings: Pick<Settings, 'digits' | 'era'>,
): string {
  return new Intl.NumberFormat(localeOf(language, settings), { useGrouping: value >= 10_000 }).format(value)
}
