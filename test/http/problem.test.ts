// Problems: the language of an answer, and what each thing that was thrown becomes.
import t from 'tap'
import { fail, Refused } from '../../src/errors.ts'
import { failureOf, problemOf, speech } from '../../src/http/problem.ts'

t.test('the language of an answer is the first that is wanted and spoken', (t) => {
  const cases: [string | undefined, string][] = [
    [undefined, 'en'],
    ['', 'en'],
    ['th', 'th'],
    ['th-TH', 'th'],
    ['ID-id', 'id'],
    ['fr, th;q=0.5, id;q=0.7', 'id'],
    ['en;q=0.1, th', 'th'],
    ['th;q=0, en', 'en'],
    ['th;q=0', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
  ]
  for (const [header, expected] of cases) t.equal(speech(header), expected, header ?? 'none')
  t.end()
})

t.test('a problem says what the failure says, and no more', (t) => {
  const failure = fail('case-data', { count: 1 }, [
    { pointer: '/body', code: 'thai-id', facts: { start: 1 } },
    { pointer: '/x', code: 'unheard-of' },
    { pointer: '/y', code: 'text-refused' },
  ])
  const problem = problemOf(failure, 'id', 'an-id')
  t.match(problem, {
    type: '/api/v1/problems/case-data',
    status: 422,
    code: 'case-data',
    instance: 'an-id',
    facts: { count: 1 },
  })
  t.match(problem.errors[0], { pointer: '/body', code: 'thai-id', detail: /Thailand/ })
  t.strictSame(problem.errors[1], { pointer: '/x', code: 'unheard-of' })
  t.ok(problem.errors[2]!.detail, 'a problem’s own title serves')
  t.end()
})

t.test('what was thrown becomes a failure; a bug says nothing of itself', (t) => {
  const thrown = (error: object) => failureOf(error as Parameters<typeof failureOf>[0]).failure
  t.equal(thrown(new Refused(fail('conflict'))), 'conflict')
  t.equal(thrown(Object.assign(new Error('x'), { refused: fail('json-too-deep') })), 'json-too-deep')
  t.equal(thrown({ code: 'FST_ERR_CTP_BODY_TOO_LARGE' }), 'body-too-large')
  t.equal(thrown({ code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }), 'media-type-unsupported')
  t.equal(thrown({ code: 'FST_UNDER_PRESSURE' }), 'service-busy')
  t.equal(thrown({ statusCode: 429 }), 'rate-limited')
  const bug = failureOf(new Error('secret /path/of/a/file') as never)
  t.equal(bug.failure, 'internal-error')
  t.notMatch(JSON.stringify(bug), 'secret')
  t.end()
})
