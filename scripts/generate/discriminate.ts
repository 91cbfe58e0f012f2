/**
 * A JSON Schema in, the same schema out with every union turned into a choice made first (by the type of the value, then
 * by its keys), so that one typo gives one error instead of one for each branch.
 */

type Schema = Readonly<Record<string, unknown>>

/** Keys with schemas under them, and keys with lists of schemas. */
const MAPS_OF_SCHEMAS = ['properties', 'patternProperties', '$defs']
const SCHEMAS = ['items', 'additionalProperties', 'propertyNames', 'not']

export function discriminate(schema: unknown, inherited?: unknown): unknown {
  if (!isSchema(schema)) return schema
  const description = schema.description ?? inherited
  if (Array.isArray(schema.anyOf)) return chosen(schema, schema.anyOf.filter(isSchema).flatMap(flattened), description)
  const entries = Object.entries(schema).map(([key, value]) => {
    if (MAPS_OF_SCHEMAS.includes(key) && isSchema(value)) {
      return [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, discriminate(one)]))]
    }
    return [key, SCHEMAS.includes(key) ? discriminate(value) : value]
  })
  return { ...Object.fromEntries(entries), ...(description === undefined ? {} : { description }) }
}

/** Unions within unions are one union. */
function flattened(branch: Schema): readonly Schema[] {
  return Array.isArray(branch.anyOf) ? branch.anyOf.filter(isSchema).flatMap(flattened) : [branch]
}

function chosen(schema: Schema, branches: readonly Schema[], description: unknown): Schema {
  const { anyOf: _, ...rest } = schema
  const types = [...new Set(branches.map(typeOf))]
  const ways = types.map(type => {
    const ofType = branches.filter(branch => typeOf(branch) === type)
    return type === 'object' ? objectWay(ofType, description) : when({ type }, plainWay(ofType, description))
  })
  return { ...rest, type: types, ...(description === undefined ? {} : { description }), allOf: ways }
}

function typeOf(branch: Schema): string {
  if (typeof branch.type === 'string') return branch.type
  if ('const' in branch) return branch.const === null ? 'null' : typeof branch.const
  throw new Error(`a branch of a union without a type: ${JSON.stringify(branch)}`)
}

/** Literals together, else the only branch; a branch without limits takes everything. */
function plainWay(branches: readonly Schema[], description: unknown): unknown {
  const [only] = branches
  if (branches.length === 1) return discriminate(only, description)
  if (branches.every(branch => 'const' in branch)) return { enum: branches.map(branch => branch.const), description }
  const widest = branches.find(branch => !('const' in branch) && !('pattern' in branch))
  if (widest) return discriminate(widest, description)
  throw new Error(`branches that the type does not tell apart: ${JSON.stringify(branches)}`)
}

/** The first branch of which the value has a required key; else the one without required keys, or the last. */
function objectWay(branches: readonly Schema[], description: unknown): Schema {
  const named = branches.filter(branch => requiredKeys(branch).length > 0)
  const open = branches.find(branch => requiredKeys(branch).length === 0) ?? named.at(-1)
  if (!open) throw new Error('a union without branches')
  const others = named.filter(branch => branch !== open)
  const last: Schema = { ...asSchema(discriminate(open, description)), otherKeys: others.flatMap(requiredKeys) }
  const chain = others.reduceRight<Schema>((otherwise, branch) => {
    const isThis = { anyOf: requiredKeys(branch).map(key => ({ required: [key] })) }
    return { ...when(isThis, discriminate(branch, description)), else: otherwise }
  }, last)
  return when({ type: 'object' }, chain)
}

function when(condition: Schema, schema: unknown): Schema {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: condition, then: schema }
}

function requiredKeys(branch: Schema): readonly string[] {
  return Array.isArray(branch.required) ? branch.required.filter(key => typeof key === 'string') : []
}

function asSchema(value: unknown): Schema {
  if (!isSchema(value)) throw new Error('a schema is a map')
  return value
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
