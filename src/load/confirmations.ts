/** `confirmations.yaml` in: which proposals were confirmed or approved, by whom, when. */

import { parseDay } from '../calendar/day.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Confirmation, Setup } from '../model/setup.ts'
import { named, problem, wholeFile } from './problem.ts'
import { type InputFile, sha256, shownName } from './source-file.ts'
import { MOST_WRITTEN, readWhole } from './whole-file.ts'
import { readYaml } from './yaml.ts'

export interface ConfirmationsReading {
  readonly confirmations: readonly Confirmation[]
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

const KEYS = ['person', 'outcome', 'state', 'by', 'on']

export function loadConfirmations(setup: Setup): ConfirmationsReading {
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
    const isWhole = KEYS.every(key => one[key] !== undefined) && Object.keys(one).every(key => KEYS.includes(key))
    if (!isWhole || on === undefined || !state) {
      const span = file?.locate([at]) ?? wholeFile(shown)
      diagnostics.push(
        problem('wrong-value', span, {
          zh: '应写成 { person: 工号, outcome: 建议编号, state: confirmed 或 approved, by: 确认人, on: 2024-07-10 }',
          en: 'Write { person: staff number, outcome: id, state: confirmed or approved, by: who, on: 2024-07-10 }',
        }),
      )
      return []
    }
    return [{ person: String(one.person), outcome: String(one.outcome), state, by: String(one.by), on }]
  })
  return { confirmations, diagnostics, inputs: [{ file: shown, sha256: sha256(bytes) }] }
}
