// What is run inside a page to measure it: long tasks and first and last provisions, frames while it scrolls. Plain scripts.

/** Begins before anything of the page: notes every long task, and when each count of provisions was reached first. */
export const WATCH = (selector: string, expected: number) => `
  window.measured = { tasks: [], first: undefined, all: undefined }
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) measured.tasks.push([startTime, duration])
  }).observe({ type: 'longtask', buffered: true })
  const look = () => {
    const count = document.querySelectorAll(${JSON.stringify(selector)}).length
    if (count > 0) measured.first ??= performance.now()
    if (count >= ${expected}) measured.all ??= performance.now()
    if (measured.all === undefined) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
`

/** Ends when all is there. */
export const COMPLETE = `new Promise((end) => {
  const look = () => (measured.all === undefined ? setTimeout(look, 50) : end())
  look()
})`

/** Longest task so far, and when the first and the last provision stood; milliseconds. */
export const OPENED = `({
  longest: Math.max(0, ...measured.tasks.map(([, duration]) => duration)),
  first: measured.first,
  all: measured.all,
})`

/** Scrolls from top to end, so many pixels a frame as a wheel turned fast, and gives the length of each frame. */
export const SCROLL = `(async () => {
  const frames = []
  const before = measured.tasks.length
  scrollTo(0, 0)
  await new Promise((go) => setTimeout(go, 500))
  await new Promise((end) => {
    let last
    const step = (now) => {
      if (last !== undefined) frames.push(now - last)
      last = now
      const at = scrollY
      scrollBy({ top: 400, behavior: 'instant' })
      if (scrollY === at && frames.length > 5) end()
      else requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
  await new Promise((go) => setTimeout(go, 200))
  const tasks = measured.tasks.slice(before).map(([, duration]) => duration)
  return {
    frames: frames.length,
    slow: frames.filter((each) => each > 50).length,
    worst: Math.max(...frames),
    longest: Math.max(0, ...tasks),
  }
})()`

export interface Opened {
  readonly longest: number
  readonly first: number
  readonly all: number
}

export interface Scrolled {
  readonly frames: number
  /** of more than 50 ms */
  readonly slow: number
  readonly worst: number
  readonly longest: number
}
