// The workspace from the same process: its page under every screen's address, its files, and nothing beside them.
import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import { join } from 'node:path'
import { connect } from 'node:net'
import t from 'tap'
import { loadWorkspace } from '../../src/shipped.ts'
import { start } from '../helpers/start.ts'
import { told } from '../helpers/table.ts'

const PAGE = `<!doctype html><meta property="csp-nonce" nonce="__NONCE__">
<script type="module" nonce="__NONCE__" src="/assets/main-B3kd02xq.js"></script>`
const SCRIPT = `export const words = ${JSON.stringify('one text in three languages '.repeat(200))}\n`

const folder = t.testdir({
  'index.html': PAGE,
  'worker.js': 'addEventListener("fetch", () => {})\n',
  'live.js': 'onconnect = () => {}\n',
  'manifest.webmanifest': '{"name":"Sandhi"}',
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '.hidden': 'not ours to give',
  assets: {
    'main-B3kd02xq.js': SCRIPT,
    'main-C_4d-2xq.css': 'p { color: inherit }',
    'Inter-Zk3d02xq.woff2': Buffer.alloc(2_000, 7),
    'manifest.json': '{}',
    deeper: { 'secret.txt': 'not ours to give' },
  },
})
const started = await start(
  { testdir: () => join(folder, 'service'), teardown: (end) => t.teardown(end) },
  { web: loadWorkspace(folder)! },
)
const get = (url: string, headers: Record<string, string> = {}) => started.app.inject({ url, headers })
const nonceIn = (policy: unknown) => /'nonce-([^']+)'/.exec(String(policy))?.[1]

t.test(
  'each screen’s address gets the page, for a browser that reads nothing else without its nonce',
  async (t) => {
    const seen = new Set<string>()
    const screens = [
      '/',
      '/sign-in',
      '/invitation',
      '/sops/1f/versions/12',
      '/our/sops/1f/versions/2?q=a',
      '/our/account',
    ]
    for (const url of screens) {
      const { statusCode, headers, body } = await get(url, { accept: 'text/html' })
      t.equal(statusCode, 200, url)
      t.match(headers, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
      const policy = String(headers['content-security-policy'])
      const nonce = nonceIn(policy)!
      t.equal(body, PAGE.replaceAll('__NONCE__', nonce), 'the same nonce in the page and in its policy')
      t.match(
        policy,
        /^default-src 'none'; script-src 'nonce-\S+' 'strict-dynamic'; style-src 'nonce-\S+' 'self';/,
      )
      t.match(policy, /connect-src 'self'; .*worker-src 'self'; base-uri 'none'; .*frame-ancestors 'none'$/)
      t.notMatch(policy, /unsafe|\*|https?:/)
      t.match(headers, { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
      seen.add(nonce)
    }
    t.equal(seen.size, screens.length, 'a fresh nonce each time')
  },
)

t.test('a file with a hash in its name is kept for ever, any other is asked for again', async (t) => {
  const kept = 'public, max-age=31536000, immutable'
  for (const [url, type, caching] of [
    ['/assets/main-B3kd02xq.js', 'text/javascript; charset=utf-8', kept],
    ['/assets/main-C_4d-2xq.css', 'text/css; charset=utf-8', kept],
    ['/assets/Inter-Zk3d02xq.woff2', 'font/woff2', kept],
    ['/assets/manifest.json', 'application/json; charset=utf-8', 'no-cache'],
    ['/worker.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8', 'no-cache'],
    ['/favicon.svg', 'image/svg+xml', 'no-cache'],
  ] as const) {
    const answer = await get(url)
    t.equal(answer.statusCode, 200, url)
    t.match(answer.headers, { 'content-type': type, 'cache-control': caching })
    t.equal(answer.headers['content-encoding'], undefined)
    const tag = String(answer.headers.etag)
    const again = await get(url, { 'if-none-match': tag })
    t.equal(again.statusCode, 304)
    t.equal(again.rawPayload.length, 0)
    const head = await started.app.inject({ method: 'HEAD', url })
    t.equal(head.statusCode, 200)
    t.equal(head.headers['content-length'], String(answer.rawPayload.length))
    t.equal(head.rawPayload.length, 0)
  }
  for (const worker of ['/worker.js', '/live.js'])
    t.match((await get(worker)).headers['content-security-policy'], /connect-src 'self'/)
})

t.test('what can be made smaller travels smaller to who takes it, under a tag of its own', async (t) => {
  const url = '/assets/main-B3kd02xq.js'
  const plain = await get(url)
  t.equal(plain.headers.vary, 'Accept-Encoding')
  const gzip = await get(url, { 'accept-encoding': 'gzip, deflate' })
  t.equal(gzip.headers['content-encoding'], 'gzip')
  t.equal(gunzipSync(gzip.rawPayload).toString(), SCRIPT)
  const brotli = await get(url, { 'accept-encoding': 'gzip, deflate, br;q=0.9' })
  t.equal(brotli.headers['content-encoding'], 'br')
  t.equal(brotliDecompressSync(brotli.rawPayload).toString(), SCRIPT)
  t.ok(brotli.rawPayload.length < SCRIPT.length / 4)
  const tags = [plain, gzip, brotli].map(({ headers }) => String(headers.etag))
  t.equal(new Set(tags).size, 3)
  for (const tag of tags) {
    const again = await get(url, { 'if-none-match': tag, 'accept-encoding': 'gzip' })
    t.equal(again.statusCode, 304)
    t.equal(again.headers.etag, tag)
  }
  t.equal((await get(url, { 'accept-encoding': 'br;q=0, identity' })).headers['content-encoding'], undefined)
  const font = await get('/assets/Inter-Zk3d02xq.woff2', { 'accept-encoding': 'gzip, br' })
  t.equal(font.headers['content-encoding'], undefined, 'a font is small as it is')
})

t.test('an address without a screen or a file is not there, and no other method does anything', async (t) => {
  for (const url of [
    '/nothing',
    '/index.html',
    '/assets/',
    '/assets/none.js',
    '/assets/deeper/secret.txt',
    '/.hidden',
    '/sops',
    '/api/v1/nothing',
    '/assets/../.hidden',
    '/assets/..%2f.hidden',
    '/assets/%2e%2e/.hidden',
    '/assets/..%5c.hidden',
    '/assets/%00main-B3kd02xq.js',
    '//favicon.svg',
    '/favicon.svg/',
    '/FAVICON.svg',
  ]) {
    const answer = await get(url)
    t.equal(told(answer), '404 not-found', url)
    t.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
  }
  for (const url of ['/', '/assets/main-B3kd02xq.js', '/sops/1f/versions/12', '/our/account']) {
    const answer = await started.app.inject({ method: 'POST', url })
    t.equal(told(answer), '405 method-not-allowed', url)
    t.equal(answer.headers.allow, 'GET, HEAD')
  }
})

t.test('no path leads out of the folder, however it is written on the wire', async (t) => {
  await started.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = started.app.server.address() as { port: number }
  const raw = (path: string) =>
    new Promise<string>((done, failed) => {
      let said = ''
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
      )
      socket.on('data', (chunk: Buffer) => (said += chunk.toString()))
      socket.on('end', () => done(said))
      socket.on('error', failed)
    })
  for (const path of [
    '/../.hidden',
    '/assets/../../../../../../etc/passwd',
    '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/assets/....//....//etc/passwd',
    '/assets//etc/passwd',
    'file:///etc/passwd',
  ]) {
    const answer = await raw(path)
    t.match(answer, /^HTTP\/1\.1 40[04] /, path)
    t.notMatch(answer, /root:|not ours/)
  }
})

t.test('the page stays to be had by who asked too often', async (t) => {
  const busy = await start(t, { config: { rate: 2 }, web: new Map([['index.html', Buffer.from(PAGE)]]) })
  for (let time = 0; time < 4; time += 1) await busy.anonymous('GET', '/service')
  t.equal(told(await busy.anonymous('GET', '/service')), '429 rate-limited')
  t.equal((await busy.app.inject('/sign-in')).statusCode, 200)
})

t.test('where no workspace was built there is the API alone', async (t) => {
  t.equal(loadWorkspace(join(folder, 'nowhere')), undefined)
  t.equal(loadWorkspace(join(folder, 'assets')), undefined, 'a folder without the page')
  const alone = await start(t)
  for (const url of ['/', '/sign-in', '/favicon.svg']) {
    t.equal(told(await alone.app.inject(url)), '404 not-found')
  }
  t.equal((await alone.anonymous('GET', '/service')).statusCode, 200)
})
