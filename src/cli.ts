#!/usr/bin/env node
/** What is called by its name: the day in, one command run; what was compiled for it is kept for the next call. */

import module from 'node:module'

// Older versions of Node have none, and say so further on. Where nothing can be kept, all is compiled each time.
module.enableCompileCache?.()

const { run } = await import('./commands/run.ts')
await run(new Date().toISOString().slice(0, 10))
