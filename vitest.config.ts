import { defineConfig } from 'vitest/config'

/** Tests with real containers: one file after the other, in an environment that the set-up makes for all files of a project. */
const withContainers = {
  globalSetup: ['tests/e2e/support/setup.ts'],
  testTimeout: 1_200_000,
  hookTimeout: 900_000,
  fileParallelism: false,
}

export default defineConfig({
  test: {
    reporters: ['default', './tests/summary-reporter.ts'],
    maxWorkers: '100%',
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
      ...['e2e/full', 'e2e/small', 'long/full', 'long/small'].map((folder) => ({
        test: {
          ...withContainers,
          name: folder.replace('/', '-'),
          include: [`tests/${folder}/**/*.test.ts`],
        },
      })),
      ...[
        { name: 'bare', include: ['tests/bare/bare.test.ts'] },
        { name: 'long-own', include: ['tests/bare/bare-long.test.ts', 'tests/long/own/**/*.test.ts'] },
      ].map((project) => ({
        test: { ...withContainers, ...project, globalSetup: ['tests/bare/small-debian.ts'] },
      })),
    ],
  },
})
