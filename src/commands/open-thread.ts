// Opening a thread at a passage, with its first comment.
import { type Anchor, findQuote } from '../document/anchors.ts'
import { indexTree, type Language, type Part } from '../document/clause.ts'
import { normaliseText } from '../document/profile.ts'
import { fail, type Failure, isFailure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { insertComment, insertThread } from '../store/threads.ts'
import { findVersion } from '../store/versions.ts'
import { type House, reach, treeOf } from './house.ts'
import type { Once } from './run.ts'
import { inSight } from '../review/observer.ts'
import { type Zone, type Said, inZone, checked } from './say.ts'

/** Where the words are: a range in code points, or the quotation itself with what stands around it. */
export interface Marked {
  readonly version: number
  readonly key: string
  readonly language: Language
  readonly part: Part
  readonly range?: { readonly start: number; readonly end: number }
  readonly quote?: { readonly text: string; readonly before?: string; readonly after?: string }
}

/** Opens a thread at a passage, with its first comment. */
export async function openThread(
  house: House,
  who: Who,
  sop: string,
  zone: Zone,
  input: { readonly anchor: Marked; readonly comment: Said },
  once?: Once,
): Promise<{ thread: string; comment: string } | Failure> {
  const anchor = await anchorOf(house, who, sop, input.anchor)
  if (isFailure(anchor)) return anchor
  return inZone(house, who, sop, zone, 'openThread', once, async (at) => {
    const said = await checked(at, zone, input.comment, '/comment')
    if (isFailure(said)) return said
    const thread = at.chance.id()
    const { now: time } = at
    await insertThread(at.tx, { id: thread, sop, anchor, state: 'open', by: who.delegation, time })
    await insertComment(at.tx, { ...said, thread })
    return { result: { thread, comment: said.id }, type: 'thread.opened', refs: { thread, comment: said.id } }
  })
}

/** Binds a marked passage to its text id; only words that the caller can see can be marked. */
async function anchorOf(house: House, who: Who, sop: string, marked: Marked): Promise<Anchor | Failure> {
  const reached = await reach(house, who, sop)
  if (!reached) return fail('not-found')
  return reached.db.read(async (sql) => {
    const version = await findVersion(sql, marked.version)
    if (!version) return fail('anchor-not-found', { version: marked.version })
    const seen = inSight(reached.party, await treeOf(house, sql, version), reached.hidden)
    const text = indexTree(seen).get(marked.key)?.clause.texts[marked.language]
    const words = text?.[marked.part]
    const { key, language, part } = marked
    if (!words) return fail('anchor-not-found', { key, language, part })
    const near = { before: marked.quote?.before ?? '', after: marked.quote?.after ?? '' }
    const range = marked.quote ? findQuote(words, normaliseText(marked.quote.text), near) : marked.range
    const length = [...words].length
    if (!range || range.start >= range.end || range.end > length)
      return fail('anchor-not-found', { key, language, part })
    return {
      version: version.number,
      key,
      language,
      part,
      text: text.id,
      start: range.start,
      end: range.end,
    }
  })
}
