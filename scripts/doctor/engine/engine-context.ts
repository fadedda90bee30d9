import { join } from 'node:path'
import { fail, ok, warn, type Fix } from '../../diagnosis/check.ts'
import type { EngineHost } from '../../engine/engine-hosts.ts'
import { withoutCredentials } from '../../system/proxy.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { isLocal } from '../facts/engine-facts.ts'
import type { MachineContext } from '../facts/machine-context.ts'

export const engineContext: DoctorCheck = {
  id: 'engine-context',
  title: 'the docker command uses the engine of this machine',
  what: 'The `docker` command and campus use the engine that `DOCKER_HOST` names, else the current context (`docker context use`), else the default sockets. An engine reached over the network sees neither the files nor the ports of this machine; the context of an application that is not running does not work.',
  see: 'echo "$DOCKER_HOST"\ndocker context ls\ndocker info --format "{{.Name}} {{.OperatingSystem}}"',
  fix: "To use the engine of this machine: `unset DOCKER_HOST` (and remove it from your shell's start file), then `docker context use default`.",
  symptoms: ['Cannot connect to the Docker daemon'],
  async look(context) {
    const { env, machine } = context
    const { hosts, answer } = await context.engine()
    const at = answer?.at ?? hosts[0]
    const named = namedContext(context)
    if (!env['DOCKER_HOST'] && named !== undefined && at?.origin !== 'context') {
      return warn(`docker's context "${named}" does not exist, so the docker command does not work`, [
        env['DOCKER_CONTEXT']
          ? { says: 'Unset the name.', command: 'unset DOCKER_CONTEXT' }
          : { says: 'Choose one that exists.', command: 'docker context use default' },
      ])
    }
    if (at === undefined) return ok('no engine is named, and no default socket exists')
    const evidence = [
      `engine: ${shownHost(at.host)}, named by ${origins[at.origin]}`,
      ...(answer === undefined ? [] : [`answers: Docker ${answer.version}, ${answer.operatingSystem}`]),
    ]
    if (!isLocal(at.host)) {
      return fail(
        `${origins[at.origin]} names a remote engine, which sees neither files nor ports of this machine`,
        [wayBack(at)],
        evidence,
      )
    }
    if (env['DOCKER_HOST'] && env['DOCKER_CONTEXT']) {
      return warn(
        'DOCKER_HOST and DOCKER_CONTEXT are both set: DOCKER_HOST wins',
        [{ says: 'Keep one of them.', command: 'unset DOCKER_CONTEXT' }],
        evidence,
      )
    }
    const isApplication = machine.platform === 'linux' && answer !== undefined && !answer.isNative
    return ok(
      isApplication ? `${answer.operatingSystem}, in a virtual machine` : origins[at.origin],
      evidence,
    )
  },
}

/** The context that the docker command is told to use, unless it is its default. */
function namedContext({ env, disk, user }: MachineContext): string | undefined {
  const config = disk.read(join(env['DOCKER_CONFIG'] ?? join(user.home, '.docker'), 'config.json'))
  const name = env['DOCKER_CONTEXT'] ?? /"currentContext"\s*:\s*"([^"]*)"/.exec(config)?.[1]
  return name === 'default' || name === '' ? undefined : name
}

const origins = {
  DOCKER_HOST: 'DOCKER_HOST',
  context: "docker's current context",
  default: 'the default socket',
} as const

function wayBack({ origin }: EngineHost): Fix {
  const says = 'Use the engine of this machine.'
  return { says, command: origin === 'DOCKER_HOST' ? 'unset DOCKER_HOST' : 'docker context use default' }
}

/** A network address may hold a password; a path may hold an `@`. */
export function shownHost(host: string): string {
  return isLocal(host) ? host : withoutCredentials(host)
}
