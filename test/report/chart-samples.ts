/** Charts with figures and labels that try to break them: longest names, markup, marks that turn the direction of writing. */

import {
  distributionChart,
  gradeShares,
  mostMissedChart,
  scoreBar,
  shareBar,
  shifts,
  trendChart,
} from '../../src/report/charts.ts'

/** What every label of a sample is made of, so that one list of hostile labels tries all charts. */
export function chartsOf(labels: readonly string[], values: readonly number[]): readonly string[] {
  const rows = labels.map((label, at) => ({ label, value: values[at] ?? 0 }))
  const [first = ''] = labels
  return [
    scoreBar(values[0] === undefined ? null : values[0] % 101, bandsOf(labels, 10), first),
    scoreBar(null, bandsOf(labels, 0.5), first),
    shareBar(values[0] === undefined ? null : values[0] % 101, first, first),
    distributionChart(rows, first, 'zh'),
    mostMissedChart(
      rows.map(({ label, value }) => ({ label, missed: value, checked: value * 3 })),
      first,
      'en',
    ),
    gradeShares(
      labels.map(label => ({ label, parts: rows.map(({ label: title, value: count }) => ({ title, count })) })),
      first,
    ),
    shifts(
      rows.map(({ label, value }) => ({ label, before: value % 101, after: (value * 7) % 101 })),
      first,
    ),
    trendChart(
      {
        label: first,
        periods: labels,
        series: labels.slice(0, 5).map((label, at) => ({
          label,
          values: values.map((value, period) => ((at + period) % 3 === 0 ? null : value)),
        })),
      },
      'zh',
    ),
  ]
}

function bandsOf(labels: readonly string[], width: number) {
  return labels.map((title, at) => ({ title, from: Math.min(100, at * width) }))
}

export const HOSTILE_LABELS: readonly string[] = [
  '优秀',
  '',
  'Wwwwww MMMMM'.repeat(6),
  '亚历山德罗维奇'.repeat(12),
  '<script>alert(1)</script>"\'&',
  '\u202e姓名\u202c אבגד abc',
  '👨‍👩‍👧‍👦🙂🇨🇳'.repeat(9),
  'Standards of the dormitory: every room is inspected at least four times in each month of term',
  '每月夜间查寝不少于四次，并于次日八时前报告；遇有特殊情况应当场处置',
]
