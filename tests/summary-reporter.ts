import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with `N passed, N failed` alone on a line, which any CI can read. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules
      .flatMap((module) => [...module.children.allTests()])
      .map((test) => test.result().state)
    const count = (state: string) => states.filter((other) => other === state).length
    const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : ''
    console.log(`${count('passed')} passed, ${count('failed')} failed${skipped}`)
  }
}
