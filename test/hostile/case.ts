/** What a row of the table of hostile inputs says, and the small sound folder into which each of them is laid. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DiagnosticCode } from '../../src/model/diagnostic-codes.ts'
import { SMALL_PACK } from '../support/small-pack.ts'

export interface HostileCase {
  readonly name: string
  /** Lays the file into the sound folder, beside the good files or in the place of one. */
  lay(folder: string): void | Promise<void>
  /** Left out: `appraise .`. */
  readonly command?: readonly string[]
  readonly status: 0 | 1
  readonly code?: DiagnosticCode
  readonly zh?: RegExp
  readonly en?: RegExp
  /** Rows accepted, sent back and passed over. */
  readonly counts?: readonly [accepted: number, rejected: number, ignored: number]
  /** What must hold of the folder afterwards. */
  readonly afterwards?: (folder: string) => void | Promise<void>
  /** It takes what memory there is to be had: each language has a process of its own. */
  readonly isLarge?: true
}

/** Good rows of `repair.csv`. */
export const GOOD_ROWS = 3

export const HEADER = 'order_no,reported_at,arrived_at,technician\n'

export function goodRow(id: string, technician = 'E1'): string {
  return `${id},2024-03-05 14:00,2024-03-05 14:20,${technician}\n`
}

const PACK = `${SMALL_PACK}
sources: { S1: { title: { zh: 规程, en: Manual }, clauses: { S1-1: { text: { zh: 半小时到场, en: Half an hour } } } } }
standards:
  arrival:
    title: { zh: 半小时到场, en: On site in half an hour }
    clauses: [ S1-1 ]
    kind: deadline
    event: repair
    from: reported_at
    to: arrived_at
    within: 30 minutes
    charge: technician
scorecards:
  fitters:
    title: { zh: 维修岗考评表, en: Fitters }
    posts: [ fitter, head ]
    sections:
      promises: { title: { zh: 承诺, en: Promises }, marks: 100, method: rate, items: [ { standards: arrival } ] }
grades:
  decimals: 2
  bands:
    good: { title: { zh: 良好, en: Good }, from: 60 }
    fail: { title: { zh: 不合格, en: Fail }, from: 0 }
`

export const PAST = {
  format: 1,
  pack: { id: 'small', version: '1.0.0', sha256: '' },
  period: { name: '2023-H2', from: '2023-07-01', to: '2023-12-31' },
  people: [{ id: 'E1', score: 90, grade: 'good' }],
}

export const SETUP = `period: 2024-H1
rules: rules
history: [ past/appraisal.json ]
confirmations: confirmations.yaml
`

const SOUND: Readonly<Record<string, string>> = {
  'appraisal.yaml': SETUP,
  'rules/pack.yaml': PACK,
  'people.csv': 'id,name,post,unit,sites\nE1,甲,fitter,U1,B1\nE2,乙,head,U1,B1\n',
  'sites.csv': 'id,name\nB1,一号楼\n',
  'units.csv': 'id,name\nU1,维修部\n',
  'repair.csv': HEADER + ['R1', 'R2', 'R3'].map(id => goodRow(id)).join(''),
  'past/appraisal.json': JSON.stringify(PAST),
  'past/carried.ndjson': '',
  'confirmations.yaml': '[]\n',
}

export function makeSoundFolder(folder: string): void {
  for (const [name, text] of Object.entries(SOUND)) put(folder, name, text)
}

export function put(folder: string, name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
