import { join } from 'node:path'
import { stageArtifacts } from '../../artifacts/stage.ts'
import { fail, ok, skip, warn } from '../../diagnosis/check.ts'
import { startCommand, type Mode } from '../../plan/site.ts'
import { takeLock } from '../../system/lock.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import type { MachineContext } from '../facts/machine-context.ts'

export const generatedFiles: DoctorCheck = {
  id: 'generated-files',
  title: 'generated/ matches the spec, and was not edited',
  what: 'The compose file, the nginx configuration and the settings in `generated/` are written from the spec at each start. A change by hand is temporary: the next `make run` keeps your file in `.campus/edited/` and writes its own. If only the spec has changed since, the next start updates the files.',
  see: 'bin/campus render --check',
  fix: 'Make the change in `environment.yaml` if there is a key for it, then `make run` (`make run-ssl` for https). `bin/campus render`, or `bin/campus doctor --fix`, writes the files again without a start; edited files are kept in `.campus/edited/`.',
  symptoms: ['An edit of environment.yaml, or of a file in generated/, has no effect'],
  needs: ['spec', 'file-owners'],
  look(context) {
    if (!context.disk.exists(context.folders.generatedDir))
      return skip('generated/ does not exist before the first make run')
    const changes = context.changes()
    if (changes.length === 0) return ok(`matches the spec, ${modeOf(context)} mode`)
    const evidence = changes.map(
      ({ path, kind, edited }) => `generated/${path}: ${edited ? 'edited by hand' : kinds[kind]}`,
    )
    const edited = changes.filter((change) => change.edited).length
    if (edited > 0) {
      return fail(
        `${edited} ${edited === 1 ? 'file was' : 'files were'} edited by hand`,
        [
          {
            says: 'Write them again; yours are kept in .campus/edited/.',
            command: 'bin/campus doctor --fix',
          },
          { says: 'See the difference.', command: 'bin/campus render --check' },
        ],
        evidence,
      )
    }
    const command = startCommand(modeOf(context))
    return warn(
      'the spec has changed since they were written',
      [{ says: 'Apply the spec.', command }],
      evidence,
    )
  },
  autoFix(context) {
    const { folders } = context
    const edited = context.changes().filter((change) => change.edited)
    if (edited.length === 0) return undefined
    return {
      plan: [
        ...edited.map(({ path }) => `keep generated/${path} in .campus/edited/`),
        `write generated/ again, for ${modeOf(context)} mode`,
      ],
      apply() {
        const release = takeLock(join(folders.stateDir, 'lock'), 'doctor')
        try {
          const staged = stageArtifacts(folders.generatedDir, folders.stateDir, context.artifacts())
          staged.commit()
          return Promise.resolve([
            ...staged.kept.map(
              ({ change, keptAt }) => `generated/${change.path}: your version is kept at ${keptAt}`,
            ),
            `To apply the files to running services: ${startCommand(modeOf(context))}`,
          ])
        } finally {
          release()
        }
      },
    }
  },
}

const kinds = { new: 'missing', changed: 'from an older spec', orphan: 'no longer needed' } as const

/** Never asked of a wrong spec: this check needs the check spec. */
function modeOf({ spec }: MachineContext): Mode {
  return spec.kind === 'valid' ? spec.plan.mode : 'http'
}
