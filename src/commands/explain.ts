/** `yardstick explain OUT WHAT [MORE]`: how a score, a verdict or a standard came to be what it is. */

import { resolve } from 'node:path'
import { nearest } from '../lib/nearest.ts'
import type { AppraisedPerson } from '../model/appraisal.ts'
import type { Message } from '../model/message.ts'
import type { Branch } from '../report/explain/index.ts'
import type { Results, UnreadResult } from '../report/results.ts'
import type { Command } from './command.ts'
import { examples, withLanguage } from './command.ts'
import type { Terminal } from './terminal.ts'

export const explainCommand: Command = {
  define(program, terminal) {
    const command = program
      .command('explain')
      .summary(terminal.say({ zh: '说明得分、结论和标准的来由', en: 'how a score, a verdict, a standard came about' }))
      .description(
        terminal.say({
          zh: '说明一个人的得分（逐步列出算式，直到每条记录）、一条结论（每个条件看到了什么、怎样计时）或一项标准（说的是什么、依据、数值的沿革、本期的结论）。内含仅供考评小组的内容。',
          en: 'Explains the score of a person (the arithmetic, down to every record), a finding (what each condition saw, how the clock ran) or a standard (what it says, what it rests on, the history of its values, its verdicts of this run). Some of it is for the panel only.',
        }),
      )
      .argument('OUT', terminal.say({ zh: '考评结果文件夹', en: 'folder of results' }))
      .argument(
        'WHAT',
        terminal.say({
          zh: '工号或唯一的姓名，标准的编号或名称，或结论的编号（findings.ndjson 中的 id）',
          en: 'a staff number or a name that only one person bears, a standard by id or title, or the id of a finding',
        }),
      )
      .argument(
        '[MORE]',
        terminal.say({
          zh: '某人的：只说明这一项标准，或这一条结论（如 K-0003）',
          en: 'of a person: this standard only, or this finding only (K-0003)',
        }),
      )
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick explain out 0007', { zh: '一个人的全部得分', en: 'the whole score of a person' }],
          ['yardstick explain out 0007 repair-arrival-minor', { zh: '只看一项标准', en: 'one standard only' }],
          ['yardstick explain out 0007 K-0003', { zh: '一条结论是怎样得出的', en: 'how one finding came about' }],
          ['yardstick explain out repair-arrival-minor', { zh: '一项标准说的是什么', en: 'what a standard says' }],
        ]),
      )
      .action((out: string, what: string, more: string | undefined) => run(out, what, more, terminal))
    withLanguage(command, terminal)
  },
}

async function run(out: string, what: string, more: string | undefined, terminal: Terminal): Promise<void> {
  const { readResults } = await import('../report/results.ts')
  const results = readResults(resolve(terminal.workingDirectory, out))
  if ('problem' in results) refuse(terminal, unreadWords(results))
  else {
    const people = peopleCalled(what, results)
    const [person] = people
    if (people.length > 1) {
      refuse(terminal, {
        zh: `有 ${people.length} 人叫“${what}”，请用工号：${people.map(one => one.id).join('、')}`,
        en: `${people.length} people are called '${what}'; use the staff number: ${people.map(one => one.id).join(', ')}`,
      })
    } else if (person) await tellPerson(person, more, results, terminal)
    else if (more === undefined) await tellOther(what, results, terminal)
    else refuse(terminal, nobodyCalled(what, results))
  }
}

function unreadWords({ file, problem: { zh, en } }: UnreadResult): Message {
  return {
    zh: `结果里的 ${file} ${zh}：请重新运行 yardstick appraise。`,
    en: `${file} of the results ${en}: run yardstick appraise again.`,
  }
}

function peopleCalled(what: string, { appraisal }: Results): readonly AppraisedPerson[] {
  const found = appraisal.people.filter(person => person.id === what)
  return found.length > 0 ? found : appraisal.people.filter(person => person.name === what)
}

async function tellPerson(
  person: AppraisedPerson,
  more: string | undefined,
  results: Results,
  terminal: Terminal,
): Promise<void> {
  const number = more?.toUpperCase()
  const numbered =
    person.evidence.find(line => line.number === number) ??
    results.findings.find(one => one.person === person.id && one.number !== undefined && one.number === number)
  if (numbered) {
    await tellFinding(numbered.id, results, terminal)
    return
  }
  const standard = more === undefined ? undefined : standardCalled(more, results)
  if (more !== undefined && standard === undefined) {
    refuse(terminal, noStandardCalled(more, results))
    return
  }
  const { explainPerson, tracesByCase } = await import('../report/explain/index.ts')
  const all = standard === undefined ? [] : results.traces()
  if ('problem' in all) {
    refuse(terminal, unreadWords(all))
    return
  }
  const own = all.filter(trace => trace.standard === standard)
  const margin = results.margins.find(one => one.person === person.id)
  const { headline, trees } = explainPerson(results.appraisal, person, {
    language: terminal.language,
    records: new Map(results.findings.map(finding => [finding.id, finding.evidence])),
    traces: tracesByCase(own),
    ...(standard === undefined ? {} : { standard }),
    ...(margin === undefined ? {} : { margin }),
  })
  await print(headline, trees, terminal)
}

async function tellOther(what: string, results: Results, terminal: Terminal): Promise<void> {
  if (results.findings.some(finding => finding.id === what)) {
    await tellFinding(what, results, terminal)
    return
  }
  const id = standardCalled(what, results)
  if (id === undefined) {
    refuse(terminal, nobodyCalled(what, results))
    return
  }
  const standard = results.standards.find(one => one.id === id)
  if (!standard) {
    refuse(terminal, {
      zh: '这些结果里没有标准的说明（internal/standards.ndjson）：请重新运行 yardstick appraise。',
      en: 'These results hold no words of the standards (internal/standards.ndjson): run yardstick appraise again.',
    })
    return
  }
  const { explainStandard } = await import('../report/explain/index.ts')
  const findings = results.findings.filter(finding => finding.standard === id)
  const { headline, trees } = explainStandard(standard, results.appraisal, findings, terminal.language)
  await print(headline, trees, terminal)
}

async function tellFinding(id: string, results: Results, terminal: Terminal): Promise<void> {
  const finding = results.findings.find(one => one.id === id)
  if (!finding) {
    refuse(terminal, {
      zh: `findings.ndjson 里没有 ${id}：结果文件不齐。`,
      en: `findings.ndjson does not hold ${id}: the files of results do not belong together.`,
    })
    return
  }
  const { explainFinding, tracesByCase } = await import('../report/explain/index.ts')
  const traces = results.traces()
  if ('problem' in traces) {
    refuse(terminal, unreadWords(traces))
    return
  }
  const trace = tracesByCase(traces).get(finding.standard)?.get(finding.case)
  const { headline, trees } = explainFinding(finding, results.appraisal, trace, terminal.language)
  await print(headline, trees, terminal)
}

async function print(headline: string, trees: readonly Branch[], terminal: Terminal): Promise<void> {
  const { draw } = await import('../report/explain/index.ts')
  terminal.print([headline, ...trees.flatMap(tree => draw(tree))].join('\n'))
}

/** By id, or by title in either language where only one bears it. */
function standardCalled(what: string, { appraisal }: Results): string | undefined {
  const byId = appraisal.standards.find(one => one.id === what)
  if (byId) return byId.id
  const titled = appraisal.standards.filter(({ title }) => title.zh === what || title.en === what)
  return titled.length === 1 ? titled[0]?.id : undefined
}

function nobodyCalled(what: string, { appraisal }: Results): Message {
  const meant = nearest(what, [
    ...appraisal.people.flatMap(one => [one.id, one.name]),
    ...appraisal.standards.map(one => one.id),
  ])
  return {
    zh: `考评结果里没有人、标准或结论叫“${what}”。${meant ? `是不是 ${meant}？` : ''}`,
    en: `No person, standard or finding in the results is '${what}'.${meant ? ` Did you mean ${meant}?` : ''}`,
  }
}

function noStandardCalled(what: string, { appraisal }: Results): Message {
  const meant = nearest(
    what,
    appraisal.standards.map(one => one.id),
  )
  return {
    zh: `没有标准“${what}”，此人也没有这个编号的结论。${meant ? `是不是 ${meant}？` : ''}`,
    en: `There is no standard '${what}', and the person has no finding of that number.${meant ? ` Did you mean ${meant}?` : ''}`,
  }
}

function refuse(terminal: Terminal, message: Message): void {
  terminal.complain(terminal.say(message))
  terminal.fail(1)
}
