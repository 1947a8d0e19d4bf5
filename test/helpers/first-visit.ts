// What a browser that was never here before loads until a page is at rest; and a slow line for it.
import { gzipSync } from 'node:zlib'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { atRest } from './browser.ts'

/** Loaded once the page is at rest. */
const WORKERS = ['/worker.js', '/live.js']

export interface Loaded {
  readonly file: string
  /** bytes after gzip */
  readonly size: number
}

/**
 * The scripts of a page of the workspace by a first visit of somebody signed in. The service worker keeps the rest of
 * the workspace only when the page is at rest; it is shut out here, so that nothing it fetches is counted.
 */
export async function scriptsOfFirstVisit(context: BrowserContext, address: string, path: string) {
  const page = await context.newPage()
  const scripts = new Map<string, Promise<Buffer>>()
  page.on('response', (answer) => {
    const { pathname } = new URL(answer.url())
    if (pathname.endsWith('.js') && !WORKERS.includes(pathname)) scripts.set(pathname, answer.body())
  })
  await page.goto(address + path)
  await page.locator('.paper .clause').first().waitFor()
  await atRest(page)
  const loaded: (Loaded & { readonly text: string })[] = []
  for (const [file, body] of scripts) {
    const bytes = await body
    loaded.push({ file, size: gzipSync(bytes, { level: 9 }).length, text: bytes.toString() })
  }
  return { page, loaded: loaded.sort((a, b) => b.size - a.size) }
}

/** A line of so many kbit/s each way, where an answer takes at least so many milliseconds. */
export async function slowLine(page: Page, kbits: number, latency: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: (kbits * 1000) / 8,
    uploadThroughput: (kbits * 1000) / 8,
  })
  return session
}
