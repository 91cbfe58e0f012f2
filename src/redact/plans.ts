/** What becomes of each text of the results when names are taken out of them. A field that is new has no place to be forgotten in. */

import type { Appraisal, AppraisedPerson, EvidenceLine, Withheld } from '../model/appraisal.ts'
import type { ExplainedStandard, Margin } from '../model/explanation.ts'
import type { AdjustedFinding, WrittenFinding } from '../model/finding.ts'
import type { AppraisedStep } from '../model/round.ts'
import type { CaseTrace, TraceStep } from '../model/trace.ts'
import { Each, type Plan } from './plan.ts'

const ADJUSTED: Plan<AdjustedFinding> = { by: 'record', reason: 'words', from: 'person', to: 'person' }

/** What an appeal or a waiver left holds what somebody wrote of it. */
function reasonOf({ adjusted, waiver }: Pick<EvidenceLine | WrittenFinding, 'adjusted' | 'waiver'>): 'text' | 'words' {
  return adjusted || waiver ? 'text' : 'words'
}

/** Who told somebody of a deduction, and how. */
const NOTICE = { due: 'keep', toldOn: 'keep', toldBy: 'signatory', how: 'text' } as const

const EVIDENCE: Plan<EvidenceLine> = line => ({
  id: 'finding',
  number: 'keep',
  standard: 'keep',
  case: 'case',
  at: 'keep',
  due: 'keep',
  reason: reasonOf(line),
  incident: 'record',
  charges: { section: 'keep', exactPoints: 'keep', sameIncidentAs: 'finding' },
  adjusted: ADJUSTED,
  waiver: 'record',
  contested: 'record',
  notice: NOTICE,
  evidence: { file: 'record', id: 'record' },
})

export const FINDING: Plan<WrittenFinding> = line => ({
  id: 'finding',
  number: 'keep',
  standard: 'keep',
  case: 'case',
  person: 'person',
  owner: 'owner',
  incident: 'record',
  at: 'keep',
  due: 'keep',
  reason: reasonOf(line),
  adjusted: ADJUSTED,
  waiver: 'record',
  contested: 'record',
  notice: NOTICE,
  evidence: { file: 'record', id: 'record' },
})

const WITHHELD: Plan<Withheld> = {
  because: {
    cascade: 'keep',
    finding: 'finding',
    role: 'keep',
    incident: 'record',
    contested: 'record',
    standsInFor: 'keep',
  },
  skipped: 'keep',
}

const EARLIER = { period: 'keep', grade: 'keep', document: 'text' } as const

const PERSON: Plan<AppraisedPerson> = {
  id: 'person',
  name: 'name',
  post: 'keep',
  postTitle: 'label',
  unit: 'words',
  scorecard: 'keep',
  scorecardTitle: 'label',
  spells: 'keep',
  parts: 'label',
  scoreText: 'keep',
  grade: 'keep',
  gradeBeforeVeto: 'keep',
  vetoes: { standard: 'keep', grade: 'keep', finding: 'finding' },
  gates: 'keep',
  previous: EARLIER,
  yearBefore: EARLIER,
  sections: 'label',
  unscored: 'keep',
  tallies: 'keep',
  ratings: { standard: 'keep', groups: { title: 'words' } },
  outcomes: {
    id: 'keep',
    title: 'label',
    type: 'keep',
    due: 'keep',
    clauses: 'keep',
    because: 'finding',
    confirmedBy: 'signatory',
    confirmedOn: 'keep',
    evidence: { id: 'keep', title: 'label', given: 'text' },
    sameIncidentAs: 'case',
    standsInFor: 'case',
    contested: 'record',
  },
  undecided: 'label',
  bonusBase: 'removed',
  withheld: WITHHELD,
  adjustments: {
    id: 'record',
    finding: 'finding',
    section: 'keep',
    to: 'person',
    reason: 'text',
    evidence: 'text',
    filedOn: 'keep',
    decideBy: 'keep',
    decidedBy: 'signatory',
    decidedOn: 'keep',
  },
  original: 'keep',
  evidence: EVIDENCE,
  unlisted: 'keep',
  ledgers: 'keep',
}

const STEP_OF_ROUND: Plan<AppraisedStep> = { by: 'signatory', name: 'signatory', on: 'keep' }

export const APPRAISAL: Plan<Appraisal> = {
  engine: 'keep',
  title: 'text',
  pack: 'label',
  period: 'keep',
  asOf: 'keep',
  round: {
    panel: {
      on: 'keep',
      members: { role: 'keep', title: 'label', person: 'person', name: 'signatory', for: 'person' },
    },
    approved: { by: 'signatory', name: 'signatory', on: 'keep', for: 'person' },
    published: STEP_OF_ROUND,
    final: STEP_OF_ROUND,
    incomplete: { by: 'signatory', name: 'signatory', on: 'keep', person: 'person', reason: 'text' },
    appealsUntil: 'keep',
  },
  issue: { reason: 'text' },
  entriesUntil: 'keep',
  lateApproval: { by: 'signatory', on: 'keep', reason: 'text' },
  records: {
    files: { file: 'record', sheet: 'text', type: 'keep', encoding: 'keep' },
    byType: 'keep',
  },
  completeness: {
    fields: 'label',
    units: { type: 'keep', unit: 'words' },
    gaps: 'keep',
    late: { type: 'keep', id: 'record', file: 'record', at: 'keep', entered: 'keep', people: 'person' },
  },
  rejectionsAccepted: 'text',
  standards: 'label',
  measures: { standard: 'keep', owner: 'owner', slot: 'case', member: 'owner' },
  people: PERSON,
  withheldElsewhere: { person: 'person', name: 'name', bonusBase: 'removed', withheld: WITHHELD },
  waiting: { cascade: 'keep', finding: 'finding', fact: 'keep' },
  bulletin: {
    types: 'keep',
    lines: {
      type: 'keep',
      id: 'record',
      on: 'keep',
      issue: 'text',
      place: 'text',
      unit: 'words',
      due: 'text',
      recheck: 'text',
    },
  },
  earlier: {
    period: 'keep',
    pack: 'keep',
    grades: 'keep',
    units: { unit: 'words' },
  },
  datedChanges: 'label',
  inspectors: { type: 'keep', person: 'person', name: 'name' },
  unattributed: EVIDENCE,
  unattributedUnlisted: 'keep',
  words: {
    posts: 'label',
    units: new Each('words', 'words'),
    outcomeFacts: 'label',
    grades: 'label',
    clauses: 'label',
    eventTypes: 'label',
    suppliers: 'label',
    cascades: 'label',
    cascadeClauses: 'keep',
    levels: 'label',
  },
  print: 'label',
  fairness: 'label',
  parameters: 'label',
}

const STEP: Plan<TraceStep> = () => ({ text: 'words', seen: 'words', under: STEP })

export const TRACE: Plan<CaseTrace> = { standard: 'keep', case: 'case', steps: STEP }

export const MARGIN: Plan<Margin> = { person: 'person', above: 'keep', deciding: 'finding' }

export const STANDARD: Plan<ExplainedStandard> = 'label'
