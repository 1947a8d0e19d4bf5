// Loads what ships with the product: templates and reference lists, checked as they are read, and the workspace.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edition } from './commands/house.ts'
import type { Template } from './document/template.ts'
import { type Failure, isFailure } from './errors.ts'
import { parseTemplate } from './formats/template.ts'
import type { ReferenceItem, ReferenceLists } from './http/parts.ts'
import type { WorkspaceFiles } from './http/workspace.ts'
import type { Required } from './review/readiness.ts'

export interface Shipped {
  readonly templates: ReadonlyMap<string, Template>
  readonly lists: ReadonlyMap<string, ReferenceLists>
  readonly editions: ReadonlyMap<string, Edition>
}

const LISTS = ['glossary', 'agencies', 'instruments', 'elements', 'events', 'states'] as const

/** Reads the folder `sop-templates`; a template with an error is named with file and line. */
export function loadShipped(folder: string): Shipped | (Failure & { readonly file: string }) {
  const templates = new Map<string, Template>()
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.yaml')) continue
    const template = parseTemplate(readFileSync(join(folder, file), 'utf8'))
    if (isFailure(template)) return { ...template, file }
    templates.set(template.name, template)
  }
  const lists = new Map<string, ReferenceLists>()
  for (const edition of readdirSync(join(folder, 'reference')).sort()) {
    const read = LISTS.map((name) => {
      const path = join(folder, 'reference', edition, `${name}.json`)
      return [name, JSON.parse(readFileSync(path, 'utf8')) as ReferenceItem[]]
    })
    lists.set(edition, Object.fromEntries(read) as ReferenceLists)
  }
  const editions = new Map([...lists].map(([edition, list]) => [edition, editionOf(list)]))
  return { templates, lists, editions }
}

/** The built workspace with its assets; undefined where none was built. */
export function loadWorkspace(folder: string): WorkspaceFiles | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined
  const files = new Map<string, Buffer>()
  for (const under of ['', 'assets/']) {
    if (!existsSync(join(folder, under))) continue
    for (const entry of readdirSync(join(folder, under), { withFileTypes: true })) {
      const path = `${under}${entry.name}`
      if (entry.isFile() && !entry.name.startsWith('.')) files.set(path, readFileSync(join(folder, path)))
    }
  }
  return files
}

function editionOf(list: ReferenceLists): Edition {
  const ids = (items: readonly ReferenceItem[]) => new Set(items.map(({ id }) => id))
  return {
    known: {
      agencies: new Map(list.agencies.map(({ id, party }) => [id, String(party)])),
      elements: ids(list.elements),
      instruments: ids(list.instruments),
      events: ids(list.events),
    },
    required: list.elements as unknown as readonly Required[],
  }
}
