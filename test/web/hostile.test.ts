// Words of others that try to be more than words: whatever the service takes of them, no screen runs it, all show it.
import { join } from 'node:path'
import t from 'tap'
import { DEMO_PASSWORD } from '../../src/bin/demo.ts'
import { buildWorkspace, launchDemo } from '../faults/service.ts'
import { atRest, type Delegate, delegate, openBrowser } from '../helpers/browser.ts'
import { asMarkdown, HOSTILE } from '../helpers/hostile-words.ts'

t.setTimeout(300_000)
await buildWorkspace()
const service = await launchDemo(join(t.testdir(), 'data'))
t.teardown(() => service.stop())
const { address } = service
const browser = await openBrowser(t)

interface Answer {
  readonly status: number
  readonly body: any
}
type Ask = (method: string, path: string, body?: object) => Promise<Answer>

async function seat(delegation: string, login: string): Promise<Ask> {
  let cookie = ''
  const ask: Ask = async (method, path, body) => {
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { origin: address, cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const [set] = answer.headers.getSetCookie()
    if (set !== undefined) cookie = set.split(';')[0]!
    const said = await answer.text()
    return { status: answer.status, body: said.startsWith('{') ? JSON.parse(said) : {} }
  }
  await ask('POST', '/sessions', { delegation, login, password: DEMO_PASSWORD })
  return ask
}

const good = ({ status, body }: Answer): any => {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

/** What the service took: on these the pages are tried. */
const taken = {
  title: 0,
  member: 0,
  message: 0,
  heading: 0,
  text: 0,
  comment: 0,
  act: 0,
  reason: 0,
  token: 0,
}
const took = (what: keyof typeof taken, { status, body }: Answer): boolean => {
  if (status < 300) taken[what] += 1
  else if (status !== 400 && status !== 422) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`)
  return status < 300
}
const comments: string[] = []
const messages: string[] = []
const acts: string[] = []

const head = await seat('IDN', 'head')
const drafter = await seat('IDN', 'drafter')
const admin = await seat('IDN', 'admin')
const other = await seat('THA', 'head')

const sops: string[] = []
for (const words of [HOSTILE[0]!, HOSTILE[9]!, HOSTILE[54]!, ...HOSTILE.slice(46, 49)]) {
  const title = { en: words, id: `${words} id`, th: `${words} th` }
  const made = await head('POST', '/sops', {
    title,
    parties: ['IDN', 'THA'],
    languages: ['en', 'id', 'th'],
    authentic: ['en', 'id', 'th'],
    prevailing: 'none',
    procedure: 'open',
  })
  if (!took('title', made)) continue
  sops.push(made.body.id)
  const asked = good(await other('GET', `/sops/${made.body.id}/decisions`)).items
  good(await other('POST', `/sops/${made.body.id}/decisions/${asked[0].id}/answers`, { answer: 'yes' }))
}
const sop = sops[0]!
const at = `/sops/${sop}`

const current = async () => good(await drafter('GET', at)).head.version as string
const save = async (edits: object[], message: string) =>
  drafter('POST', `${at}/versions`, { base: await current(), edits, message })
const key = (n: number) =>
  `k${[...n.toString(4)].map((digit) => 'abcd'[Number(digit)]).join('')}`.padStart(16, 'z')
const inserted = (n: number, words: object) => [
  { op: 'insert', clause: { key: key(n), kind: 'article', texts: words }, parent: 'chapterofhostil2' },
]
good(
  await save(
    [{ op: 'insert', parent: 'sop', clause: { key: 'chapterofhostil2', kind: 'chapter', texts: {} } }],
    'Begin',
  ),
)
let made = 0
for (const words of HOSTILE) {
  for (const form of asMarkdown(words)) {
    const text = await save(inserted(made + 1, { en: { text: form }, id: { text: form } }), 'A text')
    if (took('text', text)) made += 1
  }
  const one = await save(inserted(made + 1, { en: { heading: words }, th: { heading: words } }), 'A heading')
  if (took('heading', one)) made += 1
  const plain = inserted(made + 1, { en: { heading: `Number ${made}` } })
  if (took('message', await save(plain, words))) {
    made += 1
    messages.push(words)
  }
}
const version = good(await drafter('GET', at)).head.number as number
const anchor = { key: key(made), language: 'en', part: 'heading', version, quote: 'Number' }
for (const words of HOSTILE) {
  const body = { zone: 'table', anchor, comment: { body: words } }
  const asked = await drafter('POST', `${at}/threads`, body)
  if (took('comment', asked)) comments.push(words)
  took('token', await admin('POST', '/me/tokens', { name: words, scopes: ['read'], until: until() }))
  const member = { name: words, seat: words, language: 'en', roles: [], login: `m${HOSTILE.indexOf(words)}` }
  took('member', await admin('POST', '/delegations/IDN/members', member))
}
for (const words of HOSTILE.slice(0, 30)) {
  const asked = await head('POST', `${at}/decisions`, { kind: 'stage', stage: 'legal-scrub' })
  const answer = { answer: 'no', reason: words }
  took('reason', await other('POST', `${at}/decisions/${good(asked).id}/answers`, answer))
}
// The newest text: an act stands on it, and a newer one makes room for the next.
for (const words of HOSTILE.slice(0, 20)) {
  good(await save(inserted((made += 1), { en: { heading: `Number ${made}` } }), 'Once more'))
  const act = {
    act: 'agreed-ad-referendum',
    ...{ capacity: words, place: words, preparedBy: words, medium: 'electronic', date: '2026-11-20' },
    ...{ authority: { document: words, number: words.slice(0, 100), date: '2026-11-01' } },
    version: await current(),
  }
  if (took('act', await head('POST', `${at}/approvals`, act))) acts.push(words)
}

function until(): string {
  return new Date(Date.now() + 86_400_000 * 30).toISOString()
}

t.test('enough of them were taken to try the screens', async (t) => {
  t.ok(HOSTILE.length >= 40, `${HOSTILE.length} kinds of words`)
  t.comment(JSON.stringify(taken))
  for (const what of ['message', 'comment', 'member', 'token'] as const)
    t.ok(taken[what] >= 40, `${taken[what]} as ${what}`)
  for (const what of ['title', 'text', 'heading', 'act', 'reason'] as const)
    t.ok(taken[what] > 0, `${taken[what]} as ${what}`)
})

/** Whatever a page must not have; read in the page itself. */
const FOREIGN = `(() => {
  const found = []
  for (const each of document.querySelectorAll('*')) {
    for (const { name, value } of each.attributes) {
      if (name.startsWith('on')) found.push(each.tagName + ' ' + name)
      if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name) &&
        !/^(\\/|#|https:\\/\\/|mailto:|$)/.test(value) && !value.startsWith(location.origin))
        found.push(each.tagName + ' ' + name + '=' + value)
    }
    if (['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'VIDEO', 'MATH', 'TEMPLATE'].includes(each.tagName))
      found.push(each.tagName)
    if (each.tagName === 'SCRIPT' && each.nonce === '' && !each.src.startsWith(location.origin))
      found.push('a script without a nonce')
  }
  if (window.__hit !== undefined) found.push('it ran')
  return [...found, ...window.__broken]
})()`

/** What stands beyond the right edge of the window, where the page is wider than that. */
const OUTSIDE = `document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('#content *')]
    .filter((each) => each.children.length === 0 && each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.parentElement.className + ' > ' + each.tagName + '.' + each.className + ' ' +
      each.textContent.slice(0, 40))
    .slice(0, 10).concat(document.documentElement.scrollWidth + ' px')`

async function watched(delegation: string, login: string, width = 1366): Promise<Delegate> {
  const person = await delegate(browser, address, { delegation, login, width })
  await person.page.addInitScript(`
    window.__broken = []
    addEventListener('securitypolicyviolation', (event) =>
      window.__broken.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI))
  `)
  person.page.on('dialog', (dialog) => person.complaints.push(`dialog: ${dialog.message()}`))
  return person
}

const plain = (words: string) => words.normalize('NFC').replace(/\s+/g, ' ').trim()

async function shows(page: Delegate['page'], wanted: readonly string[]): Promise<string[]> {
  const text = plain(await page.evaluate(`document.getElementById('content').textContent`))
  return wanted.map(plain).filter((words) => !text.includes(words))
}

const SCREENS = [
  '/',
  ':at/versions/latest',
  '/our:at/versions/latest',
  ':at/compare/1/latest',
  ':at/discussions',
  '/our:at/discussions',
  ':at/versions/latest/agreement',
  ':at/acts',
  ':at/versions',
  '/our:at/versions',
  '/our/delegation',
  '/our/account',
  '/our/new-sop',
] as const

for (const [delegation, login, width] of [
  ['THA', 'head', 1366],
  ['IDN', 'admin', 390],
] as const) {
  t.test(`nothing of them runs before ${delegation}/${login} at ${width} px`, async (t) => {
    const { page, open, complaints, context } = await watched(delegation, login, width)
    for (const path of SCREENS) {
      await open(path.replace(':at', at))
      await atRest(page)
      t.same(await page.evaluate(FOREIGN), [], `${path} holds words alone`)
      t.same(await page.evaluate(OUTSIDE), [], `${path} is not pushed out of the window`)
      if (path === ':at/discussions')
        t.same(await shows(page, comments), [], 'every comment is read as written')
      if (path === ':at/acts') t.same(await shows(page, acts), [], 'every act is read as written')
      if (path === ':at/versions')
        t.same(await shows(page, messages.slice(-4)), [], 'every message is read as written')
    }
    for (const each of sops.slice(1)) {
      await open(`/sops/${each}/versions/latest`)
      t.same(await page.evaluate(FOREIGN), [], 'a title is words alone')
    }
    t.same(complaints, [], 'the browser complains of nothing')
    await context.close()
  })
}

t.test('the page’s policy is strict, and its nonce is fresh each time', async (t) => {
  const look = async () => {
    const answer = await fetch(`${address}/sign-in`)
    return { policy: answer.headers.get('content-security-policy') ?? '', source: await answer.text() }
  }
  const [one, two] = [await look(), await look()]
  const nonce = /'nonce-([^']+)'/.exec(one.policy)![1]!
  t.ok(nonce.length >= 22, 'of 128 bits or more')
  t.not(nonce, /'nonce-([^']+)'/.exec(two.policy)![1], 'and another each time')
  t.same(
    one.policy.split('; ').sort(),
    [
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "manifest-src 'self'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'nonce-${nonce}' 'self'`,
      "worker-src 'self'",
    ],
    'nothing but one’s own is loaded',
  )
  t.notMatch(one.source, /\sstyle=|<style|\son\w+=|javascript:/i, 'its source has no style and no handler')
  for (const [tag] of one.source.matchAll(/<script[^>]*>/g))
    t.ok(
      tag.includes(`nonce="${nonce}"`) && tag.includes(' src='),
      `${tag.slice(0, 30)}… is a file, by nonce`,
    )
})
