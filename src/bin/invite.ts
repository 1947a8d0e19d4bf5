// sandhi invite: the way in for the first administrator of a delegation, which is added if it is new.
import { buildHouse } from '../app.ts'
import { inviteAdministrator } from '../commands/invite-administrator.ts'
import { fail, isFailure, Refused } from '../errors.ts'
import { getDelegation, putDelegation } from '../store/directory.ts'
import type { Stores } from '../store/pool.ts'
import { chance, clock, namesOf, shipped } from './ground.ts'

export interface Invite {
  readonly kind: string
  readonly name?: string
  readonly login: string
  readonly language: string
}

const MEMORY = 1_000_000 // bytes of texts kept: none is read

/** Prints the invitation, and beside it what it is for. */
export async function invite(stores: Stores, code: string, options: Invite): Promise<void> {
  const { kind, login, language } = options
  if (!/^[A-Z]{3,12}$/.test(code)) wrong('the code of a delegation is 3 to 12 capital letters')
  if (kind !== 'party' && kind !== 'observer') return wrong('--kind is party or observer')
  if (!['en', 'id', 'th'].includes(language)) wrong('--language is en, id or th')
  const lists = shipped()
  const known = await stores.directory.read((sql) => getDelegation(sql, code))
  const { name } = options
  const names = name === undefined ? (known?.names ?? namesOf(lists, code)) : { en: name, id: name, th: name }
  if (!names) return wrong(`the reference lists have no name for ${code}: give --name`)
  const delegation = { code, kind: known?.kind ?? kind, names }
  await stores.directory.write((tx) => putDelegation(tx, delegation))
  const house = buildHouse({ stores, clock, chance }, lists, MEMORY)
  const invited = await inviteAdministrator(house, code, delegation.kind, {
    name: 'Administrator',
    login,
    language,
  })
  if (isFailure(invited)) throw new Refused(invited)
  process.stdout.write(`${invited.invitation}\n`)
  process.stderr.write(
    `Hand this to the administrator of ${names.en ?? code} (login ${login}); it opens once, until ${invited.until}.\n`,
  )
}

function wrong(reason: string): never {
  throw new Refused(fail('configuration-invalid', { reason }))
}
