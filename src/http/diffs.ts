// Comparing two versions: as data, or as a page to read and print.
import { setImmediate as othersTurn } from 'node:timers/promises'
import Type from 'typebox'
import { treeOf } from '../commands/house.ts'
import { sopFacts } from '../document/clause.ts'
import { diffInSteps } from '../document/diff.ts'
import { summarise, summaryContext } from '../document/summary.ts'
import { fail, isFailure } from '../errors.ts'
import { redlineInSteps } from '../formats/redline.ts'
import { inSight } from '../review/observer.ts'
import { findVersion } from '../store/versions.ts'
import { zipped } from './encoding.ts'
import { declare, tagOf, unchanged } from './operation.ts'
import { type Parts, reachFor } from './parts.ts'
import { speech } from './problem.ts'
import { array, component, integer, language, object, oneOf, optional, ref, text } from './schema.ts'
import { sheet } from './sheet.ts'
import { namesOf, shownAs, showOptions } from './shown.ts'
import { sopParams, versionRef } from './sops.ts'
import { headView, mediaOf, VersionHead, versionName, viewKey } from './version-view.ts'

const change = Type.Unsafe<['=' | '-' | '+', string]>({
  type: 'array',
  description: 'Words kept (`=`), deleted (`-`) or inserted (`+`), and the words.',
  items: { type: 'string' },
  minItems: 2,
  maxItems: 2,
})
const changes = (what: string) => optional(array(change, what))
export const WordChanges = component(
  'WordChanges',
  'Changed words of a clause in one language. Joined without the inserted ones they are the old text, without the deleted ones the new.',
  {
    heading: changes('The heading.'),
    text: changes('The text.'),
    trigger: changes('What starts a step.'),
    safeguard: changes('What protects the victim.'),
    expiry: changes('What happens when the limit passes.'),
  },
)
export const StandingView = component('Standing', 'Where a clause stands.', {
  parent: optional(text('Key of its parent.')),
  position: integer('Place among its siblings, from 0.'),
  number: optional(
    object(
      {
        kind: text('Kind of number.'),
        ordinal: integer('The number.'),
        parent: optional(text('Key of the clause it counts under.')),
      },
      { description: 'Its printed number.' },
    ),
  ),
})
const anything = (description: string) => optional(Type.Unknown({ description }))
export const FigureChange = component('FigureChange', 'A figure that changed.', {
  name: text('Its name.'),
  from: anything('What it was; absent when it is new.'),
  to: anything('What it is; absent when it is gone.'),
  clauses: optional(array(text('A key.'), 'The clauses that show it.')),
})
export const DiffEntry = component('DiffEntry', 'One clause that differs.', {
  key: text('Key of the clause.'),
  kind: text('What it is.'),
  summary: text('One line in the language of the request.'),
  changes: array(
    oneOf(['added', 'removed', 'moved', 'renumbered', 'changed'], 'What happened.'),
    'What happened to it.',
  ),
  from: optional(ref(StandingView, 'Where it stood.')),
  to: optional(ref(StandingView, 'Where it stands.')),
  texts: Type.Record(Type.String(), ref(WordChanges), { description: 'Changed words, by language.' }),
  unchanged: array(language('A language.'), 'Languages whose words stayed while another’s changed.'),
  facts: array(
    object({ pointer: text('Which fact.'), from: anything('What it was.'), to: anything('What it is.') }),
    'Changed facts.',
  ),
  parameters: array(ref(FigureChange), 'Changed figures that the clause shows.'),
})
export const DiffView = component('Diff', 'What changed between two versions.', {
  from: ref(VersionHead, 'The one version.'),
  to: ref(VersionHead, 'The other.'),
  entries: array(ref(DiffEntry), 'The clauses that differ, in document order.'),
  parameters: array(ref(FigureChange), 'The figures that differ.'),
})
export const SCHEMAS = [WordChanges, StandingView, FigureChange, DiffEntry, DiffView]

const { clause: _clause, ...asked } = shownAs

export function diffRoutes({ app, house, door, answers, lists, icu }: Parts): void {
  declare(app, door, {
    id: 'compareVersions',
    method: 'GET',
    url: '/sops/:sop/diffs/:from/:to',
    tag: 'Versions',
    summary: 'Compare two versions',
    description:
      'Every difference, computed from what the versions say: structure, words of each language, facts and figures. As JSON, or with `Accept: text/html` as a page that reads and prints well.',
    params: { ...sopParams, from: versionName, to: versionName },
    query: asked,
    answers: { 200: ref(DiffView, 'The differences.'), 304: object({}, { description: 'As the tag says.' }) },
    also: ['text/html'],
    onSend: zipped(answers),
    problems: ['not-found', 'not-acceptable', 'storage-damaged'],
    handle: async ({ who, params, query, request, reply }) => {
      const reached = await reachFor(house, who, params.sop, 'compareVersions')
      if (isFailure(reached)) return reached
      const media = mediaOf(request.headers.accept, ['application/json', 'text/html'])
      if (!media) return fail('not-acceptable', { types: ['application/json', 'text/html'] })
      const reader = speech(request.headers['accept-language'])
      const found = await reached.db.read(async (sql) => {
        const [from, to] = [
          await findVersion(sql, versionRef(params.from)),
          await findVersion(sql, versionRef(params.to)),
        ]
        if (!from || !to) return fail('not-found')
        const tag = tagOf(
          params.sop,
          from.id,
          to.id,
          viewKey(reached),
          media,
          reader,
          JSON.stringify(query),
          who.delegation,
          icu,
        )
        void reply.header('vary', 'Accept, Accept-Language')
        if (unchanged(request, reply, tag)) return undefined
        const before = inSight(reached.party, await treeOf(house, sql, from), reached.hidden)
        const after = inSight(reached.party, await treeOf(house, sql, to), reached.hidden)
        return { from, to, tag, before, after }
      })
      if (!found) return reply
      if (isFailure(found)) return found
      const { from, to, tag, before, after } = found
      const known = sopFacts(after).languages
      if (query.language !== undefined && !known.includes(query.language)) return fail('not-found')
      const languages = query.language === undefined ? known : [query.language]
      const list = lists.get(sopFacts(after).reference)!
      const options = showOptions(query, list)
      const kept = media === 'application/json' ? answers.get(tag) : undefined
      if (kept) return reply.type('application/json; charset=utf-8').send(kept)
      const compared = query.language === undefined ? {} : { languages }
      const diff = await inTurns(diffInSteps(before, after, compared))
      if (media === 'text/html') {
        const nonce = house.chance('nonces').salt()
        const told = {
          ...options,
          language: reader,
          languages: ownFirst(languages, who.delegation),
          nonce,
          names: namesOf(list, after),
          whole: list.glossary.map(({ terms }) => (terms as Record<string, string>).th!),
          ...sheet({
            reached,
            delegation: who.delegation,
            from,
            to,
            reader,
            now: house.clock(),
            name: (code) => options.states?.[code]?.[reader] ?? code,
          }),
        }
        const page = await inTurns(redlineInSteps(diff, before, after, told))
        return reply
          .type('text/html; charset=utf-8')
          .header(
            'content-security-policy',
            `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
          )
          .send(Buffer.from(page))
      }
      const context = summaryContext(before, after, options)
      const body = {
        from: headView(from, reached),
        to: headView(to, reached),
        entries: diff.entries.map((entry) => ({ ...entry, summary: summarise(entry, reader, context) })),
        parameters: diff.parameters,
      }
      return reply
        .type('application/json; charset=utf-8')
        .send(answers.put(tag, Buffer.from(JSON.stringify(body))))
    },
  })
}

/** Characters read or written, a few milliseconds' work, before others have their turn. */
const AT_ONCE = 16_000

/** Long work outside the store, in steps that say how much they did: nobody waits until all of it is done. */
async function inTurns<T>(work: Generator<number, T, undefined>): Promise<T> {
  let much = 0
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    much += step.value
    if (much < AT_ONCE) continue
    much = 0
    await othersTurn()
  }
}

const OWN: Readonly<Record<string, string>> = { IDN: 'id', THA: 'th' }

/** One's own language first, then English, then the others. */
function ownFirst(languages: readonly string[], delegation: string): string[] {
  const rank = (code: string) => (code === OWN[delegation] ? 0 : code === 'en' ? 1 : 2)
  return [...languages].sort((a, b) => rank(a) - rank(b))
}
