import fc from 'fast-check'
import t from 'tap'
import type { Clause } from '../../src/document/clause.ts'
import { diffTrees } from '../../src/document/diff.ts'
import { applyEdits, type Edit } from '../../src/document/edits.ts'
import { isFailure } from '../../src/errors.ts'
import { redlineHtml, type RedlineOptions } from '../../src/formats/redline.ts'
import { PAGE_WORDS } from '../../src/formats/redline-words.ts'
import { arbitrarySop, clause, counting, sop } from '../helpers/clauses.ts'

const options: RedlineOptions = {
  language: 'en',
  languages: ['id', 'en', 'th'],
  title: 'Joint text, version 11 and version 14',
  status: ['DRAFT', 'Joint text', '20 November 2026 / ๒๐ พ.ย. ๒๕๖๙'],
}
const three = (en: string, id: string, th: string) => ({
  en: { text: en },
  id: { text: id },
  th: { text: th },
})

const tree = sop(
  [
    clause('ch', 'chapter', { en: { heading: 'General' } }, [
      clause('a', 'article', three('Within {{reply}}, see {{#c}}.', 'Dalam {{reply}}.', 'ภายใน {{reply}}')),
      clause('b', 'article', three('It may.', 'Dapat.', 'อาจ')),
      clause('c', 'article', three('One.', 'Satu.', 'หนึ่ง')),
      clause('d', 'article', three('Two.', 'Dua.', 'สอง')),
    ]),
    clause('s', 'step', { en: { text: 'Acts.', trigger: 'A call.' } }, [], {
      step: { limit: { rule: 'within', parameter: 'reply', event: 'report' } },
    }),
  ],
  { parameters: { reply: { kind: 'duration', value: 10, unit: 'day', settled: true } } },
)

const set = (key: string, language: string, value: string): Edit => ({
  op: 'setText',
  key,
  language,
  part: 'text',
  value,
})

function pageOf(edits: Edit[], more: Partial<RedlineOptions> = {}, from: Clause = tree): string {
  const to = applyEdits(from, edits, counting(4))
  if (isFailure(to)) throw new Error(JSON.stringify(to))
  return redlineHtml(diffTrees(from, to), from, to, { ...options, ...more })
}

/** The body without tags and without the words for those who listen. */
const heard = (page: string) => page.replace(/^[^]*<body>/, '').replace(/<[^>]+>/g, '')
const seen = (page: string) => heard(page.replace(/<span class="vh"[^>]*>[^<]*<\/span>/g, ''))
const cell = (page: string, key: string, language: string) =>
  new RegExp(`id="c-${key}"[^]*?<div class="cell" lang="${language}">([^]*?)</div>`).exec(page)?.[1] ?? ''

t.test('a page stands alone: one style with its nonce, no script, no request', async (t) => {
  const page = pageOf([set('b', 'en', 'It will.')], { nonce: 'n0nce' })
  t.match(page, /^<!doctype html>\n<html lang="en">/)
  t.equal(page.match(/<style/g)?.length, 1)
  t.match(page, '<style nonce="n0nce">')
  for (const none of ['<script', 'http:', 'https:', 'url(', '@import', ' style=', '<img', '<link']) {
    t.notOk(page.includes(none), none)
  }
  t.match(page, '<footer class="status"><span>DRAFT</span>')
  t.match(page, 'size:A4 landscape')
  t.match(pageOf([set('b', 'en', 'It will.')], { languages: ['en'] }), 'size:A4 portrait')
})

t.test('what was added and deleted is marked, and told to those who listen', async (t) => {
  const page = pageOf([set('b', 'en', 'It will.'), set('b', 'id', 'Akan.')])
  t.match(cell(page, 'b', 'en'), /It <del>.*may.*<\/del><ins>.*will.*<\/ins>\./)
  t.match(heard(page), 'It [deleted] may [end deleted][added] will [end added].')
  const { deleted1, deleted2 } = PAGE_WORDS.id
  const indonesian = heard(pageOf([set('b', 'en', 'It will.')], { language: 'id' }))
  t.ok(indonesian.includes(`${deleted1}may${deleted2}`))
  t.match(page, 'lang="th"')
})

t.test('a language left behind says so in its own cell', async (t) => {
  const page = pageOf([set('b', 'en', 'It will.'), set('b', 'id', 'Akan.')])
  t.match(cell(page, 'b', 'th'), 'The Thai text was not changed.')
  t.match(cell(page, 'b', 'th'), 'อาจ')
  t.notMatch(cell(page, 'b', 'id'), 'was not changed')
  const empty = pageOf([set('s', 'en', 'Goes.')])
  t.match(cell(empty, 's', 'th'), 'Not written yet')
})

t.test(
  'figures stand as old and new in all languages, and so do references whose number changed',
  async (t) => {
    const figure: Edit = { op: 'setParameter', name: 'reply', value: { kind: 'duration', value: 7, unit: 'day', settled: true } } // prettier-ignore
    const page = pageOf([figure, { op: 'move', key: 'c', parent: 'ch' }])
    t.match(seen(cell(page, 'a', 'id')), /Dalam 10 → 7 hari\./)
    t.match(seen(cell(page, 'a', 'th')), 'ภายใน ๑๐ → ๗ วัน')
    t.match(seen(cell(page, 'a', 'en')), 'see Article 3 → 1.')
    t.match(seen(cell(page, 's', 'en')), 'within 107 days of report')
    const hidden = sop([clause('a', 'article', 'x')], {
      parameters: { old: { kind: 'number', value: 1, settled: true } },
    })
    const edits: Edit[] = [
      { op: 'setParameter', name: 'old', value: { kind: 'number', value: 2, settled: true } },
      { op: 'setParameter', name: 'new', value: { kind: 'number', value: 3, settled: true } },
    ]
    t.match(seen(pageOf(edits, {}, hidden)), /new 3[^]*old 1 → 2/)
    t.match(seen(pageOf([{ op: 'setParameter', name: 'old' }], {}, hidden)), 'old 1')
  },
)

t.test('new, removed, moved and renumbered provisions are told apart', async (t) => {
  const page = pageOf([
    { op: 'move', key: 'd', parent: 'ch' },
    { op: 'remove', key: 'c' },
    { op: 'insert', parent: 'ch', after: 'b', clause: clause('n', 'article', three('New.', 'Baru.', 'ใหม่')) },
  ])
  t.match(page, '<article class="clause isnew" id="c-n">')
  t.notMatch(cell(page, 'n', 'en'), '<ins>')
  t.match(page, '<article class="clause isgone" id="c-c">')
  t.match(cell(page, 'c', 'en'), /<del>.*One\..*<\/del>/)
  t.match(seen(page), 'Article 1: moved, formerly Article 4; its words are unchanged')
  t.match(seen(cell(page, 'd', 'en')), 'Article 4 1')
  t.match(seen(page), 'Article 1–2 became Article 2–3. Only the numbers changed')
  t.match(
    seen(pageOf([{ op: 'insert', parent: 'ch', clause: clause('n', 'article', 'x') }], { language: 'th' })),
    'ข้อ ๑–๔ เดิม เปลี่ยนเป็นข้อ ๒–๕',
  )
  t.match(page, '<div class="g">Chapter I · General</div>')
})

t.test('facts are told in the line of facts, a step in the words of each column', async (t) => {
  const names = { agency: (id: string) => id.toUpperCase(), event: () => 'the call', form: () => 'Intake' }
  const duty = { side: 'host', party: 'THA', agency: 'msdhs', role: 'R' } as const
  const other = { side: 'home', party: 'IDN', agency: 'kemlu', role: 'I' } as const
  const value = {
    elements: ['consent'],
    step: { duties: [duty, other], limit: { rule: 'at-once' } as const },
  }
  const page = pageOf([{ op: 'setFacts', key: 's', value }], { names })
  t.match(seen(page), 'requirements fulfilled: consent')
  t.match(cell(page, 's', 'en'), /<ins>.*host Party \(THA\): MSDHS \(carries out\)/)
  t.match(cell(page, 's', 'id'), 'seketika')
  const removed = pageOf([{ op: 'remove', key: 's' }], { names })
  t.match(seen(cell(removed, 's', 'en')), /Acts\..*A call\..*within 10 days of the call/s)
  const inserted: Edit = {
    op: 'insert',
    parent: 'sop',
    clause: clause('n', 'step', { en: { text: 'x' } }, [], value),
  }
  t.match(seen(cell(pageOf([inserted]), 'n', 'en')), 'host Party (THA): msdhs (carries out)')
  const fewer = { step: { duties: [other] } }
  const two = applyEdits(tree, [{ op: 'setFacts', key: 's', value }], counting())
  if (isFailure(two)) throw new Error('expected a tree')
  t.match(cell(pageOf([{ op: 'setFacts', key: 's', value: fewer }], {}, two), 's', 'en'), /<del>.*msdhs/)
  const facts = { op: 'setFacts', key: 'sop', value: { sop: { ...tree.facts.sop!, template: { name: 't2', version: 1 } } } } as const // prettier-ignore
  t.match(seen(pageOf([facts])), 'template: t2 1')
})

t.test('what cannot be seen is drawn with its code point, spaces and line ends among it', async (t) => {
  const page = pageOf([set('b', 'th', 'อา\u200bจ'), set('b', 'en', 'It\u00a0may\u2060.')])
  t.match(cell(page, 'b', 'th'), 'ZWSP U+200B')
  t.match(cell(page, 'b', 'en'), 'NBSP U+00A0')
  t.match(cell(page, 'b', 'en'), 'WJ U+2060')
  t.match(seen(cell(pageOf([set('b', 'en', 'It  may.')]), 'b', 'en')), '␣')
  t.match(seen(cell(pageOf([set('b', 'en', 'It\n\nmay.')]), 'b', 'en')), '¶')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (sign) => {
      fc.pre(!/\p{Cs}/u.test(sign) && sign !== '\n')
      const from = sop([clause('a', 'article', 'one two')])
      const to: Clause = structuredClone(from)
      const text = to.children[0]!.texts.en as { text: string; id: string }
      text.text = `one${sign} two`
      text.id = 'other'
      const html = cell(redlineHtml(diffTrees(from, to), from, to, options), 'a', 'en')
      const inserted = /<ins>(?:<span[^>]*>[^<]*<\/span>)(.*?)<span class="vh"/s.exec(html)?.[1] ?? ''
      return inserted.trim() !== '' && !/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(inserted)
    }),
    { numRuns: 3000 },
  )
})

t.test('paragraphs, list items and emphasis are set; everything else is escaped', async (t) => {
  const from = sop([
    clause('a', 'article', 'Says **this** \\[so\\]:\n\n- one\n- two\n\nlast\nline'),
    clause('p', 'paragraph', 'x'),
  ])
  const value = 'Says **this** \\[so\\]:\n\n- one\n- <b onclick="x">&\n- two\n\nlast\nline, more'
  const page = pageOf([set('a', 'en', value), set('p', 'en', 'y\n\n1. z')], {}, from)
  const html = cell(page, 'a', 'en')
  t.match(html, '<p>Says <strong>this</strong> [so]:</p>')
  t.match(html, '<p class="li"><i>•</i>one</p>')
  t.match(seen(html), /last line, more/)
  t.match(html, '&lt;b onclick=&quot;x&quot;&gt;&amp;')
  t.match(cell(page, 'p', 'en'), '<p class="li"><i>(1)</i>')
  const all = pageOf([set('b', 'en', '</style><script>x</script>')], {
    title: '<script>',
    status: ['"><script>'],
    nonce: '"><script>',
    zone: { kind: 'joint', name: '<script>', readers: "'<script>" },
  })
  t.notOk(all.includes('<script'))
})

t.test('an internal page and a joint page differ at first sight', async (t) => {
  const zone = { kind: 'internal', name: 'INTERNAL', readers: 'Delegation of Indonesia' } as const
  t.match(pageOf([], { zone }), '<header class="strip internal"><b>INTERNAL</b>')
})

t.test('equal texts make a page that says so', async (t) => {
  t.match(seen(pageOf([])), 'Both texts are word for word the same.')
  t.ok(seen(pageOf([], { language: 'th' })).includes(PAGE_WORDS.th.none))
})

t.test('a paragraph hangs on its number, and a list or a table in it stands by itself', async (t) => {
  const from = sop([
    clause('a', 'article', {}, [
      clause('p', 'paragraph', 'One.'),
      clause('q', 'paragraph', '- x\n- y'),
      clause('r', 'paragraph', { en: { heading: 'H', text: '| a | b |\n| c | see {{#p}} |' } }),
    ]),
  ])
  const page = pageOf(
    [set('p', 'en', 'One two.'), set('q', 'en', '- x\n- z'), set('r', 'en', '| a | b |\n| d | see {{#p}} |')],
    {},
    from,
  )
  t.match(cell(page, 'p', 'en'), '<p class="li"><i>(1)</i>One')
  t.match(cell(page, 'q', 'en'), '<p>(2)</p>\n<p class="li"><i>•</i>x</p>')
  t.match(cell(page, 'r', 'en'), '<h3>(3) · H</h3><p>| a | b |</p>')
  t.match(seen(cell(page, 'r', 'en')), 'see Article 1 paragraph (1)')
})

t.test('Thai terms of the glossary are kept on one line', async (t) => {
  const page = pageOf([set('b', 'th', 'ผู้เสียหายจะ')], { whole: ['ผู้เสียหาย', 'victim', 'เสียหาย'] })
  t.match(cell(page, 'b', 'th'), '<span class="k">ผู้เสียหาย</span>')
  t.notMatch(pageOf([set('b', 'th', 'ผู้เสียหายจะ')], { whole: ['victim'] }), 'class="k"')
})

t.test('any two trees make a well-formed page', async (t) => {
  fc.assert(
    fc.property(arbitrarySop, arbitrarySop, fc.constantFrom('en', 'id', 'th'), (from, to, language) => {
      const page = redlineHtml(diffTrees(from, to), from, to, { ...options, language })
      const open: string[] = []
      for (const [, close, tag] of page
        .replace(/<style[^]*?<\/style>|<!doctype html>|<meta[^>]*>|<br>/g, '')
        .matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
        if (close === '') open.push(tag!)
        else if (open.pop() !== tag) return false
      }
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      return open.length === 0 && new Set(ids).size === ids.length && !page.includes('undefined')
    }),
    { numRuns: 150 },
  )
  t.pass()
})
