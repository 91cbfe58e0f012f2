/** What a case of the bench is made of: programs that run in turn on the same input, and which of them is held against which. */

import { statfsSync } from 'node:fs'
import type { Measured } from './measure.ts'

export interface Case {
  /** Short, to be named on the command line. */
  readonly key: string
  readonly title: string
  readonly rounds: number
  /** What its inputs and outputs take on the disk; left out: next to nothing. */
  readonly gigabytes?: number
  /** Why it cannot run on this machine. */
  readonly missing?: string
  /** Writes the inputs into the folder of the case. */
  readonly prepare?: (folder: string) => void
  readonly programs: (folder: string) => readonly Program[]
  readonly comparisons: readonly Comparison[]
  /** A program of ours whose time is told by stages as well. */
  readonly profiled?: string
}

export interface Program {
  readonly name: string
  /** What `node` is started with. */
  readonly words: readonly string[]
  /** The folder that it makes: each run makes it anew, as a first one does. */
  readonly makes?: string
  /** Where its verdicts are. All programs of a case that have one must say exactly the same. */
  readonly verdicts?: string
}

export interface Comparison {
  /** Names of programs. */
  readonly ours: string
  readonly rival: string
  readonly bars?: readonly Bar[]
}

export interface Bar {
  readonly says: string
  readonly found: (ours: Measured, rival: Measured) => Found
}

export interface Found {
  /** What it came to, in the terms of the bar. */
  readonly figure: string
  readonly isReached: boolean
}

export function timeAtMost(times: number): Bar {
  return bar(`at most ${times.toFixed(1)} × its time`, ratioOfTimes, ratio => ratio <= times)
}

export function asFastAtLeast(times: number): Bar {
  const faster: Reckon = (ours, rival) => 1 / ratioOfTimes(ours, rival)
  return bar(`at least ${times} × as fast`, faster, ratio => ratio >= times)
}

export function secondsUnder(seconds: number): Bar {
  return bar(
    `under ${seconds} s`,
    ours => ours.seconds.median,
    took => took < seconds,
    's',
  )
}

export function longerAtMost(milliseconds: number): Bar {
  const longer: Reckon = (ours, rival) => (ours.seconds.median - rival.seconds.median) * 1000
  return bar(`at most ${milliseconds} ms longer`, longer, took => took <= milliseconds, 'ms')
}

export function memoryAtMost(times: number): Bar {
  const more: Reckon = (ours, rival) => ours.megabytes / rival.megabytes
  return bar(`at most ${times.toFixed(1)} × its memory`, more, ratio => ratio <= times)
}

export function memoryUnder(megabytes: number): Bar {
  return bar(
    `under ${megabytes} MB`,
    ours => ours.megabytes,
    held => held < megabytes,
    'MB',
  )
}

type Reckon = (ours: Measured, rival: Measured) => number

function bar(says: string, reckon: Reckon, suffices: (figure: number) => boolean, unit = '×'): Bar {
  const digits = unit === 'MB' || unit === 'ms' ? 0 : 2
  return {
    says,
    found: (ours, rival) => {
      const figure = reckon(ours, rival)
      return { figure: `${figure.toFixed(digits)} ${unit}`, isReached: suffices(figure) }
    },
  }
}

export function ratioOfTimes(ours: Measured, rival: Measured): number {
  return ours.seconds.median / rival.seconds.median
}

/** Why the case cannot run here; undefined: it can. */
export function reasonToSkip({ missing, gigabytes = 0 }: Case, scratch: string): string | undefined {
  const { bavail, bsize } = statfsSync(scratch)
  const free = (bavail * bsize) / 1e9
  if (missing === undefined && free < gigabytes) return `takes ${gigabytes} GB, ${free.toFixed(1)} GB are free`
  return missing
}
