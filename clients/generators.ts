// What the two generators stumble over: told apart from the 3.0 view, so that the view itself stays true.

type Dict = Record<string, unknown>
export type Target = 'python' | 'java'

/**
 * The view as the generators can take it. What they have no type for becomes a value of any kind (a union, a choice of
 * scalars), while its variants keep their types; a pattern with a quotation mark would break their strings and stays
 * with the service; a schema that holds itself gets an empty example, so that making one up comes to an end.
 */
export function generable(view: object): object {
  const file = structuredClone(view) as { components: { schemas: Dict } }
  const { schemas } = file.components
  const unions = new Set(Object.keys(schemas).filter((name) => 'oneOf' in (schemas[name] as Dict)))
  const soft = soften(file, unions) as typeof file
  for (const [name, schema] of Object.entries(soft.components.schemas)) {
    if (unions.has(name)) delete soft.components.schemas[name]
    else if (JSON.stringify(schema).includes(`"#/components/schemas/${name}"`)) (schema as Dict).example = {}
  }
  return soft
}

function soften(value: unknown, unions: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => soften(each, unions))
  if (typeof value !== 'object' || value === null) return value
  const { anyOf, ...from } = value as Dict
  const name = typeof from.$ref === 'string' ? from.$ref.split('/').at(-1)! : undefined
  if (name !== undefined && unions.has(name)) return { description: `One of the variants of ${name}.` }
  if (typeof from.pattern === 'string' && from.pattern.includes('"')) delete from.pattern
  if (anyOf !== undefined) return { description: from.description ?? 'A value.' }
  return Object.fromEntries(Object.entries(from).map(([key, held]) => [key, soften(held, unions)]))
}

export interface Mend {
  /** the files, by the end of their path */
  readonly files: RegExp
  readonly from: RegExp
  readonly to: string
}

/** Corrections of what was generated; one that finds nothing to correct is an error, so none outlives its reason. */
export const MENDS: Readonly<Record<Target, readonly Mend[]>> = {
  python: [
    // urllib3 2 has no getheaders and getheader
    { files: /rest\.py$/, from: /urllib3_response\.getheaders\(\)/g, to: 'urllib3_response.headers' },
    { files: /rest\.py$/, from: /urllib3_response\.getheader\(/g, to: 'urllib3_response.headers.get(' },
    // the bearer token has no place of its own until it is set
    {
      files: /configuration\.py$/,
      from: /if self\.access_token is not None:/g,
      to: "if getattr(self, 'access_token', None) is not None:",
    },
  ],
  java: [
    // the model `Thread` hides the one of the language
    { files: /Api\.java$/, from: /(?<![.\w])Thread\.currentThread/g, to: 'java.lang.Thread.currentThread' },
    // a file is kept as it comes, not read as JSON
    {
      files: /Api\.java$/,
      from: /memberVarObjectMapper\.readValue\(localVarResponse\.body\(\), new TypeReference<File>\(\) \{\}\)/g,
      to: 'ApiClient.kept(localVarResponse.body())',
    },
    {
      files: /ApiClient\.java$/,
      from: /public class ApiClient \{/g,
      to: `public class ApiClient {
  /** A body as a file in the folder of temporary files. */
  public static java.io.File kept(java.io.InputStream body) throws java.io.IOException {
    java.nio.file.Path path = java.nio.file.Files.createTempFile("sandhi", null);
    java.nio.file.Files.copy(body, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return path.toFile();
  }
`,
    },
  ],
}
