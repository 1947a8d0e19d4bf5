// The languages side by side: whose stands first, what each calls itself, and how many fit.
import { useEffect, useState } from 'react'

const OWN: Readonly<Record<string, string>> = { IDN: 'id', THA: 'th' }

/** What a language calls itself. */
export const ENDONYMS: Readonly<Record<string, string>> = {
  en: 'English',
  id: 'Bahasa Indonesia',
  th: 'ภาษาไทย',
}
export const SHORT_NAMES: Readonly<Record<string, string>> = { en: 'English', id: 'Indonesia', th: 'ไทย' }

/** Own language first, then English, then the others: certificates run through English. */
export function columnOrder(languages: readonly string[], delegation: string, reader: string): string[] {
  const own = OWN[delegation] ?? reader
  const rank = (code: string) => (code === own ? 0 : code === 'en' ? 1 : 2)
  return [...languages].sort((a, b) => rank(a) - rank(b))
}

/** How many languages fit side by side: three from 1,280 px, two from 900, else one. */
export function useColumns(): number {
  const count = () =>
    matchMedia('(min-width:1280px)').matches ? 3 : matchMedia('(min-width:900px)').matches ? 2 : 1
  const [columns, setColumns] = useState(count)
  useEffect(() => {
    const hear = () => setColumns(count())
    window.addEventListener('resize', hear)
    return () => window.removeEventListener('resize', hear)
  }, [])
  return columns
}
