// Measures the workspace in Chromium, G19 to G21: an SOP of 500 clauses, script of a first visit, a slow line.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../src/bin/demo.ts'
import { atRest, type Delegate, delegate, demoSop, openBrowser } from '../test/helpers/browser.ts'
import { scriptsOfFirstVisit, slowLine } from '../test/helpers/first-visit.ts'
import { longSop } from '../test/helpers/real-texts.ts'
import { PASSWORD } from '../test/helpers/start.ts'
import { CLAUSES, LANGUAGES, type Seeded } from './house.ts'
import { COMPLETE, OPENED, type Opened, SCROLL, type Scrolled, WATCH } from './in-page.ts'
import { type Running, startProduct } from './processes.ts'
import { context, median, type Result, result } from './result.ts'

const ROUNDS = 3
const PATIENCE = 120_000 // milliseconds for a page to be complete
const SCREEN = { width: 1366, height: 768 }

/** The long SOP as it was seeded, and a folder where the demonstration is or may be made. */
export async function benchWeb(seeded: Seeded, demo: string): Promise<Result[]> {
  const ends: (() => unknown)[] = []
  const browser = await openBrowser({ teardown: (end) => ends.push(end) })
  try {
    return [...(await long(browser, seeded)), ...(await onDemo(browser, demo))]
  } finally {
    for (const end of ends) await end()
  }
}

interface Round {
  readonly opened: Opened
  readonly scrolled: Scrolled
}

/** The workspace and plain HTML of the same text take turns; each round in a browser that was never there before. */
async function long(browser: Browser, seeded: Seeded): Promise<Result[]> {
  const product = await startProduct(seeded.folder)
  const plain = await servePlain()
  const ours: Round[] = []
  const theirs: Round[] = []
  try {
    const path = `/sops/${seeded.sop}/versions/latest`
    for (let round = 0; round < ROUNDS; round++) {
      const { context } = await signedIn(browser, product, PASSWORD, 'drafter')
      ours.push(await measure(await context.newPage(), product.url + path, '.paper [data-key]'))
      await context.close()
      const bare = await browser.newContext({ viewport: SCREEN })
      theirs.push(await measure(await bare.newPage(), plain.url, '[data-key]'))
      await bare.close()
    }
  } finally {
    await product.stop()
    plain.stop()
  }
  return [...rowsOf(ours, theirs)]
}

const CLAUSES_AND_CHAPTERS = CLAUSES + Math.ceil(CLAUSES / 10)

async function measure(page: Page, url: string, selector: string): Promise<Round> {
  await page.addInitScript(WATCH(selector, CLAUSES_AND_CHAPTERS))
  await page.goto(url)
  await page.evaluate(COMPLETE)
  await page.waitForTimeout(1_500) // what follows when all is there belongs to the opening too
  const opened: Opened = await page.evaluate(OPENED)
  const scrolled: Scrolled = await page.evaluate(SCROLL)
  return { opened, scrolled }
}

function* rowsOf(ours: readonly Round[], theirs: readonly Round[]): Generator<Result> {
  const of = `an SOP of ${CLAUSES} clauses in three columns`
  const middle = (rounds: readonly Round[], figure: (round: Round) => number) => median(rounds.map(figure))
  const both = (what: string, unit: string, figure: (round: Round) => number) => [
    context('G19', `${of}: ${what}`, middle(ours, figure), unit),
    context('G19', `plain HTML of the same text: ${what}`, middle(theirs, figure), unit),
  ]
  const worst = (rounds: readonly Round[], figure: (round: Round) => number) =>
    Math.max(...rounds.map(figure))
  const longest = ({ opened }: Round) => opened.longest
  const note = `plain HTML of the same text ${worst(theirs, longest).toFixed(0)} ms; worst of ${ROUNDS} rounds`
  yield result(
    'G19',
    `${of} opened: longest task until all is there`,
    worst(ours, longest),
    'ms',
    'at most',
    200,
    note,
  )
  yield* both('time to the first provision', 'ms', ({ opened }) => opened.first)
  yield* both('time until all provisions are there', 'ms', ({ opened }) => opened.all)
  const slow = ({ scrolled }: Round) => (scrolled.slow / scrolled.frames) * 100
  yield* both('frames of more than 50 ms, scrolled from top to end at 400 px a frame', '%', slow)
  yield* both('longest frame while scrolled', 'ms', ({ scrolled }) => scrolled.worst)
}

const EDITOR_STARTS = 200_000 // bytes of script before the editor, after gzip

async function onDemo(browser: Browser, folder: string): Promise<Result[]> {
  const product = await startProduct(folder, {}, [])
  try {
    const { context: seat, page } = await signedIn(browser, product, DEMO_PASSWORD, 'reader')
    const path = `/sops/${await demoSop(page)}/versions/latest`
    const cookies = await seat.cookies()
    await seat.close()
    const fresh = async () => {
      const made = await browser.newContext({ viewport: SCREEN, serviceWorkers: 'block' })
      await made.addCookies(cookies)
      return made
    }
    const visitor = await fresh()
    const { loaded } = await scriptsOfFirstVisit(visitor, product.url, path)
    await visitor.close()
    const size = loaded.reduce((sum, each) => sum + each.size, 0)
    const slow = await overSlowLine(await fresh(), product.url + path)
    const line = 'over 400 kbit/s with 400 ms delay, first visit of the document page'
    return [
      result(
        'G20',
        'script of a first visit of the document page, after gzip',
        size / 1000,
        'kB',
        'at most',
        EDITOR_STARTS / 1000,
        `${loaded.length} files`,
      ),
      context('G21', `${line}: its first provision`, slow.first / 1000, 's'),
      context('G21', `${line}: all its words and faces`, slow.rest / 1000, 's'),
      context('G21', 'the same, opened again: its first provision', slow.again / 1000, 's'),
    ]
  } finally {
    await product.stop()
  }
}

const SLOW_REST = 3_000 // milliseconds in which the longest file comes over a slow line

/** Seconds on a slow line, with nothing kept and then with what the first visit left. */
async function overSlowLine(seat: Delegate['context'], url: string) {
  const page = await seat.newPage()
  await slowLine(page, 400, 400)
  const firstProvision = async () => {
    const start = performance.now()
    await page.goto(url, { waitUntil: 'commit', timeout: PATIENCE })
    await page.locator('.paper .clause').first().waitFor({ timeout: PATIENCE })
    return performance.now() - start
  }
  const start = performance.now()
  const first = await firstProvision()
  await page.evaluate('document.fonts.ready')
  await atRest(page, SLOW_REST)
  const rest = performance.now() - start - SLOW_REST
  const again = await firstProvision()
  await seat.close()
  return { first, rest, again }
}

function signedIn(browser: Browser, { url }: Running, password: string, login: string): Promise<Delegate> {
  return delegate(browser, url, { delegation: 'IDN', login, password })
}

/** The same words as one page without any script, three columns a provision, in the browser's own faces. */
async function servePlain(): Promise<{ url: string; stop: () => void }> {
  const rows = [...longSop(CLAUSES).children].flatMap((chapter) => [chapter, ...chapter.children])
  const body = rows.map(({ key, texts }) => {
    const cells = LANGUAGES.map((language) => {
      const { heading = '', text = '' } = texts[language] ?? {}
      return `<div lang="${language}"><h3>${escaped(heading)}</h3><p>${escaped(text)}</p></div>`
    })
    return `<section data-key="${key}">${cells.join('')}</section>`
  })
  const style = 'section{display:grid;grid-template-columns:repeat(3,1fr);gap:16px;line-height:1.6}'
  const page = Buffer.from(
    `<!doctype html><meta charset="utf-8"><title>Plain</title><style>${style}</style>${body.join('\n')}`,
  )
  const server = createServer((_request, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() }
}

const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
