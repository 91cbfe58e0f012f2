import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** These take minutes: begun last, one of them would be waited for by an idle core. */
const LONGEST = [
  'test/hostile/hostile.test.ts',
  'test/pipeline/campus-year.test.ts',
  'test/rules/mutants.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/cli.test.ts',
  'test/report/browser.test.ts',
  'test/make-pdfs.test.ts',
  'test/commands/archive.test.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex(path => moduleId.endsWith(path))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 180_000,
    // Preparing a whole semester takes as long as the machine takes; it is not what is tested.
    hookTimeout: 240_000,
    // All cores: nothing else is going on.
    maxWorkers: '100%',
    // Tests of one file that run beside each other start programs of their own.
    maxConcurrency: 2,
    sequence: { sequencer: LongestFirst },
    // CI reads the counts from the file.
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
  },
})
