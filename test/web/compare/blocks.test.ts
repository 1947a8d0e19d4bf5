// Real comparisons of the service, as the screen arranges them: changes by chapter, the rest folded.
import t from 'tap'
import { clauseOf, type Compared, compareBlocks } from '../../../src/web/compare/blocks.ts'
import { groupsOf, namedOf, type Part, partsOf } from '../../../src/web/compare/folding.ts'
import { laggingIn, touches, wordsChanged } from '../../../src/web/compare/wording.ts'
import { good, openTable } from '../../helpers/table.ts'
import { start } from '../../helpers/start.ts'

const service = await start(t)
const table = await openTable(service, { template: 'safe-voluntary-repatriation-reintegration' })
const version = async (number: number) => good(await table.idn('GET', `${table.at}/versions/${number}`))
const first = await version(1)
type Tree = Parameters<typeof compareBlocks>[0]
const find = (tree: Tree, key: string): Tree | undefined =>
  tree.key === key ? tree : tree.children.map((child) => find(child, key)).find(Boolean)
const clause = (key: string) => find(first.clause, key)!

/** Saves edits on the first version's text and arranges what they changed, both ways round. */
async function changed(edits: object[]): Promise<{ there: Part[]; back: Part[] }> {
  const before = await table.head()
  await table.save(edits)
  const after = await table.head()
  const arranged = async (from: number, to: number) => {
    const diff = good(await table.idn('GET', `${table.at}/diffs/${from}/${to}`))
    const [old, now] = [await version(from), await version(to)]
    return partsOf(compareBlocks(old.clause, now.clause, diff.entries))
  }
  return {
    there: await arranged(before.number, after.number),
    back: await arranged(after.number, before.number),
  }
}
const changesOf = (parts: readonly Part[]) =>
  parts.flatMap((part) => (part.type === 'change' ? [part.block] : []))
const said = ({ head, kinds }: Compared) => `${head.key}: ${kinds.join(' ')}`
const every = (parts: readonly Part[]) =>
  parts.flatMap((part) => ('blocks' in part ? part.blocks : [part.block])).map(({ head }) => head.key)

t.test('a paragraph that changed in one language stands under its article, and the others lag', async (t) => {
  const was = clause('scope-transit').texts.th!.text!
  const { there } = await changed([
    { op: 'setText', key: 'scope-transit', language: 'th', part: 'text', value: `ทั้งนี้ ${was}`, was },
  ])
  const [change, ...more] = changesOf(there)
  t.equal(more.length, 0)
  t.equal(said(change!), 'scope: words')
  t.ok(touches(change!, 'th'))
  t.notOk(touches(change!, 'en'))
  t.strictSame(
    laggingIn(change!, 'en').map(({ key }) => key),
    ['scope-transit'],
  )
  t.strictSame(laggingIn(change!, 'th'), [])
  t.ok(wordsChanged(change!, 'th') > 0)
  t.equal(wordsChanged(change!, 'en'), 0)
  t.strictSame(
    groupsOf(there).map(({ key }) => key),
    ['general'],
  )
})

t.test('what stayed between is folded, and the parts hold every block once', async (t) => {
  const { there } = await changed([
    { op: 'setText', key: 'purpose', language: 'en', part: 'heading', value: 'Purposes' },
    { op: 'setText', key: 'principles', language: 'en', part: 'heading', value: 'Principles' },
  ])
  t.strictSame(changesOf(there).map(said), ['purpose: words', 'principles: words'])
  const between = there.slice(
    there.findIndex((part) => part.type === 'change') + 1,
    there.findLastIndex((part) => part.type === 'change'),
  )
  t.equal(between.length, 1)
  t.equal(between[0]!.type, 'stayed')
  t.strictSame(
    namedOf((between[0] as Extract<Part, { blocks: unknown }>).blocks).map(({ head }) => head.key),
    ['definitions', 'scope'],
  )
  t.equal(new Set(every(there)).size, every(there).length)
})

t.test('a changed figure is a change of each article that shows it', async (t) => {
  const { there } = await changed([
    {
      op: 'setParameter',
      name: 'document_issue_time',
      value: { kind: 'duration', unit: 'working-day', value: 3, settled: true },
    },
  ])
  t.ok(changesOf(there).length > 0)
  for (const change of changesOf(there)) t.ok(change.kinds.includes('figure'), said(change))
  for (const language of ['en', 'id', 'th'])
    t.ok(
      changesOf(there).every((change) => touches(change, language)),
      language,
    )
})

t.test('a moved article is one change; those it passed only have another number', async (t) => {
  const { there, back } = await changed([
    { op: 'move', key: 'nationality', parent: 'case-opening-chapter', after: 'travel-document' },
  ])
  t.match(changesOf(there).map(said), [/^(nationality|travel-document): moved$/])
  t.equal(there.filter(({ type }) => type === 'renumbered').length, 1)
  t.equal(changesOf(back).length, 1)
})

t.test(
  'a new article is one change with all its paragraphs; seen backwards it stands where it stood',
  async (t) => {
    const { there, back } = await changed([
      {
        op: 'insert',
        parent: 'general',
        after: 'scope',
        clause: {
          kind: 'article',
          texts: { en: { heading: 'New' } },
          children: [{ kind: 'paragraph', texts: { en: { text: 'Words.' } } }],
        },
      },
    ])
    const [added] = changesOf(there)
    t.strictSame(added!.kinds, ['added'])
    t.equal(added!.rows.length, 1)
    t.ok(there.some(({ type }) => type === 'renumbered'))
    const gone = changesOf(back).find(({ kinds }) => kinds[0] === 'removed')!
    t.equal(clauseOf(gone.head).texts.en!.heading, 'New')
    t.equal(gone.rows.length, 1)
    const order = every(back)
    t.ok(order.indexOf(gone.head.key) < order.indexOf('principles'))
  },
)

t.test('a deleted paragraph stands in its article where it stood', async (t) => {
  const { there } = await changed([{ op: 'remove', key: 'principle-voluntary' }])
  const change = changesOf(there).find(({ head }) => head.key === 'principles')!
  t.strictSame(change.kinds, ['words'])
  const keys = change.rows.map(({ key }) => key)
  t.equal(keys.indexOf('principle-voluntary'), keys.indexOf('principle-safety') + 1)
})

t.test('a version beside itself gives no change', async (t) => {
  const parts = partsOf(compareBlocks(first.clause, first.clause, []))
  t.strictSame(changesOf(parts), [])
  t.strictSame(groupsOf(parts), [])
})
