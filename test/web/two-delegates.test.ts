// Two heads of delegation at two browsers, one in Indonesian and one in Thai: from the template to the text agreed by both.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { words as decisionWords } from '../../src/web/versions/decision-words.ts'
import { words as shellWords } from '../../src/web/shell/words.ts'
import { buildWorkspace, launchDemo } from '../faults/service.ts'
import { type Delegate, delegate, findings, openBrowser } from '../helpers/browser.ts'
import { edit, row, save, saved, type } from '../helpers/writing.ts'

interface Version {
  readonly number: number
  readonly version: string
  readonly clause: {
    readonly facts: { readonly sop: { readonly parameters: Record<string, { readonly settled: boolean }> } }
  }
}
interface Readiness {
  readonly ready: boolean
  readonly items: readonly { readonly class: string; readonly subject?: string }[]
}

t.setTimeout(240_000)
await buildWorkspace()
const service = await launchDemo(join(t.testdir(), 'data'))
t.teardown(() => service.stop())

const [first, second] = [await openBrowser(t), await openBrowser(t)]
const indonesia = await delegate(first, service.address, {
  delegation: 'IDN',
  login: 'head',
  language: 'id',
})
const thailand = await delegate(second, service.address, {
  delegation: 'THA',
  login: 'head',
  language: 'th',
})
const leaks = [indonesia, thailand].flatMap(({ page }) => watchJoint(page))
const PLACE = 'scope-transit'
const IN = {
  id: 'Ketentuan ini berlaku di setiap pos lintas batas.',
  en: 'This holds at every border post.',
  th: 'บทบัญญัตินี้ใช้ ณ ด่านพรมแดนทุกแห่ง',
}
const ASKED = 'คำนี้รวมถึงท่าเรือด้วยหรือไม่'
const ANSWERED = 'Ya, termasuk pelabuhan laut.'
const OURS = {
  id: 'Catatan internal kami: tanyakan dahulu kepada kementerian.',
  th: 'บันทึกภายในของเรา โปรดหารือกระทรวงก่อน',
}
let sop = ''
const text = (version: string | number = 'latest') => `/sops/${sop}/versions/${version}`

t.test('Indonesia begins an SOP from the template, and Thailand is asked', async (t) => {
  const { page, open } = indonesia
  await open('/our/new-sop')
  await page.locator('.preview').waitFor()
  t.equal(await page.locator('input[name=THA]').isChecked(), true, 'the template names the other Party')
  t.equal(
    await page.locator('input[name=procedure]').first().isChecked(),
    true,
    'both write in the joint text',
  )
  await page.locator('form button[type=submit]').click()
  await page.waitForURL(/\/sops\/[^/]+\/versions\/latest$/)
  sop = /\/sops\/([^/]+)\//.exec(page.url())![1]!
  await page.locator('.paper').waitFor()
  t.match(await row(page, PLACE).textContent(), /transit/)
  await joint(t, indonesia)
})

t.test('the head of Thailand finds the question on her first page, and says yes', async (t) => {
  await sayYes(t)
  t.match(await read(thailand.page, ''), { standing: 'party' })
})

t.test('Indonesia changes a provision in Indonesian and in English', async (t) => {
  const { page, open } = indonesia
  await open(`${text()}#${PLACE}`)
  await edit(page, PLACE)
  for (const language of ['id', 'en'] as const) await type(page, language, ` ${IN[language]}`)
  await save(page, 'Berlaku di setiap pos lintas batas')
  await saved(page, 2)
  t.match(await row(page, PLACE).textContent(), IN.id)
  await joint(t, indonesia)
})

t.test('Thailand sees in the comparison what changed and that Thai lags, and writes the Thai', async (t) => {
  const { page, open } = thailand
  await open(`/sops/${sop}/compare/1/2`)
  for (const language of ['id', 'en'] as const) {
    const inserted = page.locator('ins', { hasText: IN[language] }).first()
    await inserted.waitFor()
    t.ok(await inserted.isVisible(), `inserted in ${language}`)
  }
  t.ok(await page.locator('.cell[data-language=th] .say').isVisible(), 'the Thai cell says that it lags')
  await joint(t, thailand)
  await open(`${text()}#${PLACE}`)
  await edit(page, PLACE)
  await type(page, 'th', ` ${IN.th}`)
  await save(page, 'เพิ่มประโยคภาษาไทย')
  await saved(page, 3)
  t.match(await row(page, PLACE).textContent(), IN.th)
})

t.test('each side notes something internally', async (t) => {
  for (const [side, note] of [
    [indonesia, OURS.id],
    [thailand, OURS.th],
  ] as const) {
    const { page, open } = side
    await open(`/our${text()}#${PLACE}`)
    await choose(page, PLACE, 'en')
    await page.keyboard.press('c')
    await page.locator('[data-card=new] textarea').fill(note)
    await page.locator('[data-card=new] .btn.n').click()
    await page.locator('.card.n .said', { hasText: note }).waitFor()
    t.match(await page.locator('.strip').textContent(), /\p{L}/u)
  }
})

t.test('Thailand discusses words that she selects; Indonesia replies and settles it', async (t) => {
  await thailand.open(`${text()}#${PLACE}`)
  await choose(thailand.page, PLACE, 'en')
  await thailand.page.locator('.btn.start').click()
  await thailand.page.locator('[data-card=new] textarea').fill(ASKED)
  await thailand.page.locator('[data-card=new] .btn.j').click()
  await thailand.page.locator('.card .said', { hasText: ASKED }).waitFor()
  await joint(t, thailand)

  const { page, open } = indonesia
  await open(`${text()}#${PLACE}`)
  const card = page.locator('.card', { hasText: ASKED })
  await card.locator('.act .btn.jo').click()
  await card.locator('textarea').fill(ANSWERED)
  await card.locator('.compose .btn.j').click()
  await card.locator('.said', { hasText: ANSWERED }).waitFor()
  await card.locator('.act .btn.plain').click()
  await card.waitFor({ state: 'detached' })
  await joint(t, indonesia)

  await thailand.page.locator(`.bar a[href="/sops/${sop}/discussions"]`).click()
  await thailand.page.locator('.talks').waitFor()
  await joint(t, thailand)
  const { items } = await read<{ items: { state: string; comments: unknown[] }[] }>(
    thailand.page,
    '/threads?zone=table',
  )
  t.match(items, [{ state: 'resolved', comments: [{ body: ASKED }, { body: ANSWERED }] }])
})

t.test('figures are settled where they stand, and nothing blocks any more', async (t) => {
  const { page, open } = indonesia
  for (const [key, number] of [
    ['final-duration', 4],
    ['fitness', 5],
  ] as const) {
    await open(`${text()}#${key}`)
    await edit(page, key)
    const panels = page.locator('.editing .figpanel')
    t.equal(await panels.count(), 2, `${key} shows two figures`)
    for (const panel of await panels.all()) {
      await panel.locator('input.num').fill(key === 'fitness' ? '12' : '2')
      await panel.locator('input[type=checkbox]').uncheck()
    }
    await save(page, `Angka disepakati: ${key}`)
    await saved(page, number)
    await joint(t, indonesia)
  }
  const before = await read<Readiness>(page, '/versions/latest/readiness')
  const settled = (name: string) => !before.items.some(({ subject }) => subject === name)
  t.ok(['duration_initial', 'duration_notice', 'fitness_lead', 'fitness_window'].every(settled))
  t.equal(before.ready, false)
  // Each of the other fifty figures is settled in the same way; to keep this short, one save does it for all.
  const { version, clause } = await read<Version>(page, '/versions/latest')
  const edits = Object.entries(clause.facts.sop.parameters)
    .filter(([, was]) => !was.settled)
    .map(([name, was]) => ({ op: 'setParameter', name, was, value: { ...was, settled: true } }))
  t.equal(await post(page, '/versions', { base: version, edits, message: 'Semua angka disepakati' }), 201)
  t.equal((await read<Readiness>(page, '/versions/latest/readiness')).ready, true)
})

t.test('that the text is final is asked and answered as a joint decision', async (t) => {
  const { page } = indonesia
  await page.locator(`.bar a[href="/sops/${sop}/versions"]`).click()
  await page.locator('.docbar a[href$="#decisions"]').click()
  await page.locator('#decisions .btn', { hasText: decisionWords.table.ask.id }).click()
  await page.locator('#decisions form select').nth(1).selectOption('final')
  await page.locator('#decisions form .btn.j').click()
  await page.locator('#decisions .tag.o').waitFor()
  await joint(t, indonesia)
  await sayYes(t)
  t.match(await read(page, ''), { stage: 'final' })
})

t.test('the one agrees by typing the fingerprint of the paper he read, and then the other', async (t) => {
  const { page, open } = indonesia
  await open(text())
  await saved(page, 6)
  await page.locator(`.bar a[href="/sops/${sop}/acts"]`).click()
  await page.locator('.deeds a[href$="/agreement"]').click()
  await page.waitForURL(/\/versions\/6\/agreement$/)
  await agree(t, indonesia, 'Jakarta')
  t.notOk((await read<{ adopted?: unknown }>(page, '')).adopted, 'one agreement adopts nothing')

  await thailand.open('/')
  await thailand.page.locator(`main a[href="/sops/${sop}/versions/6/agreement"]`).first().click()
  const { version } = await read<Version>(thailand.page, '/versions/5')
  await agree(t, thailand, 'กรุงเทพฯ', version.slice(0, 8))
})

t.test('in both browsers the text is agreed by all, closed, and its acts print', async (t) => {
  for (const side of [indonesia, thailand]) {
    const { page } = side
    const [language, names] =
      side === indonesia
        ? (['id', ['Indonesia', 'Thailand']] as const)
        : (['th', ['อินโดนีเซีย', 'ไทย']] as const)
    await page.locator('.given a[href$="/acts"]').click()
    await page.locator('.outcome.all').waitFor({ timeout: 20_000 })
    await joint(t, side)
    t.same(await findings(page), [], 'axe finds nothing on the acts')
    await page.emulateMedia({ media: 'print' })
    const printed = await page.locator('.deed-card').allInnerTexts()
    t.equal(printed.length, 2, 'two acts')
    for (const [at, name] of names.entries()) t.match(printed[at], name, `the act of ${name} is printed`)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    t.ok(pdf.length > 20_000, 'a PDF of the acts')
    await page.emulateMedia({ media: 'screen' })
    await page.locator(`.bar a[href="${text()}"]`).first().click()
    await page.locator('.paper').waitFor()
    t.equal(await page.locator('.status .stamp').innerText(), shellWords.table.agreedText[language])
    t.match(await page.locator('.strip').innerText(), shellWords.table.noMoreChanges[language])
    t.equal(await page.locator('[data-edit]').count(), 0, 'nobody edits it any more')
    await joint(t, side)
  }
})

t.test('neither browser complained, and no joint page asked for anything internal', (t) => {
  t.same(indonesia.complaints, [])
  t.same(thailand.complaints, [])
  t.same(leaks, [])
  t.end()
})

/** Thailand goes from what waits for her to the question, and says yes to it. */
async function sayYes(t: Test): Promise<void> {
  const { page, open } = thailand
  await open('/')
  await page.locator(`main a[href="/sops/${sop}/versions#decisions"]`).first().click()
  const asked = page.locator('#decisions li .btn.j')
  await asked.waitFor()
  await joint(t, thailand)
  await asked.click()
  await asked.waitFor({ state: 'detached' })
}

/** On a page that both see, nothing of what either noted internally stands. */
async function joint(t: Test, side: Delegate): Promise<void> {
  const { page } = side
  t.match(await page.title(), side === indonesia ? /^BERSAMA · / : /^ส่วนร่วม · /)
  t.equal(await page.locator('body.int').count(), 0, 'the page is joint')
  t.equal(await page.locator('.card.n').count(), 0, 'no internal card stands on it')
  const content = await page.content()
  t.notOk(
    Object.values(OURS).some((note) => content.includes(note)),
    'nothing internal is in it',
  )
}

/** Selects words of a provision in a language, as a double click does. */
async function choose(page: Page, key: string, language: string): Promise<void> {
  const words = row(page, key).locator(`[lang="${language}"] .part[data-part=text] p`).first()
  await words.scrollIntoViewIfNeeded()
  await words.dblclick({ position: { x: 40, y: 12 } })
}

/** Gives the act that says yes to the whole text, by the fingerprint at the foot of the paper. */
async function agree(t: Test, { page }: Delegate, place: string, another?: string): Promise<void> {
  await page.locator('.exact a').first().click()
  await page.locator('.paper').waitFor()
  const fingerprint = await page.locator('.status .fp').innerText()
  await page.goBack()
  await page.locator('#checks .chk li').first().waitFor()
  t.equal(await page.locator('#checks .stands:not(details *)').count(), 0, 'nothing blocks')
  await page.locator('input[name=act][value=text-agreed]').check()
  await page.locator('.form input[required]:not([type=date])').nth(1).fill(place)
  const [boxes, button] = [page.locator('.code8 input'), page.locator('.deed .btn.j')]
  if (another !== undefined) {
    await boxes.pressSequentially(another)
    await page.locator('.code8.wrong').waitFor()
    t.equal(await button.isDisabled(), true, 'not with the fingerprint of another version')
    for (const _ of another) await boxes.press('Backspace')
  }
  t.equal(await button.isDisabled(), true, 'not before the fingerprint is typed')
  await boxes.pressSequentially(fingerprint)
  await page.locator('.code8.ok').waitFor()
  await button.click()
  await page.locator('.given').waitFor()
  t.match(await page.locator('.given').innerText(), place)
}

function watchJoint(page: Page): string[] {
  const found: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(page.url())
    const internal = pathname === '/' || pathname.startsWith('/our/') || pathname.endsWith('/agreement')
    if (!internal && request.url().includes('zone=room')) found.push(`${pathname} asked ${request.url()}`)
  })
  return found
}

/** What the service answers the one who sits at this browser. */
const read = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (url) => (await fetch(url)).json() as Promise<never>, `/api/v1/sops/${sop}${path}`)

const post = (page: Page, path: string, body: unknown): Promise<number> =>
  page.evaluate(
    async ([url, sent]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(url!, { method: 'POST', headers, body: sent! })).status
    },
    [`/api/v1/sops/${sop}${path}`, JSON.stringify(body)],
  )
