import { run, type RunOptions, type RunResult } from '../system/process.ts'

/** The part of an engine that says where the docker command finds it. */
type Reached = { readonly cliEnv: Readonly<Record<string, string>> }

/** Runs the docker command, and compose with it: the one place where that is done. Never throws for its exit code. */
export async function runDocker(
  engine: Reached,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const env = { ...withoutSwitches(process.env), ...ourSwitches, ...engine.cliEnv, ...options.env }
  return await run(['docker', ...argv], { ...options, env })
}

const switches = /^(?:BUILDKIT|BUILDX|COMPOSE|DOCKER)_/
/** Credentials of registries. Which engine to speak to, `engine.cliEnv` says. */
const needed = new Set(['DOCKER_CONFIG', 'DOCKER_AUTH_CONFIG'])

const ourSwitches = {
  DOCKER_BUILDKIT: '1',
  COMPOSE_ANSI: 'never',
  COMPOSE_MENU: 'false',
  // Compose would also read a .env of the folder that the person is in.
  COMPOSE_DISABLE_ENV_FILE: '1',
}

/**
 * Unsets what a shell may hold for another project: COMPOSE_PROJECT_NAME makes a second environment on empty volumes,
 * COMPOSE_FILE and COMPOSE_PROFILES start other services, DOCKER_DEFAULT_PLATFORM builds for another machine.
 */
function withoutSwitches(env: Readonly<Record<string, string | undefined>>): Record<string, undefined> {
  const names = Object.keys(env).filter((name) => switches.test(name) && !needed.has(name))
  return Object.fromEntries(names.map((name) => [name, undefined]))
}
