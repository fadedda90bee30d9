import { pause } from '../system/interruption.ts'
import type { RunResult } from '../system/process.ts'
import { shellPath } from '../system/shell-words.ts'
import { UserError } from '../system/user-error.ts'
import { runDocker } from './docker-cli.ts'
import type { Engine } from './find-engine.ts'

type ComposeOptions = { readonly onLine?: (line: string) => void; readonly inherit?: boolean }

/** Runs the compose CLI on the environment's file, on the engine that was found. Never throws for its exit code. */
export async function compose(
  engine: Engine,
  composeFile: string,
  argv: readonly string[],
  options: ComposeOptions = {},
): Promise<RunResult> {
  return await runDocker(engine, ['compose', '--progress', 'plain', '-f', composeFile, ...argv], options)
}

/** Brings services up to what the compose file says (all by default) and removes what it no longer names. */
export async function composeUp(
  engine: Engine,
  composeFile: string,
  services: readonly string[] = [],
): Promise<void> {
  const only = services.length === 0 ? ['--remove-orphans'] : ['--no-deps', ...services]
  const argv = ['up', '--detach', '--no-build', ...only]
  for (const wait of [1000, 4000]) {
    const { exitCode, stdout, stderr } = await compose(engine, composeFile, argv)
    if (exitCode === 0) return
    if (!otherCompose.test(`${stdout}${stderr}`)) break
    await pause(wait)
  }
  await mustRun(engine, composeFile, argv)
}

/** What compose says where another one is at work on the same containers: that of a campus which was killed goes on for a while. */
const otherCompose =
  /container name "[^"]*" is already in use|already in progress|[Nn]o such container|is marked for removal/

/** Stops and removes the containers and the network; the volumes stay. */
export async function composeDown(engine: Engine, composeFile: string): Promise<void> {
  await mustRun(engine, composeFile, ['down', '--remove-orphans'])
}

async function mustRun(engine: Engine, composeFile: string, argv: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await compose(engine, composeFile, argv)
  if (exitCode === 0) return
  const said = `${stdout}${stderr}`.trim().split('\n').slice(-12).join('\n')
  throw new UserError(`docker compose ${argv[0]} failed:\n${said}`, {
    id: 'compose-failed',
    hint: `See it all: docker compose -f ${shellPath(composeFile)} ${argv.join(' ')}`,
  })
}
