// Writing in a real browser: a save that is seen in the comparison, a conflict, crashes on either side, no connection.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { buildWorkspace, launch, launchDemo, type Service } from '../faults/service.ts'
import { delegate, demoSop, openBrowser } from '../helpers/browser.ts'
import { edit, field, row, save, saved, type } from '../helpers/writing.ts'

t.setTimeout(420_000)
await buildWorkspace()
const folder = join(t.testdir(), 'data')
let service: Service = await launchDemo(folder)
t.teardown(() => service.stop())
const browser = await openBrowser(t)
const { port } = new URL(service.address)

const IDN = { delegation: 'IDN', login: 'legal' } as const
const THA = { delegation: 'THA', login: 'legal', language: 'th' } as const

t.test('a change in one language is saved as the next version and stands in the comparison', async (t) => {
  const { page, open, context, complaints } = await delegate(browser, service.address, IDN)
  const sop = await demoSop(page)
  await open(`/sops/${sop}/versions/latest#scope-transit`)
  await edit(page, 'scope-transit')
  await type(page, 'en', ' This holds for every border.')
  await page.locator('.savebar .save').first().waitFor()
  await save(page, 'Every border')
  await saved(page, 15)
  t.match(await row(page, 'scope-transit').textContent(), /This holds for every border\./)
  await open(`/sops/${sop}/compare/14/15`)
  const inserted = page.locator('ins', { hasText: 'This holds for every border.' })
  await inserted.first().waitFor()
  t.ok(await inserted.count(), 'the comparison shows the inserted words')
  t.same(complaints, [])
  await context.close()
})

t.test('the same words changed on both sides are a conflict, and each keeps what he typed', async (t) => {
  const [one, other] = [
    await delegate(browser, service.address, IDN),
    await delegate(browser, service.address, THA),
  ]
  const sop = await demoSop(one.page)
  for (const { open, page } of [one, other]) {
    await open(`/sops/${sop}/versions/latest#scope-recognition`)
    await edit(page, 'scope-recognition')
  }
  await type(one.page, 'en', ' Indonesia adds this.')
  await type(other.page, 'en', ' Thailand adds that.')
  await save(one.page, 'Indonesia adds')
  await saved(one.page, 16)
  await save(other.page, 'Thailand adds')
  const card = other.page.locator('.clash')
  await card.waitFor()
  const said = (await card.textContent()) ?? ''
  t.match(said, /Indonesia adds this\./, 'theirs is shown')
  t.match(said, /Thailand adds that\./, 'mine is shown')
  t.same([...one.complaints, ...other.complaints], [])
  await one.context.close()
  await other.context.close()
})

t.test('what was typed is there again after the tab crashed', async (t) => {
  const { page, open, context } = await delegate(browser, service.address, IDN)
  const sop = await demoSop(page)
  await open(`/sops/${sop}/versions/latest#scope-nationals`)
  await edit(page, 'scope-nationals')
  await type(page, 'id', ' Kata yang belum disimpan.')
  await pause(1_000)
  const crashed = page.waitForEvent('crash')
  await page.goto('chrome://crash').catch(() => undefined)
  await Promise.race([crashed, pause(3_000)])
  const again = await context.newPage()
  await again.goto(`${service.address}/sops/${sop}/versions/latest#scope-nationals`)
  await again.locator('.paper').waitFor()
  await pause(1_500)
  t.match(
    await again.textContent('body'),
    /Kata yang belum disimpan\./,
    'the words are on the page, or at hand',
  )
  await context.close()
})

t.test('a save that the service did not live to answer is sent again and made once', async (t) => {
  const { page, open, context } = await delegate(browser, service.address, THA)
  const sop = await demoSop(page)
  await open(`/sops/${sop}/versions/latest#principle-no-media`)
  await edit(page, 'principle-no-media')
  await type(page, 'th', ' ข้อความทดสอบ')
  await page.locator('.savebar .message input').first().fill('ทดสอบการบันทึก')
  // The save reaches the service, and its answer never comes back.
  let lost = true
  await page.route('**/api/v1/sops/*/versions', async (route) => {
    if (route.request().method() !== 'POST' || !lost) return route.continue()
    lost = false
    await route.fetch()
    await service.kill()
    return route.abort('connectionreset')
  })
  await page.locator('.savebar .btn.j').first().click()
  await page.locator('.offbar').waitFor()
  t.match(await field(page, 'th').evaluate(wordsOf), /ข้อความทดสอบ/, 'the words stay')
  service = await launch(folder, ['--port', port])
  await page.locator('.offbar').waitFor({ state: 'detached', timeout: 30_000 })
  await page.locator('.savebar .btn.j').first().click()
  await saved(page, 17)
  const versions = await page.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/sops/${id}/versions`)
    return ((await answer.json()) as { items: { number: number; message: string }[] }).items
  }, sop)
  t.equal(versions[0]?.number, 17)
  t.equal(versions.filter(({ message }) => message === 'ทดสอบการบันทึก').length, 1, 'it was made once')
  await context.close()
})

t.test('without a connection one reads and types on, and saves when it is back', async (t) => {
  const { page, open, context } = await delegate(browser, service.address, IDN)
  const sop = await demoSop(page)
  await page.locator('.home').waitFor()
  await pause(3_000)
  await open(`/sops/${sop}/versions/latest#principle-data`)
  await edit(page, 'principle-data')
  await page.waitForFunction(KEPT, undefined, { timeout: 60_000 })
  await context.setOffline(true)
  await type(page, 'en', ' Typed without a connection.')
  await page.locator('.offbar').waitFor()
  t.equal(await page.locator('.savebar .btn.j').first().isDisabled(), true, 'saving is off')
  await page.locator('a.mark').click()
  await page.locator('[role=dialog] .btn.k').click() // leaving with unsaved words asks once
  await page.locator('.home').waitFor()
  await page.goBack()
  await row(page, 'principle-data').waitFor()
  t.match(await page.textContent('body'), /Typed without a connection\./, 'the words are still there')
  await context.setOffline(false)
  await page.locator('.offbar').waitFor({ state: 'detached', timeout: 20_000 })
  if ((await page.locator('.savebar .message input').count()) === 0) await edit(page, 'principle-data')
  await save(page, 'Typed offline')
  await saved(page, 18)
  await context.close()
})

t.test('on a phone one edits, and prints what one reads', async (t) => {
  const { page, open, context, complaints } = await delegate(browser, service.address, {
    ...THA,
    width: 390,
    height: 844,
  })
  const sop = await demoSop(page)
  await open(`/sops/${sop}/versions/latest#principle-partners`)
  await row(page, 'principle-partners').scrollIntoViewIfNeeded()
  await page.locator('[data-edit="principle-partners"]').click()
  await type(page, 'th', ' จากโทรศัพท์')
  await save(page, 'แก้ไขจากโทรศัพท์')
  await saved(page, 19)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  t.ok(pdf.length > 20_000, 'a PDF of the text')
  t.same(complaints, [])
  await context.close()
})

/** Whether the browser keeps the workspace itself by now. */
const KEPT = `(async () => {
  const built = Object.values(await (await fetch('/assets/manifest.json')).json())
  const files = built.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets])
  const kept = await caches.open('workspace')
  const found = await Promise.all(files.map((file) => kept.match('/' + file)))
  return files.every((file, at) => file === 'worker.js' || found[at] !== undefined)
})()`

/** The words in a field, whichever kind it is. */
const wordsOf = (element: unknown): string => {
  const { value, textContent } = element as { value?: string; textContent: string }
  return value ?? textContent
}
