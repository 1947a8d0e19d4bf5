// sandhi save, comment and approve: what a person or a script does to a text.
import { readFileSync } from 'node:fs'
import { type components, unwrap } from '../../client/client.ts'
import { ask } from './ask.ts'
import { type Edit, readEdits, setting, type Wanted } from './edits.ts'
import { Ended, EXIT, type Session } from './session.ts'

type Act = components['schemas']['GiveApproval']
type Part = components['schemas']['MarkPassage']['part']

export interface Save {
  readonly file?: string
  readonly set: readonly string[]
  readonly message?: string
  readonly base?: string
  readonly dryRun?: boolean
}

/** Saves edits on the base that was named, or on the current version. */
export async function save(session: Session, sop: string, options: Save): Promise<void> {
  const { client, say, tell } = session
  const wanted = wantedOf(options)
  const message = options.message ?? wanted.message
  if (wanted.edits.length === 0 || message === undefined) {
    throw new Ended(EXIT.usage, '--file edits.yaml | --set key.language.part=value, --message')
  }
  const base = await idOf(session, sop, options.base ?? wanted.base ?? 'latest')
  const done = unwrap(
    await client.POST('/api/v1/sops/{sop}/versions', {
      params: { path: { sop }, query: options.dryRun ? { dryRun: true } : {} },
      body: { base, message, edits: wanted.edits },
    }),
  )
  const { number, version } = done
  tell(say(options.dryRun ? 'wouldSave' : done.saved ? 'saved' : 'unchanged', { number, version }))
}

function wantedOf({ file, set }: Save): Wanted {
  const edits: Edit[] = []
  for (const said of set) {
    const edit = setting(said)
    if (!edit) throw new Ended(EXIT.usage, `--set ${said}: key.language.part=value`)
    edits.push(edit)
  }
  if (file === undefined) return { edits }
  const read = readEdits(textOf(file))
  if (!read) throw new Ended(EXIT.usage, `${file}: edits`)
  return { ...read, edits: [...read.edits, ...edits] }
}

/** The words of a file, or of the input where it is called `-`. */
function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Ended(EXIT.usage, (error as Error).message)
  }
}

async function idOf({ client }: Session, sop: string, named: string): Promise<string> {
  if (/^[0-9a-f]{64}$/.test(named)) return named
  if (named === 'latest') {
    return unwrap(await client.GET('/api/v1/sops/{sop}', { params: { path: { sop } } })).head.version
  }
  const path = { sop, version: named }
  return unwrap(await client.GET('/api/v1/sops/{sop}/versions/{version}', { params: { path } })).version
}

export interface Said {
  readonly zone: 'table' | 'room'
  readonly message: string
  readonly thread?: string
  readonly textLanguage: string
  readonly part: Part
  readonly quote?: string
}

/** Opens a thread at a passage of the current version, or answers in one. */
export async function comment(
  session: Session,
  sop: string,
  key: string | undefined,
  options: Said,
): Promise<void> {
  const { client, say, tell } = session
  const { zone, message: body, thread } = options
  if (thread !== undefined) {
    const params = { path: { sop, thread }, query: { zone } }
    unwrap(await client.POST('/api/v1/sops/{sop}/threads/{thread}/comments', { params, body: { body } }))
    return tell(say('commented', { thread }))
  }
  if (key === undefined) throw new Ended(EXIT.usage, 'sandhi comment SOP CLAUSE | --thread')
  const path = { sop }
  const { head } = unwrap(await client.GET('/api/v1/sops/{sop}', { params: { path } }))
  const { textLanguage: language, part, quote } = options
  const which = quote !== undefined ? { quote } : await wholeOf(session, sop, head.number, options, key)
  const anchor = { version: head.number, key, language, part, ...which }
  const opened = unwrap(
    await client.POST('/api/v1/sops/{sop}/threads', {
      params: { path },
      body: { zone, anchor, comment: { body } },
    }),
  )
  tell(say('commented', { thread: opened.id }))
}

/** All the words of one part of a clause. */
async function wholeOf(
  { client }: Session,
  sop: string,
  number: number,
  { textLanguage: language, part }: Said,
  clause: string,
): Promise<{ start: number; end: number } | undefined> {
  const params = { path: { sop, version: String(number) }, query: { language, clause } }
  const read = unwrap(await client.GET('/api/v1/sops/{sop}/versions/{version}', { params }))
  const words = read.clause.texts[language]?.[part]
  return words === undefined ? undefined : { start: 0, end: [...words].length }
}

export interface Approve {
  readonly act: Act['act']
  readonly version: string
  readonly capacity: string
  readonly place: string
  readonly date?: string
  readonly medium: Act['medium']
  readonly authority?: readonly string[]
  readonly reason?: string
  readonly withdraws?: string
  readonly yes?: string
}

/** A formal act on one exact version, once its fingerprint was typed. */
export async function approve(session: Session, sop: string, options: Approve): Promise<void> {
  const { client, say, tell } = session
  const { act, capacity, place, medium, reason, withdraws } = options
  const [document, number, date] = options.authority ?? []
  const path = { sop, version: options.version }
  const read = unwrap(await client.GET('/api/v1/sops/{sop}/versions/{version}', { params: { path } }))
  const { version } = read
  const shown = `${version.slice(0, 4)} ${version.slice(4, 8)}`
  const question = say('typeFingerprint', { act, number: read.number, fingerprint: shown })
  const typed = (options.yes ?? (await ask(question))).toLowerCase().replace(/\s/g, '')
  if (typed.length < 8 || !version.startsWith(typed)) {
    throw new Ended(EXIT.usage, say('otherFingerprint', { number: read.number }))
  }
  const given = unwrap(
    await client.POST('/api/v1/sops/{sop}/approvals', {
      params: { path: { sop } },
      body: {
        act,
        version,
        capacity,
        place,
        medium,
        date: options.date ?? new Date().toISOString().slice(0, 10),
        ...(document && number && date && { authority: { document, number, date } }),
        ...(reason !== undefined && { reason }),
        ...(withdraws !== undefined && { withdraws }),
      },
    }),
  )
  tell(say('given', { act, party: given.party, number: given.number, id: given.id }))
}
