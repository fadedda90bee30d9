import type { Machine } from '../system/machine.ts'
import { UserError } from '../system/user-error.ts'
import type { EngineProblem } from './engine-problem.ts'

/** The error for a problem that campus can't, or may not, fix. */
export function explainProblem(problem: EngineProblem, machine: Machine): UserError {
  switch (problem.kind) {
    case 'not-installed':
      return new UserError('Docker is not installed.', { id: 'docker-not-installed' })
    case 'not-running':
      return explainSilence(problem, machine)
    case 'no-permission':
      return new UserError(
        `Docker is running at ${problem.attempt.at.host}, but you have no permission to use it.`,
        {
          id: 'docker-no-permission',
          hint: 'sudo usermod -aG docker $USER\nnewgrp docker',
        },
      )
    case 'too-old':
      return new UserError(
        `${problem.part === 'engine' ? 'Docker' : 'docker compose'} ${problem.version} is too old: ${problem.needed} is the oldest that works.`,
        { id: 'docker-too-old', hint: upgradeHint(problem.part, machine) },
      )
    case 'no-compose':
      return explainIncomplete(problem, machine)
  }
}

function explainSilence(
  { attempts }: Extract<EngineProblem, { kind: 'not-running' }>,
  machine: Machine,
): UserError {
  const [attempt] = attempts
  if (attempt?.at.origin === 'DOCKER_HOST') {
    return new UserError(`No engine answers at DOCKER_HOST=${attempt.at.host} (${attempt.message}).`, {
      id: 'docker-not-running',
      hint: 'Start it, or use the engine of this machine: unset DOCKER_HOST',
    })
  }
  if (attempt?.at.origin === 'context') {
    return new UserError(`No engine answers at ${attempt.at.host}, docker's current context.`, {
      id: 'docker-not-running',
      hint: 'Start it, or use the engine of this machine: docker context use default',
    })
  }
  const evidence = attempts.map(({ at, message }) => `\n  ${at.host}: ${message}`).join('')
  return new UserError(`Docker is installed, but no engine answers.${evidence}`, {
    id: 'docker-not-running',
    hint:
      machine.platform === 'darwin'
        ? 'Start Docker Desktop, OrbStack or Colima'
        : 'sudo systemctl start docker',
  })
}

function upgradeHint(part: 'engine' | 'compose', { platform, os }: Machine): string {
  if (platform !== 'linux') return 'Update Docker Desktop, OrbStack or Colima'
  if (os.codename === 'bookworm' && part === 'engine') {
    return (
      "Debian 12's own Docker is too old. Remove it, then run the same command again: it installs the next release's\n" +
      'sudo apt-get remove docker.io docker-compose'
    )
  }
  return part === 'engine'
    ? 'Upgrade Docker with the package manager that installed it'
    : 'Upgrade the compose plugin with the package manager that installed it'
}

function explainIncomplete(
  { engineVersion, hasClient }: Extract<EngineProblem, { kind: 'no-compose' }>,
  machine: Machine,
): UserError {
  const missing = hasClient ? 'docker compose' : 'the docker command'
  return new UserError(`Docker ${engineVersion} answers, but ${missing} is missing.`, {
    id: 'docker-incomplete',
    hint: composeHint(machine),
  })
}

function composeHint({ platform, os }: Machine): string {
  if (platform !== 'linux') return 'Install the docker command with its compose plugin'
  const packages = {
    debian: 'docker-cli docker-compose docker-buildx',
    ubuntu: 'docker-compose-v2 docker-buildx',
    fedora: 'docker-cli docker-compose docker-buildx',
  }[os.id]
  const installer = os.id === 'fedora' ? 'dnf' : 'apt-get'
  if (packages === undefined) return 'Install the compose and buildx plugins of Docker'
  return `sudo ${installer} install ${packages}\nOr, with Docker's own packages: sudo ${installer} install docker-compose-plugin docker-buildx-plugin`
}

/** Explains dockerode's plain errors: what the engine answered, or that it no longer answers. */
export function explainDockerError(error: unknown): UserError | undefined {
  const { statusCode, json, syscall, message } = Object(error) as {
    statusCode?: unknown
    json?: { message?: unknown }
    syscall?: unknown
    message?: unknown
  }
  if (typeof statusCode === 'number') {
    const said = typeof json?.message === 'string' ? json.message : String(message)
    return new UserError(`Docker refused (${statusCode}): ${said}`, { id: 'docker-refused', cause: error })
  }
  if (syscall === 'connect' || String(message).includes('socket hang up')) {
    return new UserError('Docker no longer answers.', {
      id: 'docker-not-running',
      hint: 'Start it again: make run',
      cause: error,
    })
  }
  return undefined
}
