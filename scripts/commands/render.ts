import { join, relative } from 'node:path'
import { formatDiff, compareArtifacts, type Change } from '../artifacts/compare.ts'
import { readRecord } from '../artifacts/record.ts'
import { stageArtifacts, type Staged } from '../artifacts/stage.ts'
import type { Mode } from '../plan/site.ts'
import { loadPlan, openProject, renderPlan, requireRichieCheckout, type Project } from '../project/project.ts'
import { readTextIfThere } from '../system/files.ts'
import { takeLock } from '../system/lock.ts'
import { UserError } from '../system/user-error.ts'

export type RenderOptions = { readonly mode?: Mode; readonly check?: true; readonly stdout?: string }

/** `campus render`: writes the generated files; `--check` only compares, `--stdout PATH` prints one. Needs no Docker. */
export async function renderCommand(options: RenderOptions): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project, options.mode)
  requireRichieCheckout(project)
  const artifacts = renderPlan(project, plan)
  if (options.stdout !== undefined) {
    const wanted = options.stdout.replace(/^generated\//, '')
    const artifact = artifacts.find(({ path }) => path === wanted)
    if (artifact === undefined) {
      const known = artifacts.map(({ path }) => `  ${path}`).join('\n')
      throw new UserError(`No generated file is called ${options.stdout}.`, {
        id: 'command-line',
        hint: `Generated files:\n${known}`,
        exitCode: 2,
      })
    }
    process.stdout.write(artifact.text)
    return
  }
  if (options.check) {
    const disk = (path: string) => readTextIfThere(join(project.generatedDir, path))
    const changes = compareArtifacts(artifacts, disk, readRecord(project.stateDir))
    if (changes.length === 0) {
      console.log(`generated/ matches the spec (${plan.mode} mode): ${artifacts.length} files.`)
      return
    }
    console.log(changes.map(formatDiff).join('\n'))
    const which = changes.map(({ path }) => `generated/${path}`).join(', ')
    throw new UserError(`Different from the spec: ${which}`, {
      id: 'generated-differs',
      hint: 'Write it again: bin/campus render',
    })
  }
  const release = takeLock(join(project.stateDir, 'lock'), 'render')
  try {
    const staged = stageArtifacts(project.generatedDir, project.stateDir, artifacts)
    staged.commit()
    reportKept(project, staged)
    console.log(stagedText(staged.changes, artifacts.length))
  } finally {
    release()
  }
}

/** What was done to `generated/`, in a line. */
export function stagedText(changes: readonly Pick<Change, 'kind'>[], total: number): string {
  const removed = changes.filter(({ kind }) => kind === 'orphan').length
  const parts = [`${changes.length - removed} of ${total} files written`, `${removed} removed`]
  if (changes.length === 0) return `generated/ is up to date: ${total} files.`
  return `generated/: ${parts.slice(0, removed === 0 ? 1 : 2).join(', ')}.`
}

/** Reports generated files that were edited by hand, with the differences and where they are kept. */
export function reportKept(project: Project, staged: Staged): void {
  for (const { change, keptAt } of staged.kept) {
    console.log(`generated/${change.path} was edited by hand. What changes now:`)
    console.log(formatDiff(change))
    console.log(`Your version is kept at ${relative(project.root, keptAt)}\n`)
  }
}
