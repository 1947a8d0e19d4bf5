// Runs TypeScript as it stands: its types are blanked out once for each text, and kept for every process that comes after.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

const KEPT = new URL('../node_modules/.cache/blanked/', import.meta.url)

// Node asks for modules in a thread of its own, which loads this file too.
if (isMainThread) register(import.meta.url)

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context)
  const text = readFileSync(fileURLToPath(url), 'utf8')
  const kept = new URL(`${createHash('sha256').update(text).digest('hex')}.js`, KEPT)
  let source
  try {
    source = readFileSync(kept, 'utf8')
  } catch {
    const { default: blank } = await import('ts-blank-space')
    source = blank(text)
    mkdirSync(KEPT, { recursive: true })
    const written = new URL(`${kept.href}.${process.pid}`)
    writeFileSync(written, source)
    renameSync(written, kept) // other processes see all of it or nothing
  }
  return { format: 'module', source, shortCircuit: true }
}
