import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { limited, noted, type Figure } from './figure.ts'

const campus = resolve(import.meta.dirname, '../../bin/campus')
const runs = 5

/** Commands that a user waits for, as whole processes: the median of warm runs. Some need the environment to be running. */
export function measureCommands(): readonly Figure[] {
  const sites = JSON.parse(ask('status', '--json').stdout) as { lms: { origin: string }[] }
  const link = `${sites.lms[0]?.origin}/courses/course-v1:edX+DemoX+Demo_Course/info`
  return [
    measured(['check'], 4),
    measured(['doctor'], 2),
    measured(['resolve', link], 0.3),
    measured(['status'], 1),
    measured(['render', '--check'], 0.3),
  ]
}

/** Exit code 1 (something is wrong) still counts as a measurement; any other failure does not. */
function measured(argv: readonly string[], limit: number): Figure {
  const what = `campus ${argv[0]}`
  const times: number[] = []
  for (let run = 0; run <= runs; run += 1) {
    const began = performance.now()
    const { status, stderr } = ask(...argv)
    if (status !== 0 && status !== 1) return noted(what, `failed: ${stderr.split('\n')[0]}`)
    times.push((performance.now() - began) / 1000)
  }
  const warm = times.slice(1).toSorted((a, b) => a - b)
  return limited(what, warm[runs >> 1] ?? Infinity, 's', limit)
}

function ask(...argv: readonly string[]) {
  return spawnSync(campus, argv, { encoding: 'utf8' })
}
