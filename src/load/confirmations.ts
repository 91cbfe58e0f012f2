/** `confirmations.yaml` in: which proposals were confirmed or approved, by whom, when. */

import { parseDay } from '../calendar/day.ts'
import { nearest } from '../lib/nearest.ts'
import { isThemselves } from '../lib/themselves.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { Spell } from '../model/people.ts'
import type { OutcomeRule } from '../model/rulebook.ts'
import type { Confirmation, Setup } from '../model/setup.ts'
import type { PathPart } from '../model/source.ts'
import { didYouMean, named, problem, wholeFile } from './problem.ts'
import { isMapOf, isText } from './setup-reader.ts'
import { type InputFile, sha256, shownName } from './source-file.ts'
import { MOST_WRITTEN, readWhole } from './whole-file.ts'
import { readYaml } from './yaml.ts'

export interface ConfirmationsReading {
  readonly confirmations: readonly Confirmation[]
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

const KEYS = ['person', 'outcome', 'state', 'by', 'on']
const ALL_KEYS = [...KEYS, 'evidence']

export interface ConfirmationsPlace {
  readonly outcomes: readonly OutcomeRule[]
  readonly spells: readonly Pick<Spell, 'person' | 'name'>[]
}

export function loadConfirmations(setup: Setup, known: ConfirmationsPlace): ConfirmationsReading {
  const { confirmations: path, folder } = setup
  if (path === undefined) return { confirmations: [], diagnostics: [], inputs: [] }
  const shown = shownName(path, folder)
  const read = readWhole(path, { mostMebibytes: MOST_WRITTEN, folder })
  if ('problem' in read) {
    const unread = problem('file-unreadable', wholeFile(shown), named(shown, read.problem))
    return { confirmations: [], diagnostics: [unread], inputs: [] }
  }
  const { bytes } = read
  const { file, diagnostics: found } = readYaml(bytes, shown)
  const diagnostics = [...found]
  const list: readonly unknown[] = Array.isArray(file?.value) ? file.value : []
  if (file && !Array.isArray(file.value)) {
    diagnostics.push(
      problem('wrong-value', wholeFile(shown), {
        zh: '应是一个列表：- { person, outcome, state, by, on }',
        en: 'A list is expected: - { person, outcome, state, by, on }',
      }),
    )
  }
  const confirmations = list.flatMap((entry, at): Confirmation[] => {
    const one = typeof entry === 'object' && entry !== null ? (entry as Readonly<Record<string, unknown>>) : {}
    const on = parseDay(String(one.on))
    const state = one.state === 'confirmed' || one.state === 'approved' ? one.state : undefined
    const isWhole = KEYS.every(key => one[key] !== undefined) && Object.keys(one).every(key => ALL_KEYS.includes(key))
    const { evidence = {} } = one
    const isEvidence = isMapOf(evidence, isText)
    if (!isWhole || on === undefined || !state || !isEvidence) {
      const span = file?.locate([at]) ?? wholeFile(shown)
      diagnostics.push(
        problem('wrong-value', span, {
          zh: '应写成 { person: 工号, outcome: 建议编号, state: confirmed 或 approved, by: 确认人, on: 2024-07-10 }，需要材料的再写 evidence: { 材料编号: 存放何处 }',
          en: 'Write { person: staff number, outcome: id, state: confirmed or approved, by: who, on: 2024-07-10 }, and where papers are needed evidence: { id: where it is }',
        }),
      )
      return []
    }
    const confirmation: Confirmation = {
      person: String(one.person),
      outcome: String(one.outcome),
      state,
      by: String(one.by),
      on,
      ...(one.evidence === undefined ? {} : { evidence }),
    }
    diagnostics.push(...mistakesIn(confirmation, known, (...path) => file?.locate([at, ...path]) ?? wholeFile(shown)))
    return [confirmation]
  })
  return { confirmations, diagnostics, inputs: [{ file: shown, sha256: sha256(bytes) }] }
}

/** Nobody confirms in their own case, and evidence is what the outcome asks for. */
function mistakesIn(
  { person, outcome, by, evidence = {} }: Confirmation,
  { outcomes, spells }: ConfirmationsPlace,
  locate: (...path: readonly PathPart[]) => Span,
): readonly Diagnostic[] {
  const rule = outcomes.find(({ id }) => id === outcome)
  const asked = (rule?.then ?? []).flatMap(action => (action.evidence ?? []).map(({ id }) => id))
  const unknown = Object.keys(evidence).filter(id => rule && !asked.includes(id))
  const names = spells.filter(one => one.person === person).map(({ name }) => name)
  return [
    ...unknown.map(id =>
      problem(
        'unknown-key',
        locate('evidence', id),
        {
          zh: `“${outcome}”不要材料“${id}”${asked.length > 0 ? `，要的是：${asked.join('、')}` : ''}`,
          en: `'${outcome}' asks for no '${id}'${asked.length > 0 ? `; it asks for ${asked.join(', ')}` : ''}`,
        },
        didYouMean(nearest(id, asked)),
      ),
    ),
    ...(isThemselves(by, person, names)
      ? [
          problem('round-own-case', locate('by'), {
            zh: `${person} 确认的是关于自己的建议：请由他人确认（只是同名的，写工号）`,
            en: `${person} confirms a proposal about themselves: somebody else must (where the name is only the same, write the staff number)`,
          }),
        ]
      : []),
  ]
}
