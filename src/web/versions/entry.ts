// What an entry of the log says, in plain words.
import { words as actWords } from '../agreement/act-words.ts'
import type { Approval } from '../api/reads.ts'
import type { Schema } from '../api/client.ts'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

type Entry = Schema<'Entry'>
type About = Schema<'Question'>['kind']

const PLAIN = {
  'sop.created': 'created',
  'version.saved': 'saved',
  'thread.opened': 'opened',
  'thread.resolved': 'settled',
  'thread.reopened': 'reopened',
  'comment.added': 'commented',
  'comment.changed': 'corrected',
  'comment.withdrawn': 'unsaid',
  'text.erased': 'erased',
} as const

const isPlain = (type: string): type is keyof typeof PLAIN => type in PLAIN

/** Says an entry; one of a kind that this edition does not know is named by its kind. */
export function useEntryWords(): (entry: Entry) => string {
  const t = useWords(words)
  const act = useWords(actWords)
  return ({ type, refs }) => {
    if (isPlain(type)) return t(`did_${PLAIN[type]}`, { number: refs.number ?? '' })
    const what = () => t(`about_${refs.kind as About}`)
    switch (type) {
      case 'approval.given':
        return t('did_act', { act: act(`act_${refs.act as Approval['act']}`), number: refs.number ?? '' })
      case 'decision.asked':
        return t('did_asked', { what: what() })
      case 'decision.answered': {
        const said = t(refs.answer === 'yes' ? 'did_saidYes' : 'did_saidNo', { what: what() })
        return refs.state === 'agreed' || refs.state === 'declined'
          ? `${said}; ${t(`now_${refs.state}`)}`
          : said
      }
      default:
        return t('did_unknown', { type })
    }
  }
}
