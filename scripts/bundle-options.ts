/** How sources are bundled: for `dist/`, and for tests of what is shipped. */

import { resolve } from 'node:path'
import type { BuildOptions } from 'esbuild'

export const BUNDLE = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // Its build for Node asks the environment at each token whether it should log it: a tenth of the time that a pack takes to read.
  alias: { yaml: resolve(import.meta.dirname, '../node_modules/yaml/browser/dist/index.js') },
  // Some libraries are CommonJS and ask for Node's own modules by `require`: for nothing else, all other is in the bundle. Every file
  // begins with this, so it does nothing before it is asked.
  banner: {
    js: "const require = name => process.getBuiltinModule(name) ?? (() => { throw new Error('Cannot find module ' + name) })();",
  },
  // pg asks for these where it runs otherwise than here.
  external: ['pg-native', 'pg-cloudflare'],
} as const satisfies BuildOptions
