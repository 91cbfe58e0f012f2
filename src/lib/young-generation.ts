/**
 * Work that keeps most of what it makes in, the same done in less memory out. V8 lets its space for new objects grow while they
 * survive, and what survives there is copied twice: of 200,000 rows of a workbook that is a hundred megabytes more (bench/RESULTS.md).
 */

import { setFlagsFromString } from 'node:v8'

/** Two is what V8 grows by of itself. It reads the flag each time that the space may grow. */
export async function withSmallYoungGeneration<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--semi-space-growth-factor=1')
  try {
    return await work()
  } finally {
    setFlagsFromString('--semi-space-growth-factor=2')
  }
}
