import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Engine, findEngine } from '../engine/find-engine.ts'
import { type Owned, listOwned, removeOwned } from '../engine/owned.ts'
import { requireOwnEnvironment } from '../project/ownership.ts'
import { loadPlan, openProject, type Project } from '../project/project.ts'
import { confirmOrStop } from '../project/work.ts'
import { listFolder } from '../system/files.ts'
import { takeLock } from '../system/lock.ts'
import { UserError } from '../system/user-error.ts'

export type CleanOptions = { readonly images?: true; readonly adopt?: true; readonly yes?: true }

/** `campus clean`: says what it will remove, asks, and removes exactly that: what has the environment's label, and campus's own files. */
export async function cleanCommand(options: CleanOptions): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project)
  const found = await findEngine()
  const engine = 'docker' in found ? found : undefined
  const files = ownFiles(project, options.images === true)
  if (engine === undefined && files.length > 0) {
    throw new UserError(
      "No Docker engine answers, so containers and volumes of this environment can't be removed.",
      {
        id: 'docker-not-running',
        hint: 'Start the engine first: make run',
      },
    )
  }
  if (engine !== undefined && !options.adopt) await requireOwnEnvironment(engine, project, plan.name)
  const owned = engine === undefined ? [] : await listOwned(engine, plan.name, options.images === true)
  if (owned.length === 0 && files.length === 0) {
    console.log('There is nothing to remove.')
    return
  }
  const whose = options.adopt ? ', whichever checkout made it' : ` of ${project.root}`
  console.log(`This removes from the environment "${plan.name}"${whose}:\n`)
  announce(project, owned, files)
  if (!options.yes && !(await confirmOrStop('Remove all of it, including the data?', 'Nothing was removed.')))
    return
  let kept: readonly Owned[] = []
  const release = takeLock(join(project.stateDir, 'lock'), 'clean')
  try {
    if (engine !== undefined) kept = await removeAll(engine, owned)
  } finally {
    release()
  }
  for (const file of files) rmSync(file, { recursive: true, force: true })
  if (listFolder(project.stateDir).length === 0) rmSync(project.stateDir, { recursive: true, force: true }) // the lock was in it
  console.log(`Removed: ${owned.length - kept.length} from Docker, ${files.length} from this folder.`)
  for (const { name } of kept) {
    console.log(
      `The image ${name} stays: another container uses it (docker ps -a --filter ancestor=${name}).`,
    )
  }
  if (existsSync(join(project.certsDir, 'ca.pem')))
    console.log('Certificates, trust and host names stay. To undo: bin/campus setup-ssl --undo')
  if (options.images)
    console.log("Docker's build cache stays, for all projects. To empty it: docker builder prune")
}

/** Returns the images that stay, since a container that is not of this environment uses them. */
async function removeAll(engine: Engine, owned: readonly Owned[]): Promise<readonly Owned[]> {
  for (const kind of ['container', 'network', 'volume'] as const)
    await Promise.all(owned.filter((one) => one.kind === kind).map((one) => removeOwned(engine, one)))
  // One after the other: an image that another one is built on goes last.
  const images = owned.filter((one) => one.kind === 'image')
  const kept: Owned[] = []
  for (const image of images.toSorted((a, b) => baseLast(a) - baseLast(b))) {
    try {
      await removeOwned(engine, image)
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode !== 409) throw error
      kept.push(image)
    }
  }
  return kept
}

function baseLast({ name }: Owned): number {
  return /-debian:/.test(name) ? 2 : /-base:/.test(name) ? 1 : 0
}

/** The generated files and the state. Without the images their records go, with them they stay. */
function ownFiles(project: Project, withImages: boolean): readonly string[] {
  const kept = withImages ? [] : ['base.json', 'images.json']
  const state = existsSync(project.stateDir) ? readdirSync(project.stateDir) : []
  const inState = state.filter((name) => !kept.includes(name)).map((name) => join(project.stateDir, name))
  return [
    ...(existsSync(project.generatedDir) ? [project.generatedDir] : []),
    ...(inState.length === state.length && state.length > 0 ? [project.stateDir] : inState),
  ]
}

function announce(project: Project, owned: readonly Owned[], files: readonly string[]): void {
  for (const kind of ['container', 'network', 'volume', 'image'] as const) {
    const names = owned.filter((one) => one.kind === kind).map((one) => one.name)
    if (names.length > 0) console.log(`  ${`${kind}s`.padEnd(12)}${names.join('\n              ')}`)
  }
  if (files.length > 0) {
    console.log(
      `  ${'files'.padEnd(12)}${files.map((file) => relative(project.root, file)).join('\n              ')}`,
    )
  }
  console.log('')
}
