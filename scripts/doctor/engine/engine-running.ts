import { fail, ok, type Fix } from '../../diagnosis/check.ts'
import { chooseAction } from '../../engine/choose-action.ts'
import { ensureEngine } from '../../engine/ensure-engine.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import type { EngineFacts } from '../facts/engine-facts.ts'
import type { MachineContext } from '../facts/machine-context.ts'
import { shownHost } from './engine-context.ts'

export const engineRunning: DoctorCheck = {
  id: 'engine-running',
  title: 'the engine answers',
  what: 'Docker is installed, but nothing answers where it should listen: it was not started, it failed to start (a full disk, an invalid daemon.json), or `DOCKER_HOST` or the context names an engine that does not exist.',
  see: 'docker version\nsudo systemctl status docker\nsudo journalctl -u docker -n 30',
  fix: '`make run` starts an installed engine. By hand: `sudo systemctl start docker`; on macOS start Docker Desktop, OrbStack or Colima. If an address is named: `unset DOCKER_HOST`, `docker context use default`.',
  symptoms: ['Cannot connect to the Docker daemon'],
  needs: ['engine-context', 'engine-installed', 'engine-permitted'],
  async look({ engine, machine }) {
    const facts = await engine()
    if (facts.answer !== undefined)
      return ok(`Docker ${facts.answer.version} at ${shownHost(facts.answer.at.host)}`)
    const evidence = facts.attempts.map(({ at, message }) => `${shownHost(at.host)}: ${message}`)
    return fail('Docker is installed, but no engine answers', [fixFor(facts, machine.platform)], evidence)
  },
  async autoFix(context) {
    const facts = await context.engine()
    if (facts.answer !== undefined || chooses(context, facts) !== 'start') return undefined
    return {
      plan: ['start Docker, as root'],
      async apply(row) {
        const { version } = await ensureEngine(row)
        return [`Docker ${version} is running.`]
      },
    }
  },
}

/** What `make run` would do about it: only starting is for `--fix`, never installing. */
function chooses({ machine }: MachineContext, { attempts, hasClient }: EngineFacts): string {
  if (!hasClient) return 'explain'
  const problem = { kind: 'not-running', attempts } as const
  return chooseAction(problem, { machine, hasDistributionEngine: false, isHalfInstalled: false })
}

function fixFor({ attempts }: EngineFacts, platform: NodeJS.Platform): Fix {
  const origin = attempts[0]?.at.origin
  const says = 'Start that engine, or use the one of this machine.'
  if (origin === 'DOCKER_HOST') return { says, command: 'unset DOCKER_HOST' }
  if (origin === 'context') return { says, command: 'docker context use default' }
  if (platform === 'darwin') return { says: 'Start Docker Desktop, OrbStack or Colima.' }
  return { says: 'Start it.', command: 'make run' }
}
