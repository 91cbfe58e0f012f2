/** How the program was called, as far as the results depend on it. */

/** What the command line said instead of, or beside, `appraisal.yaml`; null: nothing. */
export interface RunOptions {
  readonly asOf: string | null
  readonly profile: string | null
  readonly acceptRejected: string | null
  readonly allFindings: boolean
  readonly pdf: boolean
  /** A copy without names. */
  readonly redact?: true
}

export interface Run {
  /** Over the files of the program as it ran. */
  readonly engineSha256: string
  readonly options: RunOptions
}

export const NO_RUN: Run = {
  engineSha256: '',
  options: { asOf: null, profile: null, acceptRejected: null, allFindings: false, pdf: false },
}
