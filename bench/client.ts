// Saves over HTTP as a person's program makes them: one after another, on one connection, each on the version before.
import { Agent, request } from 'node:http'
import type { Seeded } from './house.ts'
import { LANGUAGES } from './house.ts'

export interface Saving {
  /** Saves the next change; the number of the version it made. */
  readonly save: () => Promise<number>
  readonly close: () => void
}

/** The nth change that every store is given: one text of one clause, clause and language in rotation. */
export function change(seeded: Pick<Seeded, 'keys'>, n: number) {
  const language = LANGUAGES[n % LANGUAGES.length]!
  const key = seeded.keys[(n * 7) % seeded.keys.length]!
  return { key, language, value: wording(language, n) }
}

const SENTENCES = {
  th: 'ผู้เสียหายมีสิทธิได้รับการคุ้มครองและการส่งกลับโดยสมัครใจและปลอดภัย ตามขั้นตอนที่',
  id: 'Korban berhak atas perlindungan dan pemulangan yang sukarela dan aman menurut langkah',
  en: 'The victim has the right to protection and to a voluntary and safe return under step',
}

/** About as long as the text it replaces. */
const wording = (language: keyof typeof SENTENCES, n: number) =>
  `${SENTENCES[language]} ${n}. ${SENTENCES[language]} ${n + 1}.`

export function startSaving(url: string, seeded: Seeded, first = 0): Saving {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const path = `/api/v1/sops/${seeded.sop}/versions`
  let base = seeded.version
  let n = first
  return {
    save: async () => {
      const edit = { op: 'setText', part: 'text', ...change(seeded, n++) }
      const body = JSON.stringify({ base, message: 'One clause', edits: [edit] })
      const { status, text } = await post(agent, url + path, seeded.credential, body)
      if (status !== 201) throw new Error(`${status} ${text}`)
      const saved = JSON.parse(text) as { number: number; version: string }
      base = saved.version
      return saved.number
    },
    close: () => agent.destroy(),
  }
}

/** Id of the newest version of the SOP. */
export async function newest(url: string, { sop, credential }: Seeded): Promise<string> {
  const path = `/api/v1/sops/${sop}/versions?limit=1`
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${credential}` } })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { items: { version: string }[] }).items[0]!.version
}

function post(agent: Agent, url: string, credential: string, body: string) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${credential}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const sent = request(url, { agent, method: 'POST', headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode!, text: Buffer.concat(parts).toString() }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
