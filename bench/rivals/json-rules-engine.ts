/** A folder of the bench in, its verdicts out, by json-rules-engine: an engine for each record type, a rule for each standard, a run for each record. */

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ConditionProperties, Engine, type RuleResult } from 'json-rules-engine'
import { parse } from 'yaml'
import { linesOf } from './lines.ts'
import { type Counts, writeVerdicts } from './write-verdicts.ts'

interface Standard {
  readonly event: string
  readonly when?: Readonly<Record<string, unknown>>
  readonly from?: string
  readonly to?: string
  readonly within?: string
  readonly require?: Readonly<Record<string, unknown>>
}

interface Facts {
  readonly [name: string]: unknown
  readonly order_no: string
  readonly technician: string
}

const UNIT_MINUTES: Readonly<Record<string, number>> = { minutes: 1, hours: 60 }
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d$/

const [, , folder = '', out = ''] = process.argv
const standards = readStandards(join(folder, 'rules/standards'))
const counts = new Map<string, Counts>()
const missed: string[] = []
for (const file of readdirSync(join(folder, 'records'))) {
  const own = standards.filter(([, { event }]) => event === basename(file, '.ndjson'))
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const [name, standard] of own) {
    engine.addRule({ name, conditions: { all: conditionsOf(standard) }, event: { type: 'met' } })
  }
  const spans = new Map(own.flatMap(([, { from, to }]) => (from && to ? [[spanName(from, to), { from, to }]] : [])))
  for (const line of linesOf(join(folder, 'records', file))) {
    const record = JSON.parse(line)
    const facts = withTimes(record, spans)
    const { results, failureResults } = await engine.run(facts)
    for (const result of results) count(result, record, 'met')
    for (const result of failureResults) if (isJudged(result)) count(result, record, 'missed')
  }
}
writeVerdicts(out, counts, missed)

function readStandards(rules: string): readonly (readonly [string, Standard])[] {
  return readdirSync(rules).flatMap(file =>
    Object.entries<Standard>(parse(readFileSync(join(rules, file), 'utf8')).standards),
  )
}

/** Whom it concerns first, what is demanded last. */
function conditionsOf({ when = {}, from, to, within, require = {} }: Standard): ConditionProperties[] {
  const applies = conditionsIn(when)
  if (!from || !to || !within) return [...applies, ...conditionsIn(require)]
  const [amount, unit = ''] = within.split(' ')
  const value = Number(amount) * (UNIT_MINUTES[unit] ?? Number.NaN)
  return [...applies, { fact: spanName(from, to), operator: 'lessThanInclusive', value }]
}

function conditionsIn(condition: Readonly<Record<string, unknown>>): ConditionProperties[] {
  const { fact, operator, value } = condition
  if (typeof fact === 'string' && typeof operator === 'string') return [{ fact, operator, value }]
  return Object.entries(condition).map(([name, wanted]) => ({
    fact: name,
    operator: Array.isArray(wanted) ? 'in' : 'equal',
    value: wanted,
  }))
}

function spanName(from: string, to: string): string {
  return `minutes from ${from} to ${to}`
}

/** The record with its times as numbers, and the minutes between those that standards ask for. */
function withTimes(record: Facts, spans: ReadonlyMap<string, { readonly from: string; readonly to: string }>): Facts {
  const facts: Record<string, unknown> = { ...record }
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === 'string' && TIME.test(value)) facts[name] = Date.parse(`${value.replace(' ', 'T')}+08:00`)
  }
  for (const [name, { from, to }] of spans) facts[name] = (Number(facts[to]) - Number(facts[from])) / 60_000
  return { ...facts, order_no: record.order_no, technician: record.technician }
}

/** Whether it failed by what is demanded: whatever it does not concern fails by an earlier condition. */
function isJudged({ conditions }: RuleResult): boolean {
  return 'all' in conditions && conditions.all.slice(0, -1).every(one => 'result' in one && one.result === true)
}

function count({ name }: RuleResult, { order_no, technician }: Facts, verdict: keyof Counts): void {
  const key = `${technician},${name}`
  const known = counts.get(key) ?? { met: 0, missed: 0 }
  known[verdict]++
  counts.set(key, known)
  if (verdict === 'missed') missed.push(`${name}/${order_no}/${technician}`)
}
