// Loads what ships with the product: templates, checked as they are read, reference lists, and the workspace.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edition } from './commands/house.ts'
import type { Template } from './document/template.ts'
import { isFailure, Refused } from './errors.ts'
import type { ReferenceItem, ReferenceLists } from './http/parts.ts'
import type { WorkspaceFiles } from './http/workspace.ts'
import type { Required } from './review/readiness.ts'

export interface Shipped {
  /** Reads them at the first call, which takes longer than all the rest; one with an error is refused by file and line. */
  readonly templates: () => Promise<ReadonlyMap<string, Template>>
  readonly lists: ReadonlyMap<string, ReferenceLists>
  readonly editions: ReadonlyMap<string, Edition>
}

const LISTS = ['glossary', 'agencies', 'instruments', 'elements', 'events', 'states'] as const

/** Reads the folder `sop-templates`. */
export function loadShipped(folder: string): Shipped {
  let read: ReturnType<Shipped['templates']> | undefined
  const templates = () => (read ??= loadTemplates(folder))
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

async function loadTemplates(folder: string): Promise<ReadonlyMap<string, Template>> {
  const { parseTemplate } = await import('./formats/template.ts')
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  return new Map(
    files.sort().map((file) => {
      const template = parseTemplate(readFileSync(join(folder, file), 'utf8'))
      if (isFailure(template)) throw new Refused({ ...template, facts: { ...template.facts, file } })
      return [template.name, template]
    }),
  )
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
