// Servers to compare with, run by `bench/processes.ts`: Fastify with nothing in front, and the product that keeps nothing.
import { readFileSync } from 'node:fs'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { buildApp } from '../src/app.ts'
import { chance, clock, configuration, EDITION, shipped } from '../src/bin/ground.ts'
import { openStores } from '../src/store/pool.ts'
import { createTreeCache } from '../src/store/tree-cache.ts'

const [kind] = process.argv.slice(2)
const app = kind === 'cold' ? await cold() : bare()
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
process.once('SIGTERM', () => void app.close().then(() => process.exit()))

/** The same bytes from memory: as they are, with a credential looked up first, and the 304 for each. */
function bare(): FastifyInstance {
  const bytes = readFileSync(process.env.BENCH_BYTES!)
  const tag = `"${'x'.repeat(27)}"`
  const known = new Map([[process.env.BENCH_CREDENTIAL!, { until: '2999' }]])
  const app = Fastify({ forceCloseConnections: true })
  const send = async (request: FastifyRequest, reply: FastifyReply) => {
    void reply.header('etag', tag).header('cache-control', 'private, no-cache')
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(bytes)
  }
  const lookUp = async (request: FastifyRequest, reply: FastifyReply) => {
    const credential = request.headers.authorization?.slice('Bearer '.length) ?? ''
    const code = /^([A-Z]{3,12})_/.exec(credential)?.[1]
    const found = code && known.get(credential)
    if (!found || found.until <= new Date().toISOString()) return reply.code(401).send()
  }
  app.get('/bytes', send)
  app.get('/signed-in', { onRequest: lookUp }, send)
  return app
}

/** Answers are never kept, nor the clauses that they come from: each request reads and verifies all rows. */
async function cold(): Promise<FastifyInstance> {
  const stores = await openStores({ folder: process.env.BENCH_FOLDER! })
  const config = { ...configuration(), hostedBy: 'bench', memory: 0, rate: 1_000_000_000 }
  const { app, house } = await buildApp({ stores, clock, chance }, shipped(), config, EDITION)
  Object.assign(house, { trees: () => createTreeCache(0) })
  app.addHook('onClose', () => stores.close())
  return app
}
