/**
 * Runs of `appraise` killed at moments of chance: after each there must be the old results whole or the new ones whole. Every moment is
 * a legal one, so nothing here depends on how fast the machine is.
 */

import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { type Verified, verifyResults } from '../../src/report/verify.ts'
import { REPAIR_HEADER, smallFolder } from './small-folder.ts'

export interface KillsRequest {
  /** Where the program starts. */
  readonly program: string
  readonly scratch: string
  readonly times: number
  readonly seed: number
}

/** How often what was found; killed + ended = times. */
export interface KillsReport {
  readonly killed: number
  /** Done before they could be killed. */
  readonly ended: number
  readonly old: number
  readonly fresh: number
  /** Killed while something lay aside, half written or whole. */
  readonly aside: number
  /** Killed between the two renames. */
  readonly between: number
}

interface Moment {
  /** From the start of the program, or from the first file that is written aside. */
  readonly from: 'start' | 'writing'
  /** Of the time that a whole run takes, respectively its last part. */
  readonly share: number
  readonly isReissue: boolean
}

const moment: fc.Arbitrary<Moment> = fc.record({
  from: fc.constantFrom('start', 'writing', 'writing'),
  share: fc.double({ min: 0, max: 1.2, noNaN: true }),
  isReissue: fc.boolean(),
})

const PEOPLE = Array.from({ length: 40 }, (_, at) => String(at + 1).padStart(4, '0'))

/** Throws where results are neither the old nor the new, or something is left lying about by an undisturbed run. */
export async function killRuns({ program, scratch, times, seed }: KillsRequest): Promise<KillsReport> {
  const places = makeRounds(program, scratch)
  const counts = { killed: 0, ended: 0, old: 0, fresh: 0, aside: 0, between: 0 }
  for (const [at, one] of fc.sample(moment, { numRuns: times, seed }).entries()) {
    const place = one.isReissue ? places.final : places.draft
    const wrong = (what: string): Error => new Error(`kill ${at + 1} (seed ${seed}, ${JSON.stringify(one)}): ${what}`)
    const old = place.prepare()
    const isKilled = await runAndKill(program, place.words, { folder: place.folder, moment: one, whole: places.whole })
    const left = asideIn(place.folder)
    const isBetween = !existsSync(join(place.folder, 'out'))
    const found = verified(join(place.folder, 'out'))
    if (!found || found.differences.length > 0)
      throw wrong(`neither old nor new: ${found?.differences.map(({ how, file }) => `${how} ${file}`).join(', ')}`)
    const isOld = found.manifest.fingerprint === old
    if (!isOld && found.manifest.fingerprint !== place.fresh()) throw wrong('results of neither run')
    if (!isKilled && isOld) throw wrong('the run ended, and yet there are the old results')
    const kept = join(place.folder, 'out-issue-1')
    if (existsSync(kept) && verified(kept)?.differences.length !== 0) throw wrong('the earlier issue is not whole')
    counts[isKilled ? 'killed' : 'ended']++
    counts[isOld ? 'old' : 'fresh']++
    if (isKilled && left.length > 0) counts.aside++
    if (isBetween) counts.between++
  }
  for (const { folder, words, prepare } of [places.draft, places.final]) {
    prepare()
    undisturbed(program, words)
    const left = asideIn(folder)
    if (left.length > 0) throw new Error(`an undisturbed run left ${left.join(', ')}`)
  }
  return counts
}

function verified(out: string): Verified | undefined {
  const found = verifyResults(out)
  return 'problem' in found ? undefined : found
}

function fingerprintIn(out: string): string {
  const found = verified(out)
  if (!found) throw new Error(`no results in ${out}`)
  return found.manifest.fingerprint
}

function asideIn(folder: string): readonly string[] {
  return readdirSync(folder).filter(name => name.startsWith('.out'))
}

/** A folder that is appraised again and again. */
interface Round {
  readonly folder: string
  readonly words: readonly string[]
  /** What the results are before; makes the next run have other ones. */
  prepare(): string
  /** What the new results are. */
  fresh(): string
}

interface Rounds {
  readonly draft: Round
  readonly final: Round
  /** Milliseconds that a run took which nobody disturbed: only how moments are spread depends on it. */
  readonly whole: number
}

function makeRounds(program: string, scratch: string): Rounds {
  const draft = join(scratch, 'draft')
  const final = join(scratch, 'final')
  const records = (minute: number) =>
    `${REPAIR_HEADER}\n${PEOPLE.map(id => `R${id},2024-03-05 14:00,2024-03-06 10:0${minute},${id}\n`).join('')}`
  const people = `id,name,post\n${PEOPLE.map(id => `${id},员工${id},fitter\n`).join('')}`
  const setup = (state: string) => `period: 2024-H1\nrules: rules\npeople: people.csv\nstate: ${state}\n`
  for (const [folder, state] of [
    [draft, 'draft'],
    [final, 'final'],
  ] as const) {
    mkdirSync(folder, { recursive: true })
    smallFolder(folder, { 'people.csv': people, 'records/repair.csv': records(0), 'appraisal.yaml': setup(state) })
  }
  const fingerprints = [0, 1].map(minute => {
    writeFileSync(join(draft, 'records/repair.csv'), records(minute))
    undisturbed(program, ['appraise', draft])
    return fingerprintIn(join(draft, 'out'))
  })
  const started = process.hrtime.bigint()
  undisturbed(program, ['appraise', final])
  const whole = Number(process.hrtime.bigint() - started) / 1e6
  const first = join(scratch, 'first-issue')
  cpSync(join(final, 'out'), first, { recursive: true })
  const reissue = ['appraise', final, '--reissue', '更正']
  undisturbed(program, reissue)
  const second = fingerprintIn(join(final, 'out'))
  let turn = 1
  return {
    whole,
    draft: {
      folder: draft,
      words: ['appraise', draft],
      prepare() {
        const present = fingerprintIn(join(draft, 'out'))
        turn = present === fingerprints[0] ? 1 : 0
        writeFileSync(join(draft, 'records/repair.csv'), records(turn))
        return present
      },
      fresh: () => fingerprints[turn] ?? '',
    },
    final: {
      folder: final,
      words: reissue,
      prepare() {
        // What a killed run left aside stays: the next one has to deal with it, and with a copy that was made already.
        if (fingerprintIn(join(final, 'out')) === second) {
          rmSync(join(final, 'out'), { recursive: true })
          rmSync(join(final, 'out-issue-1'), { recursive: true })
          cpSync(first, join(final, 'out'), { recursive: true })
        }
        return fingerprintIn(join(final, 'out'))
      },
      fresh: () => second,
    },
  }
}

function undisturbed(program: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** Of a run, the last part, in which files are written. */
const WRITING = 0.3

/** Whether it was killed, and had not ended before. */
function runAndKill(
  program: string,
  words: readonly string[],
  { folder, moment: one, whole }: { readonly folder: string; readonly moment: Moment; readonly whole: number },
): Promise<boolean> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...words], { stdio: 'ignore' })
    let timer: NodeJS.Timeout | undefined
    const killAfter = (milliseconds: number): void => {
      timer ??= setTimeout(() => child.kill('SIGKILL'), milliseconds)
    }
    const watcher = watch(folder, (_, name) => {
      if (one.from === 'writing' && name === '.out.writing') killAfter(one.share * whole * WRITING)
    })
    if (one.from === 'start') killAfter(one.share * whole)
    child.on('error', failed)
    child.on('close', status => {
      clearTimeout(timer)
      watcher.close()
      if (status !== null && status !== 0) failed(new Error(`${words.join(' ')} ended with ${status}`))
      else done(status === null)
    })
  })
}
