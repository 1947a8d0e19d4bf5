// Figures and dates in three languages, and the check of their values.
import fc from 'fast-check'
import t from 'tap'
import type { Parameter, Unit } from '../../src/document/clause.ts'
import type { ShowOptions } from '../../src/document/numbering.ts'
import { checkParameter, isDate, listOf, showParameter } from '../../src/document/parameters.ts'

const show = (parameter: Parameter, options?: ShowOptions) =>
  ['en', 'id', 'th'].map((language) => showParameter(parameter, language, options))
const duration = (value: number, unit: Unit): Parameter => ({ kind: 'duration', value, unit, settled: true })

t.test('durations have the right unit and plural', (t) => {
  t.strictSame(show(duration(1, 'day')), ['1 day', '1 hari', '๑ วัน'])
  t.strictSame(show(duration(45, 'day')), ['45 days', '45 hari', '๔๕ วัน'])
  t.strictSame(show(duration(10, 'working-day')), ['10 working days', '10 hari kerja', '๑๐ วันทำการ'])
  t.strictSame(show(duration(24, 'hour')), ['24 hours', '24 jam', '๒๔ ชั่วโมง'])
  t.strictSame(show(duration(1, 'month')), ['1 month', '1 bulan', '๑ เดือน'])
  t.strictSame(show(duration(3, 'year')), ['3 years', '3 tahun', '๓ ปี'])
  t.strictSame(show(duration(45, 'day'), { digits: 'arabic' })[2], '45 วัน')
  t.strictSame(show(duration(10_000, 'hour')), ['10,000 hours', '10.000 jam', '๑๐,๐๐๐ ชั่วโมง'])
  t.end()
})

t.test('numbers stand alone, lists end with "and"', (t) => {
  t.strictSame(show({ kind: 'number', value: 20, settled: true }), ['20', '20', '๒๐'])
  const months = (...values: number[]): Parameter => ({
    kind: 'numbers',
    values,
    unit: 'month',
    settled: true,
  })
  t.strictSame(show(months(1, 3, 6, 12)), [
    '1, 3, 6 and 12 months',
    '1, 3, 6, dan 12 bulan',
    '๑, ๓, ๖ และ ๑๒ เดือน',
  ])
  t.strictSame(show(months(1, 3)), ['1 and 3 months', '1 dan 3 bulan', '๑ และ ๓ เดือน'])
  t.strictSame(show(months(1)), ['1 month', '1 bulan', '๑ เดือน'])
  t.equal(listOf([], 'en'), '')
  t.end()
})

t.test('dates stand in words, in Thai with the Buddhist era unless told otherwise', (t) => {
  const date: Parameter = { kind: 'date', value: '2026-11-24', settled: true }
  t.strictSame(show(date), ['24 November 2026', '24 November 2026', '๒๔ พฤศจิกายน ๒๕๖๙'])
  t.equal(show(date, { era: 'both' })[2], '๒๔ พฤศจิกายน พ.ศ. ๒๕๖๙ (ค.ศ. ๒๐๒๖)')
  t.equal(show(date, { era: 'ce', digits: 'arabic' })[2], '24 พฤศจิกายน ค.ศ. 2026')
  t.strictSame(show({ ...date, value: '2027-08-01' }).slice(0, 2), ['1 August 2027', '1 Agustus 2027'])
  t.end()
})

t.test('what is unset or unsettled is bracketed', (t) => {
  t.strictSame(show({ kind: 'duration', unit: 'day', settled: false }), ['[…]', '[…]', '[…]'])
  t.equal(showParameter({ kind: 'date', settled: true }, 'en'), '[…]')
  t.equal(showParameter({ kind: 'numbers', values: [], unit: 'month', settled: true }, 'en'), '[…]')
  t.strictSame(show({ ...duration(45, 'day'), settled: false }), ['[45 days]', '[45 hari]', '[๔๕ วัน]'])
  t.end()
})

t.test('only whole figures from 1 to 10,000, known units and real days are values', (t) => {
  const codes = (parameter: unknown) =>
    checkParameter(parameter as Parameter, '/p').map(({ pointer, code }) => `${pointer} ${code}`)
  for (const value of [0, -1, 1.5, 10_001, Number.NaN, '7']) {
    t.strictSame(
      codes({ kind: 'number', value, settled: true }),
      ['/p/value parameter-figure'],
      String(value),
    )
  }
  t.strictSame(codes({ kind: 'numbers', values: [1, 0], unit: 'month', settled: true }), [
    '/p/values/1 parameter-figure',
  ])
  t.strictSame(codes({ kind: 'duration', value: 1, unit: 'week', settled: true }), ['/p/unit parameter-unit'])
  for (const value of ['2026-02-29', '2026-13-01', '2026-1-1', '24-11-2026', '']) {
    t.strictSame(codes({ kind: 'date', value, settled: true }), ['/p/value parameter-date'], value)
  }
  for (const parameter of [duration(10_000, 'day'), { kind: 'date', value: '2028-02-29', settled: true }]) {
    t.strictSame(codes(parameter), [])
  }
  t.strictSame(codes({ kind: 'number', settled: false }), [], 'unset is allowed')
  t.strictSame(codes({ kind: 'numbers', unit: 'month', settled: false }), [])
  t.end()
})

t.test('every day of the calendar is a date, and shows its day and its year', (t) => {
  const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (day) => {
      const value = day.toISOString().slice(0, 10)
      const shown = showParameter({ kind: 'date', value, settled: true }, 'th', { digits: 'arabic' })
      const year = String(day.getUTCFullYear() + 543)
      return isDate(value) && shown.startsWith(`${day.getUTCDate()} `) && shown.endsWith(` ${year}`)
    }),
  )
  t.end()
})
