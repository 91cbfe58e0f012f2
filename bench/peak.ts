/** Loaded before a program that is timed: what memory it held at the most, its threads included, in MB, is written to the fourth of its files. */

import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// Threads load what their program loads; the program speaks for all of them.
if (isMainThread) process.on('exit', () => writeSync(3, (process.resourceUsage().maxRSS / 1024).toFixed(0)))
