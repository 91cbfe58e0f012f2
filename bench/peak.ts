/** Loaded before a program that is timed: what memory it held at the most, in MB, is written to the fourth of its files. */

import { writeSync } from 'node:fs'

process.on('exit', () => writeSync(3, (process.resourceUsage().maxRSS / 1024).toFixed(0)))
