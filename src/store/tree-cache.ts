// Clauses read and verified lately, shared by all trees that are read from one table, within a bound of bytes.
import { type Clause, walk } from '../document/clause.ts'
import { contentId, nodeId } from '../document/ids.ts'
import type { Sql } from './db.ts'

/**
 * Two generations, by node id, or content id for a clause without children. The young one holds, with a clause,
 * all below it; when it holds half the bytes it becomes the old one. So what is in use stays, and nothing is
 * held that isn't counted.
 */
export interface TreeCache {
  readonly limit: number
  /** The count of erasures at which the clauses were read: after one more they may hold erased words. */
  erasures: number
  young: Map<string, Clause>
  old: Map<string, Clause>
  /** Of the young generation, as estimated. */
  bytes: number
}

/** A cache for one table, of about that many bytes of memory. */
export function createTreeCache(bytes: number): TreeCache {
  return { limit: bytes, erasures: 0, young: new Map(), old: new Map(), bytes: 0 }
}

/** A cache as one transaction may use it. */
export interface CacheView {
  find(id: string): Clause | undefined
  /** Keeps a verified clause; those below it are kept before. */
  keep(id: string, clause: Clause): void
  /** To be called after a whole tree. */
  end(): void
}

/**
 * The cache as it fits a transaction's snapshot. A snapshot after a further erasure empties it; but a
 * transaction that may still be undone only does without.
 */
export async function viewAt(sql: Sql, cache: TreeCache): Promise<CacheView> {
  const { erasures } = (await sql.get<{ erasures: number }>('select count(*) as erasures from tombstone'))!
  if (erasures !== cache.erasures && !('writes' in sql)) {
    Object.assign(cache, createTreeCache(cache.limit), { erasures })
  }
  const fits = () => cache.erasures === erasures
  return {
    find: (id) => (fits() ? find(cache, id) : undefined),
    keep: (id, clause) => {
      if (fits()) add(cache, id, clause)
    },
    end: () => {
      if (cache.bytes * 2 > cache.limit)
        Object.assign(cache, { old: cache.young, young: new Map(), bytes: 0 })
    },
  }
}

function find(cache: TreeCache, id: string): Clause | undefined {
  const young = cache.young.get(id)
  if (young) return young
  const clause = cache.old.get(id)
  for (const each of clause ? walk(clause) : []) {
    add(cache, each.children.length ? nodeId(each) : contentId(each), each)
  }
  return clause
}

function add(cache: TreeCache, id: string, clause: Clause): void {
  if (cache.young.has(id)) return
  cache.young.set(id, clause)
  cache.bytes += weight(clause)
}

/** Bytes of memory that a clause takes by itself, roughly: objects and ids, and two bytes a character. */
function weight(clause: Clause): number {
  let characters = 0
  for (const text of Object.values(clause.texts)) {
    for (const words of Object.values(text)) characters += words.length
  }
  return 1_000 + 2 * characters
}
