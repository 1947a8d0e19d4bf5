// The one way to the service: the generated client, in the reader's language, and whether the service answers.
import { createSandhiClient, type components } from '../../client/client.ts'
import { spoken } from '../words/words.ts'
import { heard, missed } from './connection.ts'

export type Schema<K extends keyof components['schemas']> = components['schemas'][K]

async function ask(request: Request): Promise<Response> {
  request.headers.set('accept-language', spoken())
  let response: Response
  try {
    response = await fetch(request)
  } catch (error) {
    if (!request.signal.aborted) missed()
    throw error
  }
  // A proxy that answers for a service that is gone is no answer of the service.
  if (response.status === 502 || response.status === 504) missed()
  else heard()
  return response
}

/** Every operation of the API, as the one who is signed in. */
export const api = createSandhiClient({
  baseUrl: typeof location === 'undefined' ? 'http://localhost' : location.origin,
  fetch: ask as typeof globalThis.fetch,
})
