// What every operation is declared with: tags, preconditions, and the documentation of what it takes and answers.
import type { FastifyReply, FastifyRequest } from 'fastify'
import t from 'tap'
import { matches, tagOf, unchanged } from '../../src/http/operation.ts'
import { PROBLEMS } from '../../src/problems.ts'
import { POLICY } from '../../src/review/policy.ts'
import { start } from '../helpers/start.ts'

const asking = (headers: Record<string, string>) => ({ headers }) as unknown as FastifyRequest

t.test('a tag covers each part and where it begins', (t) => {
  t.match(tagOf('a', 1), /^"[\w-]{27}"$/)
  t.equal(tagOf('a', 'b'), tagOf('a', 'b'))
  t.not(tagOf('a', 'b'), tagOf('ab'))
  t.not(tagOf('a', 'b'), tagOf('b', 'a'))
  t.end()
})

t.test('a change names the tag that was read', (t) => {
  const tag = tagOf('x')
  t.match(matches(asking({}), tag), { failure: 'base-missing' })
  t.match(matches(asking({ 'if-match': '"other"' }), tag), { failure: 'precondition-failed' })
  t.match(matches(asking({ 'if-match': `W/${tag}` }), tag), { failure: 'precondition-failed' })
  t.equal(matches(asking({ 'if-match': `"other" , ${tag}` }), tag), undefined)
  t.equal(matches(asking({ 'if-match': '*' }), tag), undefined)
  t.end()
})

t.test('what one has is answered with 304 and no body', (t) => {
  const tag = tagOf('x')
  const ask = (headers: Record<string, string>) => {
    const sent: (string | number)[] = []
    const reply = {
      header: (_name: string, value: string) => (sent.push(value), reply),
      code: (status: number) => (sent.push(status), reply),
      send: () => reply,
    }
    return [unchanged(asking(headers), reply as unknown as FastifyReply, tag), sent.includes(304), sent[0]]
  }
  t.strictSame(ask({}), [false, false, tag])
  t.strictSame(ask({ 'if-none-match': '"other"' }), [false, false, tag])
  t.strictSame(ask({ 'if-none-match': `"other", W/${tag}` }), [true, true, tag])
  t.strictSame(ask({ 'if-none-match': '*' }), [true, true, tag])
  t.end()
})

t.test('every operation is documented whole, and every one of the policy is served', async (t) => {
  const { app } = await start(t, { parties: [] })
  const { paths } = app.swagger() as unknown as { paths: Record<string, Record<string, any>> }
  const operations = Object.values(paths).flatMap((methods) =>
    Object.entries(methods).map(([method, operation]) => ({ method, ...operation })),
  )
  const served = new Set(operations.map((one) => one.operationId as string))
  t.equal(served.size, operations.length, 'each id is its own')
  for (const id of Object.keys(POLICY)) t.ok(served.has(id), `${id} is served`)
  for (const {
    operationId,
    method,
    summary,
    description,
    tags,
    responses,
    security,
    requestBody,
  } of operations) {
    t.ok(summary && description && tags.length === 1, operationId)
    t.ok(security?.length === 0 || operationId in POLICY, `${operationId} is open, or in the policy`)
    const codes = Object.entries<any>(responses).flatMap(([status, answer]) => {
      if (Number(status) < 400) return []
      const listed = String(answer.description).replace('Codes: ', '').replace(/\.$/, '').split(', ')
      return listed.map((code) => [code, status] as const)
    })
    for (const [code, status] of codes)
      t.equal(String(PROBLEMS[code as 'conflict'].status), status, `${operationId} ${code}`)
    if (requestBody) t.ok(requestBody.content['application/json'].example, `${operationId} has an example`)
    if (method === 'post' && security?.length !== 0)
      t.ok(
        codes.some(([code]) => code === 'idempotency-mismatch'),
        operationId,
      )
  }
})
