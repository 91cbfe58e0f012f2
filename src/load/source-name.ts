/** A file and its sheet in, the name that evidence and diagnostics print out. */

/** Where a row stands: `sheet` only of a workbook that has several. */
export interface SourceName {
  readonly file: string
  readonly sheet?: string
}

/** `报修.xlsx!三月`. */
export function sourceName({ file, sheet }: SourceName): string {
  return sheet === undefined ? file : `${file}!${sheet}`
}
