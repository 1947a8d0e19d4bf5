// A real browser on the built workspace, and the service as an operator runs it, for tests of what people see.
import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import packed from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../src/bin/demo.ts'

interface Test {
  teardown(end: () => unknown): void
}

const INSTALLED = '/usr/bin/chromium'

/** Chromium of the machine where there is one, else the one that comes as a package. It talks to loopback alone. */
export async function openBrowser(t: Test): Promise<Browser> {
  const executablePath = existsSync(INSTALLED) ? INSTALLED : await packed.executablePath()
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
    ],
  })
  t.teardown(() => browser.close())
  return browser
}

export interface Seat {
  readonly delegation: string
  readonly login: string
  readonly language?: 'en' | 'id' | 'th'
  readonly width?: number
  readonly height?: number
  readonly password?: string
}

export interface Delegate {
  readonly context: BrowserContext
  readonly page: Page
  /** what the browser complained of: errors, broken policy, requests to other hosts */
  readonly complaints: string[]
  /** opens an address of the workspace and waits until its content stands */
  readonly open: (path: string) => Promise<void>
}

/** A person at a browser of his own, signed in by the sign-in screen. */
export async function delegate(browser: Browser, address: string, seat: Seat): Promise<Delegate> {
  const { delegation, login, language = 'en', width = 1366, height = 768, password = DEMO_PASSWORD } = seat
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-GB',
    timezoneId: 'Asia/Jakarta',
  })
  const page = await context.newPage()
  const complaints = watch(page, address)
  await page.goto(`${address}/sign-in`)
  await page.locator(`.seg [lang=${language}]`).click()
  const [code, name, secret] = [0, 1, 2].map((at) => page.locator('form input').nth(at))
  await code!.fill(delegation)
  await name!.fill(login)
  await secret!.fill(password)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.locator('.strip').waitFor()
  await page.locator(`.bar .seg [lang=${language}]`).click()
  const open = async (path: string) => {
    await page.goto(address + path)
    await page.locator('#content:not([aria-busy])').waitFor()
    await page.evaluate('document.fonts.ready')
  }
  return { context, page, complaints, open }
}

/** Everything that a page of this house never does. */
export function watch(page: Page, address: string): string[] {
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(`error: ${message}`))
  page.on('console', (message) => {
    const text = message.text()
    // A refusal of the service is told to the reader; the browser notes each in the console as well.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource'))
      complaints.push(`console: ${text}`)
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(address) && !/^(data|blob|about):/.test(url))
      complaints.push(`asked another host: ${url}`)
  })
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'alert') complaints.push(`alert: ${dialog.message()}`)
    void dialog.accept()
  })
  return complaints
}

/** Waits until a page has loaded nothing more for a while; its stream of events stays open. */
export async function atRest(page: Page, milliseconds = 500): Promise<void> {
  await page.locator('#content:not([aria-busy])').waitFor()
  const loaded = () => page.evaluate<number>("performance.getEntriesByType('resource').length")
  for (let [quiet, before] = [0, 0]; quiet < milliseconds / 100;) {
    const now = await loaded()
    quiet = now === before ? quiet + 1 : 0
    before = now
    await page.waitForTimeout(100)
  }
}

/**
 * What axe finds against WCAG 2.2 A and AA on a page as it stands, one line a finding. What is right is not described:
 * on a long text that takes four times as long as to look. Legacy mode looks in the page itself, which has no frames.
 */
export async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id} (${help}): ${target.join(' ')}`),
  )
}

/** The only SOP of the demonstration. */
export async function demoSop(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/v1/sops')
    return ((await answer.json()) as { items: { id: string }[] }).items[0]!.id
  })
}
