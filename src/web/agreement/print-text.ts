// Printing a text from another page: it opens in a window of its own and prints once its words are there.

const PATIENCE = 60 // looks, a quarter of a second apart

/** False where the browser opens no window; the link then leads there by itself. */
export function printText(address: string): boolean {
  const page = window.open(address, '_blank')
  if (!page) return false
  let looks = 0
  const timer = setInterval(() => {
    looks += 1
    const ready = page.closed || page.document.querySelector('.paper .clause') !== null
    if (!ready && looks < PATIENCE) return
    clearInterval(timer)
    if (!page.closed && ready) setTimeout(() => page.print(), 500)
  }, 250)
  return true
}
