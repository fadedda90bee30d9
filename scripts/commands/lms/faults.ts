import type { Plan } from '../../plan/plan.ts'
import { printJson, paint } from '../../system/terminal.ts'
import { unknownWord } from '../../system/unknown-word.ts'
import type { OpenLms } from './ask.ts'
import { exampleFaults, type FaultReport, type OverviewReport } from './reports.ts'

type FaultOptions = { readonly clear?: true; readonly json?: true }

/** `campus lms edx fault`: lists the catalogue; with names turns faults on, with `--clear` off. Ends with the active ones. */
export async function faultAction(
  { mode, lmses }: Pick<Plan, 'mode' | 'lmses'>,
  lms: OpenLms,
  argv: readonly string[],
  options: FaultOptions,
): Promise<void> {
  const catalogue = await lms.ask<readonly FaultReport[]>('GET', '/faults')
  const names = argv.map((text) => known(nameOf(text), catalogue))
  if (options.clear) await lms.ask('DELETE', '/faults', { faults: names })
  else if (argv.length > 0) await lms.ask('POST', '/faults', { faults: argv })
  if (options.json) return printJson(await lms.ask('GET', '/faults'))
  const { faults } = await lms.ask<OverviewReport>('GET', '/overview')
  if (!options.clear && argv.length === 0) printCatalogue(catalogue, faults)
  console.log(conclusion(lms.key, faults))
  const isFaked = lmses.find(({ key }) => key === lms.key)?.connection.jsBackend === 'dummy'
  if (faults.length > 0 && mode === 'http' && isFaked) console.log(notInPages(lms.key))
}

function nameOf(fault: string): string {
  return fault.split('=')[0] ?? ''
}

function known(name: string, catalogue: readonly FaultReport[]): string {
  const names = catalogue.map((fault) => fault.name)
  if (names.includes(name)) return name
  throw unknownWord('fault', name, names)
}

function printCatalogue(catalogue: readonly FaultReport[], active: readonly string[]): void {
  for (const { name, what, where, parameter } of catalogue) {
    const on = active.find((fault) => nameOf(fault) === name)
    console.log(on === undefined ? paint('bold', `  ${name}`) : paint('red', `* ${on}`))
    const hint =
      parameter === undefined ? '' : `\n    ${name}=<${parameter.name}>, by default "${parameter.default}"`
    console.log(`    ${what}${hint}`)
    console.log(`    ${paint('dim', `Affects: ${where}`)}`)
  }
  console.log('')
}

/** What is turned on, no learner meets on Richie's pages. */
function notInPages(key: string): string {
  return [
    `Over http Richie fakes enrolment and never calls ${key}: its pages don't show this.`,
    'To see it there: make setup-ssl && make run-ssl',
  ].join('\n')
}

function conclusion(key: string, active: readonly string[]): string {
  return active.length === 0
    ? `${key} has no active faults. Turn some on: bin/campus lms ${key} fault ${exampleFaults.join(' ')}`
    : `${key} has active faults: ${paint('red', active.join(', '))}\nClear them: bin/campus lms ${key} fault --clear`
}
