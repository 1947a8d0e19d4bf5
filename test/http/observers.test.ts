// What an observer sees over the API: the declared view of each preset, field by field, with a chapter withheld.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { act, good, KEYS, openTable, setText, type Table, told } from '../helpers/table.ts'

const service = await startConforming(t)
const { as } = service
const [iom, reader] = [await as('IOM'), await as('IOM', 'reader')]
const UNTIL = '2027-11-24T00:00:00.000Z'
const PRESETS = ['clean-text', 'bracketed-text', 'joint-workspace'] as const

/** A table with an observer that doesn't see the annex, a thread in sight and one out of it, and an act. */
async function observed(
  preset: string,
  comments = true,
  withheld: string[] = [KEYS.annex],
): Promise<Table & { seen: string; unseen: string }> {
  const table = await openTable(service)
  await table.decide({
    kind: 'observer',
    delegation: 'IOM',
    preset,
    until: UNTIL,
    comments,
    withheld,
  })
  const open = async (key: string, quote: string) => {
    const anchor = { version: 2, key, language: 'en', part: 'text', quote }
    const body = { zone: 'table', anchor, comment: { body: `About ${quote}` } }
    return good(await table.tha('POST', `${table.at}/threads`, body)).id as string
  }
  const [seen, unseen] = [await open(KEYS.paragraph, 'voluntary'), await open(KEYS.note, 'Offices')]
  good(
    await table.tha(
      'POST',
      `${table.at}/approvals`,
      act((await table.head()).version, 'agreed-ad-referendum'),
    ),
  )
  return { ...table, seen, unseen }
}

/** The operations on an SOP and what each preset answers to them. */
const VIEW: Record<string, Record<(typeof PRESETS)[number], string>> = {
  '': all('200'),
  '/versions': all('200'),
  '/versions/latest': all('200'),
  '/diffs/1/2': all('200'),
  [`/clauses/${KEYS.article}/history`]: all('200'),
  '/versions/latest/readiness': all('403 standing-missing'),
  '/decisions': all('403 standing-missing'),
  [`/decisions/${'0'.repeat(32)}`]: all('403 standing-missing'),
  '/record': all('403 standing-missing'),
  '/export': all('403 standing-missing'),
  '/approvals': {
    'clean-text': '403 observer-not-granted',
    'bracketed-text': '200',
    'joint-workspace': '200',
  },
  '/threads?zone=table': {
    'clean-text': '403 observer-not-granted',
    'bracketed-text': '403 observer-not-granted',
    'joint-workspace': '200',
  },
}
function all(code: string) {
  return { 'clean-text': code, 'bracketed-text': code, 'joint-workspace': code }
}

for (const preset of PRESETS) {
  t.test(`the preset ${preset}: what is read and what is not`, async (t) => {
    const table = await observed(preset)
    for (const [url, expected] of Object.entries(VIEW)) {
      t.equal(told(await iom('GET', `${table.at}${url}`)), expected[preset], url || 'the SOP')
    }
  })

  t.test(`the preset ${preset}: nothing is written but granted comments`, async (t) => {
    const table = await observed(preset)
    const { version } = await table.head()
    const anchor = { version: 2, key: KEYS.paragraph, language: 'en', part: 'text', quote: 'safe' }
    const thread = { zone: 'table', anchor, comment: { body: 'A remark' } }
    const talks = preset === 'joint-workspace' ? '201' : '403 observer-not-granted'
    const edits = [setText(KEYS.paragraph, 'en', 'text', 'x')]
    const writes: [string, object, string][] = [
      ['/versions', { base: version, message: 'x', edits }, '403 standing-missing'],
      ['/versions?dryRun=true', { base: version, message: 'x', edits }, '403 standing-missing'],
      ['/approvals', act(version), '403 standing-missing'],
      ['/decisions', { kind: 'archive' }, '403 standing-missing'],
      ['/threads', thread, talks],
      [`/threads/${table.seen}/comments?zone=table`, { body: 'A remark' }, talks],
    ]
    for (const [url, body, code] of writes)
      t.equal(told(await iom('POST', `${table.at}${url}`, body)), code, url)
    const patch = { zone: 'table', state: 'resolved' }
    const resolved = await iom('PATCH', `${table.at}/threads/${table.seen}`, patch, { 'if-match': '*' })
    t.equal(told(resolved), preset === 'joint-workspace' ? '200' : '403 observer-not-granted')
  })
}

t.test('the SOP as an observer sees it, field by field', async (t) => {
  for (const preset of PRESETS) {
    const { at, idn } = await observed(preset)
    const [own, party] = [good(await iom('GET', at)), good(await idn('GET', at))]
    const { may, standing, observers, ...shared } = own
    const { may: _may, standing: _standing, observers: seats, ...rest } = party
    t.strictSame(shared, rest)
    t.equal(standing, 'observer')
    t.strictSame(observers, seats, 'its own seat')
    t.strictSame(may, preset === 'joint-workspace' ? ['openThread', 'addComment'] : [])
    t.strictSame(good(await reader('GET', at)).may, [])
  }
})

t.test('who else observes is not told', async (t) => {
  const table = await observed('joint-workspace')
  t.match(good(await iom('GET', table.at)).observers, [{ delegation: 'IOM' }])
})

t.test('of a withheld chapter there are only what numbers the rest', async (t) => {
  for (const preset of PRESETS) {
    const { at, idn } = await observed(preset)
    const version = good(await iom('GET', `${at}/versions/latest`))
    const whole = good(await idn('GET', `${at}/versions/latest`))
    const [chapter, annex] = version.clause.children
    t.strictSame(chapter, whole.clause.children[0], 'the rest is as it is')
    t.match(annex, { key: KEYS.annex, kind: 'annex', facts: {}, texts: {}, children: [] })
    t.equal(annex.texts.en, undefined)
    const { message, messageId, ...others } = whole
    t.ok(message && messageId)
    t.strictSame(Object.keys(version).sort(), Object.keys(others).sort(), 'but no message: it is free words')
    t.strictSame(
      [version.version, version.root, version.languages],
      [whole.version, whole.root, whole.languages],
    )
    for (const accept of ['application/json', 'text/markdown', 'text/plain'])
      t.notMatch((await iom('GET', `${at}/versions/latest`, undefined, { accept })).body, /Contacts|Offices/)
    t.equal(told(await iom('GET', `${at}/versions/latest?clause=${KEYS.note}`)), '404 not-found')
  }
})

t.test('a comparison shows nothing of a withheld chapter, as data or as a page', async (t) => {
  const table = await observed('clean-text')
  await table.save([
    setText(KEYS.note, 'en', 'text', 'Offices are listed by zinc.'),
    setText(KEYS.article, 'en', 'heading', 'Aim'),
  ])
  const url = `${table.at}/diffs/2/latest`
  t.strictSame(
    good(await iom('GET', url)).entries.map((one: any) => one.key),
    [KEYS.article],
  )
  t.equal(good(await table.idn('GET', url)).entries.length, 2)
  t.notMatch((await iom('GET', url, undefined, { accept: 'text/html' })).body, /zinc|Offices/)
  t.strictSame(
    good(await iom('GET', `${table.at}/clauses/${KEYS.note}/history`)).items.filter(
      (one: any) => one.content,
    ),
    [],
  )
})

t.test('a thread on a withheld passage is not there, and no passage of it can be marked', async (t) => {
  const table = await observed('joint-workspace')
  t.strictSame(
    good(await iom('GET', `${table.at}/threads?zone=table`)).items.map((one: any) => one.id),
    [table.seen],
  )
  t.equal(told(await iom('GET', `${table.at}/threads/${table.unseen}?zone=table`)), '404 not-found')
  const body = { body: 'A remark' }
  const reply = await iom('POST', `${table.at}/threads/${table.unseen}/comments?zone=table`, body)
  t.equal(told(reply), '404 not-found')
  const patch = { zone: 'table', state: 'resolved' }
  const resolved = await iom('PATCH', `${table.at}/threads/${table.unseen}`, patch, { 'if-match': '*' })
  t.equal(told(resolved), '404 not-found')
  const { comments, state } = good(await table.idn('GET', `${table.at}/threads/${table.unseen}?zone=table`))
  t.strictSame([comments.length, state], [1, 'open'], 'nothing was written')
  const anchor = { version: 2, key: KEYS.note, language: 'en', part: 'text', quote: 'rank' }
  const opened = await iom('POST', `${table.at}/threads`, { zone: 'table', anchor, comment: body })
  t.equal(told(opened), '422 anchor-not-found')
})

t.test('comments are granted, or not', async (t) => {
  const table = await observed('joint-workspace', false)
  const url = `${table.at}/threads/${table.seen}`
  t.equal((await iom('GET', `${url}?zone=table`)).statusCode, 200)
  t.strictSame(good(await iom('GET', `${url}?zone=table`)).may, [])
  t.equal(told(await iom('POST', `${url}/comments?zone=table`, { body: 'x' })), '403 observer-not-granted')
})

t.test('an observer has a room of its own, that the parties do not see', async (t) => {
  const table = await observed('joint-workspace')
  const anchor = { version: 2, key: KEYS.paragraph, language: 'en', part: 'text', quote: 'safe' }
  const body = { zone: 'room', anchor, comment: { body: 'Among ourselves' } }
  const { id } = good(await iom('POST', `${table.at}/threads`, body))
  t.equal(told(await table.idn('GET', `${table.at}/threads/${id}?zone=room`)), '404 not-found')
  t.equal(good(await reader('GET', `${table.at}/threads/${id}?zone=room`)).comments.length, 1)
})

t.test('acts are shown, and adoption; the clean text shows neither', async (t) => {
  for (const preset of PRESETS) {
    const table = await observed(preset)
    const { version } = await table.head()
    for (const ask of [table.idn, table.tha])
      good(
        await ask(
          'POST',
          `${table.at}/approvals`,
          act(version, ask === table.tha ? 'ad-referendum-confirmed' : 'text-agreed'),
        ),
      )
    const seen = good(await iom('GET', table.at)).adopted
    t.strictSame(seen, preset === 'clean-text' ? undefined : { version })
    const page = await iom('GET', `${table.at}/diffs/1/2`, undefined, { accept: 'text/html' })
    if (preset === 'clean-text') t.notMatch(page.body, 'TEXT AGREED')
    else t.match(page.body, 'TEXT AGREED')
  }
})

t.test('an observer without a seat, or whose seat was declined, sees nothing', async (t) => {
  const table = await openTable(service)
  const seat = {
    kind: 'observer',
    delegation: 'IOM',
    preset: 'clean-text',
    until: UNTIL,
    comments: true,
    withheld: [],
  }
  const { id } = good(await table.idn('POST', `${table.at}/decisions`, seat))
  t.equal(told(await iom('GET', table.at)), '404 not-found')
  good(await table.tha('POST', `${table.at}/decisions/${id}/answers`, { answer: 'no' }))
  t.equal(told(await iom('GET', table.at)), '404 not-found')
  t.equal(told(await iom('GET', `${table.at}/threads?zone=room`)), '404 not-found')
})

t.test(
  'what was said of a version is read in the joint workspace alone, and where nothing is withheld',
  async (t) => {
    for (const preset of PRESETS) {
      for (const withheld of [[], [KEYS.annex]]) {
        const { at } = await observed(preset, true, withheld)
        const reads = preset === 'joint-workspace' && withheld.length === 0
        const { items } = good(await iom('GET', `${at}/versions`))
        const { message } = good(await iom('GET', `${at}/versions/2`))
        const { to } = good(await iom('GET', `${at}/diffs/1/2`))
        const seen = [items[0].message, message, to.message]
        t.strictSame(seen, Array(3).fill(reads ? 'A change' : undefined), `${preset} ${withheld.join()}`)
        t.equal('messageId' in items[0], reads)
        t.notOk('author' in items[0])
      }
    }
  },
)
