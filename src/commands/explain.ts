/** `yardstick explain OUT PERSON [STANDARD]`: the arithmetic of a score, down to the records and the rule's line. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { nearest } from '../lib/nearest.ts'
import type { Appraisal } from '../model/appraisal.ts'
import type { RecordRef } from '../model/event.ts'
import type { Command } from './command.ts'
import { examples, withLanguage } from './command.ts'
import type { Terminal } from './terminal.ts'

export const explainCommand: Command = {
  define(program, terminal) {
    const command = program
      .command('explain')
      .summary(terminal.say({ zh: '说明一个人的得分是怎样来的', en: 'how a score came about' }))
      .description(
        terminal.say({
          zh: '从考评结果出发，逐步列出得分的算式：分项、标准、条款、规则所在行、每一条记录。',
          en: 'Lists the arithmetic of a score step by step: sections, standards, clauses, the line of each rule, every record.',
        }),
      )
      .argument('OUT', terminal.say({ zh: '考评结果文件夹', en: 'folder of results' }))
      .argument(
        'PERSON',
        terminal.say({ zh: '工号，或唯一的姓名', en: 'staff number, or a name that only one person bears' }),
      )
      .argument('[STANDARD]', terminal.say({ zh: '只说明这一项标准', en: 'only this standard' }))
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick explain out 0007', { zh: '一个人的全部得分', en: 'the whole score of a person' }],
          ['yardstick explain out 0007 repair-arrival-minor', { zh: '只看一项标准', en: 'one standard only' }],
        ]),
      )
      .action((out: string, person: string, standard: string | undefined) => run(out, person, standard, terminal))
    withLanguage(command, terminal)
  },
}

async function run(out: string, wanted: string, standard: string | undefined, terminal: Terminal): Promise<void> {
  const file = join(resolve(terminal.workingDirectory, out), 'appraisal.json')
  if (!existsSync(file)) {
    refuse(terminal, {
      zh: `${out} 里没有 appraisal.json：请先运行 yardstick appraise。`,
      en: `There is no appraisal.json in ${out}: run yardstick appraise first.`,
    })
    return
  }
  const appraisal = parse(readFileSync(file, 'utf8'))
  if (!appraisal) {
    refuse(terminal, { zh: `${out}/appraisal.json 不是考评结果。`, en: `${out}/appraisal.json is no appraisal.` })
    return
  }
  const found = appraisal.people.filter(person => person.id === wanted)
  const people = found.length > 0 ? found : appraisal.people.filter(person => person.name === wanted)
  const [person] = people
  if (person === undefined || people.length > 1) {
    const meant = nearest(
      wanted,
      appraisal.people.flatMap(one => [one.id, one.name]),
    )
    refuse(
      terminal,
      people.length > 1
        ? {
            zh: `有 ${people.length} 人叫“${wanted}”，请用工号：${people.map(one => one.id).join('、')}`,
            en: `${people.length} people are called '${wanted}'; use the staff number: ${people.map(one => one.id).join(', ')}`,
          }
        : {
            zh: `考评结果里没有“${wanted}”。${meant ? `是不是 ${meant}？` : ''}`,
            en: `Nobody in the results is '${wanted}'.${meant ? ` Did you mean ${meant}?` : ''}`,
          },
    )
    return
  }
  if (standard !== undefined && !appraisal.standards.some(one => one.id === standard)) {
    const meant = nearest(
      standard,
      appraisal.standards.map(one => one.id),
    )
    refuse(terminal, {
      zh: `没有标准“${standard}”。${meant ? `是不是 ${meant}？` : ''}`,
      en: `There is no standard '${standard}'.${meant ? ` Did you mean ${meant}?` : ''}`,
    })
    return
  }
  const { explainPerson } = await import('../report/explanation.ts')
  terminal.print(
    explainPerson(appraisal, person, {
      language: terminal.language,
      records: recordsOf(dirname(file)),
      ...(standard === undefined ? {} : { standard }),
    }),
  )
}

function refuse(terminal: Terminal, message: { readonly zh: string; readonly en: string }): void {
  terminal.complain(terminal.say(message))
  terminal.fail(1)
}

/** Where the records of each finding stand; none where `findings.ndjson` is not there. */
function recordsOf(out: string): ReadonlyMap<string, readonly RecordRef[]> {
  const file = join(out, 'findings.ndjson')
  if (!existsSync(file)) return new Map()
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
  const findings = lines.map(
    line => JSON.parse(line) as { readonly id: string; readonly evidence: readonly RecordRef[] },
  )
  return new Map(findings.map(finding => [finding.id, finding.evidence]))
}

/** The file's own words; undefined where it is not an appraisal. */
function parse(text: string): Appraisal | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'format' in value && value.format === 1
      ? (value as Appraisal)
      : undefined
  } catch {
    return undefined
  }
}
