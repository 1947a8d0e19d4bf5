// Measures comparisons at their worst and largest, G12 and G14, and texts without ids, G16.
import { type Clause, walk } from '../src/document/clause.ts'
import { diffInSteps, diffTrees } from '../src/document/diff.ts'
import { nodeId } from '../src/document/ids.ts'
import { tokenise } from '../src/document/tokens.ts'
import { diffWords } from '../src/document/words.ts'
import { declaration, longSop, withTexts } from '../test/helpers/real-texts.ts'
import { flat, makeRound, type Peer } from './diff.ts'
import { clock, context, median, type Result, result } from './result.ts'

const ROUNDS = 9
export const REWRITTEN = 440 // clauses, some 400 KB
const LONGEST = 20_000 // characters of a text, by the interface

export function benchWorst(peers: readonly Peer[]): Result[] {
  return [...rewritten(), ...withoutSpaces(), ...large(), ...withoutIds(peers)]
}

/** Every text of the SOP is another: each clause has the words of a later one, marked as of this round. */
export function rewrittenSop(from: Clause, round: number): Clause {
  const texts = { th: declaration('tha2'), id: declaration('ind'), en: declaration('eng') }
  const articles = new Set([...walk(from)].map(({ key }) => key).filter((key) => key.startsWith('a')))
  return withTexts(from, articles, (_words, key, language) => {
    const all = texts[language as keyof typeof texts]
    return `${all[(Number(key.slice(1)) + 7 + round) % all.length]} ${key} ${round}`
  })
}

function rewritten(): Result[] {
  const from = longSop(REWRITTEN)
  const [times, steps]: [number[], number[]] = [[], []]
  let size = 0
  for (let round = 0; round < ROUNDS; round++) {
    const to = rewrittenSop(from, round)
    nodeId(from)
    nodeId(to)
    size = Buffer.byteLength(flat(to))
    const each = stepTimes(from, to)
    times.push(each.reduce((sum, time) => sum + time, 0))
    steps.push(Math.max(...each))
  }
  const what = `${Math.round(size / 1024)} KB, every text another`
  return [
    result(
      'G12',
      `diff of ${what}`,
      median(times),
      'ms',
      'at most',
      250,
      `the very first one in a process, not yet compiled, ${times[0]!.toFixed(0)} ms`,
    ),
    context(
      'G12',
      `the same: longest of its steps, between which others have their turn`,
      median(steps),
      'ms',
    ),
  ]
}

/** How long each step of a comparison held the thread. */
function stepTimes(from: Clause, to: Clause): number[] {
  const work = diffInSteps(from, to)
  const times: number[] = []
  for (let done = false; !done;) times.push(clock(() => (done = work.next().done === true)))
  return times
}

/** A run of Thai letters of about so many bytes, as if nobody had ever set a space. */
function run(code: 'tha' | 'tha2', characters: number): string {
  const letters = declaration(code)
    .join('')
    .replace(/[^\u0e00-\u0e7f]/g, '')
  return letters.repeat(Math.ceil(characters / letters.length)).slice(0, characters)
}

function withoutSpaces(): Result[] {
  const long = run('tha', 349_525) // 1 MiB
  const edited = tokenise(run('tha2', 60_000)).join('') + tokenise(long).map(everyTwentieth).join('')
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(clock(() => diffWords(long, edited)))
  const [one, two] = [run('tha', LONGEST), run('tha2', LONGEST)]
  const longest = Array.from({ length: ROUNDS }, () => clock(() => diffWords(one, two)))
  return [
    result(
      'G12',
      'diff of a Thai text of 1 MB without one space, every twentieth word another and 60,000 letters before it',
      median(times),
      'ms',
      'at most',
      1000,
      'the interface takes 20,000 characters a text',
    ),
    result(
      'G12',
      'the longest text that the interface takes, two translations without one space: nothing else runs for',
      median(longest),
      'ms',
      'at most',
      50,
    ),
  ]
}

const everyTwentieth = (token: string, place: number) => (place % 20 === 0 ? 'คำใหม่' : token)

/** Both sizes take turns; the words of five clauses change in each. */
function large(): Result[] {
  const sizes = [500, 5000].map((clauses) => {
    const from = longSop(clauses)
    const keys = [...walk(from)].map(({ key }) => key).filter((key) => key.startsWith('a'))
    return { from, keys, times: [] as number[] }
  })
  for (let round = -5; round < ROUNDS; round++) {
    for (const { from, keys, times } of sizes) {
      const { to } = makeRound(from, keys, 5, round + 5)
      const time = clock(() => diffTrees(from, to))
      if (round >= 0) times.push(time)
    }
  }
  const [small, big] = sizes.map(({ times }) => median(times))
  const size = (Buffer.byteLength(flat(sizes[1]!.from)) / 2 ** 20).toFixed(1)
  return [
    result('G14', `diff of 5,000 clauses, ${size} MB, 5 changed`, big!, 'ms', 'at most', 5),
    result(
      'G14',
      'the same against 500 clauses',
      big! / small!,
      'x',
      'at most',
      10,
      `${small!.toFixed(2)} ms`,
    ),
  ]
}

/** Two texts as one string each, in which nothing has an id. */
function withoutIds(peers: readonly Peer[]): Result[] {
  const from = longSop(330)
  const keys = [...walk(from)].map(({ key }) => key).filter((key) => key.startsWith('a'))
  const rounds = Array.from({ length: 2 * ROUNDS }, (_, round) => makeRound(from, keys, 5, round))
  const what = 'text against text without ids, 300 KB, 5 changes'
  const timed = (time: (round: (typeof rounds)[number]) => number) => rounds.map(time).slice(ROUNDS)
  const ours = timed(({ old, now }) => clock(() => diffWords(old, now)))
  const others = peers.filter(({ name }) => name === 'CodeMirror' || name === 'diff-match-patch')
  return [
    context('G16', what, median(ours), 'ms'),
    ...others.map(({ name, time }) => {
      const theirs = timed(time)
      const ratio = median(theirs.map((each, round) => each / ours[round]!))
      return result(
        'G16',
        `${what}: ${name}, time against ours`,
        ratio,
        'x',
        'at least',
        1,
        `${median(theirs).toFixed(2)} ms`,
      )
    }),
  ]
}
