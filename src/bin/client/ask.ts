// Asking a person at the terminal; where none sits, the answers are the lines of the input, in order.
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

let piped: string[] | undefined

async function nextLine(): Promise<string> {
  if (!piped) {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
    piped = Buffer.concat(chunks).toString('utf8').split(/\r?\n/)
  }
  return piped.shift() ?? ''
}

/** One line. Hidden, nothing of it is shown. */
export async function ask(question: string, { hidden = false } = {}): Promise<string> {
  if (!process.stdin.isTTY) return nextLine()
  let silent = false
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!silent) process.stderr.write(chunk)
      done()
    },
  })
  const reader = createInterface({ input: process.stdin, output, terminal: true })
  try {
    return await new Promise<string>((answered, gone) => {
      reader.on('close', () => gone(new Error('the input ended')))
      reader.question(`${question}: `, answered)
      silent = hidden
    })
  } finally {
    reader.close()
    if (hidden) process.stderr.write('\n')
  }
}
