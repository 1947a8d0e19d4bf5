// Signing out: the session ends, and nothing that was read stays in this browser.
import type { QueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { forgetRead } from '../keep/read-before.ts'

export async function leave(cache: QueryClient): Promise<void> {
  await api.DELETE('/api/v1/sessions/current').catch(() => undefined)
  cache.clear()
  await forgetRead()
}
