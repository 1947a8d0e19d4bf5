// Two delegates read and write at once: what the other side saves is told at once, and never under one's hand.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { words } from '../../src/web/document/news-words.ts'
import { buildWorkspace, launch, launchDemo } from '../faults/service.ts'
import { atRest, type Delegate, delegate, demoSop, findings, openBrowser } from '../helpers/browser.ts'
import { edit, field, row, type } from '../helpers/writing.ts'

const SOON = 2_000 // milliseconds from a save on one side to the other side's screen
const PLACE = 'scope-transit'

t.setTimeout(180_000)
await buildWorkspace()
const folder = join(t.testdir(), 'data')
let service = await launchDemo(folder)
t.teardown(() => service.stop())
const browser = await openBrowser(t)
const head = { login: 'head' } as const
const [indonesia, thailand] = await Promise.all([
  delegate(browser, service.address, { ...head, delegation: 'IDN', language: 'id' }),
  delegate(browser, service.address, { ...head, delegation: 'THA', language: 'th' }),
])
const sop = await demoSop(indonesia.page)
const text = `/sops/${sop}/versions/latest`
const news = indonesia.page.locator('.news')

t.test('a page that has come to rest listens, and says nothing as long as there is nothing', async (t) => {
  await listens(indonesia, text)
  t.equal(await news.count(), 0)
})

t.test(
  'a version saved by the other side is told by a quiet line, and the text stays as it is',
  async (t) => {
    const { page } = indonesia
    await row(page, PLACE).scrollIntoViewIfNeeded()
    const before = await settled(page)
    const began = Date.now()
    const number = await thaiSaves('Thai words that nobody asked for')
    await news.waitFor({ timeout: SOON })
    t.comment(`told ${Date.now() - began} ms after the save began`)
    const said = words.table.news.id.replace('{{party}}', 'Thailand').replace('{{number}}', String(number))
    t.equal((await news.locator('span').innerText()).trim(), said)
    t.equal(await page.locator('[role=status]:has(> .lnk)').count(), 1, 'it is read out politely')
    t.same(await stand(page), before, 'not a word has moved')
    t.equal(await numberShown(page), number - 1)
  },
)

t.test('what changed is one step away, and the newest text another, at the same place', async (t) => {
  const { page } = indonesia
  const at = (await row(page, PLACE).boundingBox())!.y
  t.match(await news.locator('a').first().getAttribute('href'), /\/compare\/14\/15$/)
  await news.locator('a').nth(1).click()
  await page.locator('.news').waitFor({ state: 'detached' })
  await page.locator('.docbar .kind', { hasText: '15' }).waitFor()
  t.match(await row(page, PLACE).textContent(), 'nobody asked for')
  let moved = Infinity
  // The rest of the text is put on the page a part at a time, and the place is kept once it is there.
  for (let looks = 0; looks < 20 && moved > 2; looks += 1) {
    await page.waitForTimeout(400)
    moved = Math.abs((await row(page, PLACE).boundingBox())!.y - at)
  }
  t.ok(moved <= 2, `the provision stands where it stood (${moved} px)`)
  t.equal(await page.evaluate("document.activeElement.matches('.docbar .kind')"), true, 'the focus is kept')
})

t.test(
  'while a provision is edited the cursor stays, with the words and the place on the page',
  async (t) => {
    const { page } = indonesia
    await edit(page, PLACE)
    await type(page, 'id', ' Kata kami')
    const cell = field(page, 'id')
    const before = await Promise.all([cell.boundingBox(), cell.innerText(), page.evaluate('scrollY')])
    const number = await thaiSaves('Thai words while Indonesia writes')
    await page.locator('.savebar .newer').waitFor({ timeout: SOON })
    await page.keyboard.insertText(' di sini.')
    const after = await Promise.all([cell.boundingBox(), cell.innerText(), page.evaluate('scrollY')])
    t.same(after, [before[0], `${before[1]} di sini.`, before[2]])
    t.equal(await page.locator('.news').count(), 0, 'it is said once')
    t.equal(await numberShown(page), number - 1)
  },
)

t.test('saving joins both, and the page goes on from there', async (t) => {
  const { page } = indonesia
  await page.locator('.savebar .message input').first().fill('Kata kami')
  await page.locator('.savebar .btn.j').first().click()
  await page.locator('.saved-line').waitFor()
  t.equal(await numberShown(page), 17)
  const cells = await row(page, PLACE).textContent()
  t.match(cells, 'Kata kami di sini.')
  t.match(cells, 'while Indonesia writes')
  await page.locator('.saved-line button').click()
})

t.test('a reply of the other side appears, and words half typed stay under the cursor', async (t) => {
  const { page } = indonesia
  await listens(indonesia, `/sops/${sop}/discussions`)
  const card = page.locator('.card').first()
  const thread = (await card.getAttribute('data-card'))!
  await card.locator('.btn.jo').click()
  await page.keyboard.insertText('Setengah jadi')
  await page.keyboard.press('ArrowLeft')
  const said = 'คำตอบที่มาถึงทันที'
  t.equal(await post(thailand.page, `/threads/${thread}/comments?zone=table`, { body: said }), 201)
  await card.locator('.said', { hasText: said }).waitFor({ timeout: SOON })
  await page.keyboard.insertText('X')
  t.equal(await card.locator('textarea').inputValue(), 'Setengah jadX' + 'i')

  t.equal(await settle(thailand.page, thread), 200)
  await card.locator('.tag.o').waitFor({ timeout: SOON })
  await page.keyboard.insertText('Y')
  t.equal(await card.locator('textarea').inputValue(), 'Setengah jadXYi', 'also when it is settled meanwhile')
  await thaiSaves('And a version besides')
  await page.locator('.status', { hasText: '18' }).waitFor({ timeout: SOON })
  await page.keyboard.insertText('Z')
  t.equal(await card.locator('textarea').inputValue(), 'Setengah jadXYZi', 'and when a version is saved')
})

t.test('a comparison stays as it is, and says that there is more', async (t) => {
  const { page } = indonesia
  await listens(indonesia, `/sops/${sop}/compare/14`)
  await page.locator('.chg').first().waitFor()
  const before = await page.locator('.cmp .paper').innerText()
  await thaiSaves('More to compare')
  await news.waitFor({ timeout: SOON })
  t.equal(await page.locator('.cmp .paper').innerText(), before)
  t.same(await findings(page), [], 'axe finds nothing')
})

t.test('tasks, acts and versions come by themselves', async (t) => {
  const { page } = indonesia
  await listens(indonesia, `/sops/${sop}/versions`)
  const number = await thaiSaves('Told in the list')
  await page.locator('main', { hasText: 'Told in the list' }).waitFor({ timeout: SOON })
  t.match(await page.locator('main').innerText(), String(number))
})

t.test('when the service is started again, the stream goes on, and what was missed is told', async (t) => {
  const { page } = indonesia
  await listens(indonesia, text)
  const port = new URL(service.address).port
  await service.kill()
  await page.locator('.offbar').waitFor({ timeout: 10_000 })
  service = await launch(folder, ['--port', port])
  const number = await thaiSaves('After the start')
  await news.filter({ hasText: String(number) }).waitFor({ timeout: 15_000 })
  await news.locator('a').nth(1).click()
  await news.waitFor({ state: 'detached' })
  await thaiSaves('Once more')
  await news.waitFor({ timeout: SOON })
  t.match(await news.innerText(), String(number + 1))
})

t.test('a session that is ended elsewhere closes what is open', async (t) => {
  const { page } = indonesia
  t.equal(await ended(page), 204)
  await page.waitForURL((url) => url.pathname === '/sign-in', { timeout: SOON })
})

t.test('neither browser complained', (t) => {
  t.same(indonesia.complaints, [])
  t.same(thailand.complaints, [])
  t.end()
})

/** Opens a page and waits until the service has its ear: then it is told among those of its own delegation. */
async function listens({ page, open }: Delegate, path: string): Promise<void> {
  await open(path)
  await atRest(page)
  for (;;) {
    // Asked beside the page: what the page itself asks for would keep it from coming to rest.
    const answer = await page.context().request.get(`${service.address}/api/v1/delegations/IDN/presence`)
    const { items: here } = (await answer.json()) as { items: { sop?: string }[] }
    if (here.some((one) => one.sop === sop)) return
    await page.waitForTimeout(100)
  }
}

/** Where the provisions in sight stand in the window, and their words. */
const stand = (page: Page): Promise<unknown> =>
  page.evaluate(`[...document.querySelectorAll('.paper [data-key]')].flatMap((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return bottom < 0 || top > innerHeight ? [] : [[row.dataset.key, top, bottom, row.textContent]]
  })`)

/** As `stand`, once nothing that is laid out late moves it any more. */
async function settled(page: Page): Promise<unknown> {
  for (let before = '', tries = 0; ; tries += 1) {
    const now = await stand(page)
    if (JSON.stringify(now) === before || tries > 20) return now
    before = JSON.stringify(now)
    await page.waitForTimeout(150)
  }
}

async function numberShown(page: Page): Promise<number> {
  return Number(/\d+/.exec(await page.locator('.docbar .kind').innerText())![0])
}

/** Thailand writes other words in Thai, as her browser would; gives the number of the version. */
async function thaiSaves(words: string): Promise<number> {
  const { page } = thailand
  return page.evaluate(
    async ([sop, key, words]) => {
      const at = `/api/v1/sops/${sop}/versions`
      const { version } = (await (await fetch(`${at}/latest`)).json()) as { version: string }
      const edits = [{ op: 'setText', key, language: 'th', part: 'text', value: words }]
      const answer = await fetch(at, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ base: version, edits, message: words }),
      })
      return ((await answer.json()) as { number: number }).number
    },
    [sop, PLACE, words],
  )
}

async function post(page: Page, path: string, body: unknown): Promise<number> {
  return page.evaluate(
    async ([url, sent]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(url!, { method: 'POST', headers, body: sent! })).status
    },
    [`/api/v1/sops/${sop}${path}`, JSON.stringify(body)],
  )
}

async function settle(page: Page, thread: string): Promise<number> {
  return page.evaluate(async (url) => {
    const { tag } = (await (await fetch(`${url}?zone=table`)).json()) as { tag: string }
    const headers = { 'content-type': 'application/json', 'if-match': tag }
    const body = '{"zone":"table","state":"resolved"}'
    return (await fetch(url, { method: 'PATCH', headers, body })).status
  }, `/api/v1/sops/${sop}/threads/${thread}`)
}

/** Ends the session of a browser from outside it. */
async function ended(page: Page): Promise<number> {
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = { cookie, origin: service.address }
  return (await fetch(`${service.address}/api/v1/sessions/current`, { method: 'DELETE', headers })).status
}
