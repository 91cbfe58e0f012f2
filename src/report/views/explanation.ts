/** How a score, and how a verdict came about, as trees. */

import { flag, list, type Modelled, record, text, type View } from './view.ts'

/** A line and what stands under it, to any depth. */
export interface BranchModel {
  readonly text: string
  readonly mark: string
  readonly isFolded: boolean
  readonly under: readonly BranchModel[]
}

const branch: View = record({
  text,
  mark: text,
  isFolded: flag,
  under: { kind: 'list', of: () => branch },
})

const trees = list(branch as Modelled<BranchModel>)

export const explanation = record({ file: text, headline: text, trees })

export const standard = record({
  title: text,
  id: text,
  kind: text,
  severity: text,
  place: text,
  trees,
  findings: list(record({ date: text, person: text, name: text, verdict: text, kind: text, case: text, reason: text })),
  more: text,
})
