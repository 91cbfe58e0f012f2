/** The sheets of the maintenance workbook before they are laid out: what each cell holds and how it is meant. */

/** `editable`: to be filled in; `heading` begins a group; `pale`: shown, but changed elsewhere or not at all. */
export type CellRole = 'plain' | 'small' | 'editable' | 'pale' | 'heading' | 'title'

export interface PlannedCell {
  readonly value: string | number
  readonly role: CellRole
}

export interface PlannedSheet {
  readonly name: string
  /** `isNumber`: holds nothing but numbers, never a percentage. */
  readonly columns: readonly { readonly title: string; readonly width: number; readonly isNumber: boolean }[]
  readonly rows: readonly (readonly PlannedCell[])[]
  readonly isHidden: boolean
  /** Its first row names the columns, stays in sight and is printed on every page. */
  readonly hasHeader: boolean
}
