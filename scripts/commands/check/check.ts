import { chooseChecks, requireChecks } from '../../diagnosis/choose-checks.ts'
import type { CheckDocument } from '../../diagnosis/document-schema.ts'
import { findingsDocument } from '../../diagnosis/document.ts'
import { printFindings } from '../../diagnosis/findings-text.ts'
import { runChecks, type BoundCheck, type Finding, watchChecks } from '../../diagnosis/run-checks.ts'
import { isNeverCalled } from '../../plan/lms.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Mode } from '../../plan/site.ts'
import { allProbes, probeIds } from '../../probes/all-probes.ts'
import type { Surroundings } from '../../probes/surroundings.ts'
import { loadPlan, openProject, type Project } from '../../project/project.ts'
import { untilInterrupted } from '../../system/interruption.ts'
import { openProgressLine, silentProgressLine, type ProgressLine } from '../../system/progress-line.ts'
import { printJson, paint } from '../../system/terminal.ts'
import { gatherSurroundings, requireRunning } from './surroundings.ts'
import { learnersFor, readTargets, type CheckTargets } from './targets.ts'
import { takeTurn } from './turn.ts'

export type CheckOptions = {
  readonly mode?: Mode
  readonly json?: true
  readonly verbose?: true
  readonly enrol?: true
  readonly only?: readonly string[]
}

/** `campus check [lms-or-link...]`: probes the running connection from outside; exit code 1 where something failed. */
export async function checkCommand(targets: readonly string[], options: CheckOptions): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project, options.mode)
  const chosen = readTargets(targets, plan)
  requireChecks(options.only ?? [], probeIds)
  const line = options.json ? silentProgressLine : openProgressLine()
  if (!options.json) console.log(`${paint('bold', plan.name)}  ${plan.mode} · environment.yaml\n`)
  const { findings, ms } = await look({ project, plan, chosen, options, line }).finally(line.close)
  process.exitCode = findings.some(({ status }) => status === 'fail') ? 1 : 0
  if (!options.json) return printFindings(findings, { ms, verbose: options.verbose === true })
  const document: CheckDocument = { name: plan.name, mode: plan.mode, ...findingsDocument(findings, ms) }
  printJson(document)
}

type Task = {
  readonly project: Project
  readonly plan: Plan
  readonly chosen: CheckTargets
  readonly options: CheckOptions
  readonly line: ProgressLine
}

/** The time of questions on the terminal does not count. */
async function look(task: Task): Promise<{ readonly findings: readonly Finding[]; readonly ms: number }> {
  const { project, plan, chosen, options, line } = task
  const mayEnrol = options.enrol === true
  const began = performance.now()
  line.show('looking at the running services')
  const running = await requireRunning(project, plan)
  const around = await gatherSurroundings(project, plan, running, {
    links: chosen.links,
    mayEnrol,
    chosen: chosen.lmses.map(({ key }) => key),
  })
  const loggingIn = checksIn(task, around).flatMap(({ id, subject }) => (id === 'login' ? [subject] : []))
  const lookedAround = performance.now()
  line.clear()
  const learners = await learnersFor(
    chosen.lmses.filter((lms) => loggingIn.includes(lms.key) && !isNeverCalled(lms)),
    { mayAsk: !options.json, mayEnrol },
  )
  const answered = performance.now()
  const turn = await takeTurn(project, chosen.lmses, { isLoggingIn: Object.keys(learners).length > 0, line })
  const leaving: (() => Promise<string | undefined>)[] = []
  let isTold = false
  try {
    const atEnd = (leave: () => Promise<string | undefined>) => void leaving.push(leave)
    const checks = checksIn(task, { ...around, learners, atEnd, ...turn.surroundings })
    const findings = await untilInterrupted(runChecks(watchChecks(checks, line.show)))
    isTold = true
    return { findings, ms: performance.now() - answered + lookedAround - began }
  } finally {
    line.show('logging out')
    const left = await Promise.all(leaving.map((leave) => leave())).finally(turn.end)
    line.clear()
    // If there are findings, they say it.
    if (!isTold) for (const says of left) if (says !== undefined) console.error(says)
  }
}

/** Without the checks of LMSes that were not named, and of their sites. */
function checksIn({ plan, chosen, options }: Task, surroundings: Surroundings): readonly BoundCheck[] {
  const leftOut = plan.lmses.filter((lms) => !chosen.lmses.includes(lms)).map(({ key }) => key)
  const checks = allProbes(surroundings).filter(({ subject }) => !leftOut.includes(subject))
  return chooseChecks(checks, options.only)
}
