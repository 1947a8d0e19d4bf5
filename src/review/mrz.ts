// Machine-readable zones of passports, identity cards and visas (ICAO Doc 9303), a line at a time.
import type { Found } from './identity-numbers.ts'

/** The fields that a check digit covers: from, to, and the place of the digit. */
type Checked = readonly (readonly [number, number, number])[]

/** Lines with figures, by length. They may have no filler at all, so check digits tell them. */
const LAYOUTS: Readonly<Record<number, readonly { readonly shape: RegExp; readonly checked: Checked }[]>> = {
  30: [
    { shape: /^[ACI][A-Z0-9<][A-Z<]{3}[A-Z0-9<]{25}$/, checked: [[5, 14, 14]] },
    {
      shape: /^\d{7}[MFX<]\d{7}[A-Z<]{3}[A-Z0-9<]{12}$/,
      checked: [
        [0, 6, 6],
        [8, 14, 14],
      ],
    },
  ],
  36: [
    {
      shape: /^[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}/,
      checked: [
        [0, 9, 9],
        [13, 19, 19],
        [21, 27, 27],
      ],
    },
  ],
  44: [
    {
      shape: /^[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}/,
      checked: [
        [0, 9, 9],
        [13, 19, 19],
        [21, 27, 27],
      ],
    },
  ],
}

/** Every line of a machine-readable zone. A line of names is told by its fillers (`SURNAME<<GIVEN<NAMES<<<`). */
export function machineReadable(text: string): Found[] {
  const found: Found[] = []
  for (const { 0: run, index } of text.matchAll(/[A-Z0-9<]{20,}/gi)) {
    if (isNames(run) || isFigures(run.toUpperCase()))
      found.push({ kind: 'mrz', from: index, to: index + run.length })
  }
  return found
}

function isNames(run: string): boolean {
  return run.includes('<<') && /[A-Z]{2}/i.test(run) && run.replace(/[^A-Z0-9]/gi, '').length >= 5
}

function isFigures(line: string): boolean {
  const layouts = LAYOUTS[line.length] ?? []
  return layouts.some(({ shape, checked }) => {
    if (!shape.test(line)) return false
    return checked.every(([from, to, at]) => checkDigit(line.slice(from, to)) === Number(line[at]))
  })
}

/** The check digit of Doc 9303, part 3: weights 7, 3, 1; A is 10, the filler 0. */
export function checkDigit(field: string): number {
  let sum = 0
  for (let place = 0; place < field.length; place++) {
    const sign = field[place]!
    const value = sign === '<' ? 0 : Number.parseInt(sign, 36)
    sum += value * [7, 3, 1][place % 3]!
  }
  return sum % 10
}
