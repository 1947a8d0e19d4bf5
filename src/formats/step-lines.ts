// A step's quiet lines (trigger, duties, limit, forms, safeguard, expiry) in a language's words.
import type { Clause, Duty, Language, Limit, Part } from '../document/clause.ts'
import { type Tongue, tongueOf } from '../document/figures.ts'
import { labelOf, type ShowOptions } from '../document/numbering.ts'
import { showParameter } from '../document/parameters.ts'
import { DANGLING, type ShowContext } from '../document/show.ts'

/** The names that stand in the reference lists: undefined for what they don't have, and the id is shown. */
export interface Names {
  agency(id: string, language: Language): string | undefined
  /** What a limit is counted from, as it stands after "of" or "นับแต่": "first contact", "การติดต่อครั้งแรก". */
  event(id: string, language: Language): string | undefined
  /** A form's title. */
  form(key: string, language: Language): string | undefined
}

export interface StepOptions extends ShowOptions {
  readonly names: Names
}

export const WORDS = {
  en: {
    trigger: 'Trigger',
    duties: 'Who acts',
    limit: 'Time limit',
    forms: 'Forms',
    safeguard: 'Safeguard',
    expiry: 'If the limit passes',
    follows: 'translation follows',
    host: 'host Party',
    home: 'home Party',
    R: 'carries out',
    A: 'is accountable',
    C: 'is consulted',
    I: 'is informed',
    'at-once': 'at once',
    'without-delay': 'without delay',
  },
  id: {
    trigger: 'Pemicu',
    duties: 'Instansi',
    limit: 'Batas waktu',
    forms: 'Formulir',
    safeguard: 'Jaminan perlindungan',
    expiry: 'Apabila batas waktu terlampaui',
    follows: 'terjemahan menyusul',
    host: 'Pihak setempat',
    home: 'Pihak negara asal',
    R: 'pelaksana',
    A: 'penanggung jawab',
    C: 'dimintai pertimbangan',
    I: 'diberi tahu',
    'at-once': 'seketika itu juga',
    'without-delay': 'tanpa penundaan',
  },
  th: {
    trigger: 'เหตุเริ่มต้น',
    duties: 'หน่วยงาน',
    limit: 'กำหนดเวลา',
    forms: 'แบบฟอร์ม',
    safeguard: 'มาตรการคุ้มครอง',
    expiry: 'เมื่อพ้นกำหนดเวลา',
    follows: 'อยู่ระหว่างจัดทำคำแปล',
    host: 'ฝ่ายที่ผู้เสียหายพำนักอยู่',
    home: 'ฝ่ายประเทศต้นทาง',
    R: 'ผู้ดำเนินการ',
    A: 'ผู้รับผิดชอบหลัก',
    C: 'ผู้ให้คำปรึกษา',
    I: 'ผู้รับทราบ',
    'at-once': 'โดยทันที',
    'without-delay': 'โดยไม่ชักช้า',
  },
} as const

const LIMITS: Readonly<
  Record<Tongue, Readonly<Record<'within' | 'before' | 'after', (time: string, event: string) => string>>>
> = {
  en: {
    within: (time, event) => `within ${time} of ${event}`,
    before: (time, event) => `at least ${time} before ${event}`,
    after: (time, event) => `${time} after ${event}`,
  },
  id: {
    within: (time, event) => `dalam waktu ${time} terhitung sejak ${event}`,
    before: (time, event) => `paling lambat ${time} sebelum ${event}`,
    after: (time, event) => `${time} setelah ${event}`,
  },
  th: {
    within: (time, event) => `ภายใน ${time}นับแต่${event}`,
    before: (time, event) => `ก่อน${event}ไม่น้อยกว่า ${time}`,
    after: (time, event) => `เมื่อครบ ${time}นับแต่${event}`,
  },
}

/** What a step says beside its text, each line with what it is; none for a clause that is no step. */
export function stepLines(
  clause: Clause,
  language: Language,
  context: ShowContext,
  options: StepOptions,
  shown: (part: Part) => string | undefined,
): (readonly [string, string])[] {
  const words = WORDS[tongueOf(language)]
  const { duties, limit, forms } = clause.facts.step ?? {}
  const lines: (readonly [string, string | undefined])[] = [
    [words.trigger, shown('trigger')],
    ...inOrder(duties ?? []).map((duty) => [words.duties, dutyLine(duty, language, options)] as const),
    [words.limit, limit && limitLine(limit, language, context, options)],
    [words.forms, forms?.map((form) => formName(form, language, context, options)).join('; ') || undefined],
    [words.safeguard, shown('safeguard')],
    [words.expiry, shown('expiry')],
  ]
  return lines.filter((line): line is readonly [string, string] => line[1] !== undefined)
}

/** Who carries out first, who is informed last. */
function inOrder(duties: readonly Duty[]): Duty[] {
  return [...duties].sort((a, b) => 'RACI'.indexOf(a.role) - 'RACI'.indexOf(b.role))
}

function dutyLine(duty: Duty, language: Language, options: StepOptions): string {
  const words = WORDS[tongueOf(language)]
  const party = options.states?.[duty.party]?.[language] ?? duty.party
  const agency = options.names.agency(duty.agency, language) ?? duty.agency
  return `${words[duty.side]} (${party}): ${agency} (${words[duty.role]})`
}

/** "within 24 hours of identification"; undefined when a step says that it has none. */
export function limitLine(
  limit: Limit,
  language: Language,
  context: ShowContext,
  options: StepOptions,
): string | undefined {
  const tongue = tongueOf(language)
  if (limit.rule === 'none') return undefined
  if (!('parameter' in limit)) return WORDS[tongue][limit.rule]
  const parameter = Object.hasOwn(context.parameters, limit.parameter) && context.parameters[limit.parameter]
  const time = parameter ? showParameter(parameter, language, options) : DANGLING
  return LIMITS[tongue][limit.rule](time, options.names.event(limit.event, language) ?? limit.event)
}

/** "Form 4 – Consular notification" for a clause of the SOP, its name alone for a form kept elsewhere. */
function formName(key: string, language: Language, context: ShowContext, options: StepOptions): string {
  const label = labelOf(context.numbers, key, language, options)
  const name = options.names.form(key, language)
  if (label === undefined) return name ?? key
  return name === undefined ? label : titled(label, name, language)
}

/** A number and a heading in one line: a dash after words, a space in Thai and after a mark such as (2). */
export function titled(label: string, heading: string, language: Language): string {
  return tongueOf(language) === 'th' || /[).]$/.test(label) ? `${label} ${heading}` : `${label} – ${heading}`
}
