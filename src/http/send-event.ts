// Posts to a webhook's receiver: to public addresses only, no redirects, ten seconds, and nothing of the answer is kept.
import { lookup as resolve } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Send } from '../commands/deliver-webhooks.ts'
import { isPublicAddress, webhookUrl } from '../review/webhooks.ts'

const PATIENCE = 10_000 // ms
const REFUSED = 'ADDRESS_REFUSED'

/** Whether private addresses may be used is the operator's to say; otherwise each is looked at as it is connected to. */
export function createSend({
  privately,
  agent,
  patience = PATIENCE,
}: {
  privately: boolean
  agent: string
  patience?: number
}): Send {
  const guard: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '')
      const barred = !privately && addresses.some(({ address }) => !isPublicAddress(address))
      const [first] = addresses
      if (barred || !first) return callback(Object.assign(new Error(REFUSED), { code: REFUSED }), '')
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
  return (text, headers, body) =>
    new Promise((done) => {
      const url = webhookUrl(text, privately)
      if (!url) return done({ outcome: 'address-refused' })
      const literal = url.hostname.replace(/^\[(.*)\]$/, '$1')
      if (isIP(literal) && !privately && !isPublicAddress(literal))
        return done({ outcome: 'address-refused' })
      const begin = url.protocol === 'https:' ? requestTls : requestPlain
      const length = String(Buffer.byteLength(body))
      const request = begin(url, {
        method: 'POST',
        agent: false,
        lookup: guard,
        headers: { ...headers, 'content-length': length, 'user-agent': agent },
      })
      const timer = setTimeout(() => {
        done({ outcome: 'timed-out' })
        request.destroy()
      }, patience)
      request.on('response', (response) => {
        const { statusCode: status = 0 } = response
        clearTimeout(timer)
        response.destroy()
        if (status >= 200 && status < 300) done({ outcome: 'delivered', status })
        else done({ outcome: status === 410 ? 'gone' : 'status-refused', status })
      })
      request.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer)
        done({ outcome: error.code === REFUSED ? 'address-refused' : 'unreachable' })
      })
      request.end(body)
    })
}
