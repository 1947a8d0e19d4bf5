// One line per changed clause for a reader in his language: what happened to it, in official words.
import type { Clause, Language } from './clause.ts'
import type { Entry, ParameterChange } from './diff.ts'
import type { Tongue } from './figures.ts'
import { numberClauses, type Numbers, referenceTo, type ShowOptions } from './numbering.ts'
import { listOf, showParameter } from './parameters.ts'
import { diffWords } from './words.ts'

/** The numbers of both sides of a comparison, computed once for all its lines. */
export interface SummaryContext {
  readonly then: Numbers
  readonly now: Numbers
  readonly options: ShowOptions
}

export function summaryContext(from: Clause, to: Clause, options: ShowOptions = {}): SummaryContext {
  return { then: numberClauses(from), now: numberClauses(to), options }
}

interface Phrases {
  readonly sop: string
  readonly preamble: string
  readonly signature: string
  readonly provision: string
  readonly former: (label: string) => string
  readonly added: string
  readonly removed: string
  readonly moved: string
  readonly was: (label: string) => string
  readonly wordsKept: string
  readonly numberOnly: string
  readonly words: (languages: string) => string
  readonly heading: (languages: string) => string
  readonly kept: (languages: string, many: boolean) => string
  readonly newFigure: (value: string) => string
  readonly goneFigure: (value: string) => string
  readonly fact: (names: string) => string
  readonly language: (name: string) => string
  readonly facts: Readonly<Record<string, string>>
  readonly comma: string
  readonly joint: string
}

const PHRASES: Readonly<Record<Tongue, Phrases>> = {
  en: {
    sop: 'Title and general data',
    preamble: 'Preamble',
    signature: 'Signatures',
    provision: 'Provision',
    former: (label) => `Former ${label}`,
    added: 'new provision',
    removed: 'deleted',
    moved: 'moved',
    was: (label) => `formerly ${label}`,
    wordsKept: 'its words are unchanged',
    numberOnly: 'only the number changed',
    words: (languages) => `words changed in ${languages}`,
    heading: (languages) => `heading changed in ${languages}`,
    kept: (languages, many) => `the ${languages} ${many ? 'texts were' : 'text was'} not changed`,
    newFigure: (value) => `new figure: ${value}`,
    goneFigure: (value) => `figure removed: ${value}`,
    fact: (names) => `changed: ${names}`,
    language: (name) => name,
    facts: {
      kind: 'kind of provision',
      elements: 'requirements fulfilled',
      instruments: 'legal instruments',
      duties: 'who acts',
      limit: 'time limit',
      forms: 'forms',
      parties: 'Parties',
      languages: 'languages',
      authentic: 'authentic languages',
      prevailing: 'prevailing language',
      character: 'legal character',
      reference: 'edition of the reference lists',
      template: 'template',
      format: 'format',
    },
    comma: ', ',
    joint: '; ',
  },
  id: {
    sop: 'Judul dan data umum',
    preamble: 'Pembukaan',
    signature: 'Penandatanganan',
    provision: 'Ketentuan',
    former: (label) => `${label} lama`,
    added: 'ketentuan baru',
    removed: 'dihapus',
    moved: 'dipindahkan',
    was: (label) => `semula ${label}`,
    wordsKept: 'kata-katanya tidak berubah',
    numberOnly: 'hanya nomor yang berubah',
    words: (languages) => `kata diubah dalam ${languages}`,
    heading: (languages) => `judul diubah dalam ${languages}`,
    kept: (languages) => `naskah ${languages} tidak berubah`,
    newFigure: (value) => `angka baru: ${value}`,
    goneFigure: (value) => `angka dihapus: ${value}`,
    fact: (names) => `diubah: ${names}`,
    language: (name) => `bahasa ${name}`,
    facts: {
      kind: 'jenis ketentuan',
      elements: 'unsur yang dipenuhi',
      instruments: 'instrumen hukum',
      duties: 'instansi dan tugasnya',
      limit: 'batas waktu',
      forms: 'formulir',
      parties: 'Para Pihak',
      languages: 'bahasa',
      authentic: 'bahasa naskah asli',
      prevailing: 'bahasa yang berlaku jika terdapat perbedaan penafsiran',
      character: 'sifat hukum',
      reference: 'edisi daftar rujukan',
      template: 'templat',
      format: 'format',
    },
    comma: ', ',
    joint: '; ',
  },
  th: {
    sop: 'ชื่อและข้อมูลทั่วไป',
    preamble: 'อารัมภบท',
    signature: 'การลงนาม',
    provision: 'ข้อบท',
    former: (label) => `${label} เดิม`,
    added: 'ข้อบทใหม่',
    removed: 'ตัดออก',
    moved: 'ย้ายที่',
    was: (label) => `เดิมคือ${label}`,
    wordsKept: 'ถ้อยคำไม่เปลี่ยนแปลง',
    numberOnly: 'เปลี่ยนเฉพาะเลขลำดับ',
    words: (languages) => `แก้ไขถ้อยคำใน${languages}`,
    heading: (languages) => `แก้ไขชื่อข้อบทใน${languages}`,
    kept: (languages) => `ตัวบท${languages}ไม่เปลี่ยนแปลง`,
    newFigure: (value) => `ตัวเลขใหม่ ${value}`,
    goneFigure: (value) => `ตัดตัวเลข ${value}`,
    fact: (names) => `แก้ไข${names}`,
    language: (name) => `ภาษา${name}`,
    facts: {
      kind: 'ประเภทข้อบท',
      elements: 'องค์ประกอบที่ต้องมี',
      instruments: 'ตราสารทางกฎหมาย',
      duties: 'หน่วยงานและหน้าที่',
      limit: 'กำหนดเวลา',
      forms: 'แบบฟอร์ม',
      parties: 'รายชื่อฝ่าย',
      languages: 'ภาษา',
      authentic: 'ภาษาที่เป็นต้นฉบับ',
      prevailing: 'ภาษาที่ใช้เป็นเกณฑ์เมื่อมีความแตกต่างในการตีความ',
      character: 'สถานะทางกฎหมาย',
      reference: 'รุ่นของรายการอ้างอิง',
      template: 'แม่แบบ',
      format: 'รูปแบบ',
    },
    comma: ' ',
    joint: ' ',
  },
}

/** "Article 9: words changed in English and Indonesian; the Thai text was not changed". */
export function summarise(entry: Entry, language: Tongue, context: SummaryContext): string {
  return `${entryLabel(entry, language, context)}: ${entryDetails(entry, language, context)}`
}

/**
 * "Article 9 paragraph (2)", "Pasal 15 lama", "อารัมภบท": by its new number, or its old one when it is
 * gone.
 */
export function entryLabel(entry: Entry, language: Tongue, context: SummaryContext): string {
  const words = PHRASES[language]
  const label = (numbers: Numbers) => referenceTo(numbers, entry.key, language, context.options)
  const unnumbered =
    entry.kind === 'sop' || entry.kind === 'preamble' || entry.kind === 'signature'
      ? words[entry.kind]
      : words.provision
  const shown = (entry.to ? label(context.now) : label(context.then)) ?? unnumbered
  const whole = shown.charAt(0).toUpperCase() + shown.slice(1)
  return entry.to ? whole : words.former(whole)
}

/** What happened to a clause, without its label; figures as "10 → 7 working days". */
export function entryDetails(entry: Entry, language: Tongue, context: SummaryContext): string {
  const words = PHRASES[language]
  const has = (change: Entry['changes'][number]) => entry.changes.includes(change)
  if (has('added')) return words.added
  if (has('removed')) return words.removed
  const [then, now] = [context.then, context.now].map((numbers) =>
    referenceTo(numbers, entry.key, language, context.options),
  )
  const was = then !== undefined && then !== now ? [words.was(then)] : []
  const said: string[] = []
  if (has('moved')) said.push([words.moved, ...was].join(words.comma))
  else if (has('changed')) said.push(...was)
  else said.push([words.numberOnly, ...was].join(words.comma))
  if (!has('changed')) return [...said, ...(has('moved') ? [words.wordsKept] : [])].join(words.joint)
  said.push(...wordPhrases(entry, language))
  said.push(...entry.parameters.map((change) => figurePhrase(change, language, context.options)))
  const names = [...new Set(entry.facts.map(({ pointer }) => factName(pointer, language)))]
  if (names.length > 0) said.push(words.fact(listOf(names, language)))
  return said.join(words.joint)
}

function wordPhrases(entry: Entry, language: Tongue): string[] {
  const words = PHRASES[language]
  const changed = Object.keys(entry.texts)
  if (changed.length === 0) return []
  const headingOnly = Object.values(entry.texts).every((parts) => Object.keys(parts).join() === 'heading')
  const said = [(headingOnly ? words.heading : words.words)(languageList(changed, language))]
  if (entry.unchanged.length > 0) {
    said.push(words.kept(languageList(entry.unchanged, language), entry.unchanged.length > 1))
  }
  return said
}

function figurePhrase({ from, to }: ParameterChange, language: Tongue, options: ShowOptions): string {
  const words = PHRASES[language]
  if (!from) return words.newFigure(showParameter(to!, language, options))
  if (!to) return words.goneFigure(showParameter(from, language, options))
  const parts = oldToNew(showParameter(from, language, options), showParameter(to, language, options))
  return `${parts.before}${parts.from} → ${parts.to}${parts.after}`
}

/** Two shown values with what they share at both ends taken apart: 10 and 7, then " working days". */
export function oldToNew(
  from: string,
  to: string,
): { before: string; from: string; to: string; after: string } {
  const changes = diffWords(from, to)
  const at = changes.findIndex(([sign]) => sign === '-')
  const single = changes.filter(([sign]) => sign !== '=').length === 2 && changes[at + 1]?.[0] === '+'
  if (at < 0 || !single) return { before: '', from, to, after: '' }
  return {
    before: changes[at - 1]?.[1] ?? '',
    from: changes[at]![1],
    to: changes[at + 1]![1],
    after: changes[at + 2]?.[1] ?? '',
  }
}

/** What a changed fact is called: `/facts/step/limit` is "time limit". */
export function factName(pointer: string, language: Tongue): string {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1)
  return PHRASES[language].facts[name] ?? name
}

/** "Thai", "bahasa Thai", "ภาษาไทย"; the code itself for a language nobody has named. */
export function languageName(code: Language, language: Tongue): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(code)!
  return PHRASES[language].language(name)
}

function languageList(codes: readonly Language[], language: Tongue): string {
  return listOf(
    codes.map((code) => languageName(code, language)),
    language,
  )
}
