// How schemas are written here: strict objects, described properties, named components.
import Type, { type Static, type TSchema, type TUnsafe } from 'typebox'

export type Shape = Record<string, TSchema>

/** A strict object: unknown fields are refused in requests and never leave in answers. */
export function object<T extends Shape>(properties: T, options: { $id?: string; description?: string } = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options })
}

/** A component: stands in the OpenAPI file under its name; refer to it with `ref`. */
export function component<T extends Shape>($id: string, description: string, properties: T) {
  return object(properties, { $id, description })
}

export function ref<T extends TSchema>(schema: T, description?: string): TUnsafe<Static<T>> {
  const { $id } = schema as { $id?: string }
  return Type.Unsafe<Static<T>>({ $ref: `${$id}#`, ...(description && { description }) })
}

export function refTo<T>($id: string, description?: string): TUnsafe<T> {
  return Type.Unsafe<T>({ $ref: `${$id}#`, ...(description && { description }) })
}

export const optional = Type.Optional

export function oneOf<T extends string>(values: readonly T[], description: string): TUnsafe<T> {
  return Type.Unsafe<T>({ type: 'string', enum: [...values], description })
}

export const text = (description: string, options: object = {}) => Type.String({ description, ...options })
export const integer = (description: string, options: object = {}) =>
  Type.Integer({ description, ...options })
export const flag = (description: string) => Type.Boolean({ description })
export const array = <T extends TSchema>(items: T, description: string, options: object = {}) =>
  Type.Array(items, { description, ...options })
export const byLanguage = (description: string) =>
  Type.Record(Type.String({ pattern: '^[a-z]{2,3}$' }), Type.String(), { description })

export const ID = '^[0-9a-f]{32}$'
export const HASH = '^[0-9a-f]{64}$'
export const id = (description: string) => text(description, { pattern: ID })
export const hash = (description: string) => text(description, { pattern: HASH })
export const time = (description: string) => text(description, { format: 'date-time' })
export const code = (description: string) => text(description, { pattern: '^[A-Z]{3,12}$' })
export const language = (description: string) => text(description, { pattern: '^[a-z]{2,3}$' })

/** A page of a list: `next` is there when more follows. */
export function page<T extends TSchema>($id: string, items: T) {
  return component($id, 'One page of a list.', {
    items: array(items, 'The items of this page, in order.'),
    next: optional(text('Cursor of the next page; absent on the last.')),
  })
}

/** Query parameters of every list. */
export const paging = {
  limit: optional(integer('How many items at most.', { minimum: 1, maximum: 100, default: 50 })),
  cursor: optional(text('Where to go on: the `next` of the page before.', { maxLength: 200 })),
}
