// Which Markdown is refused, and the words without marks.
import fc from 'fast-check'
import t from 'tap'
import { checkMarkdown, plainText } from '../../src/document/markdown.ts'

const codes = (value: string) => checkMarkdown(value, '').map(({ code }) => code)

t.test('CommonMark with tables, lists, references and safe links passes', (t) => {
  for (const value of [
    '**Purpose.** Within {{reflection_days}} under {{#a-1}} for {{parties}}.',
    '1. one\n2. two\n   - three\n\n> quoted\n\n***\n\n`code`  \nnext',
    '| ก | ข |\n|---|---|\n| ๑ | ๒ |',
    '[IOM](https://www.iom.int/?a=1&amp;b=2) <https://asean.org> <mailto:a@b.org>',
    'A & B, 3 < 4, C &amp; D, \\*not emphasis\\*, a_b_c',
    '# Title\n\n    indented\n\n```\nfenced\n```',
  ]) {
    t.strictSame(codes(value), [], value)
  }
  t.end()
})

t.test('HTML, images and other links are refused', (t) => {
  t.strictSame(codes('a <b>c</b>'), ['markdown-html', 'markdown-html'])
  t.strictSame(codes('<!-- hidden -->'), ['markdown-html'])
  t.strictSame(codes('![alt](https://x.org/i.png)'), ['markdown-image'])
  for (const link of ['http://x.org', 'javascript:alert(1)', '/a', '#a', 'data:text/html,x', 'https:']) {
    t.strictSame(codes(`[a](${link})`), ['markdown-link'], link)
  }
  t.strictSame(codes('<javascript:alert(1)>'), ['markdown-link'])
  t.end()
})

t.test('malformed references are refused where they stand', (t) => {
  t.strictSame(checkMarkdown('ก {{Name}} {{a', '/x'), [
    { pointer: '/x', code: 'reference-malformed', facts: { at: 2, excerpt: '{{Name}}' } },
    { pointer: '/x', code: 'reference-malformed', facts: { at: 11, excerpt: '{{' } },
  ])
  for (const value of ['{{ a }}', '{{#}}', '{{}}', 'a}}', '{{#A}}', '{{a-b}}', '{{{{a}}}}']) {
    t.ok(codes(value).every((code) => code === 'reference-malformed') && codes(value).length, value)
  }
  t.end()
})

t.test('a bracketed figure cannot become a link or an image', (t) => {
  t.strictSame(codes('{{a}}(javascript:x)'), ['markdown-link'])
  t.strictSame(codes('!{{a}}(https://x.org)'), ['markdown-image'])
  t.strictSame(codes('{{a}}: https://x.org'), ['markdown-hidden'])
  t.strictSame(codes('{{a}} (calendar) and [{{b}}]'), [])
  t.end()
})

t.test('no word of the source is hidden from readers', (t) => {
  for (const value of [
    '~~~~&amp;',
    '```!!\nshown',
    '[a]: https://x.org "unseen"\n\ntext',
    '[x](https://x.org "unseen")',
    '| a |\n|---|\n| 1 | unseen |',
    '```unseen\ncode\n```',
  ]) {
    t.strictSame(codes(value), ['markdown-hidden'], value)
  }
  t.end()
})

t.test('entities spell nothing but punctuation', (t) => {
  t.strictSame(codes('a &zwj; b &#x202e; c &#49;'), ['markdown-entity', 'markdown-entity', 'markdown-entity'])
  t.strictSame(codes('&lt;b&gt; &quot; &#42; &nbsp; `&zwj;`'), [])
  t.end()
})

t.test('plain text keeps words and the numbers that are shown', (t) => {
  t.equal(plainText('# A\n\n**b** *c* [d](https://x.org)\ne'), 'A\nb c d e')
  t.equal(plainText('3. x\n9. y\n   - z\n\n1) q'), '3. x\n4. y\nz\n1) q')
  t.equal(plainText('| ก | ข |\n|---|---|\n| ๑ | ๒ |'), 'ก  ข\n๑  ๒')
  t.equal(plainText('a\\*b &amp; `c`  \nd {{e}}'), 'a*b & c\nd {{e}}')
  t.equal(plainText(''), '')
  t.end()
})

t.test('no source makes the check fail, and the list stays short', (t) => {
  const pieces = fc.array(
    fc.constantFrom(
      '<',
      '>',
      '[',
      ']',
      '(',
      ')',
      '!',
      '`',
      '*',
      '|',
      '-',
      '\n',
      '&#1;',
      '{{',
      '}}',
      'a',
      'ก',
      ' ',
      '😀',
    ),
  )
  fc.assert(
    fc.property(
      pieces,
      (some) => checkMarkdown(some.join(''), '').length <= 20 && plainText(some.join('')) !== undefined,
    ),
  )
  t.equal(codes(`a ${'<b>'.repeat(100)}`).length, 20)
  t.end()
})
