// The guard of the API's clients: what it calls a breaking change, and what it lets pass.
import t from 'tap'
import { apiVersion, breakingChanges, type Document, type Schema } from './helpers/breaking.ts'

const text: Schema = { type: 'string' }

/** A file with one operation: `send` is the body, `get` the answer. */
function file(send: Schema, get: Schema, more: object = {}, schemas: Record<string, Schema> = {}): Document {
  const operation = {
    operationId: 'doIt',
    requestBody: { required: true, content: { 'application/json': { schema: send } } },
    responses: { 200: { content: { 'application/json': { schema: get } } }, 404: {} },
    ...more,
  }
  return { paths: { '/api/v1/things': { post: operation } }, components: { schemas } }
}
const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: 'object',
  properties,
  required,
})
const sent = (before: Schema, after: Schema) => breakingChanges(file(before, {}), file(after, {}))
const got = (before: Schema, after: Schema) => breakingChanges(file({}, before), file({}, after))

t.test('a file breaks nothing of itself', async (t) => {
  const same = file(object({ a: text }, ['a']), object({ b: text }))
  t.strictSame(breakingChanges(same, same), [])
})

t.test('a path, an operation, an operationId and a status may not go', async (t) => {
  const before = file({}, {})
  t.match(breakingChanges(before, { paths: {} }), [/the path is gone/])
  t.match(breakingChanges(before, { paths: { '/api/v1/things': {} } }), [/the operation is gone/])
  t.match(breakingChanges(before, file({}, {}, { operationId: 'other' })), [/the operationId is other/])
  const responses = { 200: { content: { 'application/json': {} } } }
  t.match(breakingChanges(before, file({}, {}, { responses })), [/the status 404 is gone/])
  const csv = { 200: { content: { 'text/csv': {} } }, 404: {} }
  t.match(breakingChanges(before, file({}, {}, { responses: csv })), [/media type application\/json is gone/])
})

t.test('a parameter may neither go nor become required nor take less', async (t) => {
  const asks = (...parameters: object[]) => file({}, {}, { parameters })
  const limit = { in: 'query', name: 'limit', schema: { type: 'integer', maximum: 100 } }
  t.match(breakingChanges(asks(limit), asks()), [/query limit is gone/])
  t.match(breakingChanges(asks(limit), asks({ ...limit, required: true })), [/now required/])
  t.match(breakingChanges(asks(), asks({ ...limit, required: true })), [/now required/])
  t.match(breakingChanges(asks(limit), asks({ ...limit, schema: { type: 'integer', maximum: 50 } })), [
    /maximum is narrower/,
  ])
  t.strictSame(breakingChanges(asks(), asks(limit)), [])
  t.strictSame(breakingChanges(asks({ ...limit, required: true }), asks(limit)), [])
})

t.test('a request must still be taken', async (t) => {
  t.match(sent(object({ a: text, b: text }), object({ a: text })), [/\/b: the field is gone/])
  t.match(sent(object({ a: text }), object({ a: text }, ['a'])), [/\/a: the field is now required/])
  t.match(sent(object({}), object({ a: text }, ['a'])), [/\/a: the field is now required/])
  t.match(sent({ type: ['string', 'integer'] }, text), [/the type integer is no longer taken/])
  t.match(sent({ enum: ['a', 'b'] }, { enum: ['a'] }), [/the value "b" is no longer taken/])
  t.match(sent(text, { type: 'string', enum: ['a'] }), [/the value “any” is no longer taken/])
  t.match(sent(text, { type: 'string', pattern: '^a$' }), [/pattern is narrower/])
  t.match(sent({ type: 'array', items: { enum: [1, 2] } }, { type: 'array', items: { enum: [1] } }), [
    /\/\*: .*2/,
  ])
  t.strictSame(sent(object({ a: text }, ['a']), object({ a: text, b: text })), [])
  t.strictSame(sent({ enum: ['a'] }, { enum: ['a', 'b'] }), [])
  t.strictSame(sent({ type: 'integer' }, { type: 'number' }), [])
})

t.test('an answer must still be what clients know', async (t) => {
  t.match(got(object({ a: text }), object({})), [/\/a: the field is gone/])
  t.match(got(object({ a: text }, ['a']), object({ a: text })), [/\/a: the field may now be absent/])
  t.match(got(text, { type: ['string', 'null'] }), [/the type null is new here/])
  t.match(got({ enum: ['a'] }, { enum: ['a', 'b'] }), [/the value "b" is new here/])
  t.match(got({ enum: ['a'] }, text), [/“any” is new here/])
  t.match(got({ additionalProperties: text }, { additionalProperties: { type: 'integer' } }), [
    /\/\{\}: .*integer/,
  ])
  t.strictSame(got(object({ a: text }), object({ a: text, b: text }, ['a', 'b'])), [])
  t.strictSame(got({ enum: ['a', 'b'] }, { enum: ['a'] }), [])
})

t.test('components are followed, also those that hold themselves', async (t) => {
  const tree = (leaf: Schema) => ({ Tree: object({ leaf, below: { $ref: '#/components/schemas/Tree' } }) })
  const at = { $ref: '#/components/schemas/Tree' }
  t.strictSame(breakingChanges(file({}, at, {}, tree(text)), file({}, at, {}, tree(text))), [])
  t.match(breakingChanges(file({}, at, {}, tree(text)), file({}, at, {}, tree({ type: 'integer' }))), [
    /\/leaf: the type integer is new here/,
  ])
})

t.test('the kinds of a union count as values do', async (t) => {
  const [a, b] = [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }]
  t.match(sent({ oneOf: [a, b] }, { oneOf: [a] }), [/the kind B is no longer taken/])
  t.match(got({ oneOf: [a] }, { oneOf: [a, b] }), [/the kind B is new here/])
  t.strictSame(sent({ oneOf: [a] }, { oneOf: [b, a] }), [])
})

t.test('another version of the API is told by its addresses', async (t) => {
  t.equal(apiVersion(file({}, {})), 1)
  t.equal(apiVersion({ paths: { '/api/v2/things': {} } }), 2)
})
