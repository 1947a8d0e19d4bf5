// The document page over a line as ministries have it: 400 kbit/s, every answer 400 ms late.
import { join } from 'node:path'
import t from 'tap'
import { buildWorkspace, launchDemo } from '../faults/service.ts'
import { delegate, demoSop, openBrowser } from '../helpers/browser.ts'
import { slowLine } from '../helpers/first-visit.ts'

const MOST = 60_000 // milliseconds: far more than it takes; the figure itself is in the bench

t.setTimeout(180_000)
await buildWorkspace()
const service = await launchDemo(join(t.testdir(), 'data'))
t.teardown(() => service.stop())
const browser = await openBrowser(t)

t.test('a first visit shows the first provision over a slow line', async (t) => {
  const { page, context } = await delegate(browser, service.address, { delegation: 'IDN', login: 'reader' })
  const path = `/sops/${await demoSop(page)}/versions/latest`
  const fresh = await browser.newContext({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'block' })
  await fresh.addCookies(await context.cookies())
  const visit = await fresh.newPage()
  await slowLine(visit, 400, 400)
  const start = performance.now()
  await visit.goto(service.address + path, { waitUntil: 'commit', timeout: MOST })
  await visit.locator('.paper .clause .part').first().waitFor({ timeout: MOST })
  const took = performance.now() - start
  t.ok(took < MOST, `${(took / 1000).toFixed(1)} s`)
  await fresh.close()
  await context.close()
})
