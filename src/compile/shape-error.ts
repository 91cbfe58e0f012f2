/** What a generated validator says about a value that does not have its shape; types only. */

export interface ShapeError {
  readonly keyword: string
  /** JSON pointer to the value. */
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
  /** The schema that the keyword stands in. */
  readonly parentSchema?: Readonly<Record<string, unknown>>
  readonly data?: unknown
}

export interface ShapeValidator {
  (value: unknown): boolean
  errors?: readonly ShapeError[] | null
}
