// The shortest difference of two lists of whole numbers: Myers' algorithm in linear space, at a bounded cost.

/** `a[a0..a1)` is replaced by `b[b0..b1)`; everything between two hunks is equal. */
export interface Hunk {
  readonly a0: number
  readonly a1: number
  readonly b0: number
  readonly b1: number
}

/** The steps that a comparison may take, some 20 ms; its need is about the square of the distance. */
export const STEPS = 2_500_000

interface Search {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly goneA: Uint8Array
  readonly newB: Uint8Array
  readonly forward: Int32Array
  readonly backward: Int32Array
  left: number
}

/** Kept between comparisons, since most are short; each search overwrites what it reads. */
const scratch = { forward: new Int32Array(4096), backward: new Int32Array(4096) }

/**
 * The hunks that turn `a` into `b`, in order. `left` is what is left of the steps; below zero it tells
 * that some stretch was too unlike to be compared within them and stands as a whole deletion and
 * insertion.
 */
export function compareLists(
  a: Int32Array,
  b: Int32Array,
  steps: number = STEPS,
): { hunks: Hunk[]; left: number } {
  const size = 2 * (a.length + b.length) + 8
  if (size > scratch.forward.length) {
    scratch.forward = new Int32Array(2 * size)
    scratch.backward = new Int32Array(2 * size)
  }
  const search: Search = {
    a,
    b,
    goneA: new Uint8Array(a.length),
    newB: new Uint8Array(b.length),
    ...scratch,
    left: steps,
  }
  divide(search, 0, a.length, 0, b.length)
  return { hunks: hunksOf(search.goneA, search.newB), left: search.left }
}

function divide(search: Search, a0: number, a1: number, b0: number, b1: number): void {
  const { a, b, goneA, newB } = search
  while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) {
    a0++
    b0++
  }
  while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) {
    a1--
    b1--
  }
  if (a0 === a1) return void newB.fill(1, b0, b1)
  if (b0 === b1) return void goneA.fill(1, a0, a1)
  const middle = findMiddle(search, a0, a1, b0, b1)
  if (!middle) {
    goneA.fill(1, a0, a1)
    newB.fill(1, b0, b1)
    return
  }
  divide(search, a0, middle[0], b0, middle[1])
  divide(search, middle[0], a1, middle[1], b1)
}

/**
 * A point that a shortest path goes through, found from both ends at once; undefined when it costs too
 * much.
 */
function findMiddle(
  search: Search,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
): [number, number] | undefined {
  const { a, b, forward, backward } = search
  const [n, m] = [a1 - a0, b1 - b0]
  const delta = n - m
  const odd = (delta & 1) !== 0
  const zero = forward.length >> 1
  for (let d = 0; search.left >= 0; d++) {
    // Diagonals that leave the box are not walked; those beside the outermost were never reached.
    const lowest = -d + 2 * Math.max(0, d - m)
    const highest = d - 2 * Math.max(0, d - n)
    if (lowest === -d) forward[zero - d - 1] = backward[zero - d - 1] = NOWHERE
    if (highest === d) forward[zero + d + 1] = backward[zero + d + 1] = d === 0 ? 0 : NOWHERE
    for (let k = lowest; k <= highest; k += 2) {
      let x = further(forward[zero + k - 1]! + 1, forward[zero + k + 1]!, k, n, m)
      while (x >= 0 && x < n && x - k < m && a[a0 + x] === b[b0 + x - k]) x++
      forward[zero + k] = x
      const back = delta - k
      if (odd && back > -d && back < d && x + backward[zero + back]! >= n) return [a0 + x, b0 + x - k]
    }
    for (let k = lowest; k <= highest; k += 2) {
      let x = further(backward[zero + k - 1]! + 1, backward[zero + k + 1]!, k, n, m)
      while (x >= 0 && x < n && x - k < m && a[a1 - 1 - x] === b[b1 - 1 - x + k]) x++
      backward[zero + k] = x
      const ahead = delta - k
      if (!odd && ahead >= -d && ahead <= d && x + forward[zero + ahead]! >= n) return [a1 - x, b1 - x + k]
    }
    search.left -= highest - lowest + 2
  }
  return undefined
}

const NOWHERE = -0x40000000

/** The further of two ways to diagonal `k`, by a deletion or by an insertion, of those inside the box. */
function further(deleted: number, inserted: number, k: number, n: number, m: number): number {
  const right = deleted > n ? NOWHERE : deleted
  const down = inserted - k > m ? NOWHERE : inserted
  const x = right > down ? right : down
  return x < 0 ? NOWHERE : x
}

function hunksOf(goneA: Uint8Array, newB: Uint8Array): Hunk[] {
  const hunks: Hunk[] = []
  let [a0, b0] = [0, 0]
  while (a0 < goneA.length || b0 < newB.length) {
    let [a1, b1] = [a0, b0]
    while (a1 < goneA.length && goneA[a1]) a1++
    while (b1 < newB.length && newB[b1]) b1++
    if (a1 > a0 || b1 > b0) hunks.push({ a0, a1, b0, b1 })
    a0 = a1 + 1
    b0 = b1 + 1
  }
  return hunks
}
