// Measures the diff against its peers: G9 and G10 on a trilingual SOP of 300 KB, G11 on real edits.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diffWords as jsdiffWords } from 'diff'
import { type Clause, PARTS, walk } from '../src/document/clause.ts'
import { diffTrees } from '../src/document/diff.ts'
import { nodeId } from '../src/document/ids.ts'
import { tokenise } from '../src/document/tokens.ts'
import { type Change, diffWords } from '../src/document/words.ts'
import { declaration, longSop, realEdits, withTexts } from '../test/helpers/real-texts.ts'
import { fewestTokens, markedTokens, median, violations } from '../test/helpers/word-laws.ts'
import { clock, type Result, result } from './result.ts'
import { benchWorst } from './worst.ts'

const CLAUSES = 330
const ROUNDS = 7
const WARM = 60

/** Two texts as a peer sees them: it has no ids, so the whole SOP is one long text. */
export interface Round {
  readonly from: Clause
  readonly to: Clause
  readonly old: string
  readonly now: string
}

export interface Peer {
  readonly name: string
  /** Milliseconds for one comparison, measured by the peer itself where it is another process. */
  readonly time: (round: Round) => number
}

export async function benchDiff(): Promise<Result[]> {
  const { peers, missing } = await findPeers()
  return [...few(peers, missing), ...many(peers, missing), ...quality(), ...benchWorst(peers)]
}

function few(peers: readonly Peer[], missing: readonly string[]): Result[] {
  const { core, times, size } = measure(peers, 5)
  const jsdiff = measureJsdiff()
  const goals: Readonly<Record<string, number>> = { wikidiff2: 10, CodeMirror: 1, 'diff-match-patch': 1 }
  return [
    result('G9', `diff of ${size} KB, 5 clauses changed`, core, 'ms', 'at most', 0.5),
    ...ratios('G9', core, times, goals),
    result(
      'G9',
      'jsdiff with segmenter, time against ours',
      jsdiff.time / core,
      'x',
      'at least',
      100,
      jsdiff.note,
    ),
    ...absent('G9', missing, goals),
  ]
}

function many(peers: readonly Peer[], missing: readonly string[]): Result[] {
  const { core, times, size } = measure(peers, CLAUSES / 5)
  const goals: Readonly<Record<string, number>> = { wikidiff2: 3, 'diff-match-patch': 3 }
  return [
    result('G10', `diff of ${size} KB, 20 % of the clauses rewritten`, core, 'ms', 'at most', 15),
    ...ratios('G10', core, times, goals),
    ...absent('G10', missing, goals),
  ]
}

/** Borders where none may be, and tokens marked against the fewest, on the corpus or on two translations. */
function quality(): Result[] {
  const corpus = realEdits()
  const translations = () => {
    const [one, two] = [declaration('tha'), declaration('tha2')]
    return one.map((old, place) => ({ old, new: two[place] ?? '' }))
  }
  const note = corpus ? {} : { note: 'the corpus is not there: two Thai translations of one text stand in' }
  const found = { grapheme: 0, thaiWord: 0, hunks: 0, marked: 0, fewest: 0 }
  const each: number[] = []
  for (const { old, new: now } of corpus ?? translations()) {
    const changes = diffWords(old, now)
    const { grapheme, thaiWord } = violations(old, now, changes)
    const [marked, fewest] = [markedTokens(changes), fewestTokens(old, now)]
    found.grapheme += grapheme
    found.thaiWord += thaiWord
    found.hunks += hunks(changes)
    found.marked += marked
    found.fewest += fewest
    each.push(marked / fewest)
  }
  const of = `of ${found.hunks} hunks`
  return [
    result('G11', `ends inside a grapheme cluster, ${of}`, found.grapheme, 'hunks', 'at most', 0),
    result('G11', `ends inside an ICU Thai word, ${of}`, found.thaiWord, 'hunks', 'at most', 0),
    result('G11', 'tokens marked against token Myers, median', median(each), 'x', 'at most', 1.02),
    result(
      'G11',
      'tokens marked against token Myers, total',
      found.marked / found.fewest,
      'x',
      'at most',
      1.15,
    ),
  ].map((line) => ({ ...line, ...note }))
}

const hunks = (changes: readonly Change[]) => changes.filter(([sign]) => sign !== '=').length

/** Interleaved: each round every one compares the same two texts, which nobody has seen before. */
function measure(
  peers: readonly Peer[],
  clauses: number,
): { core: number; times: Map<string, number>; size: number } {
  const from = longSop(CLAUSES)
  const keys = [...walk(from)].map(({ key }) => key).filter((key) => key.startsWith('a'))
  const rounds = Array.from({ length: WARM + ROUNDS }, (_, round) => makeRound(from, keys, clauses, round))
  const core: number[] = []
  const times = new Map<string, number[]>(peers.map(({ name }) => [name, []]))
  rounds.forEach((round, place) => {
    // Each one is warmed with an earlier pair: it shouldn't pay for what another left in the caches.
    const earlier = rounds[Math.max(place - 1, 0)]!
    for (let again = 0; again < 3; again++) diffTrees(earlier.from, earlier.to)
    const own = clock(() => diffTrees(round.from, round.to))
    if (place < WARM) return
    core.push(own)
    for (const peer of peers) {
      peer.time(earlier)
      times.get(peer.name)!.push(peer.time(round))
    }
  })
  return {
    core: median(core),
    times: new Map([...times].map(([name, values]) => [name, median(values)])),
    size: Math.round(Buffer.byteLength(rounds[0]!.old) / 1024),
  }
}

/** In few clauses words are put in near the end of each text; in many, every sixth token is another. */
export function makeRound(from: Clause, keys: readonly string[], clauses: number, round: number): Round {
  const step = Math.floor(keys.length / clauses)
  const changed = new Set(
    Array.from({ length: clauses }, (_, place) => keys[(place * step + round) % keys.length]!),
  )
  const to = withTexts(from, changed, (words, key) =>
    clauses > 5 ? rewritten(words, `${round}`) : words.replace(/ (?=\S+$)/, ` ${key} ${round} ใหม่ `),
  )
  nodeId(from)
  nodeId(to)
  return { from, to, old: flat(from), now: flat(to) }
}

function rewritten(words: string, mark: string): string {
  return tokenise(words)
    .map((token, place) => (place % 6 === 0 && /\p{L}/u.test(token) ? `คำ${mark}` : token))
    .join('')
}

export function flat(root: Clause): string {
  const lines: string[] = []
  for (const { texts } of walk(root)) {
    for (const text of Object.values(texts)) for (const part of PARTS) if (text[part]) lines.push(text[part])
  }
  return lines.join('\n\n')
}

/** On a small part of the text: its time grows with the square of the length, so this is a lower bound. */
function measureJsdiff(): { time: number; note: string } {
  const from = longSop(20)
  const { old, now } = makeRound(from, ['a3', 'a9', 'a12', 'a15', 'a18'], 5, 1)
  const intlSegmenter = new Intl.Segmenter('th', { granularity: 'word' })
  const time = clock(() => jsdiffWords(old, now, { intlSegmenter, timeout: 20_000 }))
  return { time, note: `a lower bound: it was given ${Math.round(Buffer.byteLength(old) / 1024)} KB only` }
}

function ratios(
  id: string,
  core: number,
  times: ReadonlyMap<string, number>,
  goals: Readonly<Record<string, number>>,
): Result[] {
  return [...times]
    .filter(([name]) => goals[name] !== undefined)
    .map(([name, time]) =>
      result(
        id,
        `${name}, time against ours`,
        time / core,
        'x',
        'at least',
        goals[name]!,
        `${time.toFixed(2)} ms`,
      ),
    )
}

/** A peer that is not installed is named, not passed over. */
function absent(id: string, missing: readonly string[], goals: Readonly<Record<string, number>>): Result[] {
  return missing
    .filter((name) => goals[name] !== undefined)
    .map((name) => ({
      id,
      what: `${name}, time against ours`,
      measured: NaN,
      unit: 'x',
      goal: `>= ${goals[name]} x`,
      holds: false,
      note: 'not installed, not measured',
    }))
}

async function findPeers(): Promise<{ peers: Peer[]; missing: string[] }> {
  const found = [
    ['wikidiff2', wikidiff2()],
    ['diff-match-patch', await diffMatchPatch()],
    ['CodeMirror', await codeMirror()],
  ] as const
  return {
    peers: found.flatMap(([, peer]) => peer ?? []),
    missing: found.filter(([, peer]) => !peer).map(([name]) => name),
  }
}

/** Loads a package that may be absent; its name is not known to the compiler. */
async function load(name: string): Promise<Record<string, unknown> | undefined> {
  try {
    return (await import(name)) as Record<string, unknown>
  } catch {
    return undefined
  }
}

interface Matcher {
  diff_main(old: string, now: string): unknown[]
  diff_cleanupSemantic(changes: unknown[]): void
}

async function diffMatchPatch(): Promise<Peer | undefined> {
  const loaded = await load('diff-match-patch')
  if (!loaded) return undefined
  const matcher = new (loaded.default as new () => Matcher)()
  const run = ({ old, now }: Round) => matcher.diff_cleanupSemantic(matcher.diff_main(old, now))
  return { name: 'diff-match-patch', time: (round) => clock(() => run(round)) }
}

async function codeMirror(): Promise<Peer | undefined> {
  const loaded = await load('@codemirror/merge')
  if (!loaded) return undefined
  const compare = loaded.presentableDiff as (old: string, now: string) => unknown
  return { name: 'CodeMirror', time: ({ old, now }) => clock(() => compare(old, now)) }
}

const PHP = `[, $old, $now] = $argv; $old = file_get_contents($old); $now = file_get_contents($now);
wikidiff2_do_diff("a", "b", 2);
$start = hrtime(true); wikidiff2_do_diff($old, $now, 2); echo (hrtime(true) - $start) / 1e6;`

/**
 * The PHP extension of MediaWiki, a package of Debian; it clocks itself, so that starting PHP does not
 * count.
 */
function wikidiff2(): Peer | undefined {
  const there = spawnSync('php', ['-r', 'exit(function_exists("wikidiff2_do_diff") ? 0 : 1);'])
  if (there.status !== 0) return undefined
  return {
    name: 'wikidiff2',
    time: ({ old, now }) => {
      const folder = mkdtempSync(join(tmpdir(), 'sandhi-bench-'))
      const files = [join(folder, 'old'), join(folder, 'now')]
      writeFileSync(files[0]!, old)
      writeFileSync(files[1]!, now)
      const { stdout } = spawnSync('php', ['-r', PHP, '--', ...files], { encoding: 'utf8' })
      rmSync(folder, { recursive: true })
      return Number(stdout)
    },
  }
}
