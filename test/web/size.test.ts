// How much script the first visit of the document page costs, and that the editor is not part of it.
import { join } from 'node:path'
import t from 'tap'
import { buildWorkspace, launchDemo } from '../faults/service.ts'
import { delegate, demoSop, openBrowser } from '../helpers/browser.ts'
import { scriptsOfFirstVisit } from '../helpers/first-visit.ts'

const MOST = 200_000 // bytes after gzip

t.setTimeout(180_000)
await buildWorkspace()
const service = await launchDemo(join(t.testdir(), 'data'))
t.teardown(() => service.stop())
const browser = await openBrowser(t)

t.test('a drafter’s first visit of the text loads at most 200 kB of script, and no editor', async (t) => {
  const { page, context } = await delegate(browser, service.address, { delegation: 'IDN', login: 'drafter' })
  const path = `/sops/${await demoSop(page)}/versions/latest`
  const fresh = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    serviceWorkers: 'block',
  })
  await fresh.addCookies(await context.cookies())
  const { loaded } = await scriptsOfFirstVisit(fresh, service.address, path)
  const size = loaded.reduce((sum, each) => sum + each.size, 0)
  t.comment(loaded.map((each) => `${each.size} ${each.file}`).join('\n'))
  t.ok(size <= MOST, `${(size / 1000).toFixed(1)} kB in ${loaded.length} files`)
  for (const { file, text } of loaded) t.notOk(/ProseMirror|tiptap/.test(text), `${file} is no editor`)
  await fresh.close()
  await context.close()
})
