/** How sources become a bundle that is split so that each command loads only what it needs; the program and its tests share it. */

import type { BuildOptions } from 'esbuild'

export const BUNDLED = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // Some libraries are CommonJS and ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'external',
  logLevel: 'warning',
} as const satisfies BuildOptions
