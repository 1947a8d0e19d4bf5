// Words of a comment, kept in this browser from the first letter until the service has answered.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { del, get, list, put } from '../keep/store.ts'
import type { Beginning } from './focus.ts'

export interface KeptComment {
  readonly body: string
  readonly mentions: readonly string[]
  /** the words a discussion is begun about */
  readonly beginning?: Beginning
  /** the key under which exactly these words were sent, so that a second try says nothing twice */
  readonly sent?: { readonly key: string; readonly what: string }
}

const EMPTY: KeptComment = { body: '', mentions: [] }

export const keptName = (member: string, sop: string, what: string) => `comment:${member}:${sop}:${what}`

/** The threads, and `new-table` or `new-room`, for which a member left words. */
export async function leftComments(member: string, sop: string): Promise<Map<string, KeptComment>> {
  const prefix = keptName(member, sop, '')
  const found = await list<KeptComment>(prefix).catch(() => [])
  return new Map(found.map(({ key, value }) => [key.slice(prefix.length), value]))
}

export function useKeptComment(name: string) {
  const cache = useQueryClient()
  const [value, setValue] = useState<KeptComment>(EMPTY)
  const [kept, setKept] = useState<'none' | 'kept' | 'not'>('none')
  const latest = useRef(value)
  useEffect(() => {
    let here = true
    void get<KeptComment>(name)
      .then((found) => {
        if (!here || !found || latest.current.body !== '') return
        latest.current = found
        setValue(found)
        setKept('kept')
      })
      .catch(() => undefined)
    return () => {
      here = false
    }
  }, [name])
  const change = useCallback(
    async (next: Partial<KeptComment>) => {
      latest.current = { ...latest.current, ...next }
      setValue(latest.current)
      await put(name, latest.current).then(
        () => setKept('kept'),
        () => setKept('not'),
      )
    },
    [name],
  )
  const letGo = useCallback(async () => {
    latest.current = EMPTY
    setValue(EMPTY)
    setKept('none')
    await del(name).catch(() => undefined)
    void cache.invalidateQueries({ queryKey: ['left-comments'] })
  }, [name, cache])
  /** The key of this sending: the same for the same words. */
  const keyFor = useCallback(
    async (what: string) => {
      const before = latest.current.sent
      if (before?.what === what) return before.key
      const key = [...crypto.getRandomValues(new Uint8Array(16))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
      await change({ sent: { key, what } })
      return key
    },
    [change],
  )
  return { value, kept, change, letGo, keyFor }
}
