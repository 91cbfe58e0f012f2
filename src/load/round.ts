/** The block `round` of `appraisal.yaml` in: panel, approvals, publication, what was accepted as incomplete; every mistake where it stands. */

import { formatDay } from '../calendar/day.ts'
import { isMap } from '../lib/map.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { Field } from '../model/event.ts'
import type { AcceptedGap, Approval, PanelMember, RoundRules, RoundStep, WrittenRound } from '../model/round.ts'
import { NO_ROUND } from '../model/round.ts'
import type { PathPart, RuleFile } from '../model/source.ts'
import type { Day, Value } from '../model/value.ts'
import { type EntriesReading, type Entry, type EntryType, entriesIn, entryField, entryType } from './entries.ts'
import { problem } from './problem.ts'
import { tellRound } from './round-mistakes.ts'
import { checkKeys, makeReader, type Reader } from './setup-reader.ts'
import { parseValue, type ValueContext } from './values.ts'

export interface RoundReading extends Pick<EntriesReading, 'diagnostics' | 'inputs'> {
  readonly round: WrittenRound
}

export interface RoundPlace {
  readonly locate: RuleFile['locate']
  readonly context: ValueContext
  /** The first day of the period. */
  readonly since: Day
  /** What the pack asks; absent: nothing. */
  readonly rules?: RoundRules | undefined
}

const KEYS = ['panel', 'approved', 'published', 'final', 'incomplete']

const BY = entryField('by', 'text', '由谁', 'By', { required: true })
const ON = entryField('on', 'date', '日期', 'On', { required: true })
const FOR = entryField('for', 'list', '限于', 'For', { item: 'person' })

const MEMBER = entryType('member', [
  entryField('role', 'text', '身份', 'Role', { required: true }),
  entryField('person', 'person', '工号', 'Person'),
  entryField('name', 'text', '姓名', 'Name'),
  FOR,
])
const PANEL = entryType('panel', [ON])
const STEP = entryType('step', [BY, ON])
const APPROVAL = entryType('approval', [BY, ON, FOR])
const GAP = entryType('incomplete', [
  entryField('person', 'person', '工号', 'Person', { required: true }),
  entryField('reason', 'text', '理由', 'Reason', { required: true }),
  BY,
  ON,
])

/** Nothing written is a round that has not begun. */
export function loadRound(source: unknown, place: RoundPlace): RoundReading {
  if (source === undefined) return { round: NO_ROUND, diagnostics: [], inputs: [] }
  const reader = makeReader(place)
  const { diagnostics } = reader
  if (!isMap(source)) {
    reader.complain('wrong-value', ['round'], {
      zh: `应写成 { ${KEYS.join(', ')} }`,
      en: `Write { ${KEYS.join(', ')} }`,
    })
    return { round: NO_ROUND, diagnostics, inputs: [] }
  }
  checkKeys(source, KEYS, ['round'], reader)
  const entries = (key: string, type: EntryType): readonly Entry[] => {
    const value = source[key]
    if (value === undefined) return []
    const list = Array.isArray(value) ? value : [value]
    const locate: RuleFile['locate'] = (path, part) =>
      place.locate(Array.isArray(value) ? path : withoutIndex(path, key), part)
    const read = entriesIn(list, type, { locate, path: ['round', key], context: place.context })
    diagnostics.push(...read.diagnostics)
    return read.entries
  }
  const panel = source.panel === undefined ? undefined : readPanel(source.panel, place, reader)
  const one = (key: 'published' | 'final'): RoundStep | undefined => {
    const [entry, ...more] = entries(key, STEP)
    if (more.length > 0)
      reader.complain('wrong-value', ['round', key], { zh: '这里只能写一项', en: 'Only one entry belongs here' })
    return entry && stepOf(entry, place, reader)
  }
  const [published, final] = [one('published'), one('final')]
  const round: WrittenRound = {
    ...(panel ? { panel } : {}),
    approved: entries('approved', APPROVAL).map(entry => approvalOf(entry, place, reader)),
    ...(published ? { published } : {}),
    ...(final ? { final } : {}),
    incomplete: entries('incomplete', GAP).map(entry => gapOf(entry, place, reader)),
  }
  tellOrder(round, place, diagnostics)
  diagnostics.push(...tellRound(round, place.rules, place.locate))
  return { round, diagnostics, inputs: [] }
}

function readPanel(source: unknown, { locate, context }: RoundPlace, reader: Reader): WrittenRound['panel'] {
  const path = ['round', 'panel']
  if (!isMap(source) || source.members === undefined) {
    return reader.complain('wrong-value', path, {
      zh: '应写成 { on: 日期, members: [ { role: 身份, person: 工号（或 name: 姓名） } ] }',
      en: 'Write { on: day, members: [ { role, person: staff number (or name: name) } ] }',
    })
  }
  const { members: written, ...rest } = source
  const day = entriesIn([rest], PANEL, { locate: at => locate(withoutIndex(at, 'panel')), path, context })
  const members = entriesIn(written, MEMBER, { locate, path: [...path, 'members'], context })
  reader.diagnostics.push(...day.diagnostics, ...members.diagnostics)
  for (const { values, span } of members.entries) {
    if ((values.person === undefined) !== (values.name === undefined)) continue
    const words = {
      zh: '写 person（名册里的工号）或 name（名册以外的人），二者取一',
      en: 'Write person (a staff number of the roster) or name (somebody outside it), one of the two',
    }
    reader.diagnostics.push(problem('wrong-value', span(), words))
  }
  const [entry] = day.entries
  return entry && { on: Number(entry.values.on), members: members.entries.map(memberOf) }
}

function memberOf({ values }: Entry): PanelMember {
  return {
    role: String(values.role),
    ...(values.person === undefined ? {} : { person: String(values.person) }),
    ...(values.name === undefined ? {} : { name: String(values.name) }),
    ...forOf(values.for),
  }
}

function stepOf({ values, span }: Entry, place: RoundPlace, reader: Reader): RoundStep {
  const on = Number(values.on)
  return { by: whoIs(String(values.by), on, span('by'), place, reader), on }
}

function approvalOf(entry: Entry, place: RoundPlace, reader: Reader): Approval {
  return { ...stepOf(entry, place, reader), ...forOf(entry.values.for) }
}

function gapOf(entry: Entry, place: RoundPlace, reader: Reader): AcceptedGap {
  const { person, reason } = entry.values
  return { ...stepOf(entry, place, reader), person: String(person), reason: String(reason) }
}

function forOf(value: Value | undefined): { readonly for?: readonly string[] } {
  if (value === undefined) return {}
  return { for: typeof value === 'object' ? value.map(String) : [String(value)] }
}

const PERSON: Field = entryField('person', 'person', '工号', 'Person')

/** The staff number of somebody whom the roster knows by number or name; others stay as written. */
function whoIs(written: string, on: Day, span: Span, { context }: RoundPlace, reader: Reader): string {
  const read = parseValue(PERSON, written, { ...context, on: () => on })
  if ('value' in read) return String(read.value)
  if (/^\d+$/.test(written)) {
    const words = {
      zh: `工号“${written}”不在人员名册里；以 0 开头的工号请加引号`,
      en: `The staff number '${written}' is not in the roster; quote one that begins with 0`,
    }
    reader.diagnostics.push(problem('wrong-value', span, words))
  }
  return written
}

/** A single entry is read as a list of one: its place has no number. */
function withoutIndex(path: readonly PathPart[], key: string): readonly PathPart[] {
  const at = path.indexOf(key)
  return path.filter((part, index) => !(index === at + 1 && typeof part === 'number'))
}

/** Each state comes on or after the one before, and none before the period. */
function tellOrder(
  { panel, approved, published, final }: WrittenRound,
  { locate, since }: RoundPlace,
  found: Diagnostic[],
): void {
  const steps = [
    ...(panel ? [{ key: 'panel', from: panel.on, to: panel.on }] : []),
    ...(approved.length > 0
      ? [
          {
            key: 'approved',
            from: Math.min(...approved.map(({ on }) => on)),
            to: Math.max(...approved.map(({ on }) => on)),
          },
        ]
      : []),
    ...(published ? [{ key: 'published', from: published.on, to: published.on }] : []),
    ...(final ? [{ key: 'final', from: final.on, to: final.on }] : []),
  ]
  for (const [at, step] of steps.entries()) {
    const before = steps[at - 1]
    if (step.from < since) {
      found.push(
        problem('range-reversed', locate(['round', step.key]), {
          zh: `${step.key} 的日期（${formatDay(step.from)}）早于考评周期的开始（${formatDay(since)}）`,
          en: `${step.key} (${formatDay(step.from)}) is before the period begins (${formatDay(since)})`,
        }),
      )
    }
    if (!before || step.from >= before.to) continue
    found.push(
      problem('range-reversed', locate(['round', step.key]), {
        zh: `${step.key} 的日期（${formatDay(step.from)}）早于 ${before.key}（${formatDay(before.to)}）：考评按 panel、approved、published、final 的次序进行`,
        en: `${step.key} (${formatDay(step.from)}) is before ${before.key} (${formatDay(before.to)}): a round goes from panel to approved, published, final`,
      }),
    )
  }
}
