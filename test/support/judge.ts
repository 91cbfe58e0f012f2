/** A small pack and a small story in YAML in, the findings and diagnostics of its standards out. */

import { parse } from 'yaml'
import { judgeStory } from '../../src/judge-story.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Rulebook } from '../../src/model/rulebook.ts'
import type { EarlierPeriod, Story } from '../../src/model/story.ts'
import type { Checked } from '../../src/model/tally.ts'
import type { TraceStep } from '../../src/model/trace.ts'
import { compileKindPack } from './pack.ts'

/** What an earlier period left behind may be written beside the rest. */
type ToldStory = Story & EarlierPeriod

export interface Judged {
  readonly findings: readonly Finding[]
  readonly checked: Checked
  /** `2024-03-05T14:30:00+08:00`. */
  readonly time: (instant: number | undefined) => string | undefined
}

/** Judges the story by the pack; throws where either is wrong, for a test that means something else. */
export function judge(pack: string, story: string): Judged {
  const { rulebook, diagnostics } = compileKindPack(pack)
  if (diagnostics.length > 0)
    throw new Error(diagnostics.map(one => `${one.code} ${one.path}: ${one.message.en}`).join('\n'))
  return judgeWith(rulebook, parse(story) as ToldStory)
}

/** Judges a story by a rulebook that was compiled elsewhere. */
export function judgeWith(rulebook: Rulebook, { carried, ledgers, ...story }: ToldStory): Judged {
  const earlier = { ...(carried ? { carried } : {}), ...(ledgers ? { ledgers } : {}) }
  const { judged, problems } = judgeStory(rulebook, { ...story, history: [...(story.history ?? []), earlier] }, true)
  if (!judged) throw new Error(problems.map(one => one.en).join('\n'))
  const { checked } = judged
  return {
    checked,
    findings: checked.findings,
    time: instant => (instant === undefined ? undefined : rulebook.zone.format(instant)),
  }
}

/** `case verdict` of each finding, in order of id. */
export function verdicts({ findings }: Judged): readonly string[] {
  return findings.map(finding => `${finding.case} ${finding.verdict}`)
}

/** How the only verdict that is not met came about, as lines: `✗ what was asked ⇐ what was there`, indented. */
export function followed({ checked }: Judged, language: 'zh' | 'en' = 'en'): readonly string[] {
  const mark = { true: '✓', false: '✗', null: '·' } as const
  const lines = (step: TraceStep, indent: string): readonly string[] => [
    `${indent}${mark[`${step.holds}`]} ${step.text[language]}${step.seen ? ` ⇐ ${step.seen[language]}` : ''}`,
    ...step.under.flatMap(one => lines(one, `${indent}  `)),
  ]
  const [trace, ...more] = checked.traces
  if (!trace || more.length > 0) throw new Error(`not one trace but ${checked.traces.length}`)
  return trace.steps.flatMap(step => lines(step, ''))
}

/** The only finding there is. */
export function only({ findings }: Judged): Finding {
  const [finding] = findings
  if (!finding || findings.length > 1)
    throw new Error(`not one finding but ${findings.length}: ${findings.map(one => one.id).join(', ')}`)
  return finding
}
