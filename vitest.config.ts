import { defineConfig } from 'vitest/config'

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
    // CI reads the counts from the file.
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
  },
})
