// The texts of the template: real sources in three languages, for the laws of the editor and of reading.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'

const TEMPLATE = resolve(
  import.meta.dirname,
  '../../../sop-templates/safe-voluntary-repatriation-reintegration.yaml',
)
const LANGUAGES = ['en', 'id', 'th']

export function templateTexts(): string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    for (const [name, each] of Object.entries(value)) {
      if (LANGUAGES.includes(name) && typeof each === 'string') found.push(each)
      else visit(each)
    }
  }
  visit(parse(readFileSync(TEMPLATE, 'utf8')))
  return found
}
