/** Values of unknown shape in, told apart: a map with string keys, as YAML and JSON give it, or something else. */

type UnknownMap = Readonly<Record<string, unknown>>

export function isMap(value: unknown): value is UnknownMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The map, or an empty one where there is something else. */
export function asMap(value: unknown): UnknownMap {
  return isMap(value) ? value : {}
}
