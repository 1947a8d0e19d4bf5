// Loads the service's modules and then waits for a word, so that a test's next process is warm before its turn.
import { once } from 'node:events'

await import(process.env.SANDHI_APP)
await once(process.stdin, 'data')
process.stdin.destroy()
