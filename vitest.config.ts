import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['default', './tests/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          // Modules are loaded once for all files: what a test changes of them, it puts back.
          isolate: false,
          // Only what hangs ends by it: how fast a machine is, is not what is tested.
          testTimeout: 60_000,
          include: [
            'scripts/**/*.test.ts',
            'compose/**/*.test.ts',
            'tests/*.test.ts',
            'tests/golden/**/*.test.ts',
            'tests/lms-mock/**/*.test.ts',
            'tests/probes/**/*.test.ts',
            'tests/replay/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts', 'tests/browser/**/*.test.ts'],
          globalSetup: ['tests/e2e/setup.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'bare',
          include: ['tests/bare/**/*.test.ts'],
          globalSetup: ['tests/bare/small-debian.ts'],
          testTimeout: 1_200_000,
        },
      },
    ],
  },
})
