/** The same chance in every run; `FAST_CHECK_SEED=$RANDOM npm test` looks elsewhere. Programs that tests start are compiled once. */

import { resolve } from 'node:path'
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_240_630) })

process.env.NODE_COMPILE_CACHE ??= resolve(import.meta.dirname, '../../node_modules/.cache/tests')
