// How a tree is kept: each distinct clause with children is a node, which names its children by their rows.
import type { Clause, Language, Text } from '../document/clause.ts'
import { contentId, nodeId } from '../document/ids.ts'
import { hex, packRows, unhex, unpackRows } from './bytes.ts'
import { attempt, type ContentRow, putContent, readContents, readTexts, refuse } from './contents.ts'
import { chunks, parameters, type Sql, type Tx } from './db.ts'
import { type TreeCache, viewAt } from './tree-cache.ts'
import { named } from './sums.ts'

/** A node's row, or for a clause without children its content's row, negative. The root is always a node. */
type Ref = number

/**
 * Keeps a tree and gives the row of its root. Only what the table hasn't is written; what stands at the same
 * place in `known`, a tree that is kept, isn't even looked for.
 */
export async function putTree(tx: Tx, root: Clause, known?: Clause): Promise<number> {
  const kept = await findNode(tx, known ?? root)
  if (!known && kept) return kept.row
  const keptRefs = kept ? unpackRows(kept.children) : []
  const before = new Map(kept && known?.children.map((child, place) => [child.key, { child, place }]))
  const refs: Ref[] = []
  for (const child of root.children) {
    const old = before.get(child.key)
    const same = old && nodeId(old.child) === nodeId(child)
    refs.push(same ? keptRefs[old.place]! : await putChild(tx, child, old?.child))
  }
  const sameContent = kept && known && contentId(known) === contentId(root)
  const added = await tx.get<{ row: number }>(
    `insert into node (id, content, children) values ($1, $2, $3)
     on conflict (id) do nothing returning row`,
    unhex(nodeId(root)),
    sameContent ? kept.content : await putContent(tx, root),
    packRows(refs),
  )
  return (added ?? (await findNode(tx, root)) ?? refuse(root.key)).row
}

async function putChild(tx: Tx, child: Clause, known: Clause | undefined): Promise<Ref> {
  return child.children.length ? putTree(tx, child, known) : -(await putContent(tx, child))
}

async function findNode(
  sql: Sql,
  clause: Clause,
): Promise<{ row: number; content: number; children: Uint8Array } | undefined> {
  const id = nodeId(clause)
  const text = 'select row, id, content, children from node where id = $1'
  const found = await sql.get<{ row: number; id: Uint8Array; content: number; children: Uint8Array }>(
    text,
    unhex(id),
  )
  return found && named({ ...found, id: hex(found.id) }, { id })
}

/** A clause as it is kept: its content, and its children. Without children its id is its content's. */
interface Node {
  readonly ref: Ref
  readonly id: string
  readonly content: number
  readonly children: readonly Ref[]
}

/**
 * The tree that was kept under a row. What the cache lacks is read, and each text, content and node id is
 * computed again: a clause that isn't what was kept is thrown as `storage-damaged`, naming it. An erased text
 * has its id, an empty salt and no words. Nothing is read of a tree that the cache holds under `root`, its node id.
 */
export async function getTree(sql: Sql, rootRow: number, cache: TreeCache, root?: string): Promise<Clause> {
  const view = await viewAt(sql, cache)
  const held = root === undefined ? undefined : view.find(root)
  if (held) {
    view.end()
    return held
  }
  const built = new Map<Ref, Clause>()
  const contents = new Map<number, ContentRow>()
  const missing: Node[] = []
  for (let level: Ref[] = [rootRow]; level.length;) {
    const below: Ref[] = []
    for (const node of await readLevel(sql, level, contents)) {
      const clause = view.find(node.id)
      if (clause) built.set(node.ref, clause)
      else {
        missing.push(node)
        below.push(...node.children)
      }
    }
    level = below
  }
  const texts = await readTexts(sql, textRows(missing, contents))
  for (const node of missing.reverse()) {
    const clause = assemble(node, contents.get(node.content), texts, built)
    built.set(node.ref, clause)
    view.keep(node.id, clause)
  }
  view.end()
  return built.get(rootRow) ?? refuse(`node ${rootRow}`)
}

/** Holds a tree that was just made in the cache, so that whoever builds on it need not read it. */
export async function holdTree(sql: Sql, tree: Clause, cache: TreeCache): Promise<void> {
  const view = await viewAt(sql, cache)
  const hold = (clause: Clause) => {
    const id = clause.children.length ? nodeId(clause) : contentId(clause)
    if (view.find(id)) return
    clause.children.forEach(hold)
    view.keep(id, clause)
  }
  hold(tree)
  view.end()
}

/**
 * The root alone, without what is below it: its own content and texts are verified as in `getTree`, so that what an
 * SOP is can be said while a clause of it is damaged.
 */
export async function getRoot(sql: Sql, rootRow: number): Promise<Clause> {
  const contents = new Map<number, ContentRow>()
  const [node] = await readLevel(sql, [rootRow], contents)
  if (!node) return refuse(`node ${rootRow}`)
  const texts = await readTexts(sql, textRows([node], contents))
  return assemble({ ...node, ref: -node.content, children: [] }, contents.get(node.content), texts, new Map())
}

/** The nodes that stand under some refs, and the contents of them all. */
async function readLevel(sql: Sql, refs: readonly Ref[], contents: Map<number, ContentRow>): Promise<Node[]> {
  const nodes: Node[] = []
  for (const some of chunks(
    refs.filter((ref) => ref > 0),
    CHUNK,
  )) {
    const rows = await sql.all<{ row: number; id: Uint8Array; content: number; children: Uint8Array }>(
      `select row, id, content, children from node where row in (${parameters(some.length)})`,
      ...some,
    )
    for (const { row, id, content, children } of rows) {
      nodes.push({ ref: row, id: hex(id), content, children: unpackRows(children) })
    }
  }
  const leaves = refs.filter((ref) => ref < 0).map((ref) => -ref)
  const rows = new Set([...leaves, ...nodes.map(({ content }) => content)])
  for (const content of await readContents(sql, [...rows])) contents.set(content.row, content)
  for (const row of leaves) {
    const content = contents.get(row)
    if (content) nodes.push({ ref: -row, id: content.id, content: row, children: [] })
  }
  return nodes
}

const CHUNK = 250

function textRows(nodes: readonly Node[], contents: ReadonlyMap<number, ContentRow>): number[] {
  const rows = new Set<number>()
  for (const { content } of nodes) {
    for (const row of Object.values(contents.get(content)?.kept.texts ?? {})) rows.add(row)
  }
  return [...rows]
}

/** Puts a clause together from its content, its texts and the children that stand already, and verifies it. */
function assemble(
  { ref, id, children: refs }: Node,
  content: ContentRow | undefined,
  texts: ReadonlyMap<number, Text>,
  built: ReadonlyMap<Ref, Clause>,
): Clause {
  if (!content) return refuse(`node ${ref}`)
  const { key, kind, facts, texts: rows } = content.kept
  const own: Record<Language, Text> = {}
  for (const language in rows) own[language] = texts.get(rows[language]!) ?? refuse(key)
  const children = refs.map((child) => built.get(child) ?? refuse(key))
  const clause: Clause = { key, kind, facts, texts: own, children }
  if (attempt(() => contentId(clause)) !== content.id) return refuse(key)
  if (ref > 0 && nodeId(clause) !== id) return refuse(key)
  return clause
}
