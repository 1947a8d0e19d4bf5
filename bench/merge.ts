// Measures the merge, G13: what each tool makes of the same pairs of edits, and the time on 500 clauses.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import DiffMatchPatch from 'diff-match-patch'
import fc from 'fast-check'
import { type Clause, walk } from '../src/document/clause.ts'
import { applyEdits, type Edit } from '../src/document/edits.ts'
import { nodeId, sameTree } from '../src/document/ids.ts'
import { mergeTrees } from '../src/document/merge.ts'
import { isFailure } from '../src/errors.ts'
import { arbitrarySop, counting } from '../test/helpers/clauses.ts'
import { longSop } from '../test/helpers/real-texts.ts'
import { CLAUSES } from './house.ts'
import { clock, context, median, type Result, result, unmeasured } from './result.ts'

const TRIALS = 20
const GIT_TRIALS = 5

type Outcome = 'right' | 'conflict' | 'wrong'
interface Pair {
  readonly theirs: readonly Edit[]
  readonly mine: readonly Edit[]
  /** Whether the two can be put together. */
  readonly agree: boolean
  /** What is right, where that isn't theirs and then mine. */
  readonly both?: readonly Edit[]
}
type Make = (trial: number) => Pair

const key = (at: number) => `a${at}`
const setText = (at: number, language: string, value: string): Edit => ({
  op: 'setText',
  key: key(at),
  language,
  part: 'text',
  value,
})
const insert = (name: string, after: number): Edit => ({
  op: 'insert',
  clause: {
    key: name,
    kind: 'article',
    texts: { en: { text: `Inserted: ${name}` } },
    facts: {},
    children: [],
  },
  parent: `c${Math.floor(after / 10)}`,
  after: key(after),
})

const BASE = longSop(80)
const words = new Map([...walk(BASE)].map(({ key, texts }) => [key, texts]))
const textOf = (at: number, language: string) => words.get(key(at))![language]!.text!
/** A negative place counts from the end. */
const replaceWord = (text: string, place: number, by: string) => text.split(' ').with(place, by).join(' ')
const edit = (at: number, language: string, place: number, by: string) =>
  setText(at, language, replaceWord(textOf(at, language), place, by))

const SCENARIOS: Readonly<Record<string, Make>> = {
  'different clauses': (n) => ({
    theirs: [edit(n, 'en', 1, 'X')],
    mine: [edit(n + 40, 'en', 1, 'Y')],
    agree: true,
  }),
  'adjacent clauses': (n) => ({
    theirs: [edit(n, 'en', 1, 'X')],
    mine: [edit(n + 1, 'en', 1, 'Y')],
    agree: true,
  }),
  'same clause, other language': (n) => ({
    theirs: [edit(n, 'th', 0, 'ก')],
    mine: [edit(n, 'id', 1, 'Y')],
    agree: true,
  }),
  'same text, first and last word': (n) => ({
    theirs: [edit(n, 'en', 0, 'X')],
    mine: [edit(n, 'en', -1, 'Y')],
    agree: true,
    both: [setText(n, 'en', replaceWord(replaceWord(textOf(n, 'en'), 0, 'X'), -1, 'Y'))],
  }),
  'same word': (n) => ({ theirs: [edit(n, 'en', 2, 'X')], mine: [edit(n, 'en', 2, 'Y')], agree: false }),
  'chapter moved, clause in it edited': (n) => ({
    theirs: [{ op: 'move', key: `c${n % 7}`, parent: 'sop', after: 'c7' }],
    mine: [edit((n % 7) * 10 + 3, 'en', 1, 'Y')],
    agree: true,
  }),
  'clause removed, and edited': (n) => ({
    theirs: [{ op: 'remove', key: key(n) }],
    mine: [edit(n, 'en', 1, 'Y')],
    agree: false,
  }),
  'chapter removed, clause in it edited': (n) => ({
    theirs: [{ op: 'remove', key: `c${n % 8}` }],
    mine: [edit((n % 8) * 10 + 4, 'id', 1, 'Y')],
    agree: false,
  }),
  'both insert at one place': (n) => ({
    theirs: [insert(`t${n}`, n)],
    mine: [insert(`m${n}`, n)],
    agree: true,
  }),
}
const REMOVALS = Object.keys(SCENARIOS).filter((name) => name.includes('removed'))

type Tool = (pair: Pair) => Outcome

export function benchMerge(): Result[] {
  const ours = outcomes(merge, TRIALS)
  const removed = REMOVALS.map((name) => ours[name]!.conflict).reduce((a, b) => a + b)
  const lost = lostWords(2_000)
  return [
    result(
      'G13',
      'merge: silent wrong results over the scenarios below',
      total(ours, 'wrong'),
      '',
      'at most',
      0,
      shown(ours),
    ),
    result(
      'G13',
      'merge: lost or invented words over 2,000 generated triples of trees',
      lost,
      '',
      'at most',
      0,
    ),
    result(
      'G13',
      'merge: removal against edit is a conflict',
      removed / (REMOVALS.length * TRIALS),
      '',
      'at least',
      1,
      `${removed} of ${REMOVALS.length * TRIALS}`,
    ),
    result('G13', `merge of ${CLAUSES} clauses, two distant edits`, speed(), 'ms', 'at most', 1),
    ...peers(),
  ]
}

function peers(): Result[] {
  const wrong = 'silent wrong results in the same scenarios'
  const git = spawnSync('git', ['--version']).status === 0 ? outcomes(gitMerge, GIT_TRIALS) : undefined
  const patch = outcomes(dmpPatch, TRIALS)
  return [
    git
      ? context('G13', `git merge-file: ${wrong}`, total(git, 'wrong'), '', shown(git))
      : unmeasured('G13', `git merge-file: ${wrong}`, '', '', 'git is not installed'),
    context('G13', `diff-match-patch, patch: ${wrong}`, total(patch, 'wrong'), '', shown(patch)),
    unmeasured(
      'G13',
      `node-diff3: ${wrong}`,
      '',
      '',
      'not installed: its time grows with the cube of the lines',
    ),
  ]
}

type Table = Record<string, Record<Outcome, number>>

function outcomes(tool: Tool, trials: number): Table {
  return Object.fromEntries(
    Object.entries(SCENARIOS).map(([name, make]) => {
      const counts = { right: 0, conflict: 0, wrong: 0 }
      for (let trial = 0; trial < trials; trial++) counts[tool(make(trial))] += 1
      return [name, counts]
    }),
  )
}

const total = (table: Table, outcome: Outcome) =>
  Object.values(table).reduce((sum, counts) => sum + counts[outcome], 0)

/** Right / conflict / wrong, by scenario. */
const shown = (table: Table) =>
  Object.entries(table)
    .map(([name, { right, conflict, wrong }]) => `${name} ${right}/${conflict}/${wrong}`)
    .join('; ')

function applied(tree: Clause, edits: readonly Edit[]): Clause {
  const done = applyEdits(tree, edits, counting(1))
  if (isFailure(done)) throw new Error(JSON.stringify(done))
  return done
}

/** Of two insertions at one place the head's is first. */
function expected({ theirs, mine, both }: Pair): Clause {
  if (both) return applied(BASE, both)
  const [first, second] = mine[0]!.op === 'insert' ? [mine, theirs] : [theirs, mine]
  return applied(applied(BASE, first), second)
}

function judge(pair: Pair, clean: boolean, right: () => boolean): Outcome {
  if (!clean) return 'conflict'
  return pair.agree && right() ? 'right' : 'wrong'
}

function merge(pair: Pair): Outcome {
  const merged = mergeTrees(BASE, applied(BASE, pair.theirs), applied(BASE, pair.mine), counting(2))
  const tree = 'conflicts' in merged ? undefined : merged.tree
  return judge(pair, tree !== undefined, () => sameTree(tree!, expected(pair)))
}

function flat(root: Clause): string {
  const lines: string[] = []
  for (const { texts } of walk(root)) {
    for (const language of ['th', 'id', 'en']) {
      const text = texts[language]
      if (text?.heading) lines.push(`## ${text.heading}`)
      if (text?.text) lines.push(text.text)
    }
  }
  return `${lines.join('\n\n')}\n`
}

function gitMerge(pair: Pair): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'sandhi-bench-'))
  const files = [applied(BASE, pair.mine), BASE, applied(BASE, pair.theirs)].map((tree, at) => {
    const file = join(folder, `${at}.md`)
    writeFileSync(file, flat(tree))
    return file
  })
  const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...files], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return judge(pair, status === 0, () => stdout === flat(expected(pair)))
}

function dmpPatch(pair: Pair): Outcome {
  const matcher = new DiffMatchPatch()
  const patches = matcher.patch_make(flat(BASE), flat(applied(BASE, pair.mine)))
  const [text, done] = matcher.patch_apply(patches, flat(applied(BASE, pair.theirs)))
  return judge(pair, done.every(Boolean), () => text === flat(expected(pair)))
}

/** Units of words that a clean merge has otherwise than the one side that changed them, or the base. */
function lostWords(triples: number): number {
  let lost = 0
  const trees = fc.sample(fc.tuple(arbitrarySop, arbitrarySop, arbitrarySop), { numRuns: triples, seed: 13 })
  for (const [base, theirs, mine] of trees) {
    const merged = mergeTrees(base, theirs, mine, counting(3))
    if ('conflicts' in merged) continue
    const [was, left, right, now] = [base, theirs, mine, merged.tree].map(units) as [
      Units,
      Units,
      Units,
      Units,
    ]
    for (const unit of new Set([...was.keys(), ...left.keys(), ...right.keys(), ...now.keys()])) {
      const wanted = left.get(unit) === was.get(unit) ? right.get(unit) : left.get(unit)
      if (now.get(unit) !== wanted) lost += 1
    }
  }
  return lost
}

type Units = Map<string, string>

function units(tree: Clause): Units {
  const found: Units = new Map()
  for (const { key, texts } of walk(tree)) {
    for (const [language, { heading, text }] of Object.entries(texts)) {
      if (heading) found.set(`${key} ${language} heading`, heading)
      if (text) found.set(`${key} ${language} text`, text)
    }
  }
  return found
}

function speed(): number {
  const base = longSop(CLAUSES)
  nodeId(base)
  const times: number[] = []
  for (let round = 0; round < 60; round++) {
    const theirs = applied(base, [setText(round, 'en', `theirs ${round}`)])
    const mine = applied(base, [setText(CLAUSES - 1 - round, 'th', `ของเรา ${round}`)])
    nodeId(theirs)
    nodeId(mine)
    const time = clock(() => mergeTrees(base, theirs, mine, counting(4)))
    if (round >= 20) times.push(time)
  }
  return median(times)
}
