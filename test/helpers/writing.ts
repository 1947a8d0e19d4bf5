// What a delegate does with his hands on the document page, whatever the language of his screen.
import type { Locator, Page } from 'playwright-core'

export const row = (page: Page, key: string): Locator => page.locator(`[data-key="${key}"]`)

/** The field of a part of the provision that is being edited. */
export const field = (page: Page, language: string, at = 0): Locator =>
  page.locator(`.editing .cell[data-language="${language}"] :is(textarea, [role=textbox])`).nth(at)

/** Opens a provision for writing. */
export async function edit(page: Page, key: string): Promise<void> {
  await row(page, key).scrollIntoViewIfNeeded()
  await row(page, key).hover()
  await page.locator(`[data-edit="${key}"]`).click()
  await page.locator(`.editing[data-key="${key}"]`).waitFor()
}

/** Types at the end of the words that stand there. */
export async function type(page: Page, language: string, words: string, at = 0): Promise<void> {
  await field(page, language, at).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(words)
}

/** Says what the change is about, and saves. */
export async function save(page: Page, message: string): Promise<void> {
  await page.locator('.savebar .message input').first().fill(message)
  await page.locator('.savebar .btn.j').first().click()
}

/** Waits until the page says that a version was saved; gives its words. */
export async function saved(page: Page, number: number): Promise<void> {
  await page.locator('.status .fp').waitFor()
  await page.waitForFunction(
    ([wanted]) => {
      const said = globalThis as unknown as {
        document: { querySelector(of: string): { textContent: string } | null }
      }
      const status = said.document.querySelector('.status > span:nth-child(2)')?.textContent ?? ''
      const digits = status.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
      return new RegExp(`\\b${wanted}\\b`).test(digits)
    },
    [number],
    { timeout: 20_000 },
  )
}
