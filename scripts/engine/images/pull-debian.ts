import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '../../system/board.ts'
import { writeAtomic } from '../../system/files.ts'
import { UserError } from '../../system/user-error.ts'
import { runDocker } from '../docker-cli.ts'
import type { Engine } from '../find-engine.ts'

/** The image that is pulled from a registry. */
export const slimImage = 'debian:bookworm-slim'

// The engine retries a silent registry for half a minute: we don't wait for that.
const answerTimeoutMs = 3000

/**
 * Pulls Debian through the engine, with the CLI: it knows the person's credentials. Returns false where no registry
 * answers in time, or where the pull breaks; `isRequired` makes that an error.
 */
export async function pullDebian(
  engine: Engine,
  { isRequired, stateDir, row }: { isRequired: boolean; stateDir: string; row: Row },
): Promise<boolean> {
  row.doing('looking for a registry')
  writeAtomic(markerPath(stateDir), `${slimImage}\n`)
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), answerTimeoutMs)
  let hasAnswered = false
  const lines: string[] = []
  const { exitCode } = await runDocker(engine, ['pull', slimImage], {
    signal: silence.signal,
    onLine: (line) => {
      lines.push(line)
      if (!isAnswer(line)) return
      clearTimeout(timer)
      hasAnswered = true
      row.doing(`pulling ${slimImage}`)
    },
  })
  clearTimeout(timer)
  if (exitCode === 0) return true
  rmSync(markerPath(stateDir), { force: true })
  if (isRequired) {
    throw new UserError(
      `${slimImage} could not be pulled: ${lines.at(-1) ?? 'no registry answered within 3 s'}`,
      {
        id: 'base-not-pulled',
        hint: `Try it by hand: docker pull ${slimImage}\nOr set base: packages in environment.yaml`,
      },
    )
  }
  if (hasAnswered)
    row.note(`  Pulling ${slimImage} failed (${lines.at(-1)}): Debian is built from packages instead.`)
  return false
}

/** Whether a line of `docker pull` shows that the registry knows the image. */
export function isAnswer(line: string): boolean {
  return /: Pulling (from|fs layer)|^Digest:|^Status:/.test(line)
}

/** Takes the name off an image that was not there before we pulled it; the base keeps its layers. */
export async function removePulledTag(engine: Engine, stateDir: string): Promise<void> {
  if (!existsSync(markerPath(stateDir))) return
  // Refused while a container of the person's uses it: then it is theirs.
  await engine.docker
    .getImage(slimImage)
    .remove()
    .catch(() => undefined)
  rmSync(markerPath(stateDir), { force: true })
}

/** Says that the image is ours to remove: written before the pull, so that it outlives a kill. */
function markerPath(stateDir: string): string {
  return join(stateDir, 'base-pulled')
}
