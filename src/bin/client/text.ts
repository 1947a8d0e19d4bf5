// sandhi sops, show, diff and export: reading at the command line.
import { writeFileSync } from 'node:fs'
import { unwrap } from '../../client/client.ts'
import { coloured, redlineOf } from './redline.ts'
import { Ended, EXIT, type Session } from './session.ts'

interface InLanguage {
  readonly language?: string
}

/** The SOPs that one's delegation takes part in, a line each: id, current version, title. */
export async function sops(session: Session, language: string): Promise<void> {
  const { client, say, tell, json } = session
  let cursor: string | undefined
  let count = 0
  do {
    const query = cursor === undefined ? {} : { cursor }
    const page = unwrap(await client.GET('/api/v1/sops', { params: { query } }))
    for (const { id, title, head } of page.items) {
      tell(
        `${id}  ${say('version', { number: head.number })}  ${title[language] ?? Object.values(title)[0] ?? ''}`,
      )
    }
    count += page.items.length
    cursor = json ? undefined : page.next
  } while (cursor !== undefined)
  if (count === 0) tell(say('noSops'))
}

export interface Show extends InLanguage {
  readonly version: string
  readonly clause?: string
}

/** The text with its numbers and figures, as the service writes it. */
export async function show({ client, json, tell }: Session, sop: string, options: Show): Promise<void> {
  const params = at(sop, options)
  if (json) return void unwrap(await client.GET(VERSION, { params }))
  tell((await written(client, params, 'text/plain')).trimEnd())
}

/** The differences; as a page with `html`. */
export async function diff(
  { client, say, tell, json }: Session,
  sop: string,
  [from, to]: readonly [string, string],
  { language, html }: InLanguage & { html?: boolean },
): Promise<void> {
  const query = language === undefined ? {} : { language }
  const params = { path: { sop, from, to }, query }
  if (html && !json) {
    const headers = { accept: 'text/html' }
    const page = await client.GET('/api/v1/sops/{sop}/diffs/{from}/{to}', {
      params,
      headers,
      parseAs: 'text',
    })
    return tell(String(unwrap(page)).trimEnd())
  }
  const compared = unwrap(await client.GET('/api/v1/sops/{sop}/diffs/{from}/{to}', { params }))
  const colour = coloured(process.env, process.stdout.isTTY)
  tell(redlineOf(compared, say, colour).join('\n'))
}

export const FORMATS = ['text', 'markdown', 'json', 'archive'] as const
export type Format = (typeof FORMATS)[number]

export interface Export extends Show {
  readonly format: Format
}

/** A version as a file to work with, or the SOP with its whole history; to the output where no file is named. */
export async function exported(
  session: Session,
  sop: string,
  file: string | undefined,
  options: Export,
): Promise<void> {
  const { client, say } = session
  const bytes = await contentOf(client, sop, options)
  if (file === undefined) return void process.stdout.write(bytes)
  try {
    writeFileSync(file, bytes, { flag: 'wx' })
  } catch (error) {
    throw new Ended(EXIT.refused, (error as Error).message)
  }
  process.stderr.write(`${say('written', { file })}\n`)
}

async function contentOf(client: Session['client'], sop: string, options: Export): Promise<Uint8Array> {
  const utf8 = (text: string) => Buffer.from(text, 'utf8')
  if (options.format === 'archive') {
    const params = { path: { sop } }
    const archive = await client.GET('/api/v1/sops/{sop}/export', { params, parseAs: 'arrayBuffer' })
    return new Uint8Array(unwrap(archive))
  }
  const media = { text: 'text/plain', markdown: 'text/markdown', json: 'application/json' }[options.format]
  return utf8(await written(client, at(sop, options), media))
}

const VERSION = '/api/v1/sops/{sop}/versions/{version}'

const at = (sop: string, { version, language, clause }: Show) => ({
  path: { sop, version },
  query: { ...(language !== undefined && { language }), ...(clause !== undefined && { clause }) },
})

async function written(
  client: Session['client'],
  params: ReturnType<typeof at>,
  accept: string,
): Promise<string> {
  return String(unwrap(await client.GET(VERSION, { params, headers: { accept }, parseAs: 'text' })))
}
