// An SOP as Markdown and as plain text, in three languages.
import fc from 'fast-check'
import t from 'tap'
import type { Words } from '../../src/document/clause.ts'
import type { Names } from '../../src/formats/step-lines.ts'
import { toMarkdown, toPlainText } from '../../src/formats/text.ts'
import { arbitrarySop, clause, sop } from '../helpers/clauses.ts'

const names: Names = {
  agency: (id, language) =>
    id === 'DATIP' ? (language === 'th' ? 'กองต่อต้านการค้ามนุษย์' : 'DATIP division') : undefined,
  event: (id, language) =>
    id === 'contact' ? (language === 'id' ? 'kontak pertama' : 'first contact') : undefined,
  form: (key) => (key === 'F1' ? 'Intake' : undefined),
}
const words = (en: Words, id: Words, th?: Words) => ({ en, id, ...(th && { th }) })
const tree = sop(
  [
    clause('pre', 'preamble', words({ text: '{{parties}},' }, { text: '{{parties}},' })),
    clause(
      'c1',
      'chapter',
      words({ heading: 'General provisions' }, { heading: 'KETENTUAN UMUM' }, { heading: 'บททั่วไป' }),
      [
        clause(
          'a1',
          'article',
          words({ heading: '**Purpose**', text: 'As *agreed*.' }, { heading: 'Tujuan', text: 'Disepakati.' }),
          [
            clause(
              'p1',
              'paragraph',
              words({ text: 'See {{#s1}}.' }, { text: 'Lihat {{#s1}}.' }, { text: 'ดู{{#s1}}' }),
            ),
            clause('p2', 'paragraph', words({ text: '- one\n- two' }, { text: '- satu' })),
            clause(
              'p3',
              'paragraph',
              words({ heading: 'Titled', text: 'x' }, { heading: 'Judul', text: 'x' }),
            ),
            clause(
              's1',
              'step',
              words(
                {
                  heading: 'Report',
                  text: 'Tell.',
                  trigger: 'A call',
                  safeguard: 'Consent',
                  expiry: 'Escalate',
                },
                { heading: 'Lapor', text: 'Sampaikan.', trigger: 'Panggilan' },
              ),
              [],
              {
                step: {
                  duties: [
                    { side: 'host', party: 'THA', agency: 'DATIP', role: 'R' },
                    { side: 'home', party: 'IDN', agency: 'BKK', role: 'I' },
                  ],
                  limit: { rule: 'within', parameter: 'first', event: 'contact' },
                  forms: ['F1', 'form', 'F9'],
                },
              },
            ),
          ],
        ),
      ],
    ),
    clause('form', 'form', words({ heading: 'Consent form' }, { heading: 'Persetujuan' })),
  ],
  { parameters: { first: { kind: 'duration', value: 24, unit: 'hour', settled: false } } },
)

t.test('the whole SOP in English Markdown', (t) => {
  t.equal(
    toMarkdown(tree, 'en', { names, states: { THA: { en: 'Thailand' } }, order: 'THA' }),
    `# A procedure

Thailand and IDN,

## Chapter I – General provisions

### Article 1 – **Purpose**

As *agreed*.

(1) See Article 1, step 1.

(2)

- one
- two

#### (3) Titled

x

#### Step 1 – Report

Tell.

- **Trigger:** A call
- **Who acts:** host Party (Thailand): DATIP division (carries out)
- **Who acts:** home Party (IDN): BKK (is informed)
- **Time limit:** within [24 hours] of first contact
- **Forms:** Intake; F9; Form 1 – Consent form
- **Safeguard:** Consent
- **If the limit passes:** Escalate

## Form 1 – Consent form
`,
  )
  t.end()
})

t.test('one clause in plain Indonesian; what is not translated says so', (t) => {
  t.equal(
    toPlainText(tree, 'id', { names, clause: 's1' }),
    `Langkah 1 – Lapor

Sampaikan.

  Pemicu: Panggilan
  Instansi: Pihak setempat (THA): DATIP division (pelaksana)
  Instansi: Pihak negara asal (IDN): BKK (diberi tahu)
  Batas waktu: dalam waktu [24 jam] terhitung sejak kontak pertama
  Formulir: Intake; F9; Formulir 1 – Persetujuan
  Jaminan perlindungan: [terjemahan menyusul]
  Apabila batas waktu terlampaui: [terjemahan menyusul]
`,
  )
  t.equal(toPlainText(tree, 'en', { names, clause: 'a1' }).split('\n')[0], 'Article 1 – Purpose')
  t.equal(toMarkdown(tree, 'en', { names, clause: 'nothing' }), '')
  t.end()
})

t.test('Thai has its figures, labels and words', (t) => {
  const thai = toPlainText(tree, 'th', { names })
  t.match(thai, '[อยู่ระหว่างจัดทำคำแปล]')
  t.match(thai, 'หมวด ๑ บททั่วไป')
  t.match(thai, '(๑) ดูข้อ ๑ ขั้นตอนที่ ๑')
  t.match(thai, 'ภายใน [๒๔ ชั่วโมง]นับแต่first contact')
  t.match(thai, 'ฝ่ายที่ผู้เสียหายพำนักอยู่ (THA): กองต่อต้านการค้ามนุษย์ (ผู้ดำเนินการ)')
  t.end()
})

t.test('every rule of a limit has its words', (t) => {
  const limits = [
    { rule: 'before', parameter: 'first', event: 'x' },
    { rule: 'after', parameter: 'gone', event: 'x' },
    { rule: 'at-once' },
    { rule: 'without-delay' },
    { rule: 'none' },
  ] as const
  const steps = limits.map((limit, place) => clause(`s${place}`, 'step', '', [], { step: { limit } }))
  const many = sop(steps, {
    parameters: { first: { kind: 'duration', value: 7, unit: 'day', settled: true } },
  })
  const lines = (language: string) => toPlainText(many, language, { names }).match(/^ {2}.*$/gm)
  t.strictSame(lines('en'), [
    '  Time limit: at least 7 days before x',
    '  Time limit: [?] after x',
    '  Time limit: at once',
    '  Time limit: without delay',
  ])
  t.strictSame(lines('id')![0], '  Batas waktu: paling lambat 7 hari sebelum x')
  t.strictSame(lines('th'), [
    '  กำหนดเวลา: ก่อนxไม่น้อยกว่า ๗ วัน',
    '  กำหนดเวลา: เมื่อครบ [?]นับแต่x',
    '  กำหนดเวลา: โดยทันที',
    '  กำหนดเวลา: โดยไม่ชักช้า',
  ])
  t.end()
})

t.test('every written text of a language is in it', (t) => {
  fc.assert(
    fc.property(arbitrarySop, fc.constantFrom('en', 'id', 'th'), (root, language) => {
      const shown = toPlainText(root, language, { names })
      return root.children.every((child) => shown.includes(child.texts[language]?.text ?? ''))
    }),
  )
  t.end()
})
