// Smaller bytes for those who take them: gzip or Brotli of an answer, and what a client's Accept-Encoding says.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Answers } from './answers.ts'
import { type Sending, tagIn } from './operation.ts'

export type Encoding = 'br' | 'gzip'

const ENCODERS: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 6 }),
}
export const encode = (bytes: Buffer, encoding: Encoding): Promise<Buffer> => ENCODERS[encoding](bytes)

/** Whether a client takes an encoding; without the header it takes none. */
export function takes({ headers }: FastifyRequest, encoding: Encoding): boolean {
  const named = new Map<string, number>()
  for (const part of String(headers['accept-encoding'] ?? '').split(',')) {
    const [name = '', ...options] = part.trim().toLowerCase().split(';')
    const quality = options.find((option) => option.trim().startsWith('q='))
    named.set(name.trim(), quality ? Number(quality.split('=')[1]) : 1)
  }
  return (named.get(encoding) ?? named.get('*') ?? 0) > 0
}

/** Says of an answer's headers which encoding it comes in; the tag tells encodings of the same words apart. */
export function sayEncoded(reply: FastifyReply, encoding: Encoding | undefined): void {
  const vary = reply.getHeader('vary')
  void reply.header('vary', vary === undefined ? 'Accept-Encoding' : `${String(vary)}, Accept-Encoding`)
  if (encoding === undefined) return
  void reply.header('content-encoding', encoding)
  const tag = reply.getHeader('etag')
  if (typeof tag === 'string') void reply.header('etag', tagIn(tag, encoding))
}

const SMALL = 4_096 // bytes that travel as they are

/**
 * Sends JSON and text gzipped, for answers that all who may read them read alike: beside one side's secrets words of
 * the other side must not be compressed, since the length would tell. Kept where the answer itself is.
 */
export function zipped(answers?: Answers): Sending {
  return async (request, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '')
    if (reply.statusCode !== 200 || type.startsWith('text/html')) return payload
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    const use = Buffer.byteLength(payload) > SMALL && takes(request, 'gzip')
    const tag = reply.getHeader('etag')
    sayEncoded(reply, use ? 'gzip' : undefined)
    if (!use) return payload
    void reply.removeHeader('content-length')
    const encoded = () => encode(Buffer.isBuffer(payload) ? payload : Buffer.from(payload), 'gzip')
    if (typeof tag !== 'string' || !answers) return encoded()
    const key = tagIn(tag, 'gzip')
    return answers.get(key) ?? answers.put(key, await encoded())
  }
}
