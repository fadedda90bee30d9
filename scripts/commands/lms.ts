import type { Plan } from '../plan/plan.ts'
import { printJson } from '../system/print-json.ts'
import { paint } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'
import { agrees } from './agrees.ts'
import { faultAction } from './lms-faults.ts'
import type { OverviewReport } from './lms-reports.ts'
import { requestsAction } from './lms-requests.ts'
import { syncAction } from './lms-sync.ts'
import { openLms, type OpenLms } from './open-lms.ts'
import { loadPlan, openProject } from './project.ts'

export type LmsOptions = { readonly clear?: true; readonly json?: true; readonly yes?: true }

/** What can be done with a mock LMS; `show` where nothing is said. */
export type LmsAction = 'show' | 'fault' | 'requests' | 'sync' | 'reset'

/** `campus lms <key> [action]`: looks at a running mock LMS and makes it misbehave. */
export async function lmsCommand(
  key: string,
  action: LmsAction,
  argv: readonly string[],
  options: LmsOptions,
): Promise<void> {
  refuseWhatDoesNotFit(action, argv, options)
  const plan = await loadPlan(openProject())
  const lms = await openLms(plan, key)
  switch (action) {
    case 'show':
      return await show(plan, lms, options)
    case 'fault':
      return await faultAction(lms, argv, options)
    case 'requests':
      return await requestsAction(lms, options)
    case 'sync':
      return await syncAction(lms, options)
    case 'reset':
      return await reset(lms, options)
  }
}

/** Commander knows one command here: an option of another action would be passed over in silence. */
function refuseWhatDoesNotFit(action: string, argv: readonly string[], options: LmsOptions): void {
  const wrong = [
    argv.length > 0 && action !== 'fault' ? argv[0] : undefined,
    options.clear && action !== 'fault' ? '--clear' : undefined,
    options.yes && action !== 'reset' ? '--yes' : undefined,
  ].find((part) => part !== undefined)
  if (wrong !== undefined)
    throw new UserError(`"${action}" takes no ${wrong}.`, {
      id: 'command-line',
      hint: 'bin/campus lms --help',
      exitCode: 2,
    })
}

async function show(plan: Plan, lms: OpenLms, options: LmsOptions): Promise<void> {
  const overview = await lms.ask<OverviewReport>('GET', '/overview')
  if (options.json) return printJson(overview)
  const { key, release, origin, control, faults, learners, courses, enrollments } = overview
  console.log(`${paint('bold', key)}  mock LMS, ${release} · ${plan.mode} · ${paint('cyan', origin)}\n`)
  console.log(`  control    ${paint('cyan', control)}`)
  console.log(`  holds      learners ${learners}, course runs ${courses}, enrolments ${enrollments}`)
  console.log(`  faults     ${faults.length === 0 ? 'none' : paint('red', faults.join(', '))}`)
  const next = faults.length === 0 ? `fault <name>` : 'fault --clear'
  console.log(
    `\n  ${faults.length === 0 ? 'Make it misbehave' : 'Turn them off'}: bin/campus lms ${key} ${next}`,
  )
}

async function reset(lms: OpenLms, options: LmsOptions): Promise<void> {
  const question = `Make learners, enrolments, sessions and courses of ${lms.key} as the spec says, and lose the rest?`
  if (!options.yes && !(await agrees(question, 'Nothing was reset.'))) return
  await lms.ask('POST', '/reset', { sure: 'yes' })
  const { learners, courses } = await lms.ask<OverviewReport>('GET', '/overview')
  if (options.json) return printJson({ reset: true, learners, courses })
  console.log(`${lms.key} is as the spec says: ${learners} learners, ${courses} course runs, no faults.`)
}
