import { run, type RunResult } from '../system/process.ts'
import { UserError } from '../system/user-error.ts'
import type { Engine } from './find-engine.ts'

type ComposeOptions = { readonly onLine?: (line: string) => void; readonly inherit?: boolean }

/** Runs the compose CLI on the environment's file, on the engine that was found. Never throws for its exit code. */
export async function compose(
  engine: Engine,
  composeFile: string,
  argv: readonly string[],
  options: ComposeOptions = {},
): Promise<RunResult> {
  const env = { ...engine.cliEnv, COMPOSE_ANSI: 'never', COMPOSE_MENU: 'false' }
  return await run(['docker', 'compose', '--progress', 'plain', '-f', composeFile, ...argv], {
    ...options,
    env,
  })
}

/** Brings services up to what the compose file says (all by default) and removes what it no longer names. */
export async function composeUp(
  engine: Engine,
  composeFile: string,
  services: readonly string[] = [],
): Promise<void> {
  const only = services.length === 0 ? ['--remove-orphans'] : ['--no-deps', ...services]
  await mustRun(engine, composeFile, ['up', '--detach', '--no-build', ...only])
}

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
    hint: `See it all: docker compose -f ${composeFile} ${argv.join(' ')}`,
  })
}
