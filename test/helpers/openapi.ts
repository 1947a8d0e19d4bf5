// The OpenAPI file and the client's types as this source makes them, and where they are committed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'
import { buildApp } from '../../src/app.ts'
import { type Recorded, withExamples } from '../../src/http/openapi.ts'
import { openStores } from '../../src/store/pool.ts'
import { CONFIG, seeded, shippedLists } from './start.ts'

const ROOT = resolve(import.meta.dirname, '../..')
export const FILE = join(ROOT, 'openapi/sandhi.json')
/** The file as it was at the last release; moved by hand when one is made. */
export const RELEASED = join(ROOT, 'openapi/released.json')
export const SCHEMA = join(ROOT, 'src/client/schema.ts')
export const EXAMPLES = join(ROOT, 'src/http/examples.json')

const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  version: string
}

/** The service that examples are recorded from. */
export const RECORDING = {
  version: VERSION,
  config: {
    hostedBy: 'Ministry of Foreign Affairs',
    privateWebhooks: true,
    smtp: 'smtp://127.0.0.1:9',
    mailFrom: 'sandhi@example.org',
  },
}

/** The bytes of the OpenAPI file, with the committed examples or with these. */
export async function openApiFile(examples?: Record<string, Recorded>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sandhi-openapi-'))
  const stores = await openStores({ folder })
  try {
    const ground = { stores, clock: () => '2026-11-24T03:00:00.000Z', chance: seeded('openapi') }
    const { app } = await buildApp(ground, shippedLists(), CONFIG, { version: VERSION, icu: '' })
    await app.ready()
    const made = app.swagger()
    await app.close()
    return `${JSON.stringify(examples ? withExamples(made, examples) : made, null, 2)}\n`
  } finally {
    await stores.close()
    rmSync(folder, { recursive: true })
  }
}

/** The TypeScript types of an OpenAPI file, as openapi-typescript writes them. */
export async function clientTypes(file: string): Promise<string> {
  return `${COMMENT_HEADER}${astToString(await openapiTS(file))}`
}
