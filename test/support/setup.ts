/** The same chance in every run; `FAST_CHECK_SEED=$RANDOM npm test` looks elsewhere. */

import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_240_630) })
