// Passwords and the secrets of sessions, tokens and invitations: only hashes are kept.
import { createHash } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { fail, type Failure } from '../errors.ts'

/** OWASP's second choice for argon2id: 19 MiB, 2 passes, 1 lane. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const SHORTEST_PASSWORD = 12

/** The argon2id hash of a new password, or why it can't be taken. */
export async function hashPassword(password: string): Promise<string | Failure> {
  const different = new Set(password).size
  if ([...password].length < SHORTEST_PASSWORD || different < 5) {
    return fail('password-weak', { least: SHORTEST_PASSWORD }, [
      { pointer: '/password', code: 'password-weak' },
    ])
  }
  return hash(password, ARGON)
}

// What an unknown login is checked against, so that it takes as long as a known one.
const NOBODY = hash('nobody has this password', ARGON)

export async function checkPassword(secret: string | undefined, password: string): Promise<boolean> {
  const right = await verify(secret ?? (await NOBODY), password)
  return right && secret !== undefined
}

/** What is kept of a random secret of 256 bits. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
