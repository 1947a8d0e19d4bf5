// The client: one credential, typed answers, refusals as one kind of error, and nothing of the server in it.
import t from 'tap'
import { createSandhiClient, SandhiProblem, signIn, unwrap } from '../../src/client/client.ts'
import { listen } from '../helpers/listen.ts'
import { PASSWORD } from '../helpers/start.ts'

t.setTimeout(300_000)

const { baseUrl, stranger } = await listen(t)
const drafter = { delegation: 'IDN', login: 'drafter', password: PASSWORD }

t.test('signing in gives a client with the session, signing out ends it', async (t) => {
  const client = await signIn(baseUrl, drafter)
  t.match(await unwrap(client.GET('/api/v1/me')), { delegation: 'IDN', name: 'The drafter' })
  t.equal((await client.DELETE('/api/v1/sessions/current')).response.status, 204)
  t.equal((await client.GET('/api/v1/me')).error?.code, 'unauthenticated')
})

t.test('a refused sign-in is a problem with its code', async (t) => {
  await t.rejects(signIn(baseUrl, { ...drafter, password: 'another' }), {
    name: 'SandhiProblem',
    code: 'sign-in-failed',
  })
})

t.test('a token does what its scopes say, in the language that was asked for', async (t) => {
  const client = await signIn(baseUrl, drafter)
  const body = { name: 'reader', scopes: ['read' as const], until: '2026-12-01T00:00:00.000Z' }
  const { token } = await unwrap(client.POST('/api/v1/me/tokens', { body }))
  const reader = createSandhiClient({ baseUrl: `${baseUrl}/`, token, language: 'th' })
  t.equal((await unwrap(reader.GET('/api/v1/me'))).scopes.length, 1)
  const { error, response } = await reader.PATCH('/api/v1/me', { body: { language: 'th' } })
  t.equal(error?.code, 'scope-missing')
  t.equal(response.headers.get('content-language'), 'th')
  t.match(error?.title, /[ก-๙]/)
})

t.test('unwrap gives the data, or throws what a program goes by', async (t) => {
  t.equal(unwrap(await stranger.GET('/api/v1/health/live')).status, 'ok')
  const refused = await stranger.GET('/api/v1/problems/{code}', { params: { path: { code: 'none-such' } } })
  try {
    unwrap(refused)
    t.fail('it was refused')
  } catch (error) {
    t.ok(error instanceof SandhiProblem)
    t.match(error, {
      code: 'not-found',
      status: 404,
      errors: [],
      facts: {},
      detail: /./,
      message: /\[not-found\]$/,
    })
  }
})

t.test('an answer from something else is told apart from a refusal', async (t) => {
  const proxy = createSandhiClient({
    baseUrl,
    fetch: async () => new Response('<h1>down</h1>', { status: 502 }),
  })
  await t.rejects(unwrap(proxy.GET('/api/v1/me')), { name: 'Error', message: /502/ })
})
