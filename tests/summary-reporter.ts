import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestModule } from 'vitest/node'

const artifacts = join(import.meta.dirname, 'artifacts')

/**
 * Ends a run with `N passed, N failed` alone on a line, which any CI can read, and keeps what failed in
 * tests/artifacts/failed-tests.txt, which `make test` ends with: a CI that shows only the end of a log shows it.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { readonly message: string }[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const failed = [
      ...unhandled.map(({ message }) => `outside a test: ${firstLines(message)}`),
      ...modules.flatMap((module) =>
        module.errors().map(({ message }) => `${module.relativeModuleId}: ${firstLines(message)}`),
      ),
      ...tests.flatMap((test) =>
        test.result().state === 'failed'
          ? [
              `${test.module.relativeModuleId} > ${test.fullName}\n    ${firstLines(test.result().errors?.[0]?.message ?? '')}`,
            ]
          : [],
      ),
    ]
    if (failed.length > 0) {
      mkdirSync(artifacts, { recursive: true })
      appendFileSync(join(artifacts, 'failed-tests.txt'), `${failed.join('\n')}\n`)
    }
    const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : ''
    console.log(`${count('passed')} passed, ${count('failed')} failed${skipped}`)
  }
}

function firstLines(message: string): string {
  return stripVTControlCharacters(message).split('\n').slice(0, 6).join('\n    ').slice(0, 600)
}
