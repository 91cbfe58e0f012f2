/** What was measured in, a page of Markdown out: the ratios first, with their bars, then the command behind each figure. */

import { cpus, totalmem } from 'node:os'
import { type Bar, type Case, type Comparison, type Program, ratioOfTimes } from './case.ts'
import type { Measured, Spread } from './measure.ts'
import type { StageTime } from './profile.ts'

export interface CaseResult {
  readonly case: Case
  /** As they were run, with folders as they are told. */
  readonly programs: readonly (Pick<Program, 'name'> & { readonly command: string })[]
  readonly measured: ReadonlyMap<string, Measured>
  /** Where one more run of a program spent its time. */
  readonly profile?: { readonly program: string; readonly stages: readonly StageTime[] }
  /** Why nothing was measured. */
  readonly skipped?: string
}

export function resultsPage(results: readonly CaseResult[]): string {
  return `# Benchmarks

\`npm run bench\` writes this page. It makes its inputs, the same for the same seed, and runs ours and the rival in turn; of the times
it tells the median, with the lowest and the highest, of memory the most that any round held. Where both say who met what and who missed what,
they must say exactly the same, person by person and case by case, or there is no figure.

Machine: ${machine()}

| case | ours | rival | ratio | bar |
|---|---|---|---|---|
${results.flatMap(overviewRows).join('\n')}

## The command behind each figure

\`npm run bench -- KEY\` runs one case alone. Folders stand without the scratch folder in which they are made.
${results.map(commandsOf).join('')}`
}

function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.version}`
}

/** One row for each comparison; of a case that was not run, the reason. */
export function overviewRows({ case: { title, comparisons }, measured, skipped }: CaseResult): readonly string[] {
  if (skipped !== undefined) return [`| ${title} | not run: ${skipped} | | | |`]
  return comparisons.map(comparison => {
    const ours = measured.get(comparison.ours)
    const rival = measured.get(comparison.rival)
    if (!ours || !rival) throw new Error(`${title}: '${comparison.ours}' or '${comparison.rival}' was not run`)
    const cells = [title, cellOf(comparison.ours, ours), cellOf(comparison.rival, rival), ratioOf(ours, rival)]
    return `| ${cells.join(' | ')} | ${barsOf(comparison, ours, rival)} |`
  })
}

function cellOf(name: string, { seconds, megabytes }: Measured): string {
  return `${name}: ${spreadText(seconds)}, ${megabytes} MB`
}

function spreadText({ median, low, high }: Spread): string {
  return `${median.toFixed(3)} s (${low.toFixed(3)}–${high.toFixed(3)})`
}

/** Both ways round where ours is the faster one by far. */
function ratioOf(ours: Measured, rival: Measured): string {
  const times = ratioOfTimes(ours, rival)
  const faster = times < 0.5 ? ` (${(1 / times).toFixed(1)} × as fast)` : ''
  return `${times.toFixed(2)} ×${faster}`
}

function barsOf({ bars = [] }: Comparison, ours: Measured, rival: Measured): string {
  const told = ({ says, found }: Bar) => {
    const { figure, isReached } = found(ours, rival)
    return `${says}: ${figure}, ${isReached ? 'reached' : '**not reached**'}`
  }
  return bars.map(told).join('; ')
}

function commandsOf({ case: { key, title, rounds }, programs, measured, profile, skipped }: CaseResult): string {
  if (skipped !== undefined) return ''
  const lines = programs.map(({ name, command }) => {
    const own = measured.get(name)
    return `- ${name}: \`${command}\`${own ? `: ${spreadText(own.seconds)}, ${own.megabytes} MB` : ''}`
  })
  return `\n### ${key}\n\n${title}; ${rounds === 1 ? 'one round' : `${rounds} rounds`}\n\n${lines.join('\n')}\n${profile ? stagesTable(profile) : ''}`
}

/** A stage that took less than a hundredth is none that anything could be won by. */
function stagesTable({ program, stages }: NonNullable<CaseResult['profile']>): string {
  const whole = stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  const rows = stages
    .filter(({ milliseconds }) => milliseconds >= whole / 100)
    .map(
      ({ stage, milliseconds }) =>
        `| ${stage} | ${milliseconds.toFixed(0)} ms | ${((100 * milliseconds) / whole).toFixed(0)}% |`,
    )
  const head = `Where '${program}' spends its time (one run more, \`node --cpu-prof\` before the command, which makes it slower):`
  return `\n${head}\n\n| stage | time | share |\n|---|---|---|\n${rows.join('\n')}\n`
}
