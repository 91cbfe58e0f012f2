/** Every page that is made, small, with names that try to break it, in a folder out: what browsers are shown. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeHandbook } from '../../src/make-handbook.ts'
import type { Comparison } from '../../src/model/comparison.ts'
import { NO_EXPLANATIONS } from '../../src/model/explanation.ts'
import type { Language } from '../../src/model/message.ts'
import { NO_RUN } from '../../src/model/run.ts'
import { NO_TEMPLATES } from '../../src/model/templates.ts'
import { comparisonPage, type ReportInput, report } from '../../src/report/index.ts'
import { chartsOf, HOSTILE_LABELS } from './chart-samples.ts'
import { APPRAISAL, HOSTILE_NAME, LONG_NAME, person } from './fixture.ts'
import { formPages } from './form-samples.ts'

const root = resolve(import.meta.dirname, '../..')

export const RTL_NAME = '\u202e甲乙 אבג'
export const EMOJI_NAME = '👨‍👩‍👧‍👦🙂 张三'
export const WIDE_NAME = 'W'.repeat(60)
export const NAMES = [HOSTILE_NAME, LONG_NAME, RTL_NAME, EMOJI_NAME, WIDE_NAME]

const people = [
  ...APPRAISAL.people,
  person('rtl', { name: RTL_NAME }),
  person('emoji', { name: EMOJI_NAME }),
  person('wide', { name: WIDE_NAME }),
]

/** Paths of the pages written. */
export async function writePages(folder: string, language: Language): Promise<readonly string[]> {
  const input: ReportInput = {
    appraisal: { ...APPRAISAL, people },
    language,
    findings: [],
    explanations: {
      ...NO_EXPLANATIONS,
      standards: APPRAISAL.standards.slice(0, 1).map(standard => ({
        ...standard,
        note: null,
        clauses: [],
        words: [],
        values: [],
        uses: [],
        tests: [],
      })),
    },
    carried: [],
    rejected: [],
    returned: [],
    unmarked: [],
    run: NO_RUN,
    problems: [],
    inputs: [],
    rules: [],
    own: NO_TEMPLATES,
    templates: pathToFileURL(`${join(root, 'templates')}/`),
  }
  const handbook = await writeHandbook({ pack: 'templates/starter/rules', workingDirectory: root, language })
  if (handbook.page === undefined) throw new Error('the starter has no handbook')
  const files = [
    ...report(input).filter(({ path }) => path.endsWith('.html')),
    { path: 'handbook.html', content: handbook.page },
    { path: 'comparison.html', content: comparisonPage(COMPARISON, input) },
    { path: 'charts.html', content: chartsPage(language) },
    ...formPages(language).map(({ path, content }) => ({ path: `forms/${path}`, content })),
  ]
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return files.map(({ path }) => path)
}

/** Charts alone, with labels longer than any page has. */
function chartsPage(language: Language): string {
  const charts = chartsOf(HOSTILE_LABELS, [955, 588, 427, 396, 0, 1, 88, 62, 12_345])
  const drawn = charts.map(chart => `<div class="chart">${chart}</div>`).join('')
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>charts</title><main><h1>charts</h1>${drawn}</main>`
}

const COMPARISON: Comparison = {
  before: { id: 'pack', version: '1', title: { zh: '规则', en: 'Rules' }, sha256: '0'.repeat(64) },
  after: { id: 'pack', version: '2', title: { zh: '规则', en: 'Rules' }, sha256: '1'.repeat(64) },
  period: '2024-H1',
  rules: [
    {
      group: 'standards',
      id: 'arrival',
      title: { zh: '到场', en: 'Arrival' },
      change: 'changed',
      values: [{ path: 'within', before: '30 minutes', after: null }],
    },
  ],
  people: {
    all: people.length,
    changed: NAMES.map((name, at) => ({
      id: String(at),
      name,
      post: 'warden',
      score: { before: 90, after: 80 + at },
      difference: at - 10,
      grade: { before: 'excellent', after: 'good' },
      sections: [{ id: 'promises', title: { zh: '服务承诺', en: 'Promises' }, before: 90, after: 80 + at }],
      outcomes: { gained: [], lost: [{ id: 'reward', type: 'bonus', title: { zh: '物质奖励', en: 'Reward' } }] },
      withheld: { before: 0, after: 0.1 },
      findings: [
        {
          id: 'arrival/R1/1',
          standard: 'arrival',
          title: { zh: '到场', en: 'Arrival' },
          case: 'R1',
          at: '2024-03-05T14:00:00+08:00',
          before: 'met',
          after: 'missed',
          reason: { zh: '用时 28 分钟', en: 'took 28 minutes' },
        },
      ],
    })),
  },
  undetermined: [],
  grades: { excellent: { zh: '优秀', en: 'Excellent' }, good: { zh: '良好', en: 'Good' } },
}
