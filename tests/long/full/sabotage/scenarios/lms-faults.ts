import type { RunningScenario } from '../scenario.ts'

/** Ways in which a real platform misbehaves, which the mock shows when it is told to: each is a warning by itself, too. */
export const lmsFaultScenarios: readonly RunningScenario[] = [
  // Longer than the client waits.
  { fault: 'slow=6000', fails: ['edx/heartbeat'] },
  { fault: 'dropped', fails: ['edx/heartbeat'] },
  { fault: 'maintenance', fails: ['edx/heartbeat'] },
  { fault: 'cors-origin-refused', fails: ['edx/cors'] },
  { fault: 'csrf-origin-refused', fails: ['edx/trusted-origin'] },
  { fault: 'server-error', fails: ['edx/login'] },
  { fault: 'session-expired', fails: ['edx/me'], skips: ['edx/way-back', 'edx/logout'] },
  { fault: 'csrf-cookie-withheld', fails: ['edx/login'] },
  { fault: 'throttled=1', fails: ['edx/throttle'] },
  { fault: 'enrollment-refused', fails: ['edx/enrol'], argv: ['--enrol'] },
  { fault: 'enrollment-refused-in-words', fails: ['edx/enrol'], argv: ['--enrol'] },
  { fault: 'wrong-content-type', fails: ['edx/content-type'] },
  { fault: 'charset-suffix', fails: ['edx/content-type'] },
  // Only who changes a course run sees it.
  { fault: 'webhook-withheld', fails: [] },
].map(({ fault, ...scenario }): RunningScenario => ({
  name: `The mock misbehaves: ${fault}`,
  mode: 'http',
  family: 'faults',
  async breaks({ run, unlessFixed }) {
    const { exitCode, output } = await run(`bin/campus lms edx fault ${fault}`)
    if (exitCode !== 0) throw new Error(output)
    unlessFixed(() => run('bin/campus lms edx fault --clear'))
  },
  warns: ['edx/mock-faults'],
  fix: 'bin/campus lms edx fault --clear',
  ...scenario,
}))
