import { nearest } from '../environment/schema-faults.ts'
import { paint } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'
import type { LmsFault } from './lms-reports.ts'
import type { OpenLms } from './open-lms.ts'

type FaultOptions = { readonly clear?: true; readonly json?: true }

/** `campus lms edx fault`: lists the catalogue; with names turns faults on, with `--clear` off. Ends with what is on. */
export async function faultAction(
  lms: OpenLms,
  argv: readonly string[],
  options: FaultOptions,
): Promise<void> {
  const catalogue = await lms.ask<readonly LmsFault[]>('GET', '/faults')
  const names = argv.map((text) => known(text.split('=')[0] ?? '', catalogue))
  if (options.clear) await lms.ask('DELETE', '/faults', { faults: names })
  else if (argv.length > 0) await lms.ask('POST', '/faults', { faults: argv })
  const isList = !options.clear && argv.length === 0
  const now = isList ? catalogue : await lms.ask<readonly LmsFault[]>('GET', '/faults')
  if (options.json) return console.log(JSON.stringify(now, null, 2))
  if (isList) printCatalogue(lms.key, now)
  else printActive(lms.key, now)
}

/** The faults that are on, as a person would type them. */
function activeFaults(faults: readonly LmsFault[]): readonly string[] {
  return faults.flatMap(({ name, active }) =>
    active === null ? [] : [active === '' ? name : `${name}=${active}`],
  )
}

function known(name: string, catalogue: readonly LmsFault[]): string {
  const names = catalogue.map((fault) => fault.name)
  if (names.includes(name)) return name
  const near = nearest(name, names)
  throw new UserError(
    `There is no fault "${name}"${near === undefined ? '.' : `, did you mean "${near}"?`}`,
    {
      hint: `There are: ${names.join(', ')}`,
      exitCode: 2,
    },
  )
}

function printCatalogue(key: string, faults: readonly LmsFault[]): void {
  for (const { name, what, where, parameter, active } of faults) {
    const mark = active === null ? '  ' : '* '
    const value = active === null || active === '' ? '' : `=${active}`
    console.log(paint(active === null ? 'bold' : 'red', `${mark}${name}${value}`))
    const hint =
      parameter === undefined ? '' : ` ${name}=<${parameter.name}>, by default "${parameter.default}"`
    console.log(`    ${what}${hint}`)
    console.log(`    ${paint('dim', `Meets: ${where}`)}`)
  }
  console.log(`\n${active(key, faults)}`)
}

function printActive(key: string, faults: readonly LmsFault[]): void {
  console.log(active(key, faults))
}

function active(key: string, faults: readonly LmsFault[]): string {
  const names = activeFaults(faults)
  if (names.length === 0)
    return `${key} has no faults. To turn some on: bin/campus lms ${key} fault slow=3000 throttled`
  return `${key} misbehaves: ${paint('red', names.join(', '))}\nTo heal it: bin/campus lms ${key} fault --clear`
}
