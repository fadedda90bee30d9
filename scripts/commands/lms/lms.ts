import { conclude, untilTold, type SyncReport, type SyncReports } from '../../engine/sync-report.ts'
import type { Plan } from '../../plan/plan.ts'
import { loadPlan, openProject } from '../../project/project.ts'
import { confirmOrStop } from '../../project/work.ts'
import { printJson, paint } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'
import { openLms, type OpenLms } from './ask.ts'
import { faultAction } from './faults.ts'
import type { OverviewReport, LoggedRequest } from './reports.ts'

export type LmsOptions = { readonly clear?: true; readonly json?: true; readonly yes?: true }

/** What can be done with a mock LMS; `show` by default. */
export type LmsAction = 'show' | 'fault' | 'requests' | 'sync' | 'reset'

/** `campus lms <key> [action]`: looks at a running mock LMS and makes it misbehave. */
export async function lmsCommand(
  key: string | undefined,
  action: LmsAction,
  argv: readonly string[],
  options: LmsOptions,
): Promise<void> {
  refuseWhatDoesNotFit(key, action, argv, options)
  const project = openProject()
  const plan = await loadPlan(project)
  if (key === undefined) return listLmses(plan)
  const lms = await openLms(project, plan, key)
  switch (action) {
    case 'show':
      return await show(plan, lms, options)
    case 'fault':
      return await faultAction(plan, lms, argv, options)
    case 'requests':
      return await requestsAction(lms, options)
    case 'sync':
      return await syncAction(lms, options)
    case 'reset':
      return await reset(lms, options)
  }
}

function listLmses({ lmses }: Plan): void {
  const width = Math.max(...lmses.map(({ key }) => key.length))
  for (const { key, provider, release, connection } of lmses) {
    const kind = provider === 'mock' ? `mock LMS, ${release}` : 'external'
    console.log(`${key.padEnd(width)}  ${kind}  ${connection.baseUrl}`)
  }
  console.log('\nMore of a mock LMS: bin/campus lms <key>')
}

/** To Commander this is one command: an option of another action would be ignored silently. */
function refuseWhatDoesNotFit(
  key = '<key>',
  action: string,
  argv: readonly string[],
  options: LmsOptions,
): void {
  const wrong = [
    argv.length > 0 && action !== 'fault' ? argv[0] : undefined,
    options.clear && action !== 'fault' ? '--clear' : undefined,
    options.yes && action !== 'reset' ? '--yes' : undefined,
  ].find((part) => part !== undefined)
  if (wrong !== undefined) {
    const right = { '--clear': 'fault --clear', '--yes': 'reset --yes' }[wrong]
    throw new UserError(
      right === undefined
        ? `"${action}" takes no ${wrong}.`
        : `${wrong} belongs to "${right.split(' ')[0]}".`,
      {
        id: 'command-line',
        hint: right === undefined ? 'See bin/campus lms --help' : `Use: bin/campus lms ${key} ${right}`,
        exitCode: 2,
      },
    )
  }
}

async function show(plan: Plan, lms: OpenLms, options: LmsOptions): Promise<void> {
  const overview = await lms.ask<OverviewReport>('GET', '/overview')
  if (options.json) return printJson(overview)
  const { key, release, origin, control, faults, learners, courses, enrollments } = overview
  console.log(`${paint('bold', key)}  mock LMS, ${release} · ${plan.mode} · ${paint('cyan', origin)}\n`)
  console.log(`  control    ${paint('cyan', control)}`)
  console.log(`  data       learners ${learners}, course runs ${courses}, enrolments ${enrollments}`)
  console.log(`  faults     ${faults.length === 0 ? 'none' : paint('red', faults.join(', '))}`)
  const next = faults.length === 0 ? `fault <name>` : 'fault --clear'
  console.log(`\n  ${faults.length === 0 ? 'Turn on a fault' : 'Clear them'}: bin/campus lms ${key} ${next}`)
}

async function reset(lms: OpenLms, options: LmsOptions): Promise<void> {
  const question = `Reset learners, enrolments, sessions and courses of ${lms.key} to the spec, and lose all changes?`
  if (!options.yes && !(await confirmOrStop(question, 'Nothing was reset.'))) return
  await lms.ask('POST', '/reset', { sure: 'yes' })
  const { learners, courses } = await lms.ask<OverviewReport>('GET', '/overview')
  if (options.json) return printJson({ reset: true, learners, courses })
  console.log(`${lms.key} is reset to the spec: ${learners} learners, ${courses} course runs, no faults.`)
}

/** `campus lms edx requests`: the last requests, oldest first, so that the newest is next to the prompt. */
export async function requestsAction(lms: OpenLms, options: { readonly json?: true }): Promise<void> {
  const list = await lms.ask<readonly LoggedRequest[]>('GET', '/requests')
  if (options.json) return printJson(list)
  console.log(list.length === 0 ? 'No requests yet.' : 'Times are in UTC.')
  for (const request of list.toReversed()) print(request)
}

function print({ at, method, path, status, ms, learner, rule, why, facts, faults }: LoggedRequest): void {
  const isBad = status === 0 || status >= 400
  const answer = paint(isBad ? 'red' : 'green', status === 0 ? 'cut' : String(status))
  const who = learner === null ? '' : `  ${learner}`
  console.log(`${at.slice(11, 19)}  ${answer}  ${`${ms} ms`.padStart(8)}  ${method} ${path}${who}`)
  const decision = [rule, why].filter((part) => part !== null).join(': ')
  const fault = faults.length === 0 ? '' : `fault: ${faults.join(', ')}`
  for (const line of [decision, facts ?? '', fault])
    if (line !== '') console.log(`${' '.repeat(25)}${paint('dim', line)}`)
}

/** Longest time without an answer from Richie. */
const patienceMs = 30_000

/** `campus lms edx sync`: sends Richie every course run and waits for its answers; exit code 1 unless all are accepted. */
export async function syncAction(lms: OpenLms, options: { readonly json?: true }): Promise<void> {
  await lms.ask('POST', '/sync', {})
  const read = async (): Promise<SyncReports> => {
    const { report } = await lms.ask<{ readonly report: SyncReport }>('GET', '/sync')
    return new Map([[lms.key, report]])
  }
  const reports = await untilTold([lms.key], read, { patienceMs })
  const { left, withheld, refused } = reports.get(lms.key) as SyncReport
  process.exitCode = left + withheld + refused.length === 0 ? 0 : 1
  if (options.json) printJson(reports.get(lms.key))
  else conclude([lms.key], reports, { done: console.log, failed: () => undefined })
}
