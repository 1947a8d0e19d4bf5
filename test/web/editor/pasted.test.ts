// What comes from elsewhere is words and lists, nothing else.
import fc from 'fast-check'
import t from 'tap'
import { pastedBlocks, pastedLine } from '../../../src/web/editor/pasted.ts'
import { serialise } from '../../../src/web/editor/serialise.ts'
import type { WordsNode } from '../../../src/web/editor/words-document.ts'

const source = (pasted: string) => serialise({ type: 'doc', content: pastedBlocks(pasted) })
const letters = (text: string) => text.match(/[\p{L}\p{M}]/gu)?.join('') ?? ''
const bare = ({ text = '', content = [] }: WordsNode): string => text + content.map(bare).join('')

t.test('lines are paragraphs, bullets and numbers are lists', async (t) => {
  t.equal(source('Steps:\r\n•\tone\r\n•\ttwo\r\n\r\n3) three\n4) four\nEnd'), 'Steps:\n\n- one\n- two\n\n3. three\n4. four\n\nEnd') // prettier-ignore
})

t.test('signs that nobody sees do not come in, word breaks between Thai letters do', async (t) => {
  t.equal(source('a\ufeff\u202eb\u00a0c\ue000\u0007'), 'ab c')
  t.equal(source('คำ\u200bขอ'), 'คำ\u200bขอ')
})

t.test('no letter is lost, and a heading takes all of it on one line', async () => {
  const piece = fc.constantFrom('- ', '• ', '2. ', 'word', 'น้ำ', '\n', '\r\n', '\t', ' ', '*', '{{a}}')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const pasted = pieces.join('')
      const wanted = letters(pasted.normalize('NFC'))
      return (
        letters(pastedBlocks(pasted).map(bare).join('')) === wanted &&
        letters(pastedLine(pasted).map(bare).join('')) === wanted &&
        pastedLine(pasted).length <= 1
      )
    }),
  )
})
