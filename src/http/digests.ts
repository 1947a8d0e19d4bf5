// The link in a digest that turns it off: a page that asks, and the one request that does it (RFC 8058).
import type { FastifyReply } from 'fastify'
import { readerOf, stopDigest } from '../commands/stop-digest.ts'
import { fail, isFailure } from '../errors.ts'
import { OFF_PAGE, type Speech } from '../review/digest.ts'
import { declare } from './operation.ts'
import type { Parts } from './parts.ts'
import { text } from './schema.ts'

const params = { token: text('What the link in the message holds.', { minLength: 60, maxLength: 120 }) }

/** Only its own button may be pressed, and its address goes nowhere; without an origin the button would be refused. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-robots-tag': 'noindex',
}

export function digestRoutes({ app, house, door }: Parts): void {
  void app.register((inner, _options, done) => {
    // Mail programs send a form of one field; what it says is known by the address.
    inner.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'buffer', bodyLimit: 1_000 },
      (_request, _body, parsed) => parsed(null, undefined),
    )
    declare(inner, door, {
      id: 'showDigestOff',
      method: 'GET',
      url: '/digests/:token',
      tag: 'Events',
      summary: 'Ask whether a digest is to be turned off',
      description: 'The page behind the link in a digest. It changes nothing.',
      params,
      answers: { 200: text('The page.') },
      instead: 'text/html',
      problems: ['not-found'],
      handle: async ({ params: { token }, reply }) => {
        const reader = await readerOf(house, token)
        if (!reader) return fail('not-found')
        const { ask, button } = OFF_PAGE[reader.speech]
        const form = `<p>${ask}</p><form method="post"><button>${button}</button></form>`
        return sendPage(reply, reader.speech, form)
      },
    })
    declare(inner, door, {
      id: 'stopDigest',
      method: 'POST',
      url: '/digests/:token',
      tag: 'Events',
      summary: 'Turn a digest off',
      description: 'What the page’s button does, and mail programs by `List-Unsubscribe-Post`.',
      params,
      answers: { 200: text('The page that says so.') },
      instead: 'text/html',
      problems: ['not-found'],
      handle: async ({ params: { token }, reply }) => {
        const stopped = await stopDigest(house, token)
        if (isFailure(stopped)) return stopped
        return sendPage(reply, stopped.speech, `<p>${OFF_PAGE[stopped.speech].done}</p>`)
      },
    })
    done()
  })
}

function sendPage(reply: FastifyReply, speech: Speech, inside: string): FastifyReply {
  const { title } = OFF_PAGE[speech]
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`
  const page = `<!doctype html><html lang="${speech}"><head>${head}</head><body><main><h1>${title}</h1>${inside}</main></body></html>`
  return reply.headers(PAGE_HEADERS).send(page)
}
