// The screens of what tells of events: an administrator adds a program and sees how it goes, a member chooses his digest.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Page } from 'playwright-core'
import { words as digestWords } from '../../../src/web/delegation/digest-words.ts'
import { words as webhookWords } from '../../../src/web/delegation/webhook-words.ts'
import { buildWorkspace, launchDemo } from '../../faults/service.ts'
import { atRest, type Delegate, delegate, findings, openBrowser } from '../../helpers/browser.ts'
import { beginning } from '../../helpers/table.ts'

const WORDS = webhookWords.table
const DIGEST = digestWords.table
const SOON = 15_000 // milliseconds from an act to the receiver and the screen

t.setTimeout(300_000)
await buildWorkspace()
const place = t.testdir({})
const mail = { SANDHI_SMTP: 'smtp://127.0.0.1:9', SANDHI_MAIL_FROM: 'Sandhi <sandhi@example.org>' }
const [service, strict] = await Promise.all([
  launchDemo(join(place, 'data'), { SANDHI_WEBHOOKS_PRIVATE: 'true', ...mail }),
  launchDemo(join(place, 'strict')),
])
t.teardown(() => Promise.all([service.stop(), strict.stop()]))
const browser = await openBrowser(t)

/** What came to a receiver, which answers as it is told to. */
const posts: { path: string; headers: IncomingHttpHeaders; body: string }[] = []
let answer = 204
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    posts.push({ path: request.url!, headers: request.headers, body })
    response.writeHead(answer).end()
  })
})
await new Promise<void>((up) => receiver.listen(0, '127.0.0.1', up))
t.teardown(() => receiver.close())
const receiving = (path: string) => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`

/** Waits until something came to an address of the receiver, and gives it. */
async function posted(path: string, type: string) {
  const found = () => posts.find((post) => post.path === path && post.body.includes(type))
  for (const began = Date.now(); !found() && Date.now() - began < SOON;)
    await new Promise((done) => setTimeout(done, 50))
  const post = found()
  if (!post) throw new Error(`${type} did not come to ${path}`)
  posts.splice(posts.indexOf(post), 1)
  return post
}

/** The signature as docs/events.md says. */
function signed(secret: string, { headers, body }: { headers: IncomingHttpHeaders; body: string }): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const told = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  return `v1,${createHmac('sha256', key).update(told).digest('base64')}`
}

const admin = await delegate(browser, service.address, { delegation: 'IDN', login: 'admin' })
const head = await delegate(browser, service.address, { delegation: 'IDN', login: 'head' })
const panel = (page: Page) => page.locator('section[aria-labelledby=webhooks]')
const called = (page: Page, act: keyof typeof WORDS, name: string) =>
  panel(page).getByRole('button', { name: `${WORDS[act].en}: ${name}` })

/** Something happens that the delegation hears of: its head begins an SOP. */
async function happens(): Promise<void> {
  const status = await head.page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/api/v1/sops', { method: 'POST', headers, body })).status
  }, JSON.stringify(beginning()))
  if (status !== 201) throw new Error(String(status))
}

/** Fills the form in as somebody does, and sends it. */
async function add({ page }: Delegate, name: string, url: string): Promise<void> {
  await panel(page).getByRole('button', { name: WORDS.add.en }).click()
  const form = panel(page).locator('form')
  await form.getByLabel(WORDS.name.en, { exact: true }).fill(name)
  await form.getByLabel(WORDS.url.en, { exact: true }).fill(url)
  await form.locator('button[type=submit]').click()
}

/** The list as it is when it is opened again. */
async function shown({ page, open }: Delegate): Promise<string> {
  await open('/our/delegation')
  await panel(page).locator('li, p').last().waitFor()
  await atRest(page)
  return panel(page).innerText()
}

t.test('an administrator adds a program, and its secret is shown this once', async (t) => {
  const { page } = admin
  t.match(await shown(admin), WORDS.none.en)
  await add(admin, 'Reminder', receiving('/well'))
  const secret = await panel(page).locator('.once code').innerText()
  t.match(secret, /^whsec_[A-Za-z0-9+/]{40,}=*$/)
  t.match(await panel(page).locator('.once').innerText(), WORDS.once.en)
  t.same(await findings(page), [])
  t.match(await panel(page).locator('li').innerText(), WORDS.never.en)

  await happens()
  const post = await posted('/well', 'sop.created')
  t.equal(
    post.headers['webhook-signature'],
    signed(secret, post),
    'a delivery comes, and its signature holds',
  )
  t.strictSame(Object.keys(JSON.parse(post.body) as object), ['id', 'sop', 'zone', 'seq', 'type', 'time'])

  await panel(page).getByRole('button', { name: WORDS.close.en }).click()
  t.equal(await panel(page).locator('.once').count(), 0)
  await called(page, 'test', 'Reminder').click()
  await panel(page).locator('[role=status]', { hasText: WORDS.outcome_delivered.en }).waitFor()
  const ping = await posted('/well', 'webhook.ping')
  t.equal(ping.headers['webhook-signature'], signed(secret, ping))
  const later = await shown(admin)
  t.match(later, /last taken \d/)
  t.notMatch(await page.content(), 'whsec_', 'and is not there again')
})

t.test('one whose calls fail says since when, why, and when the next try is', async (t) => {
  answer = 500
  await happens()
  await posted('/well', 'sop.created')
  const said = await shown(admin)
  t.match(said, /calls fail since \d.*next try \d/)
  t.match(said, WORDS['outcome_status-refused'].en.replace('{{status}}', '500'))
  await called(admin.page, 'remove', 'Reminder').click()
  await panel(admin.page).locator('li').waitFor({ state: 'detached' })
  t.match(await panel(admin.page).innerText(), WORDS.none.en)
})

t.test('one that the server ended says so and why, and how it comes back', async (t) => {
  const { page } = admin
  answer = 410
  await add(admin, 'Archive', receiving('/archive'))
  const secret = await panel(page).locator('.once code').innerText()
  await panel(page).getByRole('button', { name: WORDS.close.en }).click()
  await happens()
  await posted('/archive', 'sop.created')
  const said = await shown(admin)
  t.match(said, `${WORDS.gone.en} · ${WORDS.outcome_gone.en}`)
  t.match(said, WORDS.howOn.en.replace('{{resume}}', WORDS.resume.en))
  t.notMatch(said, WORDS.disabled.en, 'it was not a day of failures')
  t.same(await findings(page), [])

  answer = 204
  await called(page, 'resume', 'Archive').click()
  await called(page, 'pause', 'Archive').waitFor()
  t.match(await panel(page).locator('[role=status]').innerText(), 'Resumed: Archive.')
  await happens()
  const [missed, next] = [await posted('/archive', 'sop.created'), await posted('/archive', 'sop.created')]
  t.equal(missed.headers['webhook-signature'], signed(secret, missed))
  t.not(missed.body, next.body, 'and is told of what it missed')
  await called(page, 'pause', 'Archive').click()
  await called(page, 'resume', 'Archive').waitFor()
  t.match(await panel(page).innerText(), WORDS.paused.en)
})

t.test(
  'an address that the operator does not allow is refused at its field, and nothing is lost',
  async (t) => {
    const seat = { delegation: 'IDN', login: 'admin' }
    const outsider = await delegate(browser, strict.address, seat)
    const { page } = outsider
    await shown(outsider)
    const url = 'https://10.0.0.7:8443/hook'
    await add(outsider, 'Internal program', url)
    const field = panel(page).getByLabel(WORDS.url.en, { exact: true })
    await panel(page).locator('.fault').waitFor()
    t.equal(await field.getAttribute('aria-invalid'), 'true')
    t.match(await panel(page).locator('.fault').innerText(), 'Nothing is sent to this address')
    t.match(
      await panel(page).locator('[role=alert]').innerText(),
      'Name an https:// address on the open internet',
    )
    t.equal(await field.evaluate((node) => node === node.ownerDocument.activeElement), true)
    t.equal(await field.inputValue(), url)
    t.equal(await panel(page).getByLabel(WORDS.name.en, { exact: true }).inputValue(), 'Internal program')
    t.same(await findings(page), [])
    await outsider.open('/our/account')
    t.equal(await page.locator('#digest').count(), 0, 'a server without e-mail offers no digest')
    t.same(outsider.complaints, [])
  },
)

t.test('a member chooses a digest in his language, and turns it off', async (t) => {
  const { page, open } = head
  const digest = page.locator('section[aria-labelledby=digest]')
  const me = () =>
    page.evaluate(async () => (await (await fetch('/api/v1/me')).json()) as Record<string, unknown>)
  const keep = async (language: 'en' | 'id') => {
    await digest.locator('button[type=submit]').click()
    await digest.locator('[role=status]', { hasText: DIGEST.kept[language] }).waitFor()
  }
  await open('/our/account')
  t.equal(await digest.getByLabel(DIGEST.off.en).isChecked(), true, 'it is off until it is asked for')
  await digest.getByLabel(DIGEST.daily.en).check()
  await digest.locator('button[type=submit]').click()
  t.equal(await digest.locator('input:invalid').count(), 1, 'without an address there is none')
  await digest.getByLabel(DIGEST.email.en).fill('head@example.org')
  await keep('en')
  t.match(await me(), { digest: 'daily', email: 'head@example.org' })
  await digest.getByLabel(DIGEST.weekly.en).check()
  t.notMatch(await digest.innerText(), DIGEST.kept.en, 'what is not kept is not said to be')
  await keep('en')
  t.match(await me(), { digest: 'weekly', email: 'head@example.org', language: 'en' })

  await page.locator('section[aria-labelledby=screen]').getByLabel('Bahasa Indonesia').check()
  await digest.getByText(DIGEST.title.id).waitFor()
  await atRest(page)
  t.match(await me(), { language: 'id', digest: 'weekly' }, 'its words come in the language of the screen')
  await open('/our/account')
  t.equal(await digest.getByLabel(DIGEST.weekly.id).isChecked(), true)
  t.equal(await digest.getByLabel(DIGEST.email.id).inputValue(), 'head@example.org')
  await digest.getByLabel(DIGEST.off.id).check()
  await keep('id')
  t.match(await me(), { digest: 'off' })
  t.same(await findings(page), [])
})

for (const [language, delegation] of [
  ['id', 'IDN'],
  ['th', 'THA'],
] as const) {
  t.test(`both screens speak ${language}, wide and narrow`, async (t) => {
    answer = 410
    const one = await delegate(browser, service.address, { delegation, login: 'admin', language })
    const { page, open } = one
    await open('/our/delegation')
    await panel(page).getByRole('button', { name: WORDS.add[language] }).click()
    const field = (which: 'name' | 'url') => panel(page).getByLabel(WORDS[which][language], { exact: true })
    await field('name').fill('123')
    await field('url').fill(`ftp://127.0.0.1/${language}`)
    await panel(page).locator('form button[type=submit]').click()
    await panel(page).locator('.fault').waitFor()
    speaks(t, language, await panel(page).innerText())
    await narrows(t, one)
    await field('url').fill(receiving(`/${language}`))
    await panel(page).locator('form button[type=submit]').click()
    await panel(page).locator('.once').waitFor()
    speaks(t, language, await panel(page).innerText())
    await narrows(t, one)
    await panel(page).getByRole('button', { name: WORDS.close[language] }).click()
    await happens()
    await posted(`/${language}`, 'sop.created')
    speaks(t, language, await shown(one))
    t.match(await panel(page).innerText(), WORDS.gone[language])
    await narrows(t, one)
    await open('/our/account')
    speaks(t, language, await page.locator('section[aria-labelledby=digest]').innerText())
    await narrows(t, one)
    t.same(one.complaints, [])
  })
}

t.test('no browser complained', (t) => {
  t.same(admin.complaints, [])
  t.same(head.complaints, [])
  t.end()
})

/** No word of English is left: nothing of the English words, and in Thai no Latin letters but names and addresses. */
function speaks(t: Test, language: 'id' | 'th', text: string): void {
  const english = [...Object.values(WORDS), ...Object.values(DIGEST)].filter((entry) => {
    const words = entry.en.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return entry.en !== entry[language] && new RegExp(`(^|[\\n·“])\\s*${words}`).test(text)
  })
  t.same(english, [])
  const left = text.replace(/\b(https?|ftp):\/\/\S*|whsec_\S+|\bSOP\b|\b410\b/g, '')
  if (language === 'th') t.same(left.match(/[A-Za-z]{2,}/g) ?? [], [])
  else t.same(left.match(/\b(the|and|of|is|this|with|that|from|server|address|program is)\b/gi) ?? [], [])
}

/** At 360 px nothing is cut off or to be scrolled for; and then the page is wide again. */
async function narrows(t: Test, { page }: Delegate): Promise<void> {
  await page.setViewportSize({ width: 360, height: 780 })
  const wide = await page.evaluate<number>('scrollTo(0, 0), document.documentElement.scrollWidth')
  t.ok(wide <= 360, `${wide} px`)
  t.same(await findings(page), [])
  await page.setViewportSize({ width: 1366, height: 768 })
}
