// The OpenAPI file: never stale, complete, valid, linted, and never broken for the clients that were released.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import t from 'tap'
import { apiVersion, breakingChanges, type Document } from './helpers/breaking.ts'
import { clientTypes, EXAMPLES, FILE, openApiFile, RECORDING, RELEASED, SCHEMA } from './helpers/openapi.ts'
import { MAPS, recordExamples } from './helpers/record-examples.ts'
import { start } from './helpers/start.ts'

interface Media {
  readonly schema: object
  readonly example?: unknown
}
interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: string[]
  readonly security?: unknown[]
  readonly parameters?: {
    in: string
    name: string
    description?: string
    schema: object
    example?: unknown
  }[]
  readonly requestBody?: { readonly content: Record<string, Media> }
  readonly responses: Record<string, { description?: string; content?: Record<string, Media> }>
}

t.setTimeout(300_000)

const committed = readFileSync(FILE, 'utf8')
const file = JSON.parse(committed) as {
  paths: Record<string, Record<string, Operation>>
  tags: { name: string }[]
  components: { schemas: Record<string, object> }
}
const operations = Object.values(file.paths).flatMap((path) => Object.values(path))

t.test('the committed file is the one that the source makes, twice the same', async (t) => {
  const made = await openApiFile()
  t.ok(made === committed, 'run `npm run openapi`')
  t.ok(made === (await openApiFile()))
})

t.test('the types of the client are those of the file', async (t) => {
  t.ok((await clientTypes(committed)) === readFileSync(SCHEMA, 'utf8'), 'run `npm run openapi`')
})

t.test('every operation says what it is, once', async (t) => {
  const ids = operations.map(({ operationId }) => operationId)
  t.equal(new Set(ids).size, ids.length)
  const tags = file.tags.map(({ name }) => name)
  for (const { operationId: id = '?', summary, description, tags: own } of operations) {
    t.match(id, /^[a-z][A-Za-z]+$/)
    t.ok(summary && !summary.endsWith('.'), `${id} has a summary`)
    t.ok(description?.endsWith('.'), `${id} has a description`)
    t.equal(own?.length, 1, `${id} has a tag`)
    t.ok(tags.includes(own?.[0] ?? ''), `the tag of ${id} is described`)
  }
})

t.test('every operation has examples: its body, its path, its JSON answers', async (t) => {
  for (const { operationId: id, parameters = [], requestBody, responses } of operations) {
    const body = requestBody?.content['application/json']
    if (body) t.ok(body.example !== undefined, `${id} has an example of its body`)
    for (const { in: where, name, example, description } of parameters) {
      t.ok(description, `${id} describes ${name}`)
      if (where === 'path') t.ok(example !== undefined, `${id} has an example of ${name}`)
    }
    for (const [status, { content }] of Object.entries(responses)) {
      const json = content?.['application/json']
      if (json) t.ok(json.example !== undefined, `${id} has an example of ${status}`)
      if (json) t.ok(Buffer.byteLength(JSON.stringify(json.example)) <= 2_000, `${id} ${status} is short`)
    }
  }
})

t.test('every example is what its schema says', async (t) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema({ $id: 'file', components: file.components })
  // A schema of the file, its references made to start from the file.
  const check = (what: string, schema: object, example: unknown) => {
    const pointed = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"file#/')) as object
    if (!ajv.validate(pointed, example)) t.fail(`${what}: ${ajv.errorsText()}`)
  }
  for (const { operationId: id, parameters = [], requestBody, responses } of operations) {
    for (const { name, schema, example } of parameters) {
      if (example !== undefined) check(`${id} ${name}`, schema, example)
    }
    const contents = [requestBody, ...Object.values(responses)].flatMap((part) =>
      Object.values(part?.content ?? {}),
    )
    for (const { schema, example } of contents) if (example !== undefined) check(`${id}`, schema, example)
  }
  t.pass('all of them')
})

t.test('every operation documents the refusals that it can meet', async (t) => {
  for (const { operationId: id, security, requestBody, parameters = [], responses } of operations) {
    const needs = ['400', '429', '500', '503']
    if (!security) needs.push('401', '403')
    if (requestBody) needs.push('408', '413', '415')
    if (parameters.some((parameter) => parameter.in === 'path')) needs.push('404')
    if (parameters.some(({ name }) => name === 'if-match')) needs.push('412', '428')
    t.strictSame(
      needs.filter((status) => !(status in responses)),
      [],
      `${id}`,
    )
    for (const [status, { description, content }] of Object.entries(responses)) {
      if (!/^[45]/.test(status)) continue
      t.match(description, /^Codes: [a-z-]+(, [a-z-]+)*\.$/)
      t.strictSame(Object.keys(content ?? {}), ['application/problem+json'])
    }
  }
})

t.test('every property of every component is described', async (t) => {
  const bare: string[] = []
  const visit = (at: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { properties } = value as { properties?: Record<string, { description?: string }> }
    for (const [name, property] of Object.entries(properties ?? {})) {
      if (!property.description) bare.push(`${at}/${name}`)
    }
    for (const [name, each] of Object.entries(value)) visit(`${at}/${name}`, each)
  }
  for (const [name, schema] of Object.entries(file.components.schemas)) {
    if (!(schema as { description?: string }).description) bare.push(name)
    visit(name, schema)
  }
  t.strictSame(bare, [])
})

t.test('the examples are what the service answers today', async (t) => {
  const recorded = await recordExamples(await start(t, RECORDING))
  const kept = JSON.parse(readFileSync(EXAMPLES, 'utf8')) as object
  t.strictSame(shape(kept), shape(recorded), 'run `npm run openapi`')
})

/** Names and types of a value without its words and figures; lists by their first item, maps without their names. */
function shape(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map((each) => shape(each))
  if (typeof value !== 'object' || value === null) return typeof value
  if (MAPS.includes(name)) return shape(Object.values(value).slice(0, 1))
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each, key)]))
}

t.test('no client of the last release is broken, unless the version of the API moves', async (t) => {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Document
  const [before, now] = [read(RELEASED), read(FILE)]
  if (apiVersion(now) > apiVersion(before)) t.pass('another version of the API')
  else t.strictSame(breakingChanges(before, now), [])
})

t.test('the linters of OpenAPI files have nothing to say', async (t) => {
  t.match(await lint('redocly', ['lint', FILE, '--format=summary']), { code: 0 })
  t.match(await lint('spectral', ['lint', FILE, '--fail-severity=warn']), { code: 0 })
})

function lint(command: string, args: string[]): Promise<{ code: number; said: string }> {
  const root = resolve(import.meta.dirname, '..')
  return new Promise((done) => {
    const child = spawn(join(root, 'node_modules/.bin', command), args, {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('close', (code) => done({ code: code ?? 1, said }))
  })
}
