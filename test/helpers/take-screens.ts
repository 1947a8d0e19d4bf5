// Takes the pictures of docs/screens: each screen of the demonstration in each language of the screen.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildWorkspace, launchDemo } from '../faults/service.ts'
import { delegate, demoSop, openBrowser } from './browser.ts'
import { edit } from './writing.ts'

const LANGUAGES = ['en', 'id', 'th'] as const
const SEATS = { en: ['IDN', 'head'], id: ['IDN', 'head'], th: ['THA', 'head'] } as const

/** What a reader of each language opens; observers do not see what is for parties. */
const SCREENS: readonly (readonly [string, string])[] = [
  ['home', '/'],
  ['document', '/sops/:sop/versions/latest#consent-interview'],
  ['internal', '/our/sops/:sop/versions/latest#costs-home'],
  ['compare', '/sops/:sop/compare/5/14'],
  ['threads', '/sops/:sop/discussions'],
  ['our-threads', '/our/sops/:sop/discussions'],
  ['agreement', '/sops/:sop/versions/14/agreement'],
  ['acts', '/sops/:sop/acts'],
  ['versions', '/sops/:sop/versions'],
  ['delegation', '/our/delegation'],
  ['account', '/our/account'],
  ['new-sop', '/our/new-sop'],
]
const NARROW = ['document', 'compare', 'threads']

const FOLDER = resolve(import.meta.dirname, '../../docs/screens')
const ends: (() => unknown)[] = []
const t = { teardown: (end: () => unknown) => void ends.push(end) }
const folder = mkdtempSync(join(tmpdir(), 'sandhi-screens-'))
await buildWorkspace()
const service = await launchDemo(folder)
const browser = await openBrowser(t)
for (const language of LANGUAGES) {
  const [delegation, login] = SEATS[language]
  for (const [width, height, of] of [
    [1366, 768, SCREENS],
    [390, 844, SCREENS.filter(([name]) => NARROW.includes(name))],
  ] as const) {
    const { page, open, context, complaints } = await delegate(browser, service.address, {
      delegation,
      login,
      language,
      width,
      height,
    })
    const sop = await demoSop(page)
    for (const [name, path] of of) {
      await open(path.replace(':sop', sop))
      await page.waitForTimeout(900)
      const narrow = width === 390 ? '-390' : ''
      await page.screenshot({ path: join(FOLDER, `${name}${narrow}-${language}.png`) })
    }
    if (width === 1366) {
      await open(`/sops/${sop}/versions/latest#consent`)
      await edit(page, 'consent-interview')
      await page.waitForTimeout(1200)
      await page.screenshot({ path: join(FOLDER, `editing-${language}.png`) })
    }
    if (complaints.length > 0) process.stdout.write(`${complaints.join('\n')}\n`)
    await context.close()
  }
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  await page.goto(`${service.address}/sign-in`)
  await page.locator(`.seg [lang=${language}]`).click()
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(FOLDER, `sign-in-${language}.png`) })
  await context.close()
}
for (const end of ends) await end()
await service.stop()
rmSync(folder, { recursive: true })
