// Every screen in every language: nothing for axe to find, nothing outside the policy, no other host asked, nothing cut off.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { buildWorkspace, launchDemo } from '../faults/service.ts'
import { atRest, delegate, demoSop, findings, openBrowser, watch } from '../helpers/browser.ts'

t.setTimeout(600_000)
await buildWorkspace()
const service = await launchDemo(join(t.testdir(), 'data'))
t.teardown(() => service.stop())
const browser = await openBrowser(t)

const SCREENS: readonly (readonly [string, 'joint' | 'internal', string])[] = [
  ['what waits for us', 'internal', '/'],
  ['the joint text', 'joint', '/sops/:sop/versions/latest'],
  ['an earlier version', 'joint', '/sops/:sop/versions/3'],
  ['the text with internal notes', 'internal', '/our/sops/:sop/versions/latest'],
  ['the comparison', 'joint', '/sops/:sop/compare/5/14'],
  ['the joint discussions', 'joint', '/sops/:sop/discussions'],
  ['the internal discussions', 'internal', '/our/sops/:sop/discussions'],
  ['the agreement', 'internal', '/sops/:sop/versions/14/agreement'],
  ['the acts', 'joint', '/sops/:sop/acts'],
  ['versions and log', 'joint', '/sops/:sop/versions'],
  ['the delegation', 'internal', '/our/delegation'],
  ['one’s account', 'internal', '/our/account'],
  ['a new SOP', 'internal', '/our/new-sop'],
  ['an address with nothing behind it', 'internal', '/sops/none/of/that'],
]
const TEXTS = ['an earlier version', 'the text with internal notes']
const TITLES = {
  en: { joint: 'JOINT', internal: 'INTERNAL' },
  id: { joint: 'BERSAMA', internal: 'INTERNAL' },
  th: { joint: 'ส่วนร่วม', internal: 'ภายใน' },
}
/** What a bar covers can be scrolled out from under it; axe counts it as too small, so bars stand where they begin. */
const LAY_BARS_DOWN = `for (const element of document.querySelectorAll('body *')) {
  if (['fixed', 'sticky'].includes(getComputedStyle(element).position)) element.style.position = 'static'
}`

/** What axe finds. A target that the edge of the window cuts is looked at again once it is scrolled to. */
async function found(page: Page): Promise<string[]> {
  let all: string[] = []
  for (let looks = 0; looks < 3; looks += 1) {
    await page.evaluate(LAY_BARS_DOWN)
    all = await findings(page)
    const cut = all[0]?.startsWith('target-size') ? all[0].split('): ').at(-1) : undefined
    if (cut === undefined) break
    await page.evaluate(`document.querySelector(${JSON.stringify(cut)})?.scrollIntoView({ block: 'center' })`)
    await page.waitForTimeout(500)
  }
  return all
}

const SEATS = { en: ['IDN', 'head'], id: ['IDN', 'admin'], th: ['THA', 'head'] } as const

for (const language of ['en', 'id', 'th'] as const) {
  for (const width of language === 'id' ? [1366, 390] : [1366]) {
    t.test(`in ${language} at ${width} px`, async (t) => {
      const [delegation, login] = SEATS[language]
      const { page, open, context, complaints } = await delegate(browser, service.address, {
        delegation,
        login,
        language,
        width,
      })
      const sop = await demoSop(page)
      for (const [name, zone, path] of SCREENS) {
        await open(path.replace(':sop', sop))
        await atRest(page)
        t.ok((await page.title()).startsWith(TITLES[language][zone]), `${name} says in its title who sees it`)
        t.equal(await page.locator('body.int').count(), zone === 'internal' ? 1 : 0, `${name} is framed so`)
        // The whole text takes axe long, so its other two pages are left to the languages where they are read most.
        if (!TEXTS.includes(name) || language === 'th')
          t.same(await found(page), [], `axe finds nothing on ${name}`)
        const over: number = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        t.ok(over <= 0, `nothing of ${name} is cut off at the side (${over} px)`)
      }
      t.same(complaints, [], 'the browser complains of nothing')
      await context.close()
    })
  }
  t.test(`the door in ${language}`, async (t) => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    const page = await context.newPage()
    const complaints = watch(page, service.address)
    for (const path of ['/sign-in', '/invitation']) {
      await page.goto(service.address + path)
      await page.locator(`.seg [lang=${language}]`).click()
      t.same(await findings(page), [], `axe finds nothing at ${path}`)
    }
    t.same(complaints, [], 'the browser complains of nothing')
    await context.close()
  })
}
