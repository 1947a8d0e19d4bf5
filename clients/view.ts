// The OpenAPI file told in OpenAPI 3.0, for generators that read no newer one; what it can not tell is an error.

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
type Dict = Record<string, Json>

/** Keywords of a schema that mean the same in 3.0. */
const SAME = new Set(
  `type title description default enum format pattern required multipleOf maximum minimum maxLength minLength
  maxItems minItems uniqueItems maxProperties minProperties discriminator readOnly writeOnly deprecated`.split(
    /\s+/,
  ),
)
/** Keywords that only describe: beside a `$ref` 3.0 has no place for them, and no value is judged by them. */
const SPOKEN = new Set(['description', 'title', 'examples', 'deprecated'])
const MAPS = new Set(['properties'])
const LISTS = new Set(['allOf', 'anyOf', 'oneOf'])
const SINGLE = new Set(['items', 'additionalProperties', 'not'])

/** What stands around the schemas and is the same in 3.0, by what it is. */
const AROUND: Readonly<Record<string, readonly string[]>> = {
  file: ['openapi', 'info', 'servers', 'security', 'tags', 'paths', 'components', 'externalDocs'],
  info: ['title', 'description', 'version', 'contact', 'license', 'termsOfService'],
  components: ['schemas', 'securitySchemes'],
  operation:
    `operationId summary description tags parameters requestBody responses security deprecated`.split(' '),
  parameter: ['name', 'in', 'required', 'description', 'example', 'schema'],
  body: ['description', 'required', 'content'],
  answer: ['description', 'headers', 'content'],
  header: ['description', 'required', 'schema', 'example'],
  media: ['schema', 'example'],
}
const VERBS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** The same API in OpenAPI 3.0.3: the same operations, and every schema takes and refuses the same values. */
export function in30(file: object): Dict {
  const source = known('file', '', file as Dict)
  if (typeof source.openapi !== 'string' || !source.openapi.startsWith('3.1.'))
    throw new Error('this is no OpenAPI 3.1')
  const { license, ...info } = known('info', '/info', dict(source.info))
  const { schemas, ...components } = known('components', '/components', dict(source.components))
  return {
    ...source,
    openapi: '3.0.3',
    info: { ...info, ...(license !== undefined && { license: withoutIdentifier(dict(license)) }) },
    components: { ...components, schemas: each(dict(schemas), '/components/schemas', schema) },
    paths: each(dict(source.paths), '/paths', path),
  }
}

/** 3.1 may name a licence by its identifier; 3.0 by its name alone, which has to be there. */
function withoutIdentifier({ identifier: _identifier, ...license }: Dict): Dict {
  return license
}

function path(verbs: Json, at: string): Json {
  const strange = Object.keys(dict(verbs)).find((verb) => !VERBS.includes(verb))
  if (strange !== undefined) throw new Error(`${at}: no place for ${strange}`)
  return each(dict(verbs), at, operation)
}

function operation(value: Json, at: string): Json {
  const { parameters, requestBody, responses, ...rest } = known('operation', at, dict(value))
  return {
    ...rest,
    ...(parameters !== undefined && {
      parameters: list(parameters).map((one) => spoken('parameter', one, at)),
    }),
    ...(requestBody !== undefined && { requestBody: spoken('body', requestBody, at) }),
    responses: each(dict(responses), `${at}/responses`, (one, place) => spoken('answer', one, place)),
  }
}

/** A parameter, a body, an answer or a header: what carries a schema or contents. */
function spoken(what: string, value: Json, at: string): Json {
  const { schema: inner, content, headers, ...rest } = known(what, at, dict(value))
  return {
    ...rest,
    ...(headers !== undefined && {
      headers: each(dict(headers), `${at}/headers`, (one, place) => spoken('header', one, place)),
    }),
    ...(inner !== undefined && { schema: schema(inner, `${at}/schema`) }),
    ...(content !== undefined && { content: each(dict(content), `${at}/content`, media) }),
  }
}

/** A body that is neither JSON nor text is bytes, which 3.0 says by a format. */
function media(value: Json, at: string): Json {
  const { schema: inner, ...rest } = known('media', at, dict(value))
  const bytes = /\/(?!text\/)[^/]+\/(?!.*json$)[^/]+$/.test(at)
  return { ...rest, ...(inner !== undefined && { schema: bytes ? binary(inner, at) : schema(inner, at) }) }
}

function binary(inner: Json, at: string): Json {
  if (dict(inner).type !== 'string') throw new Error(`${at}: bytes that are no string`)
  return { ...dict(inner), format: 'binary' }
}

/** One schema in 3.0. */
export function schema(value: Json, at = ''): Json {
  if (value === true) return {}
  if (value === false) return { not: {} }
  const { $ref, ...from } = dict(value)
  if ($ref !== undefined) {
    const weighs = Object.keys(from).filter((keyword) => !SPOKEN.has(keyword))
    return weighs.length === 0 ? { $ref } : { allOf: [{ $ref }, schema(from, at)] }
  }
  const to: Dict = {}
  for (const [keyword, held] of Object.entries(from)) {
    const place = `${at}/${keyword}`
    if (keyword === 'type' && Array.isArray(held)) types(to, list(held), place)
    else if (keyword === 'const') to.enum = [held]
    else if (keyword === 'examples') to.example = list(held)[0] ?? null
    else if (keyword === 'exclusiveMinimum') exclusive(to, 'minimum', held, place)
    else if (keyword === 'exclusiveMaximum') exclusive(to, 'maximum', held, place)
    else if (MAPS.has(keyword)) to[keyword] = each(dict(held), place, schema)
    else if (LISTS.has(keyword)) alternatives(to, keyword, list(held), place)
    else if (keyword === 'additionalProperties' && typeof held === 'boolean') to[keyword] = held
    else if (SINGLE.has(keyword)) to[keyword] = schema(held, place)
    else if (SAME.has(keyword)) to[keyword] = held
    else throw new Error(`${place}: OpenAPI 3.0 has no word for ${keyword}`)
  }
  if (from.minimum !== undefined && from.exclusiveMinimum !== undefined) throw new Error(`${at}: two minima`)
  if (from.maximum !== undefined && from.exclusiveMaximum !== undefined) throw new Error(`${at}: two maxima`)
  return to
}

/** Several types are alternatives; `null` among them is a property of the schema. */
function types(to: Dict, held: readonly Json[], at: string): void {
  const names = held.filter((name) => name !== 'null')
  if (names.length < held.length) to.nullable = true
  if (names.length === 0) throw new Error(`${at}: nothing but null`)
  if (names.length === 1) to.type = names[0]!
  else if (to.nullable || to.anyOf) throw new Error(`${at}: alternatives within alternatives`)
  else to.anyOf = names.map((type) => ({ type }))
}

function alternatives(to: Dict, keyword: string, held: readonly Json[], at: string): void {
  if (to[keyword] !== undefined) throw new Error(`${at}: alternatives within alternatives`)
  if (held.some((one) => dict(one).type === 'null')) throw new Error(`${at}: null as an alternative`)
  to[keyword] = held.map((one, index) => schema(one, `${at}/${index}`))
}

function exclusive(to: Dict, bound: string, held: Json, at: string): void {
  if (typeof held !== 'number') throw new Error(`${at}: not a number`)
  to[bound] = held
  to[`exclusive${bound[0]!.toUpperCase()}${bound.slice(1)}`] = true
}

function known(what: string, at: string, value: Dict): Dict {
  const strange = Object.keys(value).find((name) => !AROUND[what]!.includes(name))
  if (strange !== undefined)
    throw new Error(`${at || '/'}: no place for ${strange} in a ${what} of OpenAPI 3.0`)
  return value
}

function each(value: Dict, at: string, turn: (value: Json, at: string) => Json): Dict {
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, turn(held, `${at}/${name}`)]))
}

function dict(value: Json | undefined): Dict {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('an object was expected')
  return value as Dict
}

function list(value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new Error('a list was expected')
  return value as readonly Json[]
}
