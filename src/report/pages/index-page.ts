/** An appraisal and the files made of it in, the first page that HR and the quality team open out: totals, charts, people, standards, files. */

import { exact, fixedText } from '../../lib/exact.ts'
import { compareText } from '../../lib/order.ts'
import type { Appraisal, AppraisedPerson, AppraisedStandard } from '../../model/appraisal.ts'
import { distributionChart, mostMissedChart } from '../charts.ts'
import { dateText, numberText, shareText } from '../figures.ts'
import { fileNameOf, LEFT_OUT_OF_REDACTED, type OutputFile } from '../output.ts'
import { unlistedCount } from '../unlisted.ts'
import type { ViewModel } from '../views/index.ts'
import { fileList, hrefOf } from './file-list.ts'
import { gradeTitle, listed, type PageContext, stateWords, unitTitle } from './page.ts'
import { distribution, mostMissed } from './summary.ts'

type Model = ViewModel<'index'>

/** So many standards are charted; the table has all of them. */
const CHARTED = 10

/** `written`: the paths of every other file of the folder, so that nothing is linked that is not there and nothing left out that is. */
export function indexPage(context: PageContext, written: readonly string[]): OutputFile {
  const { appraisal, say, word, language } = context
  const { records, findings } = appraisal
  const paths = new Set(written)
  const decimals = decimalsOf(appraisal)
  const people = appraisal.people.map(person => personRow(context, person, { paths, decimals }))
  const standards = appraisal.standards.map(standard => standardRow(context, standard, paths))
  const states = choices(standards.map(({ stateKey }) => ({ key: stateKey, title: stateTitle(context, stateKey) })))
  const model: Model = {
    period: periodText(context),
    asOf: dateText(appraisal.asOf, language),
    records: counted(context, records, ['read', 'accepted', 'rejected', 'ignored']),
    findings: counted(context, findings, ['met', 'missed', 'pending', 'undetermined', 'exempt', 'unattributed']),
    types: Object.entries(records.byType)
      .sort(([one], [other]) => compareText(one, other))
      .map(([type, counts]) => ({
        title: say(appraisal.words.eventTypes[type] ?? { zh: type, en: type }),
        ...counted(context, counts, ['read', 'accepted', 'rejected', 'ignored']),
      })),
    distribution: distributionChart(distribution(context), word('distributionChart'), language),
    mostMissed: mostMissedChart(
      mostMissed(context, CHARTED).map(({ title, missed, checked }) => ({ label: title, missed, checked })),
      word('mostMissed'),
      language,
    ),
    units: choices(people.map(({ unit }) => ({ key: unit, title: unit }))),
    posts: choices(people.map(({ post }) => ({ key: post, title: post }))),
    grades: choices(
      people
        .toSorted((one, other) => one.gradeOrder - other.gradeOrder)
        .map(({ gradeKey, grade }) => ({ key: gradeKey, title: grade })),
    ),
    states,
    stateCounts: listed(
      context,
      states.map(({ title, count }) => `${title} ${count}`),
    ),
    people,
    hasOthers: people.some(({ others }) => others.length > 0),
    standards,
    parameters: appraisal.parameters.map(parameter => ({
      title: say(parameter.title),
      id: parameter.id,
      value: parameter.value ? say(parameter.value) : word('notConfigured'),
      clauses: listed(context, parameter.clauses),
    })),
    redacted: appraisal.redacted ? word('redactedNote', { files: listed(context, LEFT_OUT_OF_REDACTED) }) : '',
    // The manifest is made last, over this page too.
    files: fileList([...paths, 'manifest.json'], context),
  }
  return { path: 'index.html', content: context.page('index', word('index'), model) }
}

function periodText({ appraisal, word, language }: PageContext): string {
  const { name, from, to } = appraisal.period
  return word('periodText', { name, from: dateText(from, language), to: dateText(to, language) })
}

function counted<K extends string>(
  { language }: PageContext,
  counts: Readonly<Record<K, number>>,
  keys: readonly K[],
): Readonly<Record<K, string>> {
  return Object.fromEntries(keys.map(key => [key, numberText(counts[key], language)])) as Record<K, string>
}

function personRow(
  context: PageContext,
  person: AppraisedPerson,
  { paths, decimals }: { readonly paths: ReadonlySet<string>; readonly decimals: number },
) {
  const { appraisal, say, word, language } = context
  const own = fileNameOf(person.id)
  const grade = gradeTitle(context, person.grade)
  const others = [
    { path: `internal/explain/${own}.html`, title: word('how') },
    { path: `people/${own}-rectification.html`, title: word('file.rectification') },
  ]
  return {
    id: person.id,
    sheet: hrefOf(`people/${own}.html`),
    name: person.name,
    post: person.postTitle ? say(person.postTitle) : (person.post ?? ''),
    unit: unitTitle(context, person.unit),
    score: person.scoreText ?? '–',
    previous: person.previous?.score == null ? '–' : fixedText(exact(person.previous.score), decimals),
    grade: grade || word('noGrade'),
    gradeKey: person.grade ?? 'none',
    gradeOrder:
      appraisal.words.grades.findIndex(({ id }) => id === person.grade) + 1 || appraisal.words.grades.length + 1,
    gradeReason: person.gradeReason === null ? '' : word(person.gradeReason),
    missed: numberText(missedOf(person), language),
    others: others.filter(({ path }) => paths.has(path)).map(({ path, title }) => ({ href: hrefOf(path), title })),
  }
}

function missedOf({ evidence, unlisted }: AppraisedPerson): number {
  const listed = evidence.filter(({ verdict }) => verdict === 'missed').length
  return listed + unlistedCount(unlisted, { verdict: 'missed' })
}

/** As many as this period's scores have, so that the two columns can be compared at a glance. */
function decimalsOf({ people }: Appraisal): number {
  const text = people.find(({ scoreText }) => scoreText !== null)?.scoreText ?? ''
  return text.split('.')[1]?.length ?? 0
}

function standardRow(context: PageContext, standard: AppraisedStandard, paths: ReadonlySet<string>) {
  const { say, language } = context
  const page = `internal/standards/${fileNameOf(standard.id)}.html`
  return {
    page: paths.has(page) ? hrefOf(page) : '',
    title: say(standard.title),
    id: standard.id,
    clauses: listed(context, standard.clauses),
    place: `${standard.file}:${standard.line}`,
    state: stateWords(context, standard),
    stateKey: standard.state,
    isChecked: standard.state === 'checked',
    ...counted(context, standard, ['met', 'missed', 'pending', 'undetermined', 'exempt']),
    rate: shareText(standard.missed, standard.met + standard.missed, language),
  }
}

const STATE_WORDS: Readonly<Record<AppraisedStandard['state'], string>> = {
  checked: 'wasChecked',
  'no-cases': 'noCases',
  'not-supplied': 'index.notSupplied',
  'not-configured': 'notConfigured',
  'not-in-force': 'notInForce',
}

function stateTitle({ word }: PageContext, state: AppraisedStandard['state']): string {
  return word(STATE_WORDS[state])
}

/** Each once, as they come, with how many there are of it. */
function choices(all: readonly { readonly key: string; readonly title: string }[]): Model['units'] {
  const groups = [...Map.groupBy(all, ({ key }) => key).values()]
  return groups.flatMap(group => {
    const [first] = group
    return first && first.title !== '' ? [{ ...first, count: group.length }] : []
  })
}
