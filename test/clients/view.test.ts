// The OpenAPI file in 3.0 says what the file in 3.1 says, and what it can not say is an error.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import t from 'tap'
import { in30, schema } from '../../clients/view.ts'

type Dict = Record<string, any>
const file: Dict = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi/sandhi.json'), 'utf8'))
const view: Dict = in30(file)

const without = (value: Dict, ...names: string[]): Dict =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))

t.test('the same paths, operations, parameters, answers and media types', async (t) => {
  t.equal(view.openapi, '3.0.3')
  t.same(Object.keys(view.paths), Object.keys(file.paths))
  t.same(Object.keys(view.components.schemas), Object.keys(file.components.schemas))
  t.same(view.components.securitySchemes, file.components.securitySchemes)
  for (const [path, verbs] of Object.entries<Dict>(file.paths)) {
    t.same(Object.keys(view.paths[path]), Object.keys(verbs), path)
    for (const [verb, operation] of Object.entries<Dict>(verbs)) {
      const told = view.paths[path][verb]
      const rest = ['parameters', 'requestBody', 'responses']
      t.same(without(told, ...rest), without(operation, ...rest))
      const bare = (list: Dict[] = []) => list.map((one) => without(one, 'schema'))
      t.same(bare(told.parameters), bare(operation.parameters), operation.operationId)
      t.same(Object.keys(told.requestBody?.content ?? {}), Object.keys(operation.requestBody?.content ?? {}))
      t.same(Object.keys(told.responses), Object.keys(operation.responses))
      for (const [status, answer] of Object.entries<Dict>(operation.responses)) {
        t.same(Object.keys(told.responses[status].content ?? {}), Object.keys(answer.content ?? {}))
      }
    }
  }
})

/** Every example with the schema that it stands beside, as a pointer that holds in both files. */
function examples(value: unknown, at = '#'): { at: string; example: unknown }[] {
  if (typeof value !== 'object' || value === null) return []
  const here = value as Dict
  const own = 'example' in here && here.schema ? [{ at: `${at}/schema`, example: here.example }] : []
  return [
    ...own,
    ...Object.entries(here).flatMap(([name, held]) =>
      name === 'example' ? [] : examples(held, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ]
}

/** A value with one thing wrong or odd: a part gone, of another type, too much, too long. */
function mutants(value: unknown, depth = 4): unknown[] {
  const others = [null, 0, -1, 1.5, '', 'x', 'X'.repeat(20_000), true, [], {}]
  if (depth === 0 || typeof value !== 'object' || value === null) return others
  const parts = Object.entries(value)
  const put = (name: string, part: unknown) =>
    Array.isArray(value)
      ? value.map((old, at) => (String(at) === name ? part : old))
      : { ...value, [name]: part }
  const within = parts
    .slice(0, 12)
    .flatMap(([name, part]) => mutants(part, depth - 1).map((one) => put(name, one)))
  const gone = Array.isArray(value) ? [] : parts.map(([name]) => without(value as Dict, name))
  return [...others, ...within, ...gone, Array.isArray(value) ? [...value, 7] : { ...value, unknown: 7 }]
}

t.test('every schema takes and refuses the same values', async (t) => {
  const options = { strict: false, validateFormats: true, logger: false } as const
  const [newer, older] = [new Ajv2020(options), new Ajv(options)]
  formats.default(newer)
  formats.default(older)
  newer.addSchema(file, 'file')
  older.addSchema(view, 'file')
  const shown = examples(file)
  t.ok(shown.length > 100, 'examples')
  const [taken, refused, differ]: [number[], number[], string[]] = [[], [], []]
  const judges = (at: string): [ValidateFunction, ValidateFunction] => [
    newer.compile({ $ref: `file${encodeURI(at)}` }),
    older.compile({ $ref: `file${encodeURI(at)}` }),
  ]
  for (const { at, example } of shown) {
    const [a, b] = judges(at)
    for (const value of [example, ...mutants(example).slice(0, 1500)]) {
      const says = a(value)
      if (says !== b(value)) differ.push(`${at}: ${JSON.stringify(value).slice(0, 200)}`)
      ;(says ? taken : refused).push(1)
    }
  }
  t.same(differ, [])
  t.ok(taken.length > 100 && refused.length > 1000, `${taken.length} taken, ${refused.length} refused`)
})

t.test('what 3.0 says in other words is said so', async (t) => {
  t.same(schema({ type: ['string', 'null'] }), { nullable: true, type: 'string' })
  t.same(schema({ type: ['integer', 'string'] }), { anyOf: [{ type: 'integer' }, { type: 'string' }] })
  t.same(schema({ const: 'a' }), { enum: ['a'] })
  t.same(schema({ type: 'string', examples: ['a', 'b'] }), { type: 'string', example: 'a' })
  t.same(schema({ exclusiveMinimum: 0 }), { minimum: 0, exclusiveMinimum: true })
  t.same(schema({ $ref: '#/a', description: 'b' }), { $ref: '#/a' })
  t.same(schema({ $ref: '#/a', minLength: 1 }), { allOf: [{ $ref: '#/a' }, { minLength: 1 }] })
})

t.test('what 3.0 has no word for is an error, not a silence', async (t) => {
  for (const keyword of [
    'patternProperties',
    'prefixItems',
    'if',
    'contains',
    '$defs',
    'contentMediaType',
    'x-own',
  ]) {
    t.throws(
      () => schema({ type: 'object', [keyword]: {} }),
      new RegExp(keyword.replace('$', '\\$')),
      keyword,
    )
  }
  t.throws(() => schema({ type: 'null' }) && schema({ type: ['null'] }))
  t.throws(() => in30({ ...file, webhooks: {} }), /webhooks/)
  t.throws(() => in30({ ...file, openapi: '3.0.3' }))
})
