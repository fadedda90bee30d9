import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listServices, type ServiceState } from '../engine/containers.ts'
import type { Engine } from '../engine/find-engine.ts'
import { readTextIfThere, writeIfChanged } from '../system/files.ts'
import { UserError } from '../system/user-error.ts'
import type { Project } from './project.ts'

/**
 * Whose environment it is. Its name is in the spec, which two clones share; so a volume without data, `<name>_checkout`, carries the
 * folder of the checkout that made it. Containers say it themselves, by compose's labels.
 */
const label = 'campus.checkout'

/** The services of this checkout's environment; refuses those that another checkout has made under the same name. */
export async function ownServices(
  engine: Engine,
  project: Project,
  environment: string,
): Promise<readonly ServiceState[]> {
  const states = await listServices(engine, environment)
  const foreign = states.find(({ checkout }) => !isThis(project, checkout))
  if (foreign !== undefined) throw ofAnother(environment, foreign.checkout)
  return states
}

/** Requires that this checkout made the environment, or nobody yet: its stopped containers and its volumes count too. */
export async function requireOwnEnvironment(
  engine: Engine,
  project: Project,
  environment: string,
): Promise<void> {
  await ownServices(engine, project, environment)
  const volumes = await listVolumes(engine, environment)
  if (volumes.length === 0) return
  const owner = volumes.flatMap(({ Labels }) => Labels?.[label] ?? [])[0]
  // An older campus wrote down no owner. Whoever has the secrets has started it.
  const isOurs =
    owner === undefined ? existsSync(join(project.stateDir, 'secrets.json')) : isThis(project, owner)
  if (!isOurs) throw ofAnother(environment, owner)
}

/** Writes down that the environment is this checkout's. Returns whether there are volumes with data already. */
export async function claimEnvironment(
  engine: Engine,
  project: Project,
  environment: string,
): Promise<{ readonly hasData: boolean }> {
  const volumes = await listVolumes(engine, environment)
  const records = volumes.filter(({ Labels }) => Labels?.[label] !== undefined)
  if (records.length !== 1 || records[0]?.Labels?.[label] !== project.root) {
    await Promise.all(records.map(({ Name }) => engine.docker.getVolume(Name).remove()))
    const labels = { 'campus.environment': environment, [label]: project.root }
    await engine.docker.createVolume({ Name: `${environment}_checkout`, Labels: labels })
  }
  writeIfChanged(formerRoot(project), `${project.root}\n`)
  return { hasData: volumes.length > records.length }
}

/** A checkout that was moved since its last start is still the same. */
function isThis(project: Project, checkout: string): boolean {
  if (checkout === project.root) return true
  return readTextIfThere(formerRoot(project))?.trim() === checkout && !existsSync(checkout)
}

function formerRoot({ stateDir }: Project): string {
  return join(stateDir, 'checkout')
}

async function listVolumes({ docker }: Engine, environment: string) {
  const filters = { label: [`campus.environment=${environment}`] }
  return (await docker.listVolumes({ filters })).Volumes as readonly {
    readonly Name: string
    readonly Labels: Readonly<Record<string, string>> | null
  }[]
}

function ofAnother(environment: string, checkout: string | undefined): UserError {
  const where =
    checkout === undefined
      ? 'another checkout'
      : `${existsSync(checkout) ? 'another checkout' : 'a checkout that is gone'}: ${checkout}`
  return new UserError(`The environment "${environment}" was made by ${where}`, {
    id: 'other-checkout',
    hint: [
      'Give this one its own name and ports, in environment.local.yaml:',
      '    name: second',
      '    richie: { port: 8170 }',
      '    lms: { edx: { port: 8173 } }',
      'Or take that one over, with its data: bin/campus up --adopt',
      'Or delete it, with its data:          bin/campus clean --adopt',
    ].join('\n'),
  })
}
