// A figure that is not saved yet, as each language will show it. Pure.
import { dateIn } from '../words/format.ts'
import { digitsOf } from '../words/digits.ts'
import type { Settings } from '../words/settings.ts'
import type { Parameter } from './pending.ts'

export const UNITS = ['hour', 'day', 'working-day', 'month', 'year'] as const
export type Unit = (typeof UNITS)[number]

const NAMES: Readonly<Record<string, Readonly<Record<Unit, string>>>> = {
  en: { hour: 'hour', day: 'day', 'working-day': 'working day', month: 'month', year: 'year' },
  id: { hour: 'jam', day: 'hari', 'working-day': 'hari kerja', month: 'bulan', year: 'tahun' },
  th: { hour: 'ชั่วโมง', day: 'วัน', 'working-day': 'วันทำการ', month: 'เดือน', year: 'ปี' },
}
const AND: Readonly<Record<string, (last: string, more: boolean) => string>> = {
  en: (last) => ` and ${last}`,
  id: (last, more) => (more ? `, dan ${last}` : ` dan ${last}`),
  th: (last) => ` และ ${last}`,
}

export function shownFigure(
  parameter: Parameter,
  language: string,
  settings: Pick<Settings, 'digits' | 'era'>,
): string {
  const shown = valueOf(parameter, language, settings)
  if (shown === undefined) return '[…]'
  return parameter.settled ? shown : `[${shown}]`
}

function valueOf(
  { kind, value, values, unit }: Parameter,
  language: string,
  settings: Pick<Settings, 'digits' | 'era'>,
): string | undefined {
  const numeral = (each: number) => digitsOf(each, language, settings)
  if (kind === 'date')
    return typeof value === 'string' && value !== ''
      ? dateIn(language, `${value}T12:00:00`, 'long', settings)
      : undefined
  if (kind === 'numbers') {
    if (!values?.length) return undefined
    const all = values.map(numeral)
    const last = all.at(-1)!
    const listed =
      all.length === 1 ? last : all.slice(0, -1).join(', ') + (AND[language] ?? AND.en!)(last, all.length > 2)
    return `${listed} ${nameOf(unit, all.length > 1 ? 2 : values[0]!, language)}`
  }
  if (typeof value !== 'number') return undefined
  return kind === 'number' ? numeral(value) : `${numeral(value)} ${nameOf(unit, value, language)}`
}

function nameOf(unit: Unit | undefined, count: number, language: string): string {
  const names = NAMES[language] ?? NAMES.en!
  return names[unit ?? 'day'] + (names === NAMES.en && count !== 1 ? 's' : '')
}

/** A figure as typed, Thai digits too; nothing where it is not a whole number from 1 to 10,000. */
export function figureFrom(typed: string): number | undefined {
  const plain = typed
    .trim()
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[.,\s]/g, '')
  if (!/^\d{1,5}$/.test(plain)) return undefined
  const value = Number(plain)
  return value >= 1 && value <= 10_000 ? value : undefined
}
