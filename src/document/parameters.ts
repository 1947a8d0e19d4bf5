// Figures and dates as each language writes them, and the check that they are ones.
import type { Fault } from '../errors.ts'
import { type Language, type Parameter, type Unit, UNITS } from './clause.ts'
import { numeral, thaiDigits, tongueOf } from './figures.ts'
import type { ShowOptions } from './numbering.ts'

export const LARGEST = 10_000
/** What stands for a figure that nobody has proposed yet. */
export const UNSET = '[…]'

const UNIT_NAMES = {
  en: { hour: 'hour', day: 'day', 'working-day': 'working day', month: 'month', year: 'year' },
  id: { hour: 'jam', day: 'hari', 'working-day': 'hari kerja', month: 'bulan', year: 'tahun' },
  th: { hour: 'ชั่วโมง', day: 'วัน', 'working-day': 'วันทำการ', month: 'เดือน', year: 'ปี' },
} as const satisfies Record<string, Record<Unit, string>>

const MONTHS = {
  en: 'January February March April May June July August September October November December'.split(' '),
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  th: 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' '),
} as const

/** A parameter as a text shows it: "45 days", "45 hari", "๔๕ วัน"; unset is […], unsettled stands in brackets. */
export function showParameter(parameter: Parameter, language: Language, options: ShowOptions = {}): string {
  const value = valueOf(parameter, language, options)
  if (value === undefined) return UNSET
  return parameter.settled ? value : `[${value}]`
}

/** Whether a parameter has a value yet. */
export function isSet(parameter: Parameter): boolean {
  return parameter.kind === 'numbers' ? Boolean(parameter.values?.length) : parameter.value !== undefined
}

function valueOf(parameter: Parameter, language: Language, options: ShowOptions): string | undefined {
  if (!isSet(parameter)) return undefined
  switch (parameter.kind) {
    case 'number':
      return numeral(parameter.value!, language, options.digits)
    case 'duration':
      return `${numeral(parameter.value!, language, options.digits)} ${unitName(parameter.unit, parameter.value!, language)}`
    case 'numbers': {
      const values = parameter.values!
      const many = values.length > 1 ? 2 : values[0]!
      const list = listOf(
        values.map((value) => numeral(value, language, options.digits)),
        language,
      )
      return `${list} ${unitName(parameter.unit, many, language)}`
    }
    case 'date':
      return showDate(parameter.value!, language, options)
  }
}

const FIGURE_ENDS = /[\d๐-๙]$/

function unitName(unit: Unit, count: number, language: Language): string {
  const tongue = tongueOf(language)
  return UNIT_NAMES[tongue][unit] + (tongue === 'en' && count !== 1 ? 's' : '')
}

/**
 * "a, b and c" / "a, b, dan c" / "a, bและc": in Thai no comma before the last (Royal Society of Thailand), and
 * spaces beside figures alone.
 */
export function listOf(items: readonly string[], language: Language): string {
  if (items.length < 2) return items.join('')
  const start = items.slice(0, -1).join(', ')
  const end = items.at(-1)!
  const tongue = tongueOf(language)
  if (tongue === 'th') return start + (FIGURE_ENDS.test(start) ? ' และ ' : 'และ') + end
  if (tongue === 'id') return items.length > 2 ? `${start}, dan ${end}` : `${start} dan ${end}`
  return `${start} and ${end}`
}

/** A date (YYYY-MM-DD) in words; the Buddhist era is the Common Era and 543. */
export function showDate(date: string, language: Language, options: ShowOptions = {}): string {
  const [year, month, day] = date.split('-').map(Number)
  const tongue = tongueOf(language)
  const name = MONTHS[tongue][month! - 1]!
  if (tongue !== 'th') return `${day} ${name} ${year}`
  const years = {
    be: String(year! + 543),
    ce: `ค.ศ. ${year}`,
    both: `พ.ศ. ${year! + 543} (ค.ศ. ${year})`,
  }[options.era ?? 'be']
  const shown = `${day} ${name} ${years}`
  return options.digits === 'arabic' ? shown : thaiDigits(shown)
}

/** What is wrong with a parameter: figures are whole, from 1 to 10,000; a date is YYYY-MM-DD and exists. */
export function checkParameter(parameter: Parameter, pointer = ''): Fault[] {
  const faults: Fault[] = []
  if ('unit' in parameter && !UNITS.includes(parameter.unit)) {
    faults.push({
      pointer: `${pointer}/unit`,
      code: 'parameter-unit',
      facts: { unit: parameter.unit, known: UNITS },
    })
  }
  if (parameter.kind === 'date') {
    if (parameter.value !== undefined && !isDate(parameter.value)) {
      faults.push({ pointer: `${pointer}/value`, code: 'parameter-date', facts: { value: parameter.value } })
    }
    return faults
  }
  const figures: (readonly [string, number])[] =
    parameter.kind === 'numbers'
      ? (parameter.values ?? []).map((value, place) => [`${pointer}/values/${place}`, value] as const)
      : parameter.value === undefined
        ? []
        : [[`${pointer}/value`, parameter.value]]
  for (const [at, value] of figures) {
    if (Number.isInteger(value) && value >= 1 && value <= LARGEST) continue
    faults.push({ pointer: at, code: 'parameter-figure', facts: { value, least: 1, most: LARGEST } })
  }
  return faults
}

/** Whether a string is a day of the calendar, written YYYY-MM-DD. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value)
}
