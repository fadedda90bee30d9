import type { DoctorDocument } from '../diagnosis/document-schema.ts'
import { findingsDocument } from '../diagnosis/document.ts'
import { printFindings } from '../diagnosis/findings-text.ts'
import { runChecks, type Finding, watchChecks } from '../diagnosis/run-checks.ts'
import { bindAll } from '../doctor/all-checks.ts'
import { applyFixes, isForeignToRoot, planFixes, type PlannedFix } from '../doctor/apply-fixes.ts'
import type { MachineContext, Spec } from '../doctor/facts/machine-context.ts'
import { openMachine } from '../doctor/facts/open-machine.ts'
import {
  lastMode,
  loadPlan,
  openProject,
  renderPlan,
  type Project,
  requireRichieCheckout,
} from '../project/project.ts'
import { confirmOrStop } from '../project/work.ts'
import { serviceNames } from '../render/services.ts'
import { openBoard } from '../system/board.ts'
import { explainFileError, readTextOrEmpty } from '../system/files.ts'
import { untilInterrupted } from '../system/interruption.ts'
import { openProgressLine, silentProgressLine, type ProgressLine } from '../system/progress-line.ts'
import { printJson, paint } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'

export type DoctorOptions = {
  readonly json?: true
  readonly verbose?: true
  readonly fix?: true
  readonly yes?: true
}

/** `campus doctor`: checks this machine, and with `--fix` fixes what can be fixed safely; exit code 1 where something failed. */
export async function doctorCommand(options: DoctorOptions): Promise<void> {
  if (options.fix && options.json && !options.yes) {
    throw new UserError('With --json, --fix cannot ask: add --yes.', {
      id: 'command-line',
      hint: 'bin/campus doctor --fix --json --yes',
      exitCode: 2,
    })
  }
  const project = openProject()
  const line = options.json ? silentProgressLine : openProgressLine()
  const first = await examine(project, line)
  if (!options.json) show(first, options)
  const fixes = options.fix ? await planFixes(first.machine, first.findings) : []
  const last = options.fix ? await fix(project, first, fixes, options) : first
  if (options.json) printJson(documentOf(last))
  if (last.findings.some(({ status }) => status === 'fail')) process.exitCode = 1
}

type Examination = {
  readonly machine: MachineContext
  readonly findings: readonly Finding[]
  readonly ms: number
}

async function examine(project: Project, line: ProgressLine): Promise<Examination> {
  const began = performance.now()
  line.show('checking this machine')
  const spec = await readSpec(project)
  const artifacts = () => (spec.kind === 'valid' ? renderPlan(project, spec.plan) : [])
  const machine = openMachine({ spec, folders: project, artifacts })
  const findings = await untilInterrupted(runChecks(watchChecks(bindAll(machine), line.show))).finally(
    line.clear,
  )
  return { machine, findings, ms: performance.now() - began }
}

/** A spec that is wrong is a finding like any other. */
async function readSpec(project: Project): Promise<Spec> {
  try {
    // A state folder that cannot be read is a finding of its own.
    const plan = await loadPlan(project, lastMode(project, readTextOrEmpty))
    const tls = plan.mode === 'tls' ? plan : await loadPlan(project, 'tls')
    requireRichieCheckout(project)
    return { kind: 'valid', plan, tls, services: serviceNames(plan) }
  } catch (error) {
    const explained = error instanceof UserError ? error : explainFileError(error)
    if (explained === undefined) throw error
    const { message, hint } = explained
    return { kind: 'broken', problems: message.split('\n'), ...(hint === undefined ? {} : { hint }) }
  }
}

function show(
  { machine: { spec }, findings, ms }: Examination,
  { verbose = false }: { readonly verbose?: boolean },
): void {
  const what =
    spec.kind === 'valid' ? `${spec.plan.mode} · environment.yaml` : 'environment.yaml has problems'
  console.log(`${paint('bold', spec.kind === 'valid' ? spec.plan.name : 'campus')}  ${what}\n`)
  printFindings(findings, { ms, verbose })
}

/** Says what it will do, asks, does it, checks again. With JSON it writes to stderr. */
async function fix(
  project: Project,
  first: Examination,
  fixes: readonly PlannedFix[],
  options: DoctorOptions,
): Promise<Examination> {
  const say = options.json ? console.error : console.log
  const isWrong = first.findings.some(({ subject, fix }) => subject === 'checkout' && fix.length > 0)
  if (isWrong && isForeignToRoot(first.machine)) {
    const { uid } = first.machine.owners().owner
    say(`\n  This checkout belongs to user ${uid}: fix its files as that user, not as root.`)
    say(`    sudo -u '#${uid}' bin/campus doctor --fix`)
  }
  if (fixes.length === 0) {
    say('\n  Nothing can be fixed automatically.')
    return first
  }
  say('\n  This fixes:\n')
  for (const { id, plan } of fixes) {
    say(`  ${paint('bold', id)}`)
    for (const line of plan) say(`    ${line}`)
  }
  say('')
  if (!options.yes && !(await confirmOrStop('  Do this now?', 'Nothing was fixed.'))) return first
  const board = options.json ? undefined : openBoard()
  const applied = await applyFixes(fixes, (id) => board?.row(id) ?? quietRow)
  board?.close()
  for (const { lines, failure } of applied) for (const line of failure?.split('\n') ?? lines) say(`  ${line}`)
  const again = await examine(project, options.json ? silentProgressLine : openProgressLine())
  if (!options.json) {
    say('')
    show(again, options)
  }
  return again
}

function documentOf({ machine: { spec }, findings, ms }: Examination): DoctorDocument {
  const named =
    spec.kind === 'valid' ? { name: spec.plan.name, mode: spec.plan.mode } : { name: null, mode: null }
  return { ...named, ...findingsDocument(findings, ms) }
}

const ignore = () => undefined
const quietRow = {
  doing: ignore,
  done: ignore,
  failed: ignore,
  note: (line: string) => console.error(line),
  handOver: <T>(ask: () => Promise<T>) => ask(),
}
