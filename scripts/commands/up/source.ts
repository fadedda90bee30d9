import { join } from 'node:path'
import { writeRequirements } from '../../checkout/requirements.ts'
import { compose } from '../../engine/compose.ts'
import { runDocker } from '../../engine/docker-cli.ts'
import type { Engine } from '../../engine/find-engine.ts'
import { imageIds } from '../../engine/images/records.ts'
import type { Plan } from '../../plan/plan.ts'
import type { RichieSource } from '../../plan/richie-source.ts'
import { requireRichieCheckout, type Project } from '../../project/project.ts'
import type { Board } from '../../system/board.ts'
import { lastLines } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'

/** Prepares the source of Richie: a checkout's requirement files are copied for its image, an image is pulled. */
export async function readySource(
  project: Project,
  { richie: { source } }: Plan,
  engine: Engine,
  board: Board,
): Promise<void> {
  const requirements = requireRichieCheckout(project)
  if (requirements !== undefined)
    writeRequirements(join(project.stateDir, 'richie-requirements'), requirements)
  if (source.provider === 'image') await readyImage(source, engine, board)
}

async function readyImage(
  { image }: RichieSource & { provider: 'image' },
  engine: Engine,
  board: Board,
): Promise<void> {
  if ((await imageIds(engine)).has(withTag(image))) return
  const row = board.row('source')
  row.doing(`pulling ${image}`)
  const { exitCode, stdout, stderr } = await runDocker(engine, ['pull', image])
  if (exitCode === 0) return row.done(`${image} pulled`)
  throw new UserError(
    `The image ${image} (richie.source.image) is not on this machine, and can't be pulled:\n${lastLines(stderr || stdout, 5)}`,
    {
      id: 'richie-image-missing',
      hint: `List images:  docker image ls\nTry again:    docker pull ${image}`,
    },
  )
}

/** The name under which the engine lists it: a registry's port is not a tag. */
export function withTag(image: string): string {
  return /:[\w.-]+$/.test(image) || image.includes('@') ? image : `${image}:latest`
}

/**
 * Opens the volumes that a checkout's owner shares with uid 1000 to their group: those of an older start belong to that
 * user alone. By compose, so that volumes which are not there yet are made as it would make them.
 */
export async function shareVolumes(
  { composeFile }: Project,
  { richie }: Plan,
  engine: Engine,
): Promise<void> {
  if (richie.source.provider !== 'checkout') return
  const folders = ['/run/campus', '/data/media', '/data/database']
  const share = '/opt/campus/container/share'
  const options = ['--rm', '--no-deps', '-T', '--user', '1000:1000', '--entrypoint', share]
  const { exitCode, stdout, stderr } = await compose(engine, composeFile, [
    'run',
    ...options,
    'richie',
    ...folders,
  ])
  if (exitCode === 0) return
  throw new UserError(
    `The shared volumes could not be opened to the checkout's owner:\n${lastLines(`${stdout}${stderr}`, 5)}`,
    {
      id: 'compose-failed',
      hint: 'Try again: make run',
    },
  )
}
