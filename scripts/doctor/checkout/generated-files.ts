import { join } from 'node:path'
import { stageArtifacts } from '../../artifacts/stage.ts'
import { fail, ok, skip, warn } from '../../diagnosis/check.ts'
import { startCommand, type Mode } from '../../plan/site.ts'
import { takeLock } from '../../system/lock.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import type { MachineContext } from '../facts/machine-context.ts'

export const generatedFiles: DoctorCheck = {
  id: 'generated-files',
  title: 'generated/ is what the spec says, and nobody edited it',
  what: 'Compose file, nginx configuration and settings in `generated/` are made from the spec at each start. A change by hand is not the spec: it holds until the next `make run`, which keeps your file aside in `.campus/edited/` and writes its own. Where only the spec was changed since, the next start brings both together.',
  see: 'bin/campus render --check',
  fix: 'Say it in `environment.yaml` where it can be said there, then `make run` (`make run-ssl` over https). `bin/campus render`, or `bin/campus doctor --fix`, writes the files anew without a start; edited ones are kept in `.campus/edited/`.',
  symptoms: ['An edit of environment.yaml, or of a file in generated/, has no effect'],
  needs: ['spec', 'file-owners'],
  look(context) {
    if (!context.disk.exists(context.folders.generatedDir))
      return skip('there is no generated/ before the first make run')
    const changes = context.changes()
    if (changes.length === 0) return ok(`what ${modeOf(context)} mode of the spec says`)
    const evidence = changes.map(
      ({ path, kind, edited }) => `generated/${path}: ${edited ? 'edited by hand' : kinds[kind]}`,
    )
    const edited = changes.filter((change) => change.edited).length
    if (edited > 0) {
      return fail(
        `${edited} ${edited === 1 ? 'file was' : 'files were'} edited by hand`,
        [
          { says: 'Write them anew; yours are kept in .campus/edited/.', command: 'bin/campus doctor --fix' },
          { says: 'See what is different.', command: 'bin/campus render --check' },
        ],
        evidence,
      )
    }
    const command = startCommand(modeOf(context))
    return warn(
      'the spec was changed since they were written',
      [{ says: 'Start with it.', command }],
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
        `write generated/ anew, for ${modeOf(context)} mode`,
      ],
      apply() {
        const release = takeLock(join(folders.stateDir, 'lock'), 'doctor')
        try {
          const staged = stageArtifacts(folders.generatedDir, folders.stateDir, context.artifacts())
          staged.commit()
          return Promise.resolve([
            ...staged.kept.map(
              ({ change, keptAt }) => `generated/${change.path}: yours is kept at ${keptAt}`,
            ),
            `What runs takes it up at the next ${startCommand(modeOf(context))}.`,
          ])
        } finally {
          release()
        }
      },
    }
  },
}

const kinds = { new: 'missing', changed: 'of an older spec', orphan: 'not needed any more' } as const

/** Of a wrong spec nobody asks: this check needs the one of the spec. */
function modeOf({ spec }: MachineContext): Mode {
  return spec.kind === 'valid' ? spec.plan.mode : 'http'
}
