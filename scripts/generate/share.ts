/** Schemas in, the same with every part that occurs more than once written once and referred to, out. */

type Schema = Readonly<Record<string, unknown>>

/** Shorter parts are not worth a reference. */
const SHORTEST = 60

const MAPS_OF_SCHEMAS = ['properties', 'patternProperties', '$defs']
const LISTS_OF_SCHEMAS = ['allOf', 'anyOf', 'oneOf']
const SCHEMAS = ['items', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else']

export interface Shared {
  readonly schemas: Readonly<Record<string, unknown>>
  /** The parts that are referred to, by name. */
  readonly parts: Readonly<Record<string, unknown>>
}

/** `refer` turns the name of a part into its reference. */
export function share(schemas: Readonly<Record<string, unknown>>, refer: (name: string) => string): Shared {
  const counts = new Map<string, number>()
  const count = (schema: unknown): void => {
    if (!isSchema(schema)) return
    const text = JSON.stringify(schema)
    const known = counts.get(text) ?? 0
    counts.set(text, known + 1)
    if (known === 0) for (const child of childrenOf(schema)) count(child)
  }
  for (const schema of Object.values(schemas)) count(schema)

  const names = new Map<string, string>()
  const parts: Record<string, unknown> = {}
  const replaced = (schema: unknown, isRoot = false): unknown => {
    if (!isSchema(schema)) return schema
    const text = JSON.stringify(schema)
    if (isRoot || text.length < SHORTEST || (counts.get(text) ?? 0) < 2) return mapChildren(schema, replaced)
    const name = names.get(text) ?? `part_${names.size + 1}`
    if (!names.has(text)) {
      names.set(text, name)
      parts[name] = mapChildren(schema, replaced)
    }
    return { $ref: refer(name) }
  }
  return {
    schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, replaced(schema, true)])),
    parts,
  }
}

function childrenOf(schema: Schema): readonly unknown[] {
  return Object.entries(schema).flatMap(([key, value]) => {
    if (MAPS_OF_SCHEMAS.includes(key) && isSchema(value)) return Object.values(value)
    if (LISTS_OF_SCHEMAS.includes(key) && Array.isArray(value)) return value
    return SCHEMAS.includes(key) ? [value] : []
  })
}

function mapChildren(schema: Schema, change: (child: unknown) => unknown): Schema {
  const entries = Object.entries(schema).map(([key, value]) => {
    if (MAPS_OF_SCHEMAS.includes(key) && isSchema(value)) {
      return [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]))]
    }
    if (LISTS_OF_SCHEMAS.includes(key) && Array.isArray(value)) return [key, value.map((one: unknown) => change(one))]
    return [key, SCHEMAS.includes(key) ? change(value) : value]
  })
  return Object.fromEntries(entries)
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
