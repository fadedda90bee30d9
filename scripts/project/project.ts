import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { findCheckout } from '../checkout/find-checkout.ts'
import type { Requirements } from '../checkout/requirements.ts'
import { linuxNode } from '../engine/images/npm-packages.ts'
import { loadEnvironment, type LoadedSpec } from '../environment/load.ts'
import { problemsError } from '../environment/problem.ts'
import { richieProviderOf } from '../environment/richie-source-rules.ts'
import { makePlan, type Plan } from '../plan/plan.ts'
import type { Mode } from '../plan/site.ts'
import { hostsToLookUp } from '../plan/upstream.ts'
import { render } from '../render/render.ts'
import type { Artifact, Templates } from '../render/templates.ts'
import { readTextIfThere } from '../system/files.ts'
import { hasIpv6Loopback } from '../system/ports.ts'
import { UserError } from '../system/user-error.ts'
import { findNamesHere } from './names-here.ts'

/** Folders of one checkout. */
export type Project = {
  readonly root: string
  readonly generatedDir: string
  readonly stateDir: string
  /** Certificates, which belong to the user: `clean` leaves them. */
  readonly certsDir: string
  readonly composeFile: string
}

export function openProject(): Project {
  const root = resolve(import.meta.dirname, '../..')
  const generatedDir = join(root, 'generated')
  return {
    root,
    generatedDir,
    stateDir: join(root, '.campus'),
    certsDir: join(root, 'certs'),
    composeFile: join(generatedDir, 'compose.yaml'),
  }
}

/** The spec as it is in its files, with its problems. */
export function readSpec(project: Project): LoadedSpec {
  const read = (file: string) => {
    const text = readTextIfThere(join(project.root, file))
    return text === undefined ? undefined : { file, text }
  }
  const base = read('environment.yaml')
  if (base === undefined) {
    throw new UserError('There is no environment.yaml here.', {
      id: 'wrong-spec',
      hint: 'Restore it: git checkout environment.yaml',
      exitCode: 2,
    })
  }
  if (existsSync(join(project.root, 'environment.local.yml'))) {
    throw new UserError('environment.local.yml is not read.', {
      id: 'wrong-spec',
      hint: 'Name it environment.local.yaml: mv environment.local.yml environment.local.yaml',
      exitCode: 2,
    })
  }
  return loadEnvironment(base, read('environment.local.yaml'))
}

/** Reads the spec and plans it for a mode, by default the last one used. A wrong spec ends here with exit code 2. */
export async function loadPlan(project: Project, mode?: Mode): Promise<Plan> {
  const loaded = readSpec(project)
  const { source } = loaded.environment.richie
  const here = await findNamesHere(project, hostsToLookUp(loaded.environment))
  const { plan, faults } = makePlan(loaded.environment, mode ?? lastMode(project), {
    ipv6: await hasIpv6Loopback(),
    linuxNode: linuxNode(process.platform, process.arch),
    ...(richieProviderOf(source) === 'checkout'
      ? { checkout: findCheckout(source, project.root, isRootless(project)).facts }
      : {}),
    namesHere: here.names,
  })
  const problems = loaded.withFaults(faults)
  if (problems.length > 0) throw problemsError(problems)
  here.keep()
  return plan
}

/** The requirement files of the Richie checkout that the spec names, if it names one; one that can't be run ends with exit code 2. */
export function requireRichieCheckout(project: Project): Requirements | undefined {
  const { source } = readSpec(project).environment.richie
  if (richieProviderOf(source) !== 'checkout') return undefined
  const { problem, requirements } = findCheckout(source, project.root, false)
  if (problem === undefined) return requirements
  throw new UserError(problem.message, { id: 'checkout-unfit', hint: problem.hint, exitCode: 2 })
}

/** Whether the engine that the checkout was last started on was rootless: there the user is root in all containers. */
function isRootless(project: Project): boolean {
  return existsSync(join(project.stateDir, 'rootless'))
}

/** Every generated file of a plan. */
export function renderPlan(project: Project, plan: Plan): readonly Artifact[] {
  return render(plan, readTemplates(join(project.root, 'nginx')))
}

/** The mode that the checkout was last started in; http before the first start. */
export function lastMode(
  project: Project,
  read: (path: string) => string | undefined = readTextIfThere,
): Mode {
  return read(join(project.stateDir, 'mode'))?.trim() === 'tls' ? 'tls' : 'http'
}

export function readTemplates(folder: string): Templates {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const paths = files.map((file) => join(file.parentPath, file.name)).filter((path) => path.endsWith('.hbs'))
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]))
}
