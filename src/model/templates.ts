/** Templates of a pack's own, in place of the ones shipped. */

export interface OwnTemplate {
  /** `sheet`; of a partial its name below `partials/`. */
  readonly name: string
  readonly isPartial: boolean
  /** As diagnostics print it. */
  readonly file: string
  readonly text: string
}

/** What a pack prints in its own way; later ones take the place of earlier ones. */
export interface OwnTemplates {
  readonly templates: readonly OwnTemplate[]
  /** `print.css`: placed behind the style sheet shipped, so that it may change what it wants. */
  readonly style: string
}

export const NO_TEMPLATES = { templates: [], style: '' } as const satisfies OwnTemplates
